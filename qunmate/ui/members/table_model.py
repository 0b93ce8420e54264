"""The member table's rows: positions into the roster's columns, no object a row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, Signal

from qunmate.data.member_edits import CARD_FIELDS, MEMBERSHIP_FIELDS
from qunmate.i18n import _
from qunmate.roster.columns import (
    Mask,
    Numbers,
    Positions,
    Roster,
    RosterDetails,
    RosterRows,
    Standings,
)
from qunmate.roster.keys import prepare, standing_numbers
from qunmate.roster.view import Filter, matching, ordered
from qunmate.ui.blur import Blur
from qunmate.ui.members.cell_hints import cell_hint, heading_hint
from qunmate.ui.members.columns import COLUMNS, DOWN, LAYER_WORDS, UP, Column, one_line
from qunmate.ui.table_cells import Cell, Index
from qunmate.ui.widgets.chips import Chip, tag_tone

SILENT_LIMIT = 30  # days; a longer silence is red
FILLED_BY_FIGURES = ("layer", "talk_role", "messages_30d", "messages", "weeks", "days_silent")
Role = Qt.ItemDataRole
_RIGHT = int(Qt.AlignmentFlag.AlignRight)
_LEFT = int(Qt.AlignmentFlag.AlignLeft)


class _Order(NamedTuple):
    """Everybody sorted by `numbers` in one way."""

    everybody: Positions
    numbers: Numbers | None
    way: Qt.SortOrder
    positions: Positions


class RosterModel(QAbstractTableModel):
    """`edited` carries (member id, field, new text) of an edit inside the table."""

    edited = Signal(int, str, str)

    def __init__(self, parent: QObject, blur: Blur, *, editable: bool) -> None:
        super().__init__(parent)
        self._blur = blur
        self._editable = editable
        blur.changed.connect(self._blur_changed)
        self.roster: Roster = prepare(RosterRows())
        self.one_group = False
        self.filter = Filter()
        self.tag_marks: dict[str, tuple[int, str | None]] = {}
        self._positions: Positions = self.roster.by_name
        self._order = _Order(self._positions, None, Qt.SortOrder.AscendingOrder, self._positions)
        self._rows: npt.NDArray[np.int64] | None = None  # by position, -1 where not shown
        self._places: dict[int, int] | None = None
        self._sort = (0, Qt.SortOrder.AscendingOrder)
        self._chips: dict[tuple[str, ...], tuple[Chip, ...]] = {}
        self._pending: dict[tuple[int, str], str] = {}
        self._flags = self._column_flags()
        self._answers: dict[int, Callable[[Column, int], Any]] = {
            Role.DisplayRole: self._shown,
            Role.EditRole: self._text,
            Role.AccessibleTextRole: self._shown,
            Role.ToolTipRole: self._tool_tip,
        }

    # what is shown

    def show(
        self, roster: Roster, tag_marks: dict[str, tuple[int, str | None]], *, one_group: bool
    ) -> None:
        """Replace everything; figures that were there stay until new ones come."""
        self.beginResetModel()
        self.roster = roster
        self.one_group = one_group
        self._flags = self._column_flags()
        self.tag_marks = tag_marks
        self._chips.clear()
        self._pending.clear()
        self._places = None
        self._arrange()
        self.endResetModel()

    def set_filter(self, wanted: Filter) -> None:
        self.filter = wanted
        self._rearrange()

    def set_search(
        self,
        details: RosterDetails,
        haystacks: list[str],
        numbers: dict[str, Numbers],
        memberships: dict[int, Mask],
    ) -> None:
        """What searching and sorting need has come."""
        self.roster.memberships = memberships
        self.roster.details = details
        self.roster.haystacks = haystacks
        self.roster.numbers.update(numbers)
        if self.filter.needs_search or self._column().key in numbers:
            self._rearrange()
        else:
            self._repaint()

    def set_standings(self, standings: Standings) -> None:
        """The figures have come; rows stay where they are unless the order asks for them."""
        self.roster.standings = standings
        self.roster.numbers.update(standing_numbers(standings))
        if self.filter.needs_standings or self._column().key in FILLED_BY_FIGURES:
            self._rearrange()
        else:
            self._repaint()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._sort = (column, order)
        self._rearrange()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(COLUMNS) - 1)

    def _column(self) -> Column:
        column = self._sort[0]
        return COLUMNS[column] if 0 <= column < len(COLUMNS) else COLUMNS[0]

    def _rearrange(self) -> None:
        self.beginResetModel()
        self._arrange()
        self.endResetModel()

    def _arrange(self) -> None:
        self._positions = matching(self.roster, self.filter, self._sorted())
        self._rows = None

    def _sorted(self) -> Positions:
        """Everybody in the order of the sorted column, kept from key to key."""
        everybody, way = self.roster.by_name, self._sort[1]
        numbers = self.roster.numbers.get(self._column().key)
        kept = self._order
        same = kept.everybody is everybody and kept.numbers is numbers and kept.way is way
        if not same:
            descending = way == Qt.SortOrder.DescendingOrder
            sorted_ = ordered(everybody, numbers, descending=descending)
            self._order = _Order(everybody, numbers, way, sorted_)
        return self._order.positions

    def _blur_changed(self) -> None:
        self._chips.clear()
        self._repaint()

    def _repaint(self) -> None:
        if len(self._positions):
            last = self.index(len(self._positions) - 1, len(COLUMNS) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    # who stands where

    def position(self, row: int) -> int:
        return int(self._positions[row])

    def member_id(self, row: int) -> int:
        return self.roster.rows.ids[int(self._positions[row])]

    def row_of(self, member_id: int) -> int | None:
        """The row of a member, None if they are not shown."""
        if self._places is None:
            self._places = {id_: at for at, id_ in enumerate(self.roster.rows.ids)}
        if self._rows is None:
            self._rows = np.full(len(self.roster.rows), -1, dtype=np.int64)
            self._rows[self._positions] = np.arange(len(self._positions))
        at = self._places.get(member_id)
        row = -1 if at is None else int(self._rows[at])
        return row if row >= 0 else None

    def total(self) -> int:
        """Members of the group, those who left not counted."""
        return len(self.roster.rows) - int(np.count_nonzero(self.roster.left))

    # Qt's questions

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._positions)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(COLUMNS):
            return None
        column = COLUMNS[section]
        if role == Role.DisplayRole:
            return _(column.title) + self._arrow(section)
        if role == Role.AccessibleTextRole:
            return _(column.title)
        if role == Role.ToolTipRole:
            return heading_hint(column, self.roster)
        if role == Role.TextAlignmentRole:
            return (_RIGHT if column.right else _LEFT) | int(Qt.AlignmentFlag.AlignVCenter)
        return None

    def _arrow(self, section: int) -> str:
        if section != self._sort[0]:
            return ""
        return DOWN if self._sort[1] == Qt.SortOrder.DescendingOrder else UP

    def flags(self, index: Index) -> Qt.ItemFlag:
        return self._flags[index.column()] if index.isValid() else Qt.ItemFlag.NoItemFlags

    def _column_flags(self) -> list[Qt.ItemFlag]:
        plain = (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemNeverHasChildren
        )
        editable = plain | Qt.ItemFlag.ItemIsEditable
        return [editable if self._can_edit(column) else plain for column in COLUMNS]

    def _can_edit(self, column: Column) -> bool:
        if column.field in MEMBERSHIP_FIELDS:
            return self._editable and self.one_group
        return self._editable and column.field in CARD_FIELDS

    def cell(self, row: int, column: int) -> Cell:
        """How a cell looks."""
        spec = COLUMNS[column]
        at = int(self._positions[row])
        tone = self._tone(spec, at)
        return Cell(
            self._shown(spec, at),
            tone,
            spec.bold and tone == spec.tone,
            spec.right,
            self._cell_chips(spec, at),
            self._bars(spec, at),
        )

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        column = COLUMNS[index.column()]
        at = int(self._positions[index.row()])
        answer = self._answers.get(role)
        return answer(column, at) if answer else None

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        """An edit is shown at once, and stands when the writer has done it."""
        column = COLUMNS[index.column()]
        at = int(self._positions[index.row()])
        text = str(value).strip()
        if role != Role.EditRole or text == self._text(column, at):
            return False
        if column.field == "name" and not text:
            return False
        member_id = self.roster.rows.ids[at]
        self._pending[member_id, column.key] = text
        self.dataChanged.emit(index, index)
        self.edited.emit(member_id, column.field, text)
        return True

    def forget_edits(self) -> None:
        """The writer refused: show what stands in the file again."""
        self._pending.clear()
        self._repaint()

    # cells

    def _shown(self, column: Column, at: int) -> str:
        text = self._text(column, at)
        if column.key == "name" and not text.strip():
            return _("no name")
        if column.private:
            return self._blur.name(text)
        return self._blur.text(text) if column.written else text

    def _text(self, column: Column, at: int) -> str:
        if self._pending:
            waiting = self._pending.get((self.roster.rows.ids[at], column.key))
            if waiting is not None:
                return one_line(waiting)
        return column.text(self.roster, at)

    def _cell_chips(self, column: Column, at: int) -> tuple[Chip, ...]:
        if column.look != "chips":
            return ()
        if column.key == "tags":
            return self.tag_chips(self.roster.rows.tags[at])
        return self.layer_chips(at)

    def layer_chips(self, at: int) -> tuple[Chip, ...]:
        """The layer of a position, starred where it was set by hand; empty if not known."""
        standings = self.roster.standings
        layer = standings.layer(at) if standings else None
        if standings is None or layer is None:
            return ()
        mark = " *" if standings.overridden[at] else ""
        return (Chip(_(LAYER_WORDS[layer]) + mark, layer),)

    def tag_chips(self, tags: tuple[str, ...]) -> tuple[Chip, ...]:
        if tags not in self._chips:
            self._chips[tags] = tuple(
                Chip(self._blur.text(one_line(tag)), tag_tone(*self.tag_marks.get(tag, (0, None))))
                for tag in tags
            )
        return self._chips[tags]

    def _bars(self, column: Column, at: int) -> Sequence[int]:
        standings = self.roster.standings
        if column.look != "bars" or standings is None or not standings.messages[at]:
            return ()
        weeks: list[int] = standings.weeks[at].tolist()
        return weeks

    def _tone(self, column: Column, at: int) -> str:
        standings = self.roster.standings
        if column.key == "days_silent" and standings is not None:
            silent = standings.days_silent[at]
            return "bad" if silent > SILENT_LIMIT else "text" if silent >= 0 else "second"
        if column.key == "name" and not self._text(column, at).strip():
            return "second"
        return column.tone

    def _tool_tip(self, column: Column, at: int) -> str | None:
        return cell_hint(column, self.roster, at)
