"""The days of the calendar that phones in Iran write."""

from __future__ import annotations

# of chats (2001 to 2046): the moon's calendar of other countries writes them as 1430 or later
YEARS = range(1380, 1425)
_FIRST = 11402  # the day (since 1970-01-01) on which the first of them began
_LEAP = frozenset({1, 5, 9, 13, 17, 22, 26, 30})  # of each 33 years
_LONG = 6  # months that have 31 days, with which the year begins


def day_of(year: int, month: int, day: int) -> int:
    """The day since 1970-01-01; ValueError if there is no such day."""
    short = 0 if month <= _LONG else 1 if month < 12 or _is_leap(year) else 2
    if year not in YEARS or not 1 <= month <= 12 or not 1 <= day <= 31 - short:
        raise ValueError(year, month, day)
    years = range(YEARS.start, year)
    before = 365 * len(years) + sum(map(_is_leap, years))
    return _FIRST + before + 30 * (month - 1) + min(month - 1, _LONG) + day - 1


def _is_leap(year: int) -> bool:
    return year % 33 in _LEAP
