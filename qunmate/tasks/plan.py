"""What is planned, each time it happens, and what it brought."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from qunmate import clock
from qunmate.data import groups, plan
from qunmate.data.store import Store
from qunmate.figures import content
from qunmate.model import PlanItem
from qunmate.plan_book import PlanBook

Lifts = dict[tuple[int, int], float | None]  # by id and starts_at


def planned(store: Store, group_id: int | None, first_day: int, last_day: int) -> list[PlanItem]:
    """Everything planned for a group (or for any) on those days of its time zone, a repeating
    item once for each time it happens, in order of time. Without a group each item counts by
    the time zone of its own group."""
    book = read_book(store, group_id, first_day, last_day)
    return book.planned(first_day, last_day, None if group_id is None else [group_id])


def read_book(
    store: Store,
    group_id: int | None = None,
    first_day: int | None = None,
    last_day: int | None = None,
) -> PlanBook:
    """What is stored of the plan, or as much of it as those days need."""
    start = None if first_day is None else (first_day - 3) * clock.DAY
    end = None if last_day is None else (last_day + 4) * clock.DAY
    return PlanBook(
        tuple(plan.listing(store.db, group_id, start, end)),
        frozenset(plan.own_occurrences(store.db, start, end)),
        {group.id: group.timezone for group in groups.all_groups(store.db)},
        groups.local_timezone(),
    )


def find(store: Store, item_id: int, occurrence_at: int | None = None) -> PlanItem | None:
    """One item as `planned` gives it; of a repeating one the occurrence asked for."""
    item = plan.by_id(store.db, item_id)
    if item is None or item.status == "cancelled":
        return None
    if item.rrule is None or occurrence_at is None:
        return item
    for one in plan.occurrences_of(store.db, item_id):
        if one.occurrence_at == occurrence_at:
            return None if one.status == "cancelled" else one
    length = None if item.ends_at is None else occurrence_at + item.ends_at - item.starts_at
    return replace(item, starts_at=occurrence_at, ends_at=length, occurrence_at=occurrence_at)


def lifts(
    store: Store,
    items: Sequence[PlanItem],
    group_id: int | None = None,
    now: float | None = None,
) -> Lifts:
    """How much more was said than usual after each done item; in one group, or in all of the
    item's groups together. None while its two hours are not over, by the clock (an instant may
    be given as `now`) or by what was said later: it may be marked as done before its time."""
    from qunmate.tasks.figures import read_talk

    happened = content.done(items)
    if not happened:
        return {}
    first = min(item.starts_at for item in happened) // clock.DAY - 7 * content.LOOK_BACK - 2
    last = max(item.starts_at for item in happened) // clock.DAY + 2
    book = read_book(store, None, first, last)
    wanted = {one for item in happened for one in item.group_ids}
    grounds: dict[int, content.Ground] = {}
    for group in groups.all_groups(store.db):
        if group.id not in (wanted if group_id is None else {group_id}):
            continue
        at, covered = read_talk(store, group)
        begins = [item.starts_at for item in content.done(book.planned(first, last, [group.id]))]
        grounds[group.id] = content.Ground(
            at,
            np.array(begins, np.int64),
            covered,
            group.timezone,
        )
    heard = max((int(one.at[-1]) for one in grounds.values() if len(one.at)), default=0)
    until = max(time.time() if now is None else now, heard)
    found: Lifts = {}
    for item in happened:
        meant = item.group_ids if group_id is None else (group_id,)
        told = [grounds[one] for one in meant if one in grounds]
        zone = told[0].timezone if told else book.local
        over = item.starts_at + content.LIFT_SECONDS <= until
        lift = content.lift(told, item.starts_at, zone) if over else None
        found[item.id, item.starts_at] = lift
    return found
