"""The rows of the clean-up dialog: who could leave, and what was done about whom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from qunmate.i18n import _
from qunmate.ui.table_cells import Cell, Index

Role = Qt.ItemDataRole


class Lines(QAbstractTableModel):
    """Plain text in columns; the first is bold, `ids` stand behind the rows."""

    def __init__(self, headings: Sequence[str], parent: QObject) -> None:
        super().__init__(parent)
        self._headings = list(headings)
        self._lines: list[Sequence[str]] = []
        self.ids: list[int] = []

    def show(self, lines: Sequence[Sequence[str]], ids: Sequence[int]) -> None:
        self.beginResetModel()
        self._lines, self.ids = list(lines), list(ids)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._headings)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal:
            if role in {Role.DisplayRole, Role.AccessibleTextRole}:
                return _(self._headings[section])
            if role == Role.TextAlignmentRole:
                return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    def cell(self, row: int, column: int) -> Cell:
        """How a cell looks."""
        tone = "text" if column < 2 else "second"
        return Cell(self._lines[row][column], tone, bold=column == 0)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if index.isValid() and role in {Role.DisplayRole, Role.AccessibleTextRole}:
            return self._lines[index.row()][index.column()]
        return None
