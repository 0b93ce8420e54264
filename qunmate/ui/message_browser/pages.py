"""The rows of a list of any length, read a page at a time where the list stands."""

from __future__ import annotations

from collections import OrderedDict

from qunmate.data import message_rows
from qunmate.data.message_order import Order
from qunmate.data.store import Store
from qunmate.model import ChatRow, Kind

PAGE = 64  # rows, about a millisecond
KEPT = 24  # pages


class Pages:
    """`ids` are all messages in their order; a page is a list of rows by place."""

    def __init__(self, store: Store, ids: Order) -> None:
        self._store = store
        self.ids = ids
        self._pages: OrderedDict[int, dict[int, ChatRow]] = OrderedDict()

    def __len__(self) -> int:
        return len(self.ids)

    def id(self, place: int) -> int:
        return int(self.ids[place])

    def row(self, place: int) -> ChatRow:
        """One that is gone by now stands as a line without words until the order is read
        anew."""
        number = place // PAGE
        page = self._pages.get(number)
        if page is None:
            page = self._read(number)
        else:
            self._pages.move_to_end(number)
        id_ = self.id(place)
        return page.get(id_) or ChatRow(id_, 0, 0, None, "", Kind.SYSTEM, "", kept=False)

    def _read(self, number: int) -> dict[int, ChatRow]:
        wanted = self.ids[number * PAGE : (number + 1) * PAGE].tolist()
        page = {row.id: row for row in message_rows.rows(self._store.db, wanted)}
        self._pages[number] = page
        while len(self._pages) > KEPT:
            self._pages.popitem(last=False)
        return page
