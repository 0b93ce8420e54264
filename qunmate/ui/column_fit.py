"""Fits the columns of a table to its room until the operator changes one by hand, and keeps what
they changed."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QObject

from qunmate.ui.later import later
from qunmate.ui.settings_state import WindowState
from qunmate.ui.table import Table


class ColumnFit(QObject):
    """Whoever inherits it lays the columns in the room there is."""

    def __init__(self, table: Table, state: WindowState, key: str) -> None:
        super().__init__(table)
        self._table = table
        self._state = state
        self._key = key
        self._fitting = True
        self._own = False
        self._fitted = 0

    def lay(self, room: int) -> None:
        """Set how wide the columns are in so many px."""
        raise NotImplementedError

    def usually_hidden(self) -> Collection[int]:
        """The columns that are only shown where they are asked for."""
        return ()

    def restore(self) -> None:
        """Put back what was kept; from now on changes are kept."""
        kept = self._state.text(self._key)
        self._own = bool(kept) and self._table.restore_layout(kept)
        self._table.layout_changed.connect(self._keep)
        self._table.resized.connect(self._room_changed)
        self._table.usual_asked.connect(self.put_back)
        self._fitting = False

    def _keep(self) -> None:
        """A column was moved, sized or hidden: by hand, unless we are just fitting them."""
        if not self._fitting:
            self._own = True
            self._state.keep(self._key, self._table.save_layout())

    def put_back(self) -> None:
        """As nobody had changed them, fitted again to the window."""
        header = self._table.horizontalHeader()
        self._fitting = True
        hidden = self.usually_hidden()
        for place in range(header.count()):
            header.moveSection(header.visualIndex(place), place)
            header.setSectionHidden(place, place in hidden)
        self._own = False
        self._state.keep(self._key, None)
        self.fit()

    def _room_changed(self) -> None:
        width = self._table.viewport().width()
        if width != self._fitted:
            # the scroll bar may come or go while columns are set, so not within this event
            self._fitted = width
            later(self, self.fit_unless_own)

    def fit_unless_own(self) -> None:
        if not self._own:
            self.fit()

    def fit(self) -> None:
        """As wide as the words need; the columns that can use it take the room that is left."""
        self._fitting = True
        self.lay(self._table.viewport().width())
        self._fitting = False
