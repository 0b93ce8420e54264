"""The list in the panel: headings and hits, with what was searched for marked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from qunmate.i18n import _
from qunmate.searching import marks
from qunmate.ui.parts import hint, units
from qunmate.ui.search.lines import Line
from qunmate.ui.theme import NOTE, Theme, mark_ground
from qunmate.ui.wrapping import DOT

ROW, HEADING = 34, 30
AFTER = 8  # characters behind a hit that are to be seen with it
# of the width that a title may take where words stand beside it; what people wrote tells more
# than who they are, but a title more than the text below it
NAME_SHARE, TITLE_SHARE = 0.34, 0.6
NAMED = frozenset({"members", "messages"})
LINE_ROLE = Qt.ItemDataRole.UserRole

Index = QModelIndex | QPersistentModelIndex


class LineModel(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.lines: list[Line] = []

    def show(self, lines: Sequence[Line]) -> None:
        self.beginResetModel()
        self.lines = list(lines)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        if role == LINE_ROLE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return line.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(line) if line.act else None
        if role == Qt.ItemDataRole.ToolTipRole:
            return hint(spoken(line)) if line.act else None
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and self.lines[index.row()].act is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


def spoken(line: Line) -> str:
    """All that a line shows, in words."""
    return DOT.join(part for part in (line.title, line.words, line.note) if part)


class LineDelegate(QStyledItemDelegate):
    """Title, words with marks, note at the right."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self.terms: tuple[str, ...] = ()

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        line: Line = index.data(LINE_ROLE)
        return QSize(0, ROW if line.act else HEADING)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: Line = index.data(LINE_ROLE)
        tokens = self._theme.tokens
        box: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if line.act is None:
            painter.setPen(QColor(tokens.second))
            painter.setFont(_sized(painter.font(), NOTE))
            bottom = Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft
            painter.drawText(box.adjusted(16, 0, -16, -6), bottom, line.title)
            painter.restore()
            return
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if chosen or hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.selection if chosen else tokens.hover))
            painter.drawRoundedRect(box.adjusted(8, 1, -8, -1), 4, 4)
        self._line(painter, line, box.adjusted(16, 0, -16, 0))
        painter.restore()

    def _line(self, painter: QPainter, line: Line, box: QRect) -> None:
        tokens = self._theme.tokens
        plain, small = painter.font(), _sized(painter.font(), NOTE)
        if line.note:
            painter.setFont(small)
            room = min(painter.fontMetrics().horizontalAdvance(line.note) + 2, box.width() * 2 // 5)
            note = painter.fontMetrics().elidedText(line.note, Qt.TextElideMode.ElideMiddle, room)
            painter.setPen(QColor(tokens.second))
            right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(box, right, note)
            box = box.adjusted(0, 0, -room - 16, 0)
            painter.setFont(plain)
        colour = tokens.accent if line.link else tokens.text
        share = NAME_SHARE if line.section in NAMED else TITLE_SHARE
        limit = int(box.width() * share) if line.words else box.width()
        terms = () if line.link else (line.spelt,) if line.spelt else self.terms
        used = self._marked(painter, line.title, box, limit, colour, terms)
        if line.words:
            rest = box.adjusted(used + 12 if line.title else 0, 0, 0, 0)
            words = around(line.words, terms, painter.fontMetrics(), rest.width())
            self._marked(painter, words, rest, rest.width(), tokens.second, terms)

    def _marked(
        self,
        painter: QPainter,
        text: str,
        box: QRect,
        limit: int,
        colour: str,
        terms: Sequence[str],
    ) -> int:
        """Draw one line of text, the terms in it marked; gives the width it took."""
        tokens = self._theme.tokens
        metrics = painter.fontMetrics()
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(limit, 0))
        layout = QTextLayout(shown, painter.font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.NoWrap)
        layout.setTextOption(option)
        ranges = []
        for start, length in marks(shown, terms):
            part = QTextLayout.FormatRange()
            # the positions of Qt count a character beyond the first plane twice
            part.start = units(shown[:start])
            part.length = units(shown[start : start + length])
            part.format.setBackground(QColor(mark_ground(tokens)))
            part.format.setForeground(QColor(tokens.text))
            ranges.append(part)
        layout.setFormats(ranges)
        layout.beginLayout()
        line = layout.createLine()
        layout.endLayout()
        if not line.isValid():
            return 0
        top = box.top() + (box.height() - line.height()) / 2
        painter.setPen(QColor(colour))
        layout.draw(painter, QPointF(box.left(), top))
        return int(line.naturalTextWidth()) + 1


