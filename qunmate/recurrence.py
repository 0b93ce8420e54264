"""When a plan item happens: its occurrences in a stretch of days, on the group's own clock.

A rule is an RRULE of RFC 5545 of a day or more; its UNTIL is an instant, and it repeats by the
wall clock of the item's time zone.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from qunmate import clock
from qunmate.model import PlanItem

if TYPE_CHECKING:
    from dateutil.rrule import rrule  # type: ignore[import-untyped]

LIMIT = 4000  # occurrences of one item in one stretch
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_KEYS = frozenset(
    {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS"}
)
_FREQS = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})
_DAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
_UNTIL = re.compile(r"(\d{8})(?:T(\d{6})(Z?))?")
_LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

Rule = dict[str, str]


def occurrences(item: PlanItem, timezone: str, first: int, last: int) -> list[PlanItem]:
    """The item once for each time it happens from day `first` to day `last`, in order.

    A repeating item keeps its wall-clock time over a change of the clocks. A rule that
    can't be read, or of less than a day, counts as no repetition.
    """
    start = wall_of(item.starts_at, timezone)
    begin = datetime.combine(clock.date_of(first), time.min)
    end = begin + timedelta(days=last - first + 1)
    rule = _series(item.rrule, start, timezone) if item.rrule else None
    if rule is None:
        return [item] if begin <= start < end else []
    found = []
    for moment in rule.xafter(begin, LIMIT, inc=True):
        if moment >= end:
            break
        at = instant_of(moment, timezone)
        until = None if item.ends_at is None else at + item.ends_at - item.starts_at
        found.append(replace(item, starts_at=at, ends_at=until, occurrence_at=at))
    return found


def wall_of(at: int, timezone: str) -> datetime:
    """What the zone's clock shows at an instant."""
    return clock.moment(at).astimezone(clock.zone(timezone)).replace(tzinfo=None)


def instant_of(wall: datetime, timezone: str) -> int:
    """The instant at which the zone's clock shows this."""
    seconds = clock.day_of(wall.date()) * clock.DAY
    seconds += wall.hour * 3600 + wall.minute * 60 + wall.second
    return seconds - clock.offset_of_wall(clock.zone(timezone), seconds)


def parse(rule: str) -> Rule | None:
    """The parts of a rule that can be followed, else None: of a day or more, with parts that
    we know, and that some day meets."""
    parts: Rule = {}
    for part in rule.strip().upper().removeprefix("RRULE:").split(";"):
        key, sign, value = part.partition("=")
        if not sign or not value or key not in _KEYS or key in parts:
            return None
        parts[key] = value
    return parts if parts.get("FREQ") in _FREQS and _sound(parts) else None


def written(parts: Rule) -> str:
    return ";".join(f"{key}={value}" for key, value in parts.items())


def _sound(parts: Rule) -> bool:
    often = parts["FREQ"] in {"DAILY", "WEEKLY"}
    if often and "BYSETPOS" in parts:
        return False
    for key in ("INTERVAL", "COUNT"):
        if key in parts and not (parts[key].isdecimal() and 0 < int(parts[key]) < 10_000):
            return False
    for day in parts.get("BYDAY", "MO").split(","):
        match = _DAY.fullmatch(day)
        if not match or (match[1] and (often or not int(match[1]))):
            return False
    return _is_until(parts.get("UNTIL", "20260101")) and _some_day(parts)


def _is_until(text: str) -> bool:
    """Whether there is such a day, and such a time of it."""
    match = _UNTIL.fullmatch(text)
    try:
        return bool(match and datetime.fromisoformat(f"{match[1]}T{match[2] or '000000'}"))
    except ValueError:
        return False


def _some_day(parts: Rule) -> bool:
    """Whether any month has such a day: dateutil looks for one until the year 9999."""
    try:
        months = [int(one) for one in parts.get("BYMONTH", "1").split(",")]
        days = [int(one) for one in parts.get("BYMONTHDAY", "1").split(",")]
        places = [int(one) for one in parts.get("BYSETPOS", "1").split(",")]
    except ValueError:
        return False
    if not all(1 <= month <= 12 for month in months) or not all(0 < abs(p) < 367 for p in places):
        return False
    return all(0 < abs(day) < 32 for day in days) and any(
        abs(day) <= _LONGEST[month - 1] for month in months for day in days
    )


@lru_cache(maxsize=1024)
def _series(rule: str, start: datetime, timezone: str) -> rrule | None:
    """The rule, which remembers the times it has found: the same days are asked for often."""
    from dateutil.rrule import rrulestr

    parts = parse(rule)
    if parts is None:
        return None
    if "UNTIL" in parts:
        parts.pop("COUNT", None)
        parts["UNTIL"] = _local_until(parts["UNTIL"], timezone)
    if _never(parts, start):
        return None
    try:
        return rrulestr(written(parts), dtstart=start, cache=True)
    except (ValueError, TypeError, OverflowError):
        return None


def _never(parts: Rule, start: datetime) -> bool:
    """Whether it can never happen: every so many whole weeks, on weekdays other than that of the
    start."""
    return (
        parts["FREQ"] == "DAILY"
        and int(parts.get("INTERVAL", "1")) % 7 == 0
        and WEEKDAYS[start.weekday()] not in parts.get("BYDAY", WEEKDAYS[start.weekday()])
    )


def _local_until(text: str, timezone: str) -> str:
    match = _UNTIL.fullmatch(text)
    if match is None or match[2] is None:
        return text[:8] + "T235959"
    if not match[3]:
        return text
    try:
        at = datetime.strptime(text, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        return wall_of(int(at.timestamp()), timezone).strftime("%Y%m%dT%H%M%S")
    except (ValueError, OverflowError):
        return text[:-1]
