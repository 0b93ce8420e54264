"""Paints what stands on the calendar's board."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen

from qunmate.i18n import ngettext
from qunmate.model import PlanItem
from qunmate.plan_words import kind_word
from qunmate.ui.calendar.grid import Entry
from qunmate.ui.calendar.looks import MARKS, SETTLED_SHARE, lift_words, title_words, tone
from qunmate.ui.calendar.shapes import SIZE as SHAPE
from qunmate.ui.calendar.shapes import paint_shape
from qunmate.ui.theme import DARK, NOTE, SEEN, Tokens, contrast, legible, mix
from qunmate.ui.widgets.chips import chip_colours

BAR = 3  # px, the colour at the left of an item
INSET = 7  # px, from the left of an item to its words
RIGHT = 3  # px, after them
GAP = 4  # px, between words
MARK_GAP = 6  # px, before what became of it
FEW = 6  # signs of a title that tell something
PALER = (0.45, 0.6, 0.8)  # of the colour of a kind, for the shape of what was skipped
WORDS = 19  # px, a line of words where an item has several


@dataclass(frozen=True, slots=True)
class Head:
    """What stands before a group's row: `dot` is the tone of its dot, `tone` that of `note`."""

    name: str
    note: str
    dot: str
    tone: str = ""


class Brush:
    """A painter with the theme's fonts and colours, which cuts words and keeps the cut ones."""

    def __init__(self, base: QFont, seen: Callable[[str], str] = str) -> None:
        """`seen` gives a title as it may be shown."""
        self.seen = seen
        self.note = QFont(base)
        self.note.setPixelSize(NOTE)
        self.bold = QFont(base)
        self.bold.setBold(True)
        self.text = QFont(base)
        advance = QFontMetrics(self.note).horizontalAdvance
        # of an item that tells in one line its time, its kind, a few signs of its title, its fate
        self.least = INSET + advance("20:00") + GAP + SHAPE + GAP + advance("一" * FEW)
        self.least += MARK_GAP + max(map(advance, MARKS.values())) + RIGHT
        self._cut: dict[tuple[str, int, int], str] = {}

    def words(
        self, painter: QPainter, box: QRect, text: str, colour: str, *, centred: bool = False
    ) -> int:
        """Write one line, cut where it has no room; gives the width it took."""
        key = (text, box.width(), painter.font().weight() * 100 + painter.font().pixelSize())
        shown = self._cut.get(key)
        metrics = painter.fontMetrics()
        if shown is None:
            if len(self._cut) > 4000:
                self._cut.clear()
            flat = " ".join(text.split())
            shown = metrics.elidedText(flat, Qt.TextElideMode.ElideRight, box.width())
            self._cut[key] = shown
        painter.setPen(QColor(colour))
        across = Qt.AlignmentFlag.AlignHCenter if centred else Qt.AlignmentFlag.AlignLeft
        painter.drawText(box, across | Qt.AlignmentFlag.AlignVCenter, shown)
        return metrics.horizontalAdvance(shown)


@lru_cache(maxsize=256)
def item_colours(
    kind: str, status: str, tokens: Tokens, *, chosen: bool = False
) -> tuple[str, str, Tokens]:
    """The ground of an item, the colour of its shape, and the tokens with inks that read on
    the ground."""
    colour = str(getattr(tokens, tone(kind)))
    _ink, ground = chip_colours(tone(kind), tokens)
    if status in {"skipped", "idea"}:
        ground = mix(ground, tokens.surface, SETTLED_SHARE)
    if chosen:
        ground = mix(colour, tokens.surface, 0.38 if tokens is DARK else 0.26)
    paler = (mix(colour, tokens.surface, share) for share in PALER if status == "skipped")
    seen = (one for one in paler if contrast(one, ground) >= SEEN)
    hue = next(seen, None) or legible(colour, ground, tokens, SEEN)
    second, good = (legible(one, ground, tokens) for one in (tokens.second, tokens.good))
    return ground, hue, replace(tokens, second=second, good=good)


