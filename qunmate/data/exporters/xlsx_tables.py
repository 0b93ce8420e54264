"""Lays a section of the digest out as a table: headings, widths, rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qunmate.data.exporters.xlsx_style import Cell
from qunmate.digest.model import (
    Entry,
    Honour,
    Item,
    Person,
    PlanLine,
    Quote,
    Row,
    Section,
    joined,
    numeric_columns,
)
from qunmate.i18n import _

WIDTH = 102.0  # of all columns together, in characters: every sheet prints at the same scale


@dataclass(frozen=True, slots=True)
class Table:
    """`numbers` are the columns (from 0) that hold numbers."""

    headings: tuple[str, ...]
    widths: tuple[float, ...]
    rows: tuple[tuple[Cell, ...], ...]
    numbers: frozenset[int]


def table(section: Section) -> Table:
    """The section as a table without columns that are empty throughout."""
    headings, shares = _shape(section)
    rows = [_cells(item)[: len(headings)] for item in section.items]
    rows = [(*row, *[None] * (len(headings) - len(row))) for row in rows]
    kept = [
        at
        for at in range(len(headings))
        if at == 0 or any(row[at] not in {None, ""} for row in rows)
    ]
    scale = WIDTH / sum(shares[at] for at in kept)
    chosen = tuple(tuple(row[at] for at in kept) for row in rows)
    return Table(
        tuple(headings[at] for at in kept),
        tuple(round(shares[at] * scale, 1) for at in kept),
        chosen,
        frozenset(numeric_columns(chosen)),
    )


def _shape(section: Section) -> tuple[Sequence[str], Sequence[float]]:
    """Headings and the columns' shares of the width."""
    match section.items[0] if section.items else None:
        case Quote():
            return (_("Question"), _("Answer"), _("By"), _("Note")), (28, 42, 13, 19)
        case Entry():
            headings = (_("Title"), _("By"), _("Text"), _("Link"), _("Note"))
            return headings, (30, 13, 30, 27, 14)
        case Honour():
            return (_("Who"), _("For what")), (50, 50)
        case Person():
            return (_("Name"), _("Joined")), (60, 40)
        case PlanLine():
            return (_("When"), _("Kind"), _("Title"), _("Status")), (16, 14, 50, 14)
    prose = any(isinstance(cell, str) and len(cell) > 40 for cell in _last_cells(section))
    rest = 76 if prose else 16
    return section.headings, (24, *[rest] * (len(section.headings) - 1))


def _last_cells(section: Section) -> list[Cell]:
    return [item.cells[-1] for item in section.items if isinstance(item, Row)]


def _cells(item: Item) -> tuple[Cell, ...]:
    match item:
        case Quote():
            return (item.question, item.answer, item.author, item.note)
        case Entry():
            return (item.title, item.author, item.text, item.url, item.note)
        case Honour():
            return (joined(item.names), item.deed)
        case Person():
            return (item.name, item.note)
        case PlanLine():
            return (item.when, item.kind, item.title, item.note)
        case Row():
            return item.cells
