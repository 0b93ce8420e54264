"""Paints one message of the list."""

from __future__ import annotations

from dataclasses import dataclass
from zlib import crc32

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen

from qunmate import clock, day_words
from qunmate.figures.words import kind_word
from qunmate.i18n import _
from qunmate.ui.message_browser.bubbles import (
    DAY_LINE,
    DISC,
    HEADER,
    MARGIN,
    TEXT_LEFT,
    TIME,
    Bubble,
)
from qunmate.ui.message_browser.kinds import PLAIN
from qunmate.ui.theme import NOTE, TEXT, Tokens
from qunmate.ui.widgets.avatar import initial
from qunmate.ui.widgets.chips import HEIGHT, Chip, chip_width, paint_chip

_TONES = ("accent", "active", "leader", "dormant", "good")
CLOCK = 44  # px
GAP = 8  # px between a text and what stands behind it
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


@dataclass(slots=True)
class Look:
    """What all messages of one repaint share."""

    tokens: Tokens
    font: QFont
    groups: dict[int, str]  # names shown beside the sender; empty for one group
    today: int
    note: QFont
    bold: QFont
    selected: bool = False
    current: bool = False
    hover: bool = False


def look(tokens: Tokens, font: QFont, groups: dict[int, str], today: int) -> Look:
    note, bold = QFont(font), QFont(font)
    note.setPixelSize(NOTE)
    bold.setPixelSize(TEXT)
    bold.setWeight(QFont.Weight.DemiBold)
    return Look(tokens, font, groups, today, note, bold)


def paint(painter: QPainter, box: QRect, bubble: Bubble, look: Look) -> None:
    tokens = look.tokens
    top = box.top()
    if bubble.opens_day:
        _day(painter, QRect(box.left(), top, box.width(), DAY_LINE), bubble.row.day, look)
    body = box.adjusted(0, DAY_LINE if bubble.opens_day else 0, 0, 0)
    if look.selected or look.hover:
        painter.fillRect(body, QColor(tokens.selection if look.selected else tokens.hover))
    if look.current:
        painter.setPen(QPen(QColor(tokens.accent), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(body.adjusted(0, 0, -1, -1))
    if bubble.header:
        _header(painter, body, bubble, look)
    left = MARGIN if bubble.system else TEXT_LEFT
    painter.setFont(look.font)
    painter.setPen(QColor(tokens.second if bubble.system else tokens.text))
    bubble.layout.draw(painter, QPointF(box.left() + left, top + bubble.top))
    if bubble.reactions:
        painter.setPen(QColor(tokens.second))
        bubble.reactions.draw(painter, QPointF(box.left() + left, top + bubble.below))
    _right(painter, body, bubble, look)


def _day(painter: QPainter, box: QRect, day: int, look: Look) -> None:
    words = day_words.with_weekday_near(day, look.today)
    painter.setFont(look.note)
    width = painter.fontMetrics().horizontalAdvance(words) + 24
    middle = box.center().y() + 2
    painter.setPen(QColor(look.tokens.line))
    painter.drawLine(box.left() + MARGIN, middle, box.right() - MARGIN, middle)
    pill = QRect(box.center().x() - width // 2, middle - 10, width, 20)
    painter.fillRect(pill, QColor(look.tokens.surface))
    painter.setPen(QColor(look.tokens.second))
    painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, words)


def _header(painter: QPainter, body: QRect, bubble: Bubble, look: Look) -> None:
    tokens, name = look.tokens, bubble.row.sender
    known = bubble.row.name.strip() or name  # many nicknames begin with the same place
    disc = QRect(body.left() + MARGIN, body.top() + 8, DISC, DISC)
    painter.setPen(Qt.PenStyle.NoPen)
    tone = _TONES[crc32(known.encode("utf-8", "replace")) % len(_TONES)]
    painter.setBrush(QColor(getattr(tokens, tone)))
    painter.drawEllipse(QRectF(disc))
    painter.setFont(look.note)
    painter.setPen(QColor(tokens.on_accent))
    painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, initial(known))
    painter.setFont(look.bold)
    painter.setPen(QColor(tokens.second))
    x = body.left() + TEXT_LEFT
    room = body.width() - TEXT_LEFT - TIME
    said = name.strip() or _("no name")
    shown = painter.fontMetrics().elidedText(said, Qt.TextElideMode.ElideRight, room)
    painter.drawText(QRect(x, body.top() + 6, room, HEADER), _MIDDLE, shown)
    group = look.groups.get(bubble.row.group_id)
    used = painter.fontMetrics().horizontalAdvance(shown) + 8
    if group and room - used > 60:
        painter.setFont(look.note)
        words = painter.fontMetrics().elidedText(
            f"· {group}", Qt.TextElideMode.ElideRight, room - used
        )
        painter.drawText(QRect(x + used, body.top() + 6, room - used, HEADER), _MIDDLE, words)


def _right(painter: QPainter, body: QRect, bubble: Bubble, look: Look) -> None:
    """The time, and what kind it is or that it was kept."""
    row = bubble.row
    painter.setFont(look.note)
    top = body.top() + (6 if bubble.header else 2)
    line = QRect(body.right() - TIME, top, TIME - MARGIN, HEIGHT)
    if row.wall:
        minutes = row.wall % clock.DAY // 60
        painter.setPen(QColor(look.tokens.second))
        time = f"{minutes // 60:02}:{minutes % 60:02}"
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | _MIDDLE, time)
    mark = _mark(bubble)
    if mark:
        width = min(chip_width(mark.text, QFontMetrics(look.note)), line.width() - CLOCK)
        chip = QRect(line.right() - CLOCK - width, line.top(), width, HEIGHT)
        paint_chip(painter, chip, mark, look.tokens)
    if bubble.cut:
        painter.setPen(QColor(look.tokens.accent))
        last = body.top() + bubble.end - HEIGHT - 3
        more = QRect(line.left() + GAP, last, line.width() - GAP, HEIGHT)
        painter.drawText(more, Qt.AlignmentFlag.AlignLeft | _MIDDLE, _("more…"))


def _mark(bubble: Bubble) -> Chip | None:
    if bubble.row.kept:
        return Chip(_("Kept"), "warn")
    if bubble.row.kind in PLAIN or bubble.system:
        return None
    return Chip(kind_word(bubble.row.kind.word), "active")
