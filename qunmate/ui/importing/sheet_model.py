"""The rows of a sheet as they would be taken in: what is new, changed cell by cell, rejected."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from qunmate.digest import tidy
from qunmate.errors import Problem
from qunmate.i18n import N_, _
from qunmate.roster.mapping import CUSTOM, FIELDS
from qunmate.roster.model import CellProblem, RowPlan
from qunmate.roster.sheet_taking import RosterImport
from qunmate.terms import listed, role_word, says, sentences
from qunmate.ui.blur import Blur
from qunmate.ui.importing.field_names import field_name
from qunmate.ui.theme import Theme, mix
from qunmate.words import words

DOUBT, FAULTY = "doubt", "faulty"
STATES = {
    "new": (N_("New"), "good"),
    "updated": (N_("Changed"), "warn"),
    "unchanged": (N_("Unchanged"), "second"),
    "rejected": (N_("Rejected"), "bad"),
    DOUBT: (N_("In doubt"), "leader"),  # is rejected as long as nobody decides
    "left": (N_("Leaving"), "dormant"),
    FAULTY: (N_("With bad cells"), "bad"),  # beside the state that the row has
}
TICK, ROW, STATE, NAME, FIRST = 0, 1, 2, 3, 4
OLD, WHOLE = 12, 1000  # characters of what a cell was: in the table, in its tooltip
_SIDES = {ROW: Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter}
_PRIVATE = frozenset({"name", "nickname", "phone", "wechat", "qq", "id", "invited_by"})
Role = Qt.ItemDataRole
Index = QModelIndex | QPersistentModelIndex


class SheetModel(QAbstractTableModel):
    """`unticked` are places of plans that shall not be done; `decided` the members of rows in
    doubt, by row number."""

    def __init__(self, theme: Theme, blur: Blur, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._blur = blur
        self.plans: tuple[RowPlan, ...] = ()
        self.fields: list[str] = []
        self.unticked: set[int] = set()
        self.decided: dict[int, int] = {}
        self._shown: Sequence[int] = ()
        self._state = ""
        self._faults: dict[tuple[int, str], CellProblem] = {}
        self._faulty: set[int] = set()

    def show(self, result: RosterImport) -> None:
        """The rows of another dry run; ticks stay where the rows are the same."""
        self.beginResetModel()
        if [plan.row for plan in result.plans] != [plan.row for plan in self.plans]:
            self.unticked = set()
        self.plans = result.plans
        told = {
            kind: {change.field for plan in self.plans if (plan.status == "new") is kind
                   for change in plan.changes}
            for kind in (True, False)
        }  # fmt: skip
        order = list(dict.fromkeys((*result.mapping.values(), *FIELDS, *sorted(told[False]))))
        first = told[False] | {result.mapping.get(one.column or "", "") for one in result.errors}
        # what changes or is wrong stands before what only new members bring
        self.fields = [one for one in order if one in first]
        self.fields += [one for one in order if one in told[True] - first]
        self._faults = {
            (one.row, result.mapping[one.column]): one
            for one in result.errors
            if one.column in result.mapping
        }
        self._faulty = {row for row, _field in self._faults}
        self._choose()
        self.endResetModel()

    def filter(self, state: str) -> None:
        """Only rows of one state; "" for all."""
        self.beginResetModel()
        self._state = state
        self._choose()
        self.endResetModel()

    def _choose(self) -> None:
        places = range(len(self.plans))
        wanted = self._state
        if wanted == FAULTY:
            self._shown = [at for at in places if self.plans[at].row in self._faulty]
            return
        self._shown = [
            at
            for at in places
            if not wanted or wanted in {self.plans[at].status, state(self.plans[at])}
        ]

    @property
    def shown_state(self) -> str:
        """The state that is filtered by; "" for all."""
        return self._state

    def counts(self) -> Counter[str]:
        """Rows by what becomes of them; of the rejected those in doubt under DOUBT, those with a
        rejected cell, of whatever state, under FAULTY."""
        counts = Counter(plan.status for plan in self.plans)
        counts[DOUBT] = sum(state(plan) == DOUBT for plan in self.plans)
        counts[FAULTY] = sum(plan.row in self._faulty for plan in self.plans)
        return counts

    def texts(self, column: int, most: int) -> Iterator[str]:
        """What the first rows show in a column, and those that are not taken in, which say why
        beside their name."""
        telling = itertools.islice((plan for plan in self.plans if plan.reason), most)
        return (self._text(plan, column) for plan in (*self.plans[:most], *telling))

    def names(self, most: int) -> list[str]:
        """The names of the first rows in sight that have nothing beside them."""
        seen = (self.plans[at] for at in self._shown[:most])
        return [self._text(plan, NAME) for plan in seen if not (plan.reason or plan.again)]

    def plan(self, row: int) -> RowPlan:
        return self.plans[self._shown[row]]

    @property
    def left_out(self) -> frozenset[int]:
        """Numbers of the rows that were unticked."""
        return frozenset(self.plans[at].row for at in self.unticked if self.plans[at].row)

    @property
    def stay_in(self) -> frozenset[int]:
        """Members who shall not be marked as left."""
        ids = (self.plans[at].member_id for at in self.unticked)
        return frozenset(id_ for id_ in ids if id_ is not None)

    # Qt's questions

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else FIRST + len(self.fields)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Role.TextAlignmentRole:
            return _SIDES.get(section)
        if orientation != Qt.Orientation.Horizontal or role != Role.DisplayRole:
            return None
        if section < FIRST:
            return ("", _("Row"), _("State"), _("Who"))[section]
        field = self.fields[section - FIRST]
        return field.removeprefix(CUSTOM) if field.startswith(CUSTOM) else field_name(field)

    def flags(self, index: Index) -> Qt.ItemFlag:
        plain = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.column() == TICK and self._can_tick(self.plan(index.row())):
            return plain | Qt.ItemFlag.ItemIsUserCheckable
        return plain

    def _can_tick(self, plan: RowPlan) -> bool:
        return plan.status in {"new", "updated", "left"}

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        plan, column = self.plan(index.row()), index.column()
        if role == Role.CheckStateRole and column == TICK and self._can_tick(plan):
            on = self._shown[index.row()] not in self.unticked
            return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
        if role == Role.DisplayRole:
            return self._text(plan, column)
        if role == Role.ToolTipRole:
            return self._hint(plan, column)
        if role in {Role.BackgroundRole, Role.ForegroundRole}:
            off = self._shown[index.row()] in self.unticked
            return self._colour(plan, column, ground=role == Role.BackgroundRole, off=off)
        return _SIDES.get(column) if role == Role.TextAlignmentRole else None

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        if role != Role.CheckStateRole or index.column() != TICK:
            return False
        on = Qt.CheckState(value) == Qt.CheckState.Checked
        (self.unticked.discard if on else self.unticked.add)(self._shown[index.row()])
        last = self.index(index.row(), self.columnCount() - 1)
        self.dataChanged.emit(index, last)
        return True

    def tick_all(self, *, on: bool) -> None:
        """Every row that is shown."""
        places = {at for at in self._shown if self._can_tick(self.plans[at])}
        self.unticked = self.unticked - places if on else self.unticked | places
        if self._shown:
            last = self.index(len(self._shown) - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    # cells

    def _text(self, plan: RowPlan, column: int) -> str:
        if column >= FIRST:
            return self._cell(plan, self.fields[column - FIRST])
        if column == NAME:
            name = self._blur.name(plan.name)
            if plan.again:
                return says(name, _("the same person as row {row}").format(row=plan.again))
            if plan.reason is None:
                return name
            said = self._words(plan.reason)[0]
            own = plan.reason.code == "row_ambiguous" and plan.reason.params["name"] == plan.name
            return said if own else says(name, said)
        number = str(plan.row) if plan.row else "—"
        return {ROW: number, STATE: _(STATES[state(plan)][0])}.get(column, "")

    def _cell(self, plan: RowPlan, field: str, before: int = OLD) -> str:
        """What becomes of a cell, after at most so many characters of what it was: the new is
        what is to be checked."""
        if fault := self._faults.get((plan.row, field)):
            return f"✗ {self._blur.name(fault.value) if field in _PRIVATE else fault.value}"
        for change in plan.changes:
            if change.field == field:
                new = self._value(field, change.new)
                fresh = plan.status == "new" or change.old in (None, "", ())
                old = tidy.line(self._value(field, change.old), before)
                return new if fresh else f"{old} → {new}"
        return ""

    def _value(self, field: str, value: Any) -> str:
        if value in (None, "", ()):
            return "—"
        text = listed(map(str, value)) if isinstance(value, tuple) else str(value)
        if field == "role":
            return role_word(text)
        return self._blur.name(text) if field in _PRIVATE else text

    def _words(self, problem: Problem) -> tuple[str, str]:
        """What is wrong and the next step, in which a member's name is shown as it may be."""
        name = problem.params.get("name")
        if name is None:
            return words(problem)
        seen = {**problem.params, "name": self._blur.name(str(name))}
        return words(replace(problem, params=seen))

    def _hint(self, plan: RowPlan, column: int) -> str | None:
        if column == NAME and plan.reason:
            return sentences(*self._words(plan.reason))
        if column >= FIRST:
            field = self.fields[column - FIRST]
            fault = self._faults.get((plan.row, field))
            cell = self._cell(plan, field, WHOLE)
            if fault:
                return says(cell.removeprefix("✗ "), self._words(fault.problem)[0])
            return cell or None
        return self._text(plan, column) or None

    def _colour(self, plan: RowPlan, column: int, *, ground: bool, off: bool) -> QColor | None:
        tokens = self._theme.tokens
        tone = self._tone(plan, column)
        if off:
            return None if ground else QColor(tokens.second)
        if ground:
            return QColor(mix(getattr(tokens, tone), tokens.surface, 0.12)) if tone else None
        return QColor(getattr(tokens, tone)) if tone and column in {STATE, NAME} else None

    def _tone(self, plan: RowPlan, column: int) -> str:
        if column == STATE:
            return STATES[state(plan)][1]
        if column == NAME:
            return STATES[state(plan)][1] if plan.reason else ""
        if column < FIRST:
            return ""
        field = self.fields[column - FIRST]
        if (plan.row, field) in self._faults:
            return "bad"
        held = any(change.field == field for change in plan.changes)
        return STATES[state(plan)][1] if held else ""


def state(plan: RowPlan) -> str:
    """The state of a row; one that may be several members is in doubt."""
    if plan.reason and plan.reason.about:
        return DOUBT
    return plan.status
