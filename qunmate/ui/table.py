"""The table every tab uses: rows of 32 px, cells painted from the theme's tokens.

A model says by roles how a cell looks; the delegate paints text, chips and sparklines, so
that a hundred thousand rows cost nothing but the few that are seen.
"""

from __future__ import annotations

from PySide6.QtCore import (
    QByteArray,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from qunmate.i18n import _
from qunmate.ui.theme import ROW, Theme
from qunmate.ui.widgets.chips import paint_chips
from qunmate.ui.widgets.sparkline import CELL_HEIGHT, paint_bars

Index = QModelIndex | QPersistentModelIndex

CHIPS = Qt.ItemDataRole.UserRole + 1  # a sequence of Chip
BARS = Qt.ItemDataRole.UserRole + 2  # a sequence of counts
TONE = Qt.ItemDataRole.UserRole + 3  # the name of a colour token for the text
BOLD = Qt.ItemDataRole.UserRole + 4
MARGIN = 8  # px, as in the heading
LOW_PEAK = 6  # messages a week; below, bars stay low


class CellDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(80, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tokens = self._theme.tokens
        cell: QRect = option.rect
        state = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(cell, QColor(tokens.selection))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(cell, QColor(tokens.hover))
        painter.fillRect(cell.left(), cell.bottom(), cell.width(), 1, QColor(tokens.line))
        self._content(painter, cell.adjusted(MARGIN, 0, -MARGIN, -1), index)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(tokens.accent), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(cell.adjusted(0, 0, -1, -2))
        painter.restore()

    def _content(self, painter: QPainter, box: QRect, index: Index) -> None:
        tokens = self._theme.tokens
        chips = index.data(CHIPS)
        if chips:
            paint_chips(painter, box, chips, tokens)
            return
        bars = index.data(BARS)
        if bars is not None:
            top = box.center().y() - CELL_HEIGHT // 2
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
            width = min(box.width(), 7 * len(bars))
            peak = max(LOW_PEAK, *bars)
            place = QRect(box.left(), top, width, CELL_HEIGHT)
            paint_bars(painter, place, bars, tokens, peak)
            return
        text = index.data(Qt.ItemDataRole.DisplayRole)
        if text:
            painter.setFont(_font(painter.font(), bold=bool(index.data(BOLD))))
            painter.setPen(QColor(getattr(tokens, index.data(TONE) or "text")))
            mode = Qt.TextElideMode.ElideRight
            shown = painter.fontMetrics().elidedText(text, mode, box.width())
            painter.drawText(box, int(_alignment(index)), shown)

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
        QToolTip.showText(event.globalPos(), text, view)
        return True

    def _cut(self, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> str:
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        font = _font(view.font(), bold=bool(index.data(BOLD)))
        cell: QRect = option.rect
        wide = QFontMetrics(font).horizontalAdvance(text) > cell.width() - 2 * MARGIN
        return text if wide or index.data(CHIPS) else ""


def _font(base: QFont, *, bold: bool) -> QFont:
    font = QFont(base)
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return font


def _alignment(index: Index) -> Qt.AlignmentFlag:
    wanted = index.data(Qt.ItemDataRole.TextAlignmentRole)
    return Qt.AlignmentFlag(wanted or Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignVCenter


class Table(QTableView):
    """Whole rows are selected; columns can be moved, hidden and sized, and sorted by a click.

    The model marks the sorted heading with an arrow, and gives it bare as AccessibleTextRole.
    """

    layout_changed = Signal()  # a column was moved, sized, hidden
    resized = Signal()  # there is more or less room for the columns

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setItemDelegate(CellDelegate(theme, self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self._set_up_headers()
        theme.changed.connect(self.viewport().update)

    def _set_up_headers(self) -> None:
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(ROW)
        rows.setMinimumSectionSize(ROW)
        columns = self.horizontalHeader()
        columns.setFixedHeight(ROW)
        columns.setSectionsMovable(True)
        columns.setSectionsClickable(True)
        columns.setSortIndicatorShown(True)
        # Qt would draw its arrow over a heading at the right; the model writes one instead
        columns.setStyleSheet(
            "QHeaderView::up-arrow, QHeaderView::down-arrow { image: none; width: 0; height: 0; }"
        )
        columns.setHighlightSections(False)
        columns.setMinimumSectionSize(48)
        columns.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        columns.customContextMenuRequested.connect(self._column_menu)
        columns.sectionMoved.connect(lambda *_: self.layout_changed.emit())
        columns.sectionResized.connect(lambda *_: self.layout_changed.emit())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def _column_menu(self, place: QPoint) -> None:
        menu = self.column_menu()
        menu.popup(self.horizontalHeader().mapToGlobal(place))

    def column_menu(self) -> QMenu:
        """One entry a column, to show or hide it; the last one shown stays."""
        menu = QMenu(_("Columns"), self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        model = self.model()
        for column in range(model.columnCount()):
            role = Qt.ItemDataRole.AccessibleTextRole
            words = model.headerData(column, Qt.Orientation.Horizontal, role)
            action = menu.addAction(str(words))
            action.setCheckable(True)
            action.setChecked(not self.isColumnHidden(column))
            action.setEnabled(self.isColumnHidden(column) or self._shown_columns() > 1)
            action.toggled.connect(lambda on, column=column: self.show_column(column, on=on))
        return menu

    def show_column(self, column: int, *, on: bool) -> None:
        self.setColumnHidden(column, not on)
        self.layout_changed.emit()

    def _shown_columns(self) -> int:
        return self.model().columnCount() - self.horizontalHeader().hiddenSectionCount()

    def save_layout(self) -> str:
        """Order, width and visibility of the columns, and the sorting, as text."""
        return self.horizontalHeader().saveState().toBase64().toStdString()

    def restore_layout(self, kept: str) -> bool:
        """False (and nothing changed) for a text of another program version."""
        header = self.horizontalHeader()
        state = QByteArray.fromBase64(kept.encode())
        before = header.saveState()
        if header.restoreState(state) and header.count() == self.model().columnCount():
            return True
        header.restoreState(before)
        return False
