"""The cells of tables, painted from the theme's tokens: text, chips and sparklines.

A model says with `cell` how a cell looks, so that a hundred thousand rows cost nothing but the
few that are seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from qunmate.ui.parts import hint
from qunmate.ui.theme import ROW, Theme
from qunmate.ui.widgets.chips import Chip, ChipStrips, chip_font, chip_width
from qunmate.ui.widgets.sparkline import CELL_HEIGHT, STEP, paint_bars

Index = QModelIndex | QPersistentModelIndex

MARGIN = 8  # px, as in the headings
MOST_TEXTS = 4_000  # whose cut forms are kept
LOW_PEAK = 6  # messages a week; below, bars stay low


@dataclass(frozen=True, slots=True)
class Cell:
    """How a cell looks: chips or bars if it has some, else text. `tone` names a token; `bars`
    are counts, oldest first."""

    text: str = ""
    tone: str = "text"
    bold: bool = False
    right: bool = False
    chips: Sequence[Chip] = ()
    bars: Sequence[int] = ()


class CellModel(Protocol):
    """What the delegate asks of a model: one call a cell, not one a role."""

    def cell(self, row: int, column: int) -> Cell: ...


def cell_at(index: Index) -> Cell:
    model: CellModel = index.model()  # type: ignore[assignment]
    return model.cell(index.row(), index.column())


def cell_font(base: QFont, *, bold: bool) -> QFont:
    font = QFont(base)
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return font


class CellDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._colours: dict[str, QColor] = {}
        self._fonts: dict[bool, QFont] = {}
        self._strips = ChipStrips()
        self._texts: dict[tuple[str, bool, int], str] = {}
        self.by_rows = False  # nothing can be done with one cell, so none is framed
        theme.changed.connect(self._forget)

    def _forget(self) -> None:
        self._colours.clear()
        self._fonts.clear()
        self._strips.clear()
        self._texts.clear()

    def _colour(self, tone: str) -> QColor:
        if tone not in self._colours:
            self._colours[tone] = QColor(getattr(self._theme.tokens, tone))
        return self._colours[tone]

    def font(self, base: QFont, *, bold: bool) -> QFont:
        if bold not in self._fonts:
            self._fonts[bold] = cell_font(base, bold=bold)
        return self._fonts[bold]

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(80, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        box: QRect = option.rect
        state = option.state.value  # a plain number: Python's own flags take longer than the text
        painter.save()
        if state & _SELECTED:
            painter.fillRect(box, self._colour("selection"))
        elif state & _HOVERED:
            painter.fillRect(box, self._colour("hover"))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, self._colour("line"))
        inner = box.adjusted(MARGIN, 0, -MARGIN, -1)
        self._content(painter, inner, cell_at(index), chosen=bool(state & _SELECTED))
        if state & _FOCUSED and not self.by_rows:
            painter.setPen(QPen(self._colour("accent"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box.adjusted(0, 0, -1, -2))
        painter.restore()

    def _content(self, painter: QPainter, box: QRect, cell: Cell, *, chosen: bool) -> None:
        if cell.chips:
            self._strips.paint(painter, box, cell.chips, self._theme.tokens, chosen=chosen)
        elif cell.bars:
            top = box.center().y() - CELL_HEIGHT // 2
            width = min(box.width(), STEP * len(cell.bars))
            place = QRect(box.left(), top, width, CELL_HEIGHT)
            peak = max(LOW_PEAK, *cell.bars)
            paint_bars(painter, place, cell.bars, self._theme.tokens, peak)
        elif cell.text:
            painter.setFont(self.font(painter.font(), bold=cell.bold))
            painter.setPen(self._colour(cell.tone))
            shown = self._elided(painter, cell, box.width())
            painter.drawText(box, _RIGHT if cell.right else _LEFT, shown)

    def _elided(self, painter: QPainter, cell: Cell, room: int) -> str:
        """The text cut to `room` px; the same cells are painted again and again."""
        key = (cell.text, cell.bold, room)
        shown = self._texts.get(key)
        if shown is None:
            if len(self._texts) >= MOST_TEXTS:
                self._texts.clear()
            mode = Qt.TextElideMode.ElideRight
            shown = painter.fontMetrics().elidedText(cell.text, mode, room)
            self._texts[key] = shown
        return shown

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """Tell the whole text where the cell can't."""
        if event.type() != QEvent.Type.ToolTip or not index.isValid():
            return super().helpEvent(event, view, option, index)
        text = index.data(Qt.ItemDataRole.ToolTipRole) or self._cut(view, option, index)
        QToolTip.showText(event.globalPos(), hint(text), view)
        return True

    def _cut(self, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> str:
        cell = cell_at(index)
        box: QRect = option.rect
        if cell.chips:
            metrics = QFontMetrics(chip_font(view.font()))
            width = sum(chip_width(chip.text, metrics) for chip in cell.chips)
            wide = len(cell.chips) > 1 or width > box.width() - 2 * MARGIN
        else:
            metrics = QFontMetrics(self.font(view.font(), bold=cell.bold))
            wide = metrics.horizontalAdvance(cell.text) > box.width() - 2 * MARGIN
        return cell.text if wide else ""


_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


_SELECTED = QStyle.StateFlag.State_Selected.value


_HOVERED = QStyle.StateFlag.State_MouseOver.value


_FOCUSED = QStyle.StateFlag.State_HasFocus.value
