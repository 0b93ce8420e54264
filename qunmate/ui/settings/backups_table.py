"""The rows of the backups dialog: when, why it is kept, how large, and what is in it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt
from PySide6.QtWidgets import QAbstractItemView, QWidget

from qunmate.data.backup_list import Held, Holding
from qunmate.i18n import N_, _
from qunmate.ui.table import Table
from qunmate.ui.table_cells import Cell, Index
from qunmate.ui.theme import Theme

Role = Qt.ItemDataRole

HEADINGS = (N_("Day and time"), N_("Kept as"), N_("Size"), N_("Members"), N_("Messages"))
_TIERS = {
    "recent": N_("One of the latest"),
    "daily": N_("One per day"),
    "weekly": N_("One per week"),
    "monthly": N_("One per month"),
    "": N_("Deleted with the next one"),
}
WIDTHS = ("2026-12-31 23:59", 160, 88, 104, 104)  # px; the second has what is left
_NUMBERS = 2  # the first column with a number
_LEFT = Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignRight


def when(backup: Held) -> str:
    return f"{backup.taken_at:%Y-%m-%d %H:%M}"


class Backups(QAbstractTableModel):
    def __init__(self, backups: Sequence[Held], parent: QObject) -> None:
        """Newest first."""
        super().__init__(parent)
        self.backups = list(backups)
        self._holding: dict[Path, Holding | None] = {}

    def uncounted(self) -> Held | None:
        """The first that was not looked into."""
        return next((one for one in self.backups if one.path not in self._holding), None)

    def show_holding(self, path: Path, holding: Holding | None) -> None:
        """What is in a backup; None for one that can't be read."""
        self._holding[path] = holding
        self.dataChanged.emit(
            self.index(0, 0), self.index(len(self.backups) - 1, len(HEADINGS) - 1)
        )

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.backups)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(HEADINGS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal:
            if role in {Role.DisplayRole, Role.AccessibleTextRole}:
                return _(HEADINGS[section])
            if role == Role.TextAlignmentRole:
                side = _RIGHT if section >= _NUMBERS else _LEFT
                return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if index.isValid() and role in {Role.DisplayRole, Role.AccessibleTextRole}:
            return self.cell(index.row(), index.column()).text
        return None

    def cell(self, row: int, column: int) -> Cell:
        """How a cell looks."""
        backup = self.backups[row]
        if column == 0:
            return Cell(when(backup), bold=True)
        if column == 1:
            return Cell(_(_TIERS[backup.tier]), "second")
        if column == _NUMBERS:
            return Cell(f"{backup.size / (1 << 20):,.1f} MB", "second", right=True)
        if backup.path not in self._holding:
            return Cell("…", "second", right=True)
        holding = self._holding[backup.path]
        if holding is None:
            return Cell(_("Can't be read") if column == _NUMBERS + 1 else "", "bad", right=True)
        n = holding.members if column == _NUMBERS + 1 else holding.messages
        return Cell(f"{n:,}", right=True)


def backups_table(theme: Theme, model: Backups, parent: QWidget) -> Table:
    """One of them can be chosen; the columns stay as they are."""
    table = Table(theme, parent)
    table.setModel(model)
    table.setAccessibleName(_("Backups"))
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.say_when_empty(_("There is no backup yet."))
    table.fix_columns(dict(enumerate(WIDTHS)), 1)
    table.horizontalHeader().setSectionsClickable(False)
    return table
