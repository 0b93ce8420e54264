"""Daily figures as arrays; days that no import covers are left open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from qunmate import clock
from qunmate.figures.health import Health

Floats = np.ndarray[Any, np.dtype[np.float64]]
CHAT = frozenset({"messages", "speakers"})
MOST_DAYS = 190  # that are drawn one by one; of more each week
WEEK = 7


def values(health: Health, field: str) -> Floats:
    """One figure of each day; NaN where nothing is known of it."""
    days: Sequence[Mapping[str, Any]] = health.daily
    found = np.array([_number(day[field]) for day in days], np.float64)
    if field in CHAT and health.daily:
        first = clock.parse_day(health.daily[0]["day"])
        for begin, end in gap_spans(health):
            found[max(begin - first, 0) : max(end - first + 1, 0)] = np.nan
    return found


def by_week(days: int) -> bool:
    """Whether so many days are drawn as weeks."""
    return days > MOST_DAYS


def ends_early(days: int, *, running: bool) -> bool:
    """Whether the last of so many days, or their last week, is not a whole one."""
    return days > 2 and (running or (by_week(days) and days % WEEK > 0))


def places(first: int, days: int) -> Floats:
    """Where on the axis each day stands, or the middle of each week."""
    return drawn(np.arange(first, first + days, dtype=np.float64))


def drawn(numbers: Floats) -> Floats:
    """The numbers of the days, or the mean of each week: of the days known, NaN without any."""
    if not by_week(len(numbers)):
        return numbers
    known = _sum_by_week(np.isfinite(numbers).astype(np.float64))
    sums = _sum_by_week(np.nan_to_num(numbers))
    means: Floats = np.divide(sums, known, out=np.full(len(sums), np.nan), where=known > 0)
    return means


def summed(numbers: Floats) -> Floats:
    """The numbers of the days, or the sum of each week."""
    return _sum_by_week(numbers) if by_week(len(numbers)) else numbers


def _sum_by_week(numbers: Floats) -> Floats:
    return np.add.reduceat(numbers, np.arange(0, len(numbers), WEEK))


def net_growth(health: Health, members_before: int) -> Floats:
    """How many more members there are after each day: of a group, those who came without those
    who went, 0 where no date is known; of several, where who joins a second group adds nobody,
    against the day before, which for the first was one with `members_before`."""
    if health.group is None:
        return np.diff(values(health, "members"), prepend=members_before)
    known: Floats = np.nan_to_num(values(health, "joins") - values(health, "leaves"))
    return known


def gap_spans(health: Health) -> list[tuple[int, int]]:
    """First and last day of each gap, since 1970-01-01."""
    return [(clock.parse_day(first), clock.parse_day(last)) for first, last in health.data["gaps"]]


def _number(value: float | None) -> float:
    return np.nan if value is None else value
