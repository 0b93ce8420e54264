"""The tags as rows of a table: chip, group, how many have it, its rule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from qunmate.i18n import N_, _, ngettext
from qunmate.model import Tag
from qunmate.ui.members.columns import one_line
from qunmate.ui.table_cells import Cell, Index
from qunmate.ui.widgets.chips import Chip, tag_tone

HEADINGS = (N_("Tag"), N_("Tag group"), N_("Members"), N_("Given by the rule"))
NAME, GROUP, MEMBERS, RULE = range(4)
Role = Qt.ItemDataRole


class TagsModel(QAbstractTableModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.tags: list[Tag] = []
        self._rules: dict[int, str] = {}

    def show(self, tags: Sequence[Tag], rules: Mapping[int, str]) -> None:
        """`rules` in words, by tag."""
        self.beginResetModel()
        self.tags, self._rules = list(tags), dict(rules)
        self.endResetModel()

    def rule(self, tag_id: int) -> str:
        return self._rules.get(tag_id, "")

    def row_of(self, tag_id: int) -> int | None:
        return next((at for at, tag in enumerate(self.tags) if tag.id == tag_id), None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.tags)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(HEADINGS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role in {Role.DisplayRole, Role.AccessibleTextRole}:
            return _(HEADINGS[section])
        if role == Role.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section == MEMBERS else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None

    def cell(self, row: int, column: int) -> Cell:
        """How a cell looks."""
        tag, text = self.tags[row], self._text(row, column)
        if column == NAME:
            return Cell(text, chips=(Chip(text, tag_tone(tag.id, tag.colour)),))
        return Cell(text, "text" if column == MEMBERS else "second", right=column == MEMBERS)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if index.isValid() and role in {Role.DisplayRole, Role.AccessibleTextRole}:
            return self._text(index.row(), index.column())
        if index.isValid() and role == Role.ToolTipRole and index.column() == MEMBERS:
            return self._left_words(index.row())
        if index.isValid() and role == Role.ToolTipRole and index.column() in {NAME, RULE}:
            return self._text(index.row(), index.column())
        return None

    def _text(self, row: int, column: int) -> str:
        tag = self.tags[row]
        texts = (one_line(tag.name), one_line(tag.group), f"{tag.present:,}", self.rule(tag.id))
        return texts[column]

    def _left_words(self, row: int) -> str | None:
        """Who has the tag and is not counted."""
        left = self.tags[row].members - self.tags[row].present
        if not left:
            return None
        words = ngettext(
            "{n} more has it and is in no group now",
            "{n} more have it and are in no group now",
            left,
        )
        return words.format(n=f"{left:,}")
