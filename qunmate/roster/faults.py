"""What the values of a sheet don't tell is said: cells that look blank and are not, such as #N/A
and formulas without results, and rows that are hidden."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

from qunmate.errors import Problem
from qunmate.roster import cells
from qunmate.roster.layout import Layout
from qunmate.roster.mapping import IGNORED, Column
from qunmate.roster.model import CellProblem
from qunmate.roster.rows import FieldRows

Faults = Mapping[tuple[int, int], Problem]  # by (row, column), from 0


def reject(table: FieldRows, field: str, column: Column, faults: Faults) -> None:
    """Reject these cells of a column that is taken in."""
    rows = {row + 1: problem for (row, at), problem in faults.items() if at == column.index}
    for position, number in enumerate(table.numbers if rows else ()):
        if number in rows:
            table.reject(position, field, column.label, shown(rows[number]), rows[number])


def beside(
    rows: Sequence[Sequence[Any]], layout: Layout, mapping: Mapping[str, str], faults: Faults
) -> list[CellProblem]:
    """Those that nothing would be heard of otherwise: rows of nothing else, which look blank,
    and columns of nothing else, which are passed over."""
    first = 0 if layout.heading is None else layout.heading + 1
    people = set(layout.people)
    passed = {
        one.index: one.label
        for one in layout.columns
        if not one.samples and mapping[one.label] == IGNORED
    }
    blank: set[int] = set()
    told = []
    for (row, at), problem in sorted(faults.items(), key=lambda one: one[0]):
        if row in people and at in passed:
            told.append(CellProblem(row + 1, passed[at], shown(problem), problem))
        elif row >= first and row not in people and row not in blank and _is_blank(rows, row):
            blank.add(row)
            told.append(CellProblem(row + 1, None, shown(problem), problem))
    return told


def hidden(layout: Layout, rows: AbstractSet[int]) -> list[CellProblem]:
    """That people stand in rows which the sheet doesn't show, `rows` (from 0): they are taken in
    with the others."""
    people = sorted(rows & set(layout.people)) if rows else []
    if not people:
        return []
    return [CellProblem(people[0] + 1, None, "", Problem("rows_hidden", {"n": len(people)}))]


def _is_blank(rows: Sequence[Sequence[Any]], row: int) -> bool:
    return row >= len(rows) or not any(cells.text(cell) for cell in rows[row])


def shown(problem: Problem) -> str:
    """What stands in such a cell."""
    return str(problem.params.get("error", ""))