def paint_item(
    painter: QPainter,
    brush: Brush,
    box: QRect,
    entry: Entry,
    tokens: Tokens,
    *,
    lift: float | None = None,
    note: str = "",
    chosen: bool = False,
    focused: bool = False,
) -> None:
    """The title, or what is to post, stands in a second line where the box has room for one;
    `note` in the third, or in the second where nothing else does. In one line the title comes
    before the word for the kind, which its shape tells too."""
    item = entry.item
    faded = item.status == "skipped"
    line_of_choice = tokens.accent if focused else tokens.second
    ground, hue, tokens = item_colours(item.kind, item.status, tokens, chosen=chosen)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(QRectF(box), 3, 3)
    painter.setBrush(QColor(hue))
    painter.drawRect(QRect(box.left(), box.top(), BAR, box.height()))
    if chosen:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(line_of_choice), 1))
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    lines = min(max(box.height() // WORDS, 1), 3)
    line = QRect(box.left() + INSET, box.top(), box.width() - INSET - RIGHT, box.height())
    if lines > 1:
        line.setTop(box.top() + (box.height() - lines * WORDS) // 2)
        line.setHeight(WORDS)
    painter.setFont(brush.note)
    ink = tokens.second if faded else tokens.text
    words = brush.seen(title_words(item) or (_first_words(item) if lines > 1 + bool(note) else ""))
    above = words if lines == 1 else ""
    rest = _time_and_shape(painter, brush, line, entry, hue, ink, above)
    rest = _fate(painter, brush, rest, item, tokens, lift, above)
    fits = _kind(painter, brush, rest, item, ink, above, alone=lines == 1)
    if lines > 1 and not words and not fits:
        words = kind_word(item.kind)
    for text, second in _below(words, note, lines):
        line.translate(0, WORDS)
        brush.words(painter, line, text, tokens.second if second else ink)


def _below(words: str, note: str, lines: int) -> list[tuple[str, bool]]:
    """What stands below the first line, and whether it is of second rank."""
    found = [(words, False)] if words else []
    if note and len(found) < lines - 1:
        found.append((note, bool(words)))
    return found[: lines - 1]


def _first_words(item: PlanItem) -> str:
    return next((line.strip() for line in item.text.splitlines() if line.strip()), "")


def _time_and_shape(
    painter: QPainter,
    brush: Brush,
    line: QRect,
    entry: Entry,
    hue: str,
    ink: str,
    title: str,
) -> QRect:
    """Gives what is left of the line. The shape yields where a title would have no room: the
    colour at the left tells the kind too."""
    used = brush.words(painter, line, f"{entry.begins:%H:%M}", ink)
    line = line.adjusted(used + GAP, 0, 0, 0)
    advance = painter.fontMetrics().horizontalAdvance
    mark = MARKS.get(entry.item.status, "")
    rest = line.width() - SHAPE - GAP - (advance(mark) + MARK_GAP if mark else 0)
    if title and rest < min(advance(title), advance("一…") + GAP):
        return line
    paint_shape(painter, line.left(), line.top() + line.height() / 2, entry.item.kind, hue)
    return line.adjusted(SHAPE + GAP, 0, 0, 0)


def _fate(
    painter: QPainter,
    brush: Brush,
    line: QRect,
    item: PlanItem,
    tokens: Tokens,
    lift: float | None,
    title: str,
) -> QRect:
    """What became of it at the right, the mark at the edge, so that marks stand in a column; its
    lift only where it takes no room from words. Gives what is left of the line."""
    advance = painter.fontMetrics().horizontalAdvance
    mark, rose = MARKS.get(item.status, ""), lift_words(lift)
    shown = [mark] if mark else []
    if rose:
        taken = [*shown, rose, title or kind_word(item.kind)]
        if sum(advance(words) + MARK_GAP for words in taken) <= line.width():
            shown.append(rose)
    for words in shown:
        width = advance(words)
        right = QRect(line.right() - width, line.top(), width + 1, line.height())
        brush.words(painter, right, words, _tone_of_fate(item, words, lift, tokens))
        line = line.adjusted(0, 0, -width - MARK_GAP, 0)
    return line


def _tone_of_fate(item: PlanItem, words: str, lift: float | None, tokens: Tokens) -> str:
    """A lift below the usual is no good news."""
    fell = words not in MARKS.values() and lift is not None and lift < 1
    return tokens.good if item.status == "done" and not fell else tokens.second


def _kind(
    painter: QPainter, brush: Brush, line: QRect, item: PlanItem, ink: str, title: str, *,
    alone: bool,
) -> bool:  # fmt: skip
    """The word for the kind where it and the title stand in full, beside a mark too, so that
    the days of a series tell the same; else the title, or what of the word has room where it
    is `alone`. Tells whether the word is there in full."""
    advance = painter.fontMetrics().horizontalAdvance
    kind = kind_word(item.kind)
    room = line.width()
    if title:
        marked = 0 if item.status in MARKS else MARK_GAP + advance(MARKS["done"])
        room -= GAP + advance(title) + marked
    named = advance(kind) <= room
    if named:
        line = line.adjusted(brush.words(painter, line, kind, ink) + GAP, 0, 0, 0)
    text = title or (kind if alone and not named else "")
    if text and line.width() >= min(advance(text), advance("一…")):  # not the dots alone
        brush.words(painter, line, text, ink)
    return named


def paint_head(painter: QPainter, brush: Brush, box: QRect, head: Head, tokens: Tokens) -> None:
    """A group before its row."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(str(getattr(tokens, head.dot))))
    top = box.top() + 18
    painter.drawEllipse(QRectF(box.left() + 12, top - 4, 8, 8))
    painter.setFont(brush.bold)
    room = QRect(box.left() + 26, top - 12, box.width() - 34, 24)
    brush.words(painter, room, head.name, tokens.text)
    painter.setFont(brush.note)
    ink = str(getattr(tokens, head.tone)) if head.tone else tokens.second
    brush.words(painter, room.translated(0, 20).adjusted(-14, 0, 0, 0), head.note, ink)


def paint_more(painter: QPainter, brush: Brush, box: QRect, count: int, tokens: Tokens) -> None:
    painter.setFont(brush.note)
    words = ngettext("{n} more", "{n} more", count).format(n=count)
    brush.words(painter, box.adjusted(INSET, 0, 0, 0), words, tokens.accent)
