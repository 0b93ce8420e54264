"""What is planned in the time to come, to be reminded of."""

from __future__ import annotations

from qunmate import clock
from qunmate.data import groups
from qunmate.data.store import Store
from qunmate.recurrence import wall_of
from qunmate.reminders import MEANT, Coming
from qunmate.tasks.plan import read_book

DAYS = 2  # looked ahead; each day asks anew


def coming(store: Store, now: float) -> list[Coming]:
    """What is still to be done from `now` (epoch seconds) to the day after tomorrow, of groups
    that are not archived."""
    today = int(now) // clock.DAY
    book = read_book(store, None, today - 1, today + DAYS)
    names = {one.id: one.name for one in groups.in_order(store.db) if not one.archived}
    found = []
    for item in book.planned(today - 1, today + DAYS):
        told = tuple(names[one] for one in item.group_ids if one in names)
        if item.status in MEANT and item.starts_at > now - clock.DAY and told:
            found.append(Coming(item, wall_of(item.starts_at, book.home_zone(item)), told))
    return found
