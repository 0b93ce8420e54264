"""Days, instants and time zones: pure conversions, no clock is read here.

A day is a count of whole days since 1970-01-01; an instant is seconds since 1970-01-01 UTC;
wall-clock time is the same count of seconds read off the group's own clock.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from qunmate.errors import UserError

DAY = 86_400
_EPOCH = date(1970, 1, 1)
_FIRST = datetime(1970, 1, 1, tzinfo=UTC)
_MIDNIGHT = datetime(1970, 1, 1)  # noqa: DTZ001 - a wall clock has no zone of its own


def zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise UserError("timezone_unknown", name=name) from error


def day_of(day: date) -> int:
    return (day - _EPOCH).days


def date_of(day: int) -> date:
    return _EPOCH + timedelta(days=day)


def iso_day(day: int) -> str:
    return date_of(day).isoformat()


def parse_day(text: str) -> int:
    return day_of(date.fromisoformat(text))


def is_iso_day(text: str) -> bool:
    """Whether a text is an ISO date such as 2026-11-22, and not one in another form."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def forward(first: int | None, last: int | None) -> None:
    """UserError if a period of days, open where None, ends before it begins."""
    if first is not None and last is not None and first > last:
        raise UserError("period_backwards", first=iso_day(first), last=iso_day(last))


def moment(at: float) -> datetime:
    """An instant in UTC, also before 1970, where Windows' own conversion fails. OverflowError if
    it lies in no year."""
    return _FIRST + timedelta(seconds=at)


def iso_instant(at: int, utc_offset: int) -> str:
    """An instant as ISO 8601 with its offset."""
    wall = _MIDNIGHT + timedelta(seconds=at + utc_offset)  # the instant may lie in no year at all
    return wall.replace(tzinfo=timezone(timedelta(seconds=utc_offset))).isoformat()


@lru_cache(maxsize=4096)
def _fixed_offset(zone_: ZoneInfo, day: int) -> int | None:
    """The zone's offset during that day, of its own clock as of UTC's, from which clocks are up
    to 12 hours behind and 14 ahead; None if it changes within or next to it."""
    try:
        midnight = _MIDNIGHT + timedelta(days=day)
        offsets = {
            (midnight + timedelta(hours=hours)).replace(tzinfo=zone_).utcoffset()
            for hours in (-12, 12, 39)
        }
    except OverflowError:  # the first or last day of all
        return 0
    offset = offsets.pop()
    return int(offset.total_seconds()) if offset is not None and not offsets else None


def fixed_offset(zone_: ZoneInfo, first: int, last: int) -> int | None:
    """The zone's offset if it is the same on all days between two times at most 60 days
    apart, else None."""
    if last - first > 60 * DAY:
        return None
    offsets = {_fixed_offset(zone_, day) for day in range(first // DAY, last // DAY + 1)}
    return offsets.pop() if len(offsets) == 1 else None


def offset_of_wall(zone_: ZoneInfo, wall: int) -> int:
    """Seconds east of UTC at a wall-clock time; the first of two readings of a repeated hour."""
    fixed = _fixed_offset(zone_, wall // DAY)
    if fixed is not None:
        return fixed
    naive = _MIDNIGHT + timedelta(seconds=wall)
    offset = naive.replace(tzinfo=zone_).utcoffset()
    return int(offset.total_seconds()) if offset else 0


def offset_of_instant(zone_: ZoneInfo, at: int) -> int:
    """Seconds east of UTC at an instant."""
    fixed = _fixed_offset(zone_, at // DAY)
    if fixed is not None:
        return fixed
    offset = moment(at).astimezone(zone_).utcoffset()
    return int(offset.total_seconds()) if offset else 0


def week_days(week: str) -> tuple[int, int]:
    """First and last day of an ISO week such as 2026-W47. ValueError if there is none."""
    year, _, number = week.partition("-W")
    monday = day_of(date.fromisocalendar(int(year), int(number), 1))
    return monday, monday + 6


def week_of(day: int) -> str:
    year, number, _ = date_of(day).isocalendar()
    return f"{year}-W{number:02}"
