"""What the Health tab shows of a period, read by the reader thread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from qunmate import clock
from qunmate.data.store import Store
from qunmate.figures.health import Health
from qunmate.i18n import N_
from qunmate.model import Group

# days up to and including the day of the last message; None: since the first message
PERIODS: dict[str, tuple[str, int | None]] = {
    "week": (N_("Week"), 7),
    "month": (N_("Month"), 30),
    "quarter": (N_("Quarter"), 90),
    "all": (N_("All"), None),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """`before` is the period of the same length just before; None where it begins before the
    first message, so that nothing is compared with days that nobody recorded."""

    now: Health
    before: Health | None


def read_shown(store: Store, groups: Group | Sequence[Group], period: str, today: int) -> Shown:
    """The figures of a period, and of the one before it; `today` in days since 1970-01-01."""
    from qunmate.tasks.figures import read_record

    record = read_record(store, groups)
    begun = record.frame.first_message
    if record.last_day is None or begun is None:
        return Shown(record.health(), None)
    # days without a message count as well, as far as the imports reach; today is not over
    reached = max((span[1] for span in record.frame.covered), default=record.last_day)
    last = max(record.last_day, min(reached, today - 1))
    day_one = clock.day_of(date.fromisoformat(begun[:10]))
    length = PERIODS[period][1]
    first = day_one if length is None else last - length + 1
    now = record.health(first, last)
    if length is None or first - length < day_one:
        return Shown(now, None)
    return Shown(now, record.health(first - length, first - 1))
