"""How wide the columns are, in what order, and by which the table is sorted: fitted, and kept."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics

from qunmate.ui.column_fit import ColumnFit
from qunmate.ui.members.columns import COLUMNS, column_width, least_width
from qunmate.ui.settings_state import WindowState
from qunmate.ui.table import Table

# while no width was chosen by hand:
_GROWING = {"name": 2, "nickname": 2, "tags": 3}  # shares of the room that is left
_YIELDING = ({"nickname": 2, "weeks": 1}, {"tags": 1, "name": 1})  # ... that is lacking, in turn
_SPARED = ("talk_role", "weeks")  # are hidden, one after the other, where the rest has no room


class ColumnLayout(ColumnFit):
    def __init__(self, table: Table, state: WindowState) -> None:
        super().__init__(table, state, "members/columns")

    def restore(self) -> None:
        super().restore()
        key, _colon, way = self._state.text("members/sort", "name:up").partition(":")
        keys = [column.key for column in COLUMNS]
        order = Qt.SortOrder.DescendingOrder if way == "down" else Qt.SortOrder.AscendingOrder
        place = keys.index(key) if key in keys else 0
        header = self._table.horizontalHeader()
        header.setSortIndicator(place, order)
        self._table.model().sort(place, order)
        header.sortIndicatorChanged.connect(self._keep_sort)

    def _keep_sort(self, column: int, order: Qt.SortOrder) -> None:
        way = "down" if order == Qt.SortOrder.DescendingOrder else "up"
        self._state.keep("members/sort", f"{COLUMNS[column].key}:{way}")

    def usually_hidden(self) -> Collection[int]:
        return [place for place, column in enumerate(COLUMNS) if not column.shown]

    def lay(self, room: int) -> None:
        widths = fitted(room, self._table.fontMetrics())
        for place, column in enumerate(COLUMNS):
            if column.key in _SPARED:
                self._table.setColumnHidden(place, place not in widths)
        for place, width in widths.items():
            self._table.setColumnWidth(place, width)


def fitted(room: int, metrics: QFontMetrics) -> dict[int, int]:
    """The places of the columns that are shown in `room` px, and how wide each is: as usual where
    the table has to be scrolled however narrow they are."""
    places = {column.key: place for place, column in enumerate(COLUMNS) if column.shown}
    widths = {place: column_width(COLUMNS[place], metrics) for place in places.values()}
    yielding = [places[key] for shares in _YIELDING for key in shares]
    least = {place: least_width(COLUMNS[place], metrics) for place in yielding}
    for key in _SPARED:
        if room < _needed(widths, least):
            del widths[places[key]]
    if room < _needed(widths, least):
        return widths
    left = room - sum(widths.values())
    for keys in (_GROWING,) if left > 0 else _YIELDING:
        shares = {places[key]: n for key, n in keys.items() if places[key] in widths}
        widths = shared(widths, least, shares, room - sum(widths.values()))
    return widths


def _needed(widths: Mapping[int, int], least: Mapping[int, int]) -> int:
    return sum(min(width, least.get(at, width)) for at, width in widths.items())


def shared(
    widths: Mapping[int, int], least: Mapping[int, int], shares: Mapping[int, int], left: int
) -> dict[int, int]:
    """The widths with `left` px given to (or, below 0, taken from) those that have a share; none
    gets narrower than its `least`, as long as it was not narrower before."""
    fitted = dict(widths)
    waiting = dict(shares)
    while waiting:
        whole = sum(waiting.values())
        extras = {place: left * share // whole for place, share in waiting.items()}
        stuck = [place for place in waiting if fitted[place] + extras[place] < least[place]]
        if not stuck:
            for place, extra in extras.items():
                fitted[place] += extra
            break
        for place in stuck:
            narrower = min(widths[place], least[place])
            left += widths[place] - narrower
            fitted[place] = narrower
            del waiting[place]
    return fitted
