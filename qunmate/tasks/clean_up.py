"""Whom a clean-up of a group is about, read from the file."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from qunmate import clock
from qunmate.data import clean_ups
from qunmate.data.store import Store
from qunmate.model import Group
from qunmate.roster.clean_up import Found, Person, Terms, judge


class Listing(NamedTuple):
    """`until` is the last imported day as ISO text, None without messages: silence is counted
    up to it. `log` has the newest first; `spoke` are the ids of those who said something after
    they were reminded."""

    found: Found
    until: str | None
    log: list[clean_ups.Entry]
    spoke: frozenset[int]


def read_clean_up(store: Store, group: Group, terms: Terms, today: date) -> Listing:
    """Who could leave the group by these terms, and what was done about whom before."""
    from qunmate.tasks.figures import read_record  # numpy: only where figures are read

    record = read_record(store, group, plan=False)
    standings = record.standings()
    present = clean_ups.present(store.db, group.id)
    people = {
        id_: Person(one.name, one.role, one.expires_on, one.tags) for id_, one in present.items()
    }
    log = clean_ups.log(store.db, group.id)
    open_ = {
        one.member_id: one.reminded_on
        for one in reversed(log)
        if one.member_id is not None and one.reminded_on and not one.removed_on
    }
    found = judge(people, standings, terms, today, open_)
    spoke = frozenset(
        member_id
        for member_id, on in open_.items()
        if member_id in standings and (standings[member_id].last_spoke_on or "") > on
    )
    until = clock.iso_day(record.last_day) if record.last_day is not None else None
    return Listing(found, until, log, spoke)
