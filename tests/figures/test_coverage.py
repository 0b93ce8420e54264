"""Which days are covered, from invented spans."""

from __future__ import annotations

import pytest

from qunmate.figures.coverage import days_covered


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [(1, 10, 10), (5, 15, 6), (11, 19, 0), (8, 25, 9), (5, 4, 0), (-3, 2, 2)],
)
def test_days_covered_leave_the_gaps_out(first: int, last: int, days: int) -> None:
    assert days_covered([(1, 10), (20, 30)], first, last) == days
