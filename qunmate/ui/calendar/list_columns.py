"""How wide the columns of the calendar's list are."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtGui import QFontMetrics

from qunmate.i18n import _
from qunmate.ui.calendar.listing import COLUMNS, ListModel, chips, longest
from qunmate.ui.column_fit import ColumnFit
from qunmate.ui.settings_state import WindowState
from qunmate.ui.table import Table
from qunmate.ui.table_cells import MARGIN
from qunmate.ui.widgets.chips import chip_font, chip_width

SHARING = {place: least for place, (_name, _heading, least) in enumerate(COLUMNS) if least}
TITLE = 3  # the column of titles, which takes what the others leave


class ListColumns(ColumnFit):
    """Titles, groups and speakers share what the other columns need not."""

    def __init__(self, table: Table, items: ListModel, state: WindowState) -> None:
        super().__init__(table, state, "calendar/list")
        self._items = items
        self.lay(table.viewport().width())
        self.restore()
        items.modelReset.connect(self.fit_unless_own)

    def lay(self, room: int) -> None:
        hidden = self._table.isColumnHidden
        least = {at: self._least(at) for at in range(len(COLUMNS)) if not hidden(at)}
        wanted = {at: max(least[at], self._needed(at)) for at in least if at in SHARING}
        free = room - sum(least[at] for at in least if at not in SHARING)
        given = spread(free, wanted, SHARING)
        widths = least | {at: max(least[at], width) for at, width in given.items()}
        if TITLE in widths:
            widths[TITLE] += max(room - sum(widths.values()), 0)
        for at, width in widths.items():
            self._table.setColumnWidth(at, width)

    def _least(self, at: int) -> int:
        name, heading, least = COLUMNS[at]
        metrics = QFontMetrics(chip_font(self._table.font()))
        texts = [self._table.room_for(text) for text in (_(heading), *longest(name))]
        strips = [chip_width(word, metrics) + 2 * MARGIN for word in chips(name)]
        return max(least, *texts, *strips)

    def _needed(self, at: int) -> int:
        words = {self._items.words(entry, COLUMNS[at][0]) for entry in self._items.entries}
        return max(map(self._table.room_for, words), default=0)


def spread(free: int, wanted: Mapping[int, int], shares: Mapping[int, int]) -> dict[int, int]:
    """To each as much as it wants, or its share of what those leave that want less."""
    given: dict[int, int] = {}
    for at in sorted(wanted, key=lambda at: wanted[at] / shares[at]):
        whole = sum(shares[one] for one in wanted if one not in given)
        given[at] = min(wanted[at], (free - sum(given.values())) * shares[at] // whole)
    return given
