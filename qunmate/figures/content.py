"""Figures of what was planned: its lift, the share of ads, variety, how much of it was done."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta
from statistics import median

import numpy as np

from qunmate import clock
from qunmate.figures.activity import ratio
from qunmate.figures.coverage import Span, covers
from qunmate.figures.history import Ints
from qunmate.model import PlanItem
from qunmate.recurrence import instant_of, wall_of

ADS = frozenset({"offer", "ad"})
AD_SHARE_LIMIT = 0.2  # unless the setting of the same name says otherwise
LIFT_SECONDS = 7200
LOOK_BACK = 12  # weeks
COMPARED = 4  # of these weeks, at most
FEWEST = 2


def done(items: Collection[PlanItem]) -> list[PlanItem]:
    return [item for item in items if item.status == "done"]


def ad_share(items: Collection[PlanItem]) -> float | None:
    """Offers and ads among the items done; None if nothing was."""
    kinds = [item.kind for item in done(items)]
    return ratio(sum(kind in ADS for kind in kinds), len(kinds))


def variety(items: Collection[PlanItem]) -> int:
    """How many kinds were done."""
    return len({item.kind for item in done(items)})


def plan_done_rate(items: Collection[PlanItem]) -> float | None:
    """Items done among all that were due, the skipped ones too; None if none was."""
    return ratio(len(done(items)), len(items))


@dataclass(frozen=True, slots=True)
class Ground:
    """What the lift in one group rests on: the instants of its human messages and the begins
    of its done items, both sorted, the merged spans of its covered days, and its time zone."""

    at: Ints
    done: Ints
    covered: Sequence[Span]
    timezone: str


def lift(grounds: Sequence[Ground], starts_at: int, timezone: str) -> float | None:
    """Human messages in the two hours from `starts_at`, against the median of the same two
    hours (by the wall clock of `timezone`) on the same weekday in the 12 weeks before, of the
    latest up to 4 that are covered and hold no done item. None with fewer than 2 of these, if
    the median is 0, or if the two hours themselves are not covered, or may not be. Several
    groups are one."""
    if not grounds or not _all_covered(grounds, starts_at):
        return None
    if any(_may_be_later(ground, starts_at) for ground in grounds):
        return None
    wall = wall_of(starts_at, timezone)
    counts: list[int] = []
    for week in range(1, LOOK_BACK + 1):
        begin = instant_of(wall - timedelta(weeks=week), timezone)
        if _all_covered(grounds, begin) and not any(_within(g.done, begin) for g in grounds):
            counts.append(sum(_within(ground.at, begin) for ground in grounds))
        if len(counts) == COMPARED:
            break
    usual = median(counts) if len(counts) >= FEWEST else 0
    return sum(_within(ground.at, starts_at) for ground in grounds) / usual if usual else None


def _within(instants: Ints, begin: int) -> int:
    first, last = np.searchsorted(instants, (begin, begin + LIFT_SECONDS))
    return int(last - first)


def _may_be_later(ground: Ground, begin: int) -> bool:
    """Whether the record may end before `begin`: its last day ends where the export was made,
    and nothing that was said from then on tells that it was made later."""
    day = clock.day_of(wall_of(begin + LIFT_SECONDS - 1, ground.timezone).date())
    if not any(last == day for _first, last in ground.covered):
        return False
    at = int(np.searchsorted(ground.at, begin))
    return (
        at == len(ground.at)
        or clock.day_of(wall_of(int(ground.at[at]), ground.timezone).date()) > day
    )


def _all_covered(grounds: Sequence[Ground], begin: int) -> bool:
    for ground in grounds:
        days = [
            clock.day_of(wall_of(at, ground.timezone).date())
            for at in (begin, begin + LIFT_SECONDS - 1)
        ]
        if not covers(ground.covered, *days):
            return False
    return True
