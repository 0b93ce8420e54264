"""Reads the roster in three steps on the reader thread: rows, search, figures."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from qunmate.data import groups, roster_table, tags
from qunmate.data.store import Store
from qunmate.model import Group
from qunmate.roster.columns import Mask, Numbers, Roster, RosterDetails, RosterRows, Standings
from qunmate.roster.keys import haystacks, prepare, sort_numbers
from qunmate.ui.members import strokes


@dataclass(frozen=True, slots=True)
class Rows:
    """What the first sight of the table needs."""

    group: Group | None
    roster: Roster
    tag_marks: dict[str, tuple[int, str | None]]
    tag_counts: Counter[str]
    tag_groups: dict[str, str]
    group_names: dict[int, str]


@dataclass(frozen=True, slots=True)
class Search:
    details: RosterDetails
    haystacks: list[str]
    numbers: dict[str, Numbers]
    memberships: dict[int, Mask]


def read_rows(store: Store, group: Group | None) -> Rows:
    rows = roster_table.roster_rows(store.db, group.id if group else None)
    roster = prepare(rows, strokes.order())
    names = {one.id: one.name for one in groups.all_groups(store.db) if not one.archived}
    marks, grouped = read_marks(store), tags.groups_of_tags(store.db)
    return Rows(group, roster, marks, roster.tag_counts(), grouped, names)


def read_marks(store: Store) -> dict[str, tuple[int, str | None]]:
    """Every tag with its id and its colour, in the order of a list of names."""
    marks = roster_table.tag_marks(store.db)
    return {tag: marks[tag] for tag in strokes.in_order(marks, str)}


def read_search(store: Store, rows: RosterRows, group: Group | None) -> Search:
    details = roster_table.roster_details(store.db, rows, group.id if group else None)
    memberships = roster_table.memberships(store.db, rows)
    numbers = sort_numbers(rows, details, strokes.order())
    return Search(details, haystacks(rows, details), numbers, memberships)


def read_standings(store: Store, rows: RosterRows, group: Group | None) -> Standings:
    from qunmate.tasks import segments

    return segments.read_standings(store, rows.ids, group)