def around(words: str, terms: Sequence[str], metrics: QFontMetrics, width: int) -> str:
    """The words, or their end from as early on as the first hit and a little more can be seen
    within `width` px."""
    found = marks(words, terms)[:1]
    for hit, length in found:
        end = hit + length + AFTER
        for start in range(hit + 1):
            cut = "…" + words[start:end] if start else words[:end]
            if metrics.horizontalAdvance(cut) <= width:
                return "…" + words[start:] if start else words
        return "…" + words[hit:]
    return words


def _sized(font: QFont, pixels: int) -> QFont:
    made = QFont(font)
    made.setPixelSize(pixels)
    return made


class LineView(QListView):
    """Never takes the focus: the keys go to the box, which moves the choice here."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.delegate = LineDelegate(theme, self)
        self.lines = LineModel(self)
        self.setItemDelegate(self.delegate)
        self.setModel(self.lines)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(_("Found"))
        self.moved = False  # by the operator, since the text is what it is

    def show_lines(self, lines: Sequence[Line], terms: Sequence[str]) -> None:
        """The first line is chosen, unless the operator has chosen another that is still there."""
        before = self.chosen() if self.moved else None
        self.delegate.terms = tuple(terms)
        self.lines.show(lines)
        keys = [line.key if line.act else "" for line in lines]
        if before and before.key in keys:
            self._choose(keys.index(before.key))
        else:
            self.choose_first()

    def chosen(self) -> Line | None:
        row = self.currentIndex().row()
        return self.lines.lines[row] if 0 <= row < len(self.lines.lines) else None

    def choose_first(self) -> None:
        for row, line in enumerate(self.lines.lines):
            if line.act:
                self._choose(row)
                self.scrollToTop()
                return

    def step(self, by: int) -> None:
        """Choose the line `by` lines further, round the ends."""
        rows = [row for row, line in enumerate(self.lines.lines) if line.act]
        self.moved = True
        if rows:
            here = self.currentIndex().row()
            place = rows.index(here) if here in rows else -1
            self._choose(rows[(place + by) % len(rows)])

    def step_page(self, by: int) -> None:
        """A page further, but not round the ends."""
        rows = [row for row, line in enumerate(self.lines.lines) if line.act]
        self.moved = True
        if rows:
            here = self.currentIndex().row()
            place = rows.index(here) if here in rows else 0
            size = max(self.viewport().height() // ROW - 1, 1)
            self._choose(rows[min(max(place + by * size, 0), len(rows) - 1)])

    def step_section(self, by: int) -> None:
        """Choose the first line of the next or previous section, round the ends."""
        firsts = [row + 1 for row, line in enumerate(self.lines.lines[:-1]) if line.act is None]
        self.moved = True
        if not firsts:
            return
        here = self.currentIndex().row()
        place = max((i for i, row in enumerate(firsts) if row <= here), default=0)
        row = firsts[(place + by) % len(firsts)]
        self.scrollTo(self.lines.index(row - 1), QListView.ScrollHint.PositionAtTop)
        self._choose(row)

    def _choose(self, row: int) -> None:
        index = self.lines.index(row)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def height_within(self, room: int) -> int:
        """Of as many lines as are whole in the room, and no heading without a line below it."""
        height = kept = 0
        for line in self.lines.lines:
            height += ROW if line.act else HEADING
            if height > room:
                break
            kept = height if line.act else kept
        return kept
