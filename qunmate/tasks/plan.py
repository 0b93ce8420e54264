"""What is planned, each time it happens."""

from __future__ import annotations

from dataclasses import replace

from qunmate import clock, recurrence
from qunmate.data import groups, plan
from qunmate.data.store import Store
from qunmate.model import PlanItem
from qunmate.recurrence import wall_of


def planned(store: Store, group_id: int | None, first_day: int, last_day: int) -> list[PlanItem]:
    """Everything planned for a group (or for any) on those days of its time zone, a repeating
    item once for each time it happens, in order of time. Without a group each item counts by
    the time zone of its own group."""
    db = store.db
    zones = {group.id: group.timezone for group in groups.all_groups(db)}
    local = groups.local_timezone()
    start, end = (first_day - 1) * clock.DAY, (last_day + 2) * clock.DAY
    own = plan.own_occurrences(db, start - clock.DAY, end + clock.DAY)
    found: list[PlanItem] = []
    for item in plan.listing(db, group_id, start, end):
        home = home_zone(item, zones, local)
        shown = home if group_id is None else zones.get(group_id, local)
        found += (
            one
            for one in _times(item, home, shown, first_day, last_day)
            if one.series_id is not None or (one.id, one.occurrence_at) not in own
        )
    found.sort(key=lambda one: (one.starts_at, one.id))
    return found


def home_zone(item: PlanItem, zones: dict[int, str], local: str) -> str:
    """The time zone by which an item repeats: that of its first group."""
    return next((zones[one] for one in item.group_ids if one in zones), local)


def _times(item: PlanItem, home: str, shown: str, first: int, last: int) -> list[PlanItem]:
    if home == shown:
        return recurrence.occurrences(item, home, first, last)
    around = recurrence.occurrences(item, home, first - 1, last + 1)
    return [
        one for one in around if first <= clock.day_of(wall_of(one.starts_at, shown).date()) <= last
    ]


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
