"""How tall a message stands and where its parts are: measured once, then painted."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QTextCharFormat, QTextLayout, QTextOption

from qunmate import reactions
from qunmate.model import NOT_HUMAN, ChatRow
from qunmate.searching import marks
from qunmate.ui.message_browser.kinds import PLAIN
from qunmate.ui.parts import units
from qunmate.ui.theme import NOTE

MARGIN = 16  # px
DISC = 28  # px, the sender's disc
TEXT_LEFT = MARGIN + DISC + 12
TIME = 148  # px at the right, for the time and a mark
DAY_LINE = 36  # px
HEADER = 20  # px
LINES = 6
ALL_LINES = 400
TOGETHER = 5 * 60  # seconds within which one sender's messages stand together
FOOT = 5  # px below the last line
KEPT = 400  # layouts


@dataclass(frozen=True, slots=True)
class Bubble:
    """One message laid out. `top`: px above the text; `below`: px above its reactions, which
    stand under it if there are any; `height`: of all. `opens_day` and `header` say what stands
    above the text; `cut` whether there is more of it."""

    row: ChatRow
    layout: QTextLayout
    reactions: QTextLayout | None
    opens_day: bool
    header: bool
    top: int
    below: int
    height: int
    cut: bool

    @property
    def end(self) -> int:
        """px from below the line of the day to the end of the last line."""
        last = self.height - FOOT if self.reactions else self.below
        return last - (DAY_LINE if self.opens_day else 0)

    @property
    def system(self) -> bool:
        return self.row.kind in NOT_HUMAN


def follows(row: ChatRow, before: ChatRow | None) -> bool:
    """Whether a message stands right below the one before, without a name of its own."""
    return (
        before is not None
        and before.kind not in NOT_HUMAN
        and row.member_id is not None
        and row.member_id == before.member_id
        and row.group_id == before.group_id
        and row.day == before.day
        and row.wall - before.wall < TOGETHER
    )


class Bubbles:
    """Lays out the rows of a list, and keeps the last few hundred."""

    def __init__(self, row: Callable[[int], ChatRow]) -> None:
        self._row = row
        self._kept: OrderedDict[int, Bubble] = OrderedDict()
        self.width = 0
        self.font = QFont()
        self.marked = ""
        self.mark = QColor()
        self.whole: set[int] = set()  # ids of messages shown whole

    def forget(self) -> None:
        self._kept.clear()

    def at(self, place: int) -> Bubble:
        bubble = self._kept.get(place)
        if bubble is None:
            before = self._row(place - 1) if place else None
            bubble = self._kept[place] = self._lay_out(self._row(place), before)
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        else:
            self._kept.move_to_end(place)
        return bubble

    def _lay_out(self, row: ChatRow, before: ChatRow | None) -> Bubble:
        system = row.kind in NOT_HUMAN
        opens_day = before is None or before.day != row.day
        header = not system and (opens_day or not follows(row, before))
        left = MARGIN if system else TEXT_LEFT
        width = max(self.width - left - TIME, 80)
        layout, text_height, cut = self._lines(row, width, system=system)
        top = (DAY_LINE if opens_day else 0) + (8 + HEADER if header else 3)
        below = top + text_height
        given, given_height, more = self._given(row, width, system=system)
        height = below + given_height + (FOOT if not system else 3)
        if header:
            height = max(height, (DAY_LINE if opens_day else 0) + 8 + DISC + 6)
        return Bubble(row, layout, given, opens_day, header, top, below, height, cut or more)

    def _lines(self, row: ChatRow, width: int, *, system: bool) -> tuple[QTextLayout, int, bool]:
        font = QFont(self.font)
        if system:
            font.setPixelSize(NOTE)
        text = row.text.rstrip() or ("" if row.kind in PLAIN else " ")
        text = text.replace("\r", "").replace("\n", "\u2028")
        layout = _layout(text, font, centred=system)
        layout.setFormats(self._marks(text))
        height, cut = self._break(layout, width, row.id, LINES)
        if cut:
            text = _ended(layout, width)
            layout = _layout(text, font, centred=system)
            layout.setFormats(self._marks(text))
            self._break(layout, width, row.id, LINES)
        return layout, height, cut

    def _given(
        self, row: ChatRow, width: int, *, system: bool
    ) -> tuple[QTextLayout | None, int, bool]:
        """What people answered the message with, in one line until all of it is wanted."""
        if not row.reactions:
            return None, 0, False
        font = QFont(self.font)
        font.setPixelSize(NOTE)
        layout = _layout(reactions.words(row.reactions), font, centred=system)
        height, more = self._break(layout, width, row.id, 1)
        return layout, height + 2, more

    def _break(self, layout: QTextLayout, width: int, id_: int, most: int) -> tuple[int, bool]:
        """Breaks the text into lines; gives their height, and whether some are left out."""
        most = ALL_LINES if id_ in self.whole else most
        layout.beginLayout()
        height, end = 0.0, 0
        for _number in range(most):
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(width)
            line.setPosition(QPointF(0, height))
            height += line.height() * 1.15
            end = line.textStart() + line.textLength()
        layout.endLayout()
        return int(height) + 1, end < units(layout.text())

    def _marks(self, text: str) -> list[QTextLayout.FormatRange]:
        found = []
        if self.marked:
            look = QTextCharFormat()
            look.setBackground(self.mark)
            for start, length in marks(text, [self.marked]):
                one = QTextLayout.FormatRange()
                one.start, one.length = units(text[:start]), units(text[start : start + length])
                one.format = look
                found.append(one)
        return found


def _ended(layout: QTextLayout, width: int) -> str:
    """The text of the lines that there are, the last of which ends in …"""
    last = layout.lineAt(layout.lineCount() - 1)
    before = _first(layout.text(), last.textStart())
    kept = _first(layout.text(), last.textStart() + last.textLength())
    line = kept.removeprefix(before).rstrip("\u2028 ") + "…"
    mode = Qt.TextElideMode.ElideRight
    return before + QFontMetrics(layout.font()).elidedText(line, mode, width - 2)


def _first(text: str, count: int) -> str:
    """The first so many units of a text as Qt counts them."""
    coded = text.encode("utf-16-le", "surrogatepass")[: 2 * count]
    return coded.decode("utf-16-le", "surrogatepass")


def _layout(text: str, font: QFont, *, centred: bool) -> QTextLayout:
    layout = QTextLayout(text, font)
    option = QTextOption(
        Qt.AlignmentFlag.AlignHCenter if centred else Qt.AlignmentFlag.AlignLeading
    )
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    return layout
