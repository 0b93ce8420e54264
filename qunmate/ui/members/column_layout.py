"""How wide the columns are, in what order, and by which the table is sorted: fitted, and kept."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer

from qunmate.ui.members.columns import COLUMNS, column_width, heading_width
from qunmate.ui.settings_state import WindowState
from qunmate.ui.table import Table

# shares of the room that is left, while no width was chosen by hand
STRETCHED = {"name": 1, "nickname": 2, "tags": 3}
SHRUNK = {"nickname": 1, "tags": 1}  # give way where there is too little


class ColumnLayout(QObject):
    """Fits the columns to the window until the operator changes one by hand."""

    def __init__(self, table: Table, state: WindowState) -> None:
        super().__init__(table)
        self._table = table
        self._state = state
        self._fitting = True
        self._own = False
        self._fitted = 0

    def restore(self) -> None:
        """Put back what was kept; from now on changes are kept."""
        kept = self._state.text("members/columns")
        self._own = bool(kept) and self._table.restore_layout(kept)
        key, _colon, way = self._state.text("members/sort", "name:up").partition(":")
        keys = [column.key for column in COLUMNS]
        order = Qt.SortOrder.DescendingOrder if way == "down" else Qt.SortOrder.AscendingOrder
        place = keys.index(key) if key in keys else 0
        header = self._table.horizontalHeader()
        header.setSortIndicator(place, order)
        self._table.model().sort(place, order)
        header.sortIndicatorChanged.connect(self._keep_sort)
        self._table.layout_changed.connect(self._keep)
        self._table.resized.connect(self._room_changed)
        self._fitting = False

    def _keep_sort(self, column: int, order: Qt.SortOrder) -> None:
        way = "down" if order == Qt.SortOrder.DescendingOrder else "up"
        self._state.keep("members/sort", f"{COLUMNS[column].key}:{way}")

    def _keep(self) -> None:
        """A column was moved, sized or hidden: by hand, unless we are just fitting them."""
        if not self._fitting:
            self._own = True
            self._state.keep("members/columns", self._table.save_layout())

    def _room_changed(self) -> None:
        width = self._table.viewport().width()
        if not self._own and width != self._fitted:
            # the scroll bar may come or go while columns are set, so not within this event
            self._fitted = width
            QTimer.singleShot(0, self, self.fit)

    def fit(self) -> None:
        """As wide as the words need; the columns that can use it take the room that is left."""
        metrics = self._table.fontMetrics()
        widths = {
            place: column_width(column, metrics)
            for place, column in enumerate(COLUMNS)
            if not self._table.isColumnHidden(place)
        }
        left = self._table.viewport().width() - sum(widths.values())
        shares = STRETCHED if left > 0 else SHRUNK
        elastic = {
            place: shares[COLUMNS[place].key] for place in widths if COLUMNS[place].key in shares
        }
        self._fitting = True
        for place, width in widths.items():
            extra = left * elastic[place] // sum(elastic.values()) if place in elastic else 0
            least = min(width, heading_width(COLUMNS[place], metrics))
            self._table.setColumnWidth(place, max(width + extra, least))
        self._fitting = False
