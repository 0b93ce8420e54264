"""The table every tab uses: rows of 32 px, chosen as a whole; the model says how a cell looks."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QByteArray, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget

from qunmate.i18n import _
from qunmate.ui.empty import EmptyWords
from qunmate.ui.parts import as_written
from qunmate.ui.table_cells import MARGIN, CellDelegate, cell_font
from qunmate.ui.theme import ROW, Theme
from qunmate.ui.widgets.menu_chip import StayingMenu


class Table(QTableView):
    """Whole rows are selected; columns can be moved, hidden and sized, and sorted by a click.

    The model marks the sorted heading with an arrow, and gives it bare as AccessibleTextRole.
    """

    layout_changed = Signal()  # a column was moved, sized, hidden
    usual_asked = Signal()  # the columns shall be as at first
    opened = Signal()  # Enter was pressed on a row
    resized = Signal()  # there is more or less room for the columns

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._empty = EmptyWords(theme, self)
        self._cells = CellDelegate(theme, self)
        self.setItemDelegate(self._cells)
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
        self.setCornerWidget(QWidget(self))  # else Qt paints a white square between scroll bars
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
        columns.setTextElideMode(Qt.TextElideMode.ElideRight)
        columns.setMinimumSectionSize(48)
        columns.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        columns.customContextMenuRequested.connect(self._column_menu)
        columns.sectionMoved.connect(lambda *_: self.layout_changed.emit())
        columns.sectionResized.connect(lambda *_: self.layout_changed.emit())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tab leads to a row that is chosen: no key could choose the first one otherwise."""
        super().focusInEvent(event)
        by_tab = event.reason() in {
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
        }
        if by_tab and self.model().rowCount() and not self.selectionModel().hasSelection():
            self.selectRow(max(self.currentIndex().row(), 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the row; F2 edits the first cell that can be, where this one can't."""
        editing = self.state() == QAbstractItemView.State.EditingState
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not editing:
            self.opened.emit()
        elif event.key() == Qt.Key.Key_F2 and not editing and self._edit_row():
            event.accept()
        else:
            super().keyPressEvent(event)

    def _edit_row(self) -> bool:
        current = self.currentIndex()
        header = self.horizontalHeader()
        order = [header.logicalIndex(place) for place in range(header.count())]
        for column in (current.column(), *order):
            index = current.siblingAtColumn(column)
            editable = self.model().flags(index) & Qt.ItemFlag.ItemIsEditable
            if index.isValid() and editable and not self.isColumnHidden(column):
                self.setCurrentIndex(index)
                self.edit(index)
                return True
        return False

    def room_for(self, words: str) -> int:
        """How many px a column needs to show the words in full, be they bold."""
        self.ensurePolished()  # else it would be measured in another font
        metrics = QFontMetrics(cell_font(self.font(), bold=True))
        return metrics.horizontalAdvance(words) + 2 * MARGIN

    def fix_columns(self, widths: Mapping[int, int | str], *stretched: int) -> None:
        """Of a list whose columns stay as they are: so many px each, or as many as such words
        need; the stretched ones share what is left. Its rows are chosen as a whole: the list is
        framed where it has the focus."""
        self._cells.by_rows = True
        self.setProperty("rows", "true")
        header = self.horizontalHeader()
        header.setSectionsMovable(False)
        header.setSortIndicatorShown(False)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        for column, width in widths.items():
            wide = self.room_for(width) if isinstance(width, str) else width
            self.setColumnWidth(column, wide)
        for column in stretched:
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)

    def say_when_empty(self, words: str) -> None:
        """What stands in the table while it has no rows."""
        self._empty.say(words)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.model().rowCount():
            self._empty.paint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def _column_menu(self, place: QPoint) -> None:
        menu = self.column_menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.horizontalHeader().mapToGlobal(place))

    def column_menu(self, parent: QWidget) -> QMenu:
        """One entry a column, to show or hide it; the last one shown stays."""
        menu = StayingMenu(_("Columns"), parent)
        model = self.model()
        for column in range(model.columnCount()):
            role = Qt.ItemDataRole.AccessibleTextRole
            words = model.headerData(column, Qt.Orientation.Horizontal, role)
            action = menu.addAction(as_written(str(words)))
            action.setCheckable(True)
            action.setChecked(not self.isColumnHidden(column))
            action.toggled.connect(lambda on, column=column: self.show_column(column, on=on))
            action.toggled.connect(lambda _on: self._spare_last(menu))
        self._spare_last(menu)
        menu.addSeparator()
        menu.addAction(_("Reset columns"), self.usual_asked.emit)
        return menu

    def _spare_last(self, menu: QMenu) -> None:
        for action in menu.actions():
            if action.isCheckable():
                action.setEnabled(not action.isChecked() or self._shown_columns() > 1)

    def show_column(self, column: int, *, on: bool) -> None:
        """Show or hide it; one that is shown comes into sight."""
        self.setColumnHidden(column, not on)
        self.layout_changed.emit()
        if on:
            bar, left = self.horizontalScrollBar(), self.columnViewportPosition(column)
            beyond = left + self.columnWidth(column) - self.viewport().width()
            self.updateGeometries()  # else the bar knows nothing of it yet
            bar.setValue(bar.value() + (max(beyond, 0) if left >= 0 else left))

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
