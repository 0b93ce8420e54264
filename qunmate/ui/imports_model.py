"""The rows of the imports dialog: what was taken in, newest first."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from qunmate import clock
from qunmate.bidi import from_the_left
from qunmate.data.groups import local_timezone
from qunmate.figures.words import show_count
from qunmate.i18n import N_, _
from qunmate.model import Group, ImportBatch
from qunmate.terms import import_kind_word
from qunmate.ui.blur import Blur
from qunmate.ui.table_cells import Cell, Index

Role = Qt.ItemDataRole

COLUMNS = (
    N_("File"),
    N_("When"),
    N_("Kind"),
    N_("Group"),
    N_("Status"),
    N_("New"),
    N_("Changed"),
    N_("Duplicates"),
    N_("Rejected"),
)
COUNTS = range(5, 9)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


def last_later(batches: Sequence[ImportBatch], batch: ImportBatch) -> ImportBatch | None:
    """The last import that stands of the same group, if it came after this one: imports of a
    group are taken back from the last one on."""
    later = [
        one
        for one in batches
        if one.group_id == batch.group_id and one.id > batch.id and not one.undone
    ]
    return max(later, key=lambda one: one.id, default=None)


class ImportLines(QAbstractTableModel):
    """One import a row; those that were taken back are grey. Files are often named after those
    who talk in them."""

    def __init__(self, parent: QObject, blur: Blur) -> None:
        super().__init__(parent)
        self._blur = blur
        self.batches: list[ImportBatch] = []
        self._lines: list[tuple[str, ...]] = []

    def show(self, batches: Sequence[ImportBatch], named: Mapping[int, Group]) -> None:
        self.beginResetModel()
        self.batches = sorted(batches, key=lambda one: one.id, reverse=True)
        self._lines = [
            _line(one, named.get(one.group_id or 0), self._blur.file) for one in self.batches
        ]
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal:
            if role in {Role.DisplayRole, Role.AccessibleTextRole}:
                return _(COLUMNS[section])
            if role == Role.TextAlignmentRole:
                return _RIGHT if section in COUNTS else _LEFT
        return None

    def cell(self, row: int, column: int) -> Cell:
        """How a cell looks."""
        undone = self.batches[row].undone
        tone = "second" if undone or column not in {0, 3} else "text"
        text = self._lines[row][column]
        return Cell(text, tone, bold=column == 0 and not undone, right=column in COUNTS)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if index.isValid() and role in {Role.DisplayRole, Role.AccessibleTextRole}:
            return self._lines[index.row()][index.column()]
        return None


def _line(batch: ImportBatch, group: Group | None, shown: Callable[[str], str]) -> tuple[str, ...]:
    zone = clock.zone(local_timezone())  # when the operator did it, wherever the group lives
    at = clock.iso_instant(batch.at, clock.offset_of_instant(zone, batch.at))
    counts = (batch.new, batch.updated, batch.duplicates, batch.rejected)
    return (
        from_the_left(shown(" ".join(batch.file.split()))),
        at[:16].replace("T", " "),
        import_kind_word(batch.kind),
        group.name if group else "—",
        _("Undone") if batch.undone else _("Imported"),
        *map(show_count, counts),
    )
