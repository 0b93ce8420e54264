"""The stage of a group's life, from the speakers of its complete, covered weeks."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import numpy as np

from qunmate.figures.coverage import Span, covers
from qunmate.figures.history import distinct
from qunmate.figures.pool import UNKNOWN, Pool, rows


def stage(pool: Pool, covered: Sequence[Span], end: int) -> str | None:
    """None without human messages."""
    first = first_message_day(pool)
    if first is None:
        return None
    return stage_of(weekly_speakers(pool, covered, first, end))


def first_message_day(pool: Pool) -> int | None:
    """Day of the first human message, with or without a sender."""
    days = pool.history.kind_day
    return int(days[0]) if len(days) else None


def weekly_speakers(pool: Pool, covered: Sequence[Span], first: int, end: int) -> list[int]:
    """Speakers of each complete ISO week that the imports cover, oldest first."""
    here, size = rows(pool.history.day, UNKNOWN, end), max(len(pool.persons), 1)
    # day 0 is a Thursday, so week 0 begins on day -3
    begin = (first + 3) // 7
    weeks = [w for w in range(begin, (end + 4) // 7) if covers(covered, w * 7 - 3, w * 7 + 3)]
    week = (pool.history.day[here] + 3) // 7 - begin
    number = max((end + 4) // 7 - begin, int(week[-1]) + 1 if len(week) else 0, 0)
    spoken = distinct(week * size + pool.history.who[here], number * size) // size
    counts = np.bincount(spoken, minlength=number)
    return [int(counts[w - begin]) for w in weeks]


def _percent(number: int) -> Fraction:
    # exact: as floats 1.1 · 10 is more than 11
    return Fraction(number, 100)


def stage_of(weeks: Sequence[int]) -> str:
    """`weeks`: speakers of each complete covered week, oldest first."""
    if len(weeks) < 4:
        return "intro"
    if weeks[-1] == weeks[-2] == 0:
        return "silent"
    before = weeks[-8:-4]
    w0 = Fraction(sum(weeks[-4:]), 4)
    w1 = Fraction(sum(before), len(before)) if before else None
    peak = max(Fraction(sum(weeks[i : i + 4]), 4) for i in range(len(weeks) - 3))
    sinking = w1 is not None and w0 < _percent(90) * w1
    if (sinking and w0 < _percent(70) * peak) or w0 < _percent(35) * peak:
        return "decline"
    if w1 is not None and w0 >= _percent(110) * w1:
        return "growth"
    return "mature"
