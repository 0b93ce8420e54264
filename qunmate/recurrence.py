"""When a plan item happens: its occurrences in a stretch of days, on the group's own clock."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from qunmate import clock
from qunmate.model import PlanItem

LIMIT = 1000  # occurrences of one item in one stretch
_TOO_OFTEN = re.compile(r"FREQ=(?:SECONDLY|MINUTELY|HOURLY)", re.IGNORECASE)


def occurrences(item: PlanItem, timezone: str, first: int, last: int) -> list[PlanItem]:
    """The item once for each time it happens from day `first` to day `last`, in order.

    A repeating item keeps its wall-clock time over a change of the clocks. A rule that
    can't be read, or of less than a day, counts as no repetition.
    """
    zone = clock.zone(timezone)
    start = datetime.fromtimestamp(item.starts_at, UTC).astimezone(zone).replace(tzinfo=None)
    begin = datetime.combine(clock.date_of(first), time.min)
    end = begin + timedelta(days=last - first + 1)
    moments = _moments(item.rrule, start, begin, end) if item.rrule else [start]
    found = []
    for moment in moments:
        if begin <= moment < end:
            wall = clock.day_of(moment.date()) * clock.DAY + _seconds(moment)
            at = wall - clock.offset_of_wall(zone, wall)
            length = None if item.ends_at is None else at + item.ends_at - item.starts_at
            found.append(replace(item, starts_at=at, ends_at=length))
    return found


def _seconds(moment: datetime) -> int:
    return moment.hour * 3600 + moment.minute * 60 + moment.second


def _moments(rule: str, start: datetime, begin: datetime, end: datetime) -> list[datetime]:
    from dateutil.rrule import rrulestr  # type: ignore[import-untyped]

    if _TOO_OFTEN.search(rule):
        return [start]
    try:
        dates = rrulestr(rule, dtstart=start, ignoretz=True).xafter(begin, LIMIT, inc=True)
        moments = []
        for moment in dates:
            if moment >= end:
                break
            moments.append(moment)
        return moments
    except (ValueError, TypeError, OverflowError):
        return [start]
