"""Keeps the chosen members chosen while the table's rows are filtered, sorted or read anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QObject

from qunmate.ui.members.table_model import RosterModel
from qunmate.ui.table import Table

Flag = QItemSelectionModel.SelectionFlag


class SelectionKeeper(QObject):
    def __init__(self, table: Table, model: RosterModel) -> None:
        super().__init__(table)
        self._table = table
        self._model = model
        self._chosen: list[int] = []
        self._current: tuple[int, int] | None = None  # member id, column
        self._scroll = 0
        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(self._restore)

    def chosen_ids(self) -> list[int]:
        """Ids of the members whose rows are selected, from top to bottom."""
        selection = self._table.selectionModel().selection()
        rows = {row for one in selection.toList() for row in range(one.top(), one.bottom() + 1)}
        return [self._model.member_id(row) for row in sorted(rows)]

    def current_id(self) -> int | None:
        index = self._table.currentIndex()
        return self._model.member_id(index.row()) if index.isValid() else None

    def choose(self, member_ids: Iterable[int], current: int | None = None) -> None:
        """Select these members as far as they are shown."""
        found = (self._model.row_of(id_) for id_ in member_ids)
        rows = sorted(row for row in found if row is not None)
        selection = QItemSelection()
        for first, last in runs(rows):
            selection.select(
                self._model.index(first, 0),
                self._model.index(last, self._model.columnCount() - 1),
            )
        chooser = self._table.selectionModel()
        chooser.select(selection, Flag.ClearAndSelect)
        row = self._model.row_of(current) if current is not None else None
        if row is not None:
            column = self._current[1] if self._current else 0
            chooser.setCurrentIndex(self._model.index(row, column), Flag.NoUpdate)

    def _remember(self) -> None:
        self._chosen = self.chosen_ids()
        index = self._table.currentIndex()
        self._current = None
        if index.isValid():
            self._current = (self._model.member_id(index.row()), index.column())
        self._scroll = self._table.verticalScrollBar().value()

    def _restore(self) -> None:
        if self._chosen or self._current:
            self.choose(self._chosen, self._current[0] if self._current else None)
        self._table.updateGeometries()
        self._table.verticalScrollBar().setValue(self._scroll)


def runs(rows: list[int]) -> Iterator[tuple[int, int]]:
    """Ascending row numbers as (first, last) of each unbroken run."""
    start = previous = None
    for row in rows:
        if start is None or previous is None:
            start = previous = row
        elif row == previous + 1:
            previous = row
        else:
            yield start, previous
            start = previous = row
    if start is not None and previous is not None:
        yield start, previous
