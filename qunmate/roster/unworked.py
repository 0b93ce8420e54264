"""Formulas whose results the file doesn't hold: their cells look blank, and this must be told."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from qunmate.errors import Problem
from qunmate.roster import cells
from qunmate.roster.layout import Layout
from qunmate.roster.mapping import IGNORED, Column
from qunmate.roster.model import CellProblem
from qunmate.roster.rows import FieldRows

Places = Collection[tuple[int, int]]  # (row, column), from 0
_PROBLEM = Problem("formula_unworked")


def reject(table: FieldRows, field: str, column: Column, places: Places) -> None:
    """Reject these cells of a column that is taken in: they are not blank."""
    rows = {row + 1 for row, at in places if at == column.index}
    for position, number in enumerate(table.numbers if rows else ()):
        if number in rows:
            table.reject(position, field, column.label, None, _PROBLEM)


def beside(
    rows: Sequence[Sequence[Any]], layout: Layout, mapping: Mapping[str, str], places: Places
) -> list[CellProblem]:
    """Those that nothing would be heard of otherwise: rows of nothing but formulas, which look
    blank, and columns of nothing but formulas, which are passed over."""
    first = 0 if layout.heading is None else layout.heading + 1
    people = set(layout.people)
    passed = {
        one.index: one.label
        for one in layout.columns
        if not one.samples and mapping[one.label] == IGNORED
    }
    blank: set[int] = set()
    told = []
    for row, at in sorted(places):
        if row in people and at in passed:
            told.append(CellProblem(row + 1, passed[at], "", _PROBLEM))
        elif row >= first and row not in people and row not in blank and _is_blank(rows, row):
            blank.add(row)
            told.append(CellProblem(row + 1, None, "", _PROBLEM))
    return told


def _is_blank(rows: Sequence[Sequence[Any]], row: int) -> bool:
    return row >= len(rows) or not any(cells.text(cell) for cell in rows[row])
