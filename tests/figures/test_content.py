"""Lift and shares of what was planned, by hand."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from qunmate import clock
from qunmate.figures.content import Ground, ad_share, lift, plan_done_rate, variety
from qunmate.figures.coverage import Span
from qunmate.model import PlanItem

ZONE = "Europe/Berlin"
START = "2026-11-02T20:00"


def at(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(ZONE)).timestamp())


def ground(
    said: dict[str, int], done: tuple[str, ...] = (), covered: tuple[str, str] | None = None
) -> Ground:
    """So many messages from each time on, one a minute."""
    instants = sorted(at(begin) + 60 * n for begin, count in said.items() for n in range(count))
    first, last = covered or ("2026-01-01", "2026-12-31")
    spans: list[Span] = [(clock.parse_day(first), clock.parse_day(last))]
    begins = np.array(sorted(map(at, done)), np.int64)
    return Ground(np.array(instants, np.int64), begins, spans, ZONE)


WEEKS = {
    "2026-10-26T20:00": 4,
    "2026-10-19T20:00": 2,  # summer time still: the same hours by the wall clock
    "2026-10-12T21:59": 1,
    "2026-10-05T22:00": 50,  # too late
    "2026-09-28T20:00": 80,  # the fifth
}


def test_against_the_median_of_the_same_hours_by_the_wall_clock() -> None:
    told = ground({START: 12, **WEEKS})
    assert lift([told], at(START), ZONE) == 12 / 1.5


def test_weeks_that_hold_a_done_item_are_passed_over() -> None:
    told = ground({START: 12, **WEEKS}, done=("2026-10-26T21:59", "2026-10-19T19:59"))
    assert lift([told], at(START), ZONE) == 12 / 1.5  # of 2, 1, 0 and 80


def test_nothing_is_told_without_two_covered_weeks() -> None:
    one = ground({START: 12, **WEEKS}, covered=("2026-10-26", "2026-12-31"))
    assert lift([one], at(START), ZONE) is None
    two = ground({START: 12, **WEEKS}, covered=("2026-10-19", "2026-12-31"))
    assert lift([two], at(START), ZONE) == 4
    later = ground({START: 12, **WEEKS}, covered=("2026-01-01", "2026-11-01"))
    assert lift([later], at(START), ZONE) is None
    assert lift([], at(START), ZONE) is None
    assert lift([ground({START: 12})], at(START), ZONE) is None  # a median of 0


def test_two_hours_over_midnight_need_both_days() -> None:
    late = "2026-11-02T23:00"
    said = {late: 3, "2026-10-26T23:00": 1, "2026-10-19T23:00": 1}
    assert lift([ground(said)], at(late), ZONE) == 6  # of 1, 1, 0 and 0
    both = ground(said, covered=("2026-10-19", "2026-11-03"))
    assert lift([both], at(late), ZONE) == 3
    half = ground(said, covered=("2026-10-19", "2026-11-02"))
    assert lift([half], at(late), ZONE) is None


def test_an_item_that_the_record_may_end_before_has_no_lift() -> None:
    """Else no data would be told as nought."""
    day = ("2026-01-01", "2026-11-02")
    before = {"2026-11-02T08:00": 1, **WEEKS}
    assert lift([ground(before, covered=day)], at(START), ZONE) is None
    later = {"2026-11-09T20:00": 1, **before}  # by another record, with a gap between
    assert lift([ground(later, covered=day)], at(START), ZONE) is None
    assert lift([ground({START: 12, **before}, covered=day)], at(START), ZONE) == 12 / 1.5
    assert lift([ground({"2026-11-02T22:00": 1, **before}, covered=day)], at(START), ZONE) == 0


def test_several_groups_are_one() -> None:
    one, two = ground({START: 12, **WEEKS}), ground({START: 3, "2026-10-26T20:30": 4})
    assert lift([one, two], at(START), ZONE) == 15 / 1.5


def item(kind: str, status: str) -> PlanItem:
    return PlanItem(1, (1,), kind, "", "", 0, None, None, status)


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ([], (None, 0, None)),
        ([item("ad", "skipped")], (None, 0, 0.0)),
        (
            [item("ad", "done"), item("offer", "done"), item("ad", "done"), item("topic", "done")],
            (0.75, 3, 1.0),
        ),
        ([item("topic", "done"), item("ad", "skipped"), item("ad", "draft")], (0.0, 1, 1 / 3)),
    ],
)
def test_shares(items: list[PlanItem], expected: tuple[float | None, int, float | None]) -> None:
    assert (ad_share(items), variety(items), plan_done_rate(items)) == expected
