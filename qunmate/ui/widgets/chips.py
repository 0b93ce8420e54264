"""Chips: a word on a tint of its colour, painted in a table cell or standing as a widget."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPixmap

from qunmate.ui.theme import DARK, NOTE, Tokens, mix

HEIGHT = 20  # px
GAP = 4  # px
PADDING = 8  # px
MOST_PICTURES = 400
_TAG_TONES = ("active", "leader", "core", "dormant", "warn", "good")


@dataclass(frozen=True, slots=True)
class Chip:
    """`tone` is the name of a token, or a colour as #RRGGBB; `end` follows the text and is never
    cut with it."""

    text: str
    tone: str
    end: str = ""


def tag_tone(id_: int, colour: str | None = None) -> str:
    """The colour the operator gave a tag, else one of a few, in turn."""
    return colour or _TAG_TONES[id_ % len(_TAG_TONES)]


def chip_colours(tone: str, tokens: Tokens, *, chosen: bool = False) -> tuple[str, str]:
    """(text, background) as #RRGGBB; the text stays readable whatever colour a tag has. A chip
    in a `chosen` row keeps its colour, a little stronger, to stand out from the selection."""
    colour = tone if tone.startswith("#") else str(getattr(tokens, tone))
    share = (0.20, 0.28)[chosen] if tokens is DARK else (0.13, 0.20)[chosen]
    own = 0.70 if chosen else 0.85
    ink = tokens.text if tone.startswith("#") else mix(colour, tokens.text, own)
    return ink, mix(colour, tokens.surface, share)


def chip_font(base: QFont) -> QFont:
    font = QFont(base)
    font.setBold(False)
    font.setPixelSize(NOTE)
    return font


def chip_width(text: str, metrics: QFontMetrics) -> int:
    return metrics.horizontalAdvance(text) + 2 * PADDING


def chip_text(chip: Chip, room: int, metrics: QFontMetrics) -> str:
    """What is read on a chip with so much room for words."""
    room -= metrics.horizontalAdvance(chip.end)
    return metrics.elidedText(chip.text, Qt.TextElideMode.ElideRight, room) + chip.end


def paint_chip(
    painter: QPainter, box: QRect, chip: Chip, tokens: Tokens, *, chosen: bool = False
) -> None:
    """`painter` has the chip font; `box` is the chip's own rectangle."""
    ink, ground = chip_colours(chip.tone, tokens, chosen=chosen)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(QRectF(box), HEIGHT / 2, HEIGHT / 2)
    painter.setPen(QColor(ink))
    room = box.width() - 2 * PADDING + 2
    text = chip_text(chip, room, painter.fontMetrics())
    if text == chip.text + chip.end:
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
    else:  # what is cut begins where other chips begin
        inner = box.adjusted(PADDING, 0, 0, 0)
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)


class ChipStrips:
    """Chips of table cells as small pictures: few sets of tags stand in many rows, and a
    rounded shape takes ten times as long to paint as a picture of it."""

    def __init__(self) -> None:
        self._pictures: dict[Hashable, QPixmap] = {}

    def clear(self) -> None:
        self._pictures.clear()

    def paint(
        self,
        painter: QPainter,
        cell: QRect,
        chips: Sequence[Chip],
        tokens: Tokens,
        *,
        chosen: bool = False,
    ) -> None:
        scale = painter.device().devicePixelRatioF()
        key = (tuple(chips), cell.width(), cell.height(), scale, chosen)
        picture = self._pictures.get(key)
        if picture is None:
            if len(self._pictures) >= MOST_PICTURES:
                self._pictures.clear()
            picture = self._pictures[key] = _transparent(cell.size(), scale)
            inner = QPainter(picture)
            inner.setRenderHint(QPainter.RenderHint.Antialiasing)
            inner.setFont(painter.font())
            paint_chips(inner, QRect(QPoint(0, 0), cell.size()), chips, tokens, chosen=chosen)
            inner.end()
        painter.drawPixmap(cell.topLeft(), picture)


def _transparent(size: QSize, scale: float) -> QPixmap:
    picture = QPixmap(size * scale)
    picture.setDevicePixelRatio(scale)
    picture.fill(Qt.GlobalColor.transparent)
    return picture


def paint_chips(
    painter: QPainter,
    cell: QRect,
    chips: Sequence[Chip],
    tokens: Tokens,
    *,
    chosen: bool = False,
) -> None:
    """The chips that the cell holds, then the number of those left out."""
    painter.setFont(chip_font(painter.font()))
    metrics = painter.fontMetrics()
    widths = [chip_width(chip.text, metrics) for chip in chips]
    more = metrics.horizontalAdvance(f"+{max(len(chips) - 1, 1)}")
    shown = fitting(widths, cell.width(), more)
    left = len(chips) - len(shown)
    room = cell.width() - (GAP + more if left else 0)
    x, y = cell.left(), cell.center().y() - HEIGHT // 2 + 1
    for place in shown:
        width = min(widths[place], cell.left() + room - x)
        paint_chip(painter, QRect(x, y, width, HEIGHT), chips[place], tokens, chosen=chosen)
        x += width + GAP
    if left:
        painter.setPen(QColor(tokens.second))
        rest = QRect(x, cell.top(), cell.right() + 1 - x, cell.height())
        painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter, f"+{left}")


def fitting(widths: Sequence[int], room: int, more: int) -> list[int]:
    """The places of the chips that stand whole in `room` px, leaving `more` px for a count where
    some don't; the first one, which is cut then, where none does."""
    if sum(widths) + GAP * (len(widths) - 1) <= room:
        return list(range(len(widths)))
    shown, used = [], more
    for place, width in enumerate(widths):
        if used + GAP + width <= room:
            shown.append(place)
            used += GAP + width
    return shown or [0]
