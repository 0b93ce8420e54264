"""Tells the blur whose names may stand in a text, while it is on."""

from __future__ import annotations

from PySide6.QtCore import QObject

from qunmate.data import member_names
from qunmate.data.store import Store
from qunmate.ui.blur import Blur
from qunmate.ui.jobs import Jobs
from qunmate.veil import Veil, veil_of

TABLES = frozenset({"members", "memberships", "names"})


class NameKeeper(QObject):
    """Reads the names when the blur is turned on, and again when they have changed."""

    def __init__(self, jobs: Jobs, blur: Blur, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs, self._blur = jobs, blur
        self._asked = False
        blur.changed.connect(self._look)
        jobs.changed.connect(self._changed)
        self._look()

    def _look(self) -> None:
        if self._blur.on and not self._asked:
            self._asked = True
            self._jobs.read("names to blur", _veil, self._blur.learn)

    def _changed(self, tables: frozenset[str]) -> None:
        if tables & TABLES:
            self._asked = False
            self._look()


def _veil(store: Store) -> Veil:
    return veil_of(member_names.all_names(store.db))
