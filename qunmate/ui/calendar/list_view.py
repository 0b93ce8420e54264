"""The items of the days that are shown, as a table."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, Qt
from PySide6.QtWidgets import QWidget

from qunmate import clock
from qunmate.i18n import _
from qunmate.ui.calendar.grid import Entry, Key
from qunmate.ui.calendar.list_columns import ListColumns
from qunmate.ui.calendar.listing import ListModel
from qunmate.ui.context import WindowContext
from qunmate.ui.table import Table

Index = QModelIndex | QPersistentModelIndex


class ListView(Table):
    def __init__(self, context: WindowContext, parent: QWidget) -> None:
        super().__init__(context.theme, parent)
        self.items = ListModel(context.blur.shown, self)
        self.setModel(self.items)
        self.setAccessibleName(_("Calendar"))
        self.setSelectionMode(Table.SelectionMode.SingleSelection)
        self.setSortingEnabled(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.horizontalHeader().setSortIndicatorShown(False)
        columns = ListColumns(self, self.items, context.state)
        context.blur.changed.connect(columns.fit_unless_own)
        said = _(
            "Nothing is planned on these days. Add something with “New item”, or go to other days."
        )
        self.say_when_empty(said)
        context.blur.changed.connect(self.viewport().update)

    @property
    def entry(self) -> Entry | None:
        """The item that is chosen."""
        return self.entry_at(self.currentIndex().row())

    def entry_at(self, row: int) -> Entry | None:
        return self.items.entries[row] if 0 <= row < len(self.items.entries) else None

    def choose(self, key: Key) -> None:
        """Choose an item, if it is in the list."""
        row = self.items.row_of(key)
        if row is not None:
            self.selectRow(row)

    def show_near(self, entry: Entry | None, today: int) -> None:
        """Keep an item in sight, else what comes next."""
        row = self.items.row_of(entry.key) if entry else None
        if row is None:
            days = [clock.day_of(one.begins.date()) for one in self.items.entries]
            row = next((at for at, day in enumerate(days) if day >= today), None)
        if row is not None:
            self.selectRow(row)
            self.scrollTo(self.items.index(row, 0))

    def scrollTo(
        self, index: Index, hint: Table.ScrollHint = Table.ScrollHint.EnsureVisible
    ) -> None:
        """No sliver of a line is left below the heading where a line further down is shown."""
        bar = self.verticalScrollBar()
        before = bar.value()
        super().scrollTo(index, hint)
        high = max(self.rowHeight(index.row()), 1)
        if bar.value() > before:
            bar.setValue(-(-bar.value() // high) * high)

    def place(self) -> QPoint:
        """The middle of the chosen line on the screen."""
        return self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).center())
