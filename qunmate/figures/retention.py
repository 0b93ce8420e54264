"""Joining, staying and leaving, from known dates only."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import NamedTuple

import numpy as np

from qunmate import clock
from qunmate.figures.activity import ratio
from qunmate.figures.coverage import Span
from qunmate.figures.health import Cohort
from qunmate.figures.history import Ints, distinct, no_ints
from qunmate.figures.pool import OPEN, UNKNOWN, Pool, members_on, rows

WELCOME = 7  # days in which a newcomer's first word counts as activation


class Movement(NamedTuple):
    joins: int | None
    leaves: int | None
    churn_rate: float | None


def movement(pool: Pool, first: int, last: int) -> Movement:
    """All None where no date of joining or leaving is known."""
    if not pool.dates_known:
        return Movement(None, None, None)
    stays = pool.stays
    joined, left = stays.begin[stays.known], stays.left[stays.left < OPEN]
    joins = int(((joined >= first) & (joined <= last)).sum())
    leaves = int(((left >= first) & (left <= last)).sum())
    before = int(members_on(stays, len(pool.persons), first - 1).sum())
    return Movement(joins, leaves, ratio(leaves, before))


def activation_rate(pool: Pool, first: int, last: int) -> float | None:
    """Of the stays whose first seven days end in the period: the share with a message in them."""
    stays = pool.stays
    due = stays.known & (stays.begin + WELCOME >= first) & (stays.begin + WELCOME <= last)
    who, begin = stays.who[due], stays.begin[due]
    here = rows(pool.history.day, first - WELCOME, last)
    day, writer = pool.history.day[here], pool.history.who[here]
    activated = 0
    while len(who):  # one stay of each person at a time
        someone, one = np.unique(who, return_index=True)
        start = np.full(len(pool.persons), OPEN)
        start[someone] = begin[one]
        since = day - start[writer]
        spoke = np.zeros(len(pool.persons), bool)
        spoke[writer[(since >= 0) & (since < WELCOME)]] = True
        activated += int(spoke[someone].sum())
        who, begin = np.delete(who, one), np.delete(begin, one)
    return ratio(activated, int(due.sum()))


def months_of(days: Ints) -> Ints:
    """Calendar months since January 1970."""
    return days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)


def month_text(month: int) -> str:
    return f"{1970 + month // 12:04}-{month % 12 + 1:02}"


def _month(text: str) -> int:
    year, month = text.split("-")
    return (int(year) - 1970) * 12 + int(month) - 1


def retention(pool: Pool, end: int) -> list[Cohort] | None:
    """One row a month in which members joined first, oldest first."""
    if not pool.dates_known:
        return None
    last = int(months_of(np.array([end]))[0])
    over = last + 1 if _last_of_month(end) else last  # months before it are over
    cohort = _cohorts(pool)
    month, who = _spoken_months(pool, end)
    later = month - cohort[who]
    return [
        _row(int(c), int((cohort == c).sum()), later[cohort[who] == c], last, over)
        for c in np.unique(cohort[cohort <= last])
    ]


def recorded_only(cohorts: Sequence[Cohort], covered: Sequence[Span]) -> list[Cohort]:
    """To be looked at: without the rates of months of which no import covers a day. That nobody
    spoke in them is not known, as with members who joined long before the first record."""
    months = {
        int(month)
        for first, last in covered
        for month in np.unique(months_of(np.arange(first, last + 1)))
    }
    return [_recorded(cohort, months) for cohort in cohorts]


def _recorded(cohort: Cohort, months: Collection[int]) -> Cohort:
    joined = _month(cohort["month"])
    rates = [rate if joined + k in months else None for k, rate in enumerate(cohort["rates"])]
    return Cohort(month=cohort["month"], size=cohort["size"], rates=rates)


def _spoken_months(pool: Pool, end: int) -> tuple[Ints, Ints]:
    """(month, person) of every month up to that of `end` in which the person spoke."""
    here = rows(pool.history.day, UNKNOWN, end)
    day, who = pool.history.day[here], pool.history.who[here]
    if not len(day):
        return no_ints(), no_ints()
    first, persons = int(day[0]), len(pool.persons)
    calendar = months_of(np.arange(first, int(day[-1]) + 1))
    month = calendar[day - first] - calendar[0]
    cells = distinct(month * persons + who, (int(month[-1]) + 1) * persons)
    return cells // persons + calendar[0], cells % persons


def _row(month: int, size: int, later: Ints, last: int, over: int) -> Cohort:
    """`later`: for each member of the cohort and month with a message, months since joining."""
    counts = np.bincount(later[later >= 0], minlength=last - month + 1)
    rates = [float(counts[k] / size) if month + k < over else None for k in range(last - month + 1)]
    return Cohort(month=month_text(month), size=size, rates=rates)


def _cohorts(pool: Pool) -> Ints:
    """The month of each person's first known day of joining, by position; a month never
    reached for who has none."""
    first = np.full(len(pool.persons), OPEN)
    np.minimum.at(first, pool.stays.who[pool.stays.known], pool.stays.begin[pool.stays.known])
    cohort = np.full(len(first), OPEN)
    joined = first < OPEN
    cohort[joined] = months_of(first[joined])
    return cohort


def _last_of_month(day: int) -> bool:
    here: date = clock.date_of(day)
    return clock.date_of(day + 1).month != here.month
