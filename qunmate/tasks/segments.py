"""Who is in a segment, and the figures that segments look at."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np

from qunmate.data import groups, roster_table, segments, today_reading
from qunmate.data.store import Store
from qunmate.model import Group
from qunmate.roster import finder
from qunmate.roster.columns import Standings
from qunmate.roster.conditions import Conditions, to_filter
from qunmate.roster.keys import gather, haystacks, prepare
from qunmate.roster.view import matching
from qunmate.tasks.figures import read_record


def read_standings(store: Store, ids: Sequence[int], group: Group | None) -> Standings:
    """The figures and the finder lists of these members, in a group or in all."""
    chosen = group or [one for one in groups.all_groups(store.db) if not one.archived]
    record = read_record(store, chosen, plan=False)
    found = gather(ids, record.standing_table())
    welcomed = segments.welcomed(store.db, group.id if group else None)
    lists = finder.find(record.pool, record.last_day, record.frame.dormant_days, welcomed)
    everyone = np.array(ids, np.int64)
    found.bots = np.isin(everyone, segments.bots(store.db))
    found.lists = {name: np.isin(everyone, who) for name, who in lists.items()}
    return found


def members_of(store: Store, conditions: Conditions, group: Group | None, today: date) -> list[int]:
    """Ids of those who meet the conditions of a segment, by name; `group` None means all."""
    wanted = to_filter(conditions, today)
    group_id = group.id if group else None
    roster = prepare(roster_table.roster_rows(store.db, group_id))
    rows = roster.rows
    if wanted.needs_search:
        roster.details = roster_table.roster_details(store.db, rows, group_id)
        roster.haystacks = haystacks(rows, roster.details)
        roster.memberships = roster_table.memberships(store.db, rows)
    if wanted.needs_standings:
        roster.standings = read_standings(store, rows.ids, group)
    return [rows.ids[at] for at in matching(roster, wanted).tolist()]


def names_of(
    store: Store, conditions: Conditions, group_ids: Sequence[int], today: date
) -> list[str]:
    """What those in a segment are called, each person once: in the first of these groups that
    they are in, or on their card where none is given. Bots and the operator are left out."""
    wanted: list[Group | None] = [one for one in groups.all_groups(store.db) if one.id in group_ids]
    found: dict[int, str] = {}
    for group in wanted or [None]:
        ids = members_of(store, conditions, group, today)
        known = today_reading.met(store.db, group.id if group else None, ids)
        for id_ in ids:
            if (who := known.get(id_)) and not who.aside:
                found.setdefault(id_, who.name)
    return [" ".join(name.split()) for name in found.values()]
