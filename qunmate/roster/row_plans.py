"""What becomes of each row of a sheet, told before anything is written."""

from __future__ import annotations

from qunmate.errors import Problem
from qunmate.roster.model import FieldChange, RowPlan
from qunmate.roster.rows import FieldRows
from qunmate.roster.taking import Taken


class RowPlans:
    """`told` are the plans so far, in the order of the rows."""

    def __init__(self, table: FieldRows) -> None:
        self._table = table
        self._names = tuple(table.columns)
        self._rows = list(zip(*table.columns.values(), strict=True))
        self._first: dict[int, int] = {}  # the row in which a member is met first
        self.told: list[RowPlan] = []

    def tell(self, position: int, outcome: Taken | Problem) -> None:
        number, state = self._table.numbers[position], status(outcome)
        if isinstance(outcome, Problem):
            name = first_value(self._table, position)
            self.told.append(RowPlan(number, state, name, None, (), outcome))
            return
        changes = tuple(outcome.changes)
        if outcome.new:
            told = zip(self._names, self._rows[position], strict=True)
            changes = tuple(
                [FieldChange(one, None, value) for one, value in told if value is not None]
            )
        card = outcome.card
        first = self._first.setdefault(card.id, number)
        again = first if first != number else None
        self.told.append(RowPlan(number, state, card.name, card.id, changes, again=again))


def status(outcome: Taken | Problem) -> str:
    if isinstance(outcome, Problem):
        return "rejected"
    return "new" if outcome.new else "updated" if outcome.changes else "unchanged"


def first_value(table: FieldRows, position: int) -> str:
    """What a row is called that may have no name."""
    for name in ("nickname", "name", *table.columns):
        value = table.columns[name][position] if name in table.columns else None
        if value is not None:
            return str(value[0] if isinstance(value, tuple) else value)
    return ""
