"""Messages, speakers and how talk is spread over people and hours."""

from __future__ import annotations

import numpy as np

from qunmate import clock
from qunmate.figures.health import DayFigures
from qunmate.figures.history import Ints, distinct
from qunmate.figures.pool import OPEN, Pool, member_counts, members_on, rows
from qunmate.model import Kind

MONTH = 30  # days of MAS, stickiness and all that looks at “the last 30 days”


def by_person(pool: Pool, first: int, last: int) -> Ints:
    """Messages of each person in the period, by position."""
    here = rows(pool.history.day, first, last)
    counts = np.zeros(len(pool.persons), np.int64)
    np.add.at(counts, pool.history.who[here], pool.history.count[here])
    return counts


def messages(pool: Pool, first: int, last: int) -> int:
    here = rows(pool.history.kind_day, first, last)
    return int(pool.history.kind_count[here].sum())


def ratio(part: float, whole: float) -> float | None:
    return float(part / whole) if whole else None


def active_rate(pool: Pool, first: int, last: int) -> float | None:
    """Speakers of the period who are members on its last day ÷ members on that day."""
    present = members_on(pool.stays, len(pool.persons), last)
    spoke = by_person(pool, first, last) > 0
    return ratio(int((present & spoke).sum()), int(present.sum()))


def stickiness(pool: Pool, end: int) -> float | None:
    """Mean daily speakers over the last 30 days ÷ speakers of these days."""
    here = rows(pool.history.day, end - MONTH + 1, end)
    monthly = len(distinct(pool.history.who[here]))
    return ratio((here.stop - here.start) / MONTH, monthly)


def top20_share(counts: Ints) -> float | None:
    """`counts`: messages of each speaker, none of them 0."""
    top = -(-len(counts) // 5)
    return ratio(int(np.sort(counts)[::-1][:top].sum()), int(counts.sum()))


def gini(counts: Ints) -> float | None:
    n = len(counts)
    weights = 2 * np.arange(1, n + 1) - n - 1
    return ratio(int((weights * np.sort(counts)).sum()), n * int(counts.sum()))


def hour_heatmap(pool: Pool, first: int, last: int) -> list[list[int]]:
    """Messages by weekday (Monday first) and hour."""
    h = pool.history
    here = rows(h.hour_day, first, last)
    cells = np.zeros(7 * 24, np.int64)
    np.add.at(cells, (h.hour_day[here] + 3) % 7 * 24 + h.hour[here], h.hour_count[here])
    table: list[list[int]] = cells.reshape(7, 24).tolist()
    return table


def kinds(pool: Pool, first: int, last: int) -> dict[str, int]:
    """Messages by kind, the most frequent first."""
    h = pool.history
    here = rows(h.kind_day, first, last)
    counts = np.zeros(128, np.int64)
    np.add.at(counts, h.kind[here], h.kind_count[here])
    found = np.flatnonzero(counts)
    return {
        Kind(int(kind)).word: int(counts[kind])
        for kind in sorted(found, key=lambda kind: (-counts[kind], kind))
    }


def daily(pool: Pool, first: int, last: int) -> list[DayFigures]:
    """One entry for each day; days that no import covers count 0 and are told by the gaps."""
    h, stays, days = pool.history, pool.stays, last - first + 1
    spoken = rows(h.kind_day, first, last)
    total = np.zeros(days, np.int64)
    np.add.at(total, h.kind_day[spoken] - first, h.kind_count[spoken])
    speakers = np.bincount(h.day[rows(h.day, first, last)] - first, minlength=days)
    members = member_counts(stays, first, last)
    joins = _per_day(stays.begin[stays.known], first, days)
    leaves = _per_day(stays.left[stays.left < OPEN], first, days)
    known = pool.dates_known
    return [
        DayFigures(
            day=clock.iso_day(first + i),
            messages=int(total[i]),
            speakers=int(speakers[i]),
            members=int(members[i]),
            joins=int(joins[i]) if known else None,
            leaves=int(leaves[i]) if known else None,
        )
        for i in range(days)
    ]


def _per_day(days: Ints, first: int, length: int) -> Ints:
    inside = days[(days >= first) & (days < first + length)]
    return np.bincount(inside - first, minlength=length)
