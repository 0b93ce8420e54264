"""Tables that stand side by side on one sheet: a list folded into two, or notes beside a list."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from qunmate.roster import cells
from qunmate.roster.layout import Layout
from qunmate.roster.mapping import (
    CARD_HEADING,
    IGNORED,
    PERSON,
    WIDEST,
    Column,
    field_of_heading,
)
from qunmate.roster.mapping import plain_heading as plain

Table = tuple[Column, ...]
_LEAST = 4  # people, for notes beside them to be told from a field that few have


@dataclass(frozen=True, slots=True)
class Chosen:
    """The table that is taken in: `people` are the rows with somebody in it, `ignored` its
    neighbours' columns. `beside` is the first of these, unless the user has spoken of them."""

    people: tuple[int, ...]
    ignored: dict[str, str]
    beside: Column | None


def choose(rows: Sequence[Sequence[Any]], layout: Layout, said: Mapping[str, str]) -> Chosen | None:
    """The table in which the user showed a person, else the left one. None where there is only
    one, or where columns of several were said to be fields. `said`: label → field."""
    found = tables(rows, layout)
    if len(found) < 2:
        return None
    fields = [{said.get(column.label) for column in one} - {None, IGNORED} for one in found]
    kept = next((one for one, told in zip(found, fields, strict=True) if told & PERSON), found[0])
    others = [column for one in found if one is not kept for column in one]
    if any(said.get(column.label) for column in others):
        return None
    places = {column.index for column in kept}
    return Chosen(
        tuple(row for row in layout.people if _holds(rows[row], places)),
        {column.label: IGNORED for column in others},
        None if any(column.label in said for column in others) else others[0],
    )


def tables(rows: Sequence[Sequence[Any]], layout: Layout) -> list[Table]:
    """The columns of each table, from the left."""
    columns = layout.columns
    if layout.heading is None or any(one.heading == CARD_HEADING for one in columns):
        return [columns]
    starts = [0]
    near = columns[:WIDEST]
    for at in range(1, len(near)):
        left = near[starts[-1] : at]
        if _repeats(left, near[at:]) or _is_aside(rows, layout, left, near[at:]):
            starts.append(at)
    return [
        columns[start:end] for start, end in zip(starts, [*starts[1:], len(columns)], strict=True)
    ]


def _repeats(left: Table, right: Table) -> bool:
    """Whether a list of people begins anew: with the heading that it began with on the left,
    and with a blank column before it or a second heading that is there again."""
    people = [plain(one.heading) for one in left if _tells_people(one)]
    if not people or plain(right[0].heading) not in {plain(left[0].heading), people[0]} - {""}:
        return False
    if _apart(left, right):
        return True
    again = {plain(one.heading) for one in right} & {plain(one.heading) for one in left}
    return len(again - {""}) > 1


def _is_aside(rows: Sequence[Sequence[Any]], layout: Layout, left: Table, right: Table) -> bool:
    """Whether what stands beyond a blank column goes with other rows than the people: it reaches
    below them, or fills only the first rows, every one of them."""
    if not _apart(left, right) or not any(map(_tells_people, left)):
        return False
    if any(field_of_heading(one.heading) for one in right if one.heading):
        return False
    own = _filled(rows, layout, {one.index for one in left})
    beside = _filled(rows, layout, {one.index for one in right})
    if not own or not beside:
        return False
    if any(row not in own for row in beside):
        return True
    return len(own) >= _LEAST and 2 * len(beside) <= len(own) and beside == own[: len(beside)]


def _apart(left: Table, right: Table) -> bool:
    return right[0].index > left[-1].index + 1


def _tells_people(column: Column) -> bool:
    return field_of_heading(column.heading) in {*PERSON, "account"}


def _filled(rows: Sequence[Sequence[Any]], layout: Layout, places: Collection[int]) -> list[int]:
    return [row for row in layout.people if _holds(rows[row], places)]


def _holds(row: Sequence[Any], places: Collection[int]) -> bool:
    return any(at < len(row) and cells.text(row[at]) is not None for at in places)
