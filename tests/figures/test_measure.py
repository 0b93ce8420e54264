"""What holds for the figures of any group, and small parts by hand."""

from __future__ import annotations

import itertools
from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qunmate.figures.coverage import covers, gaps, merged
from qunmate.figures.health import Health
from qunmate.figures.history import HumanMessages, Links, derive, distinct, tally
from qunmate.figures.measure import Frame, measure
from qunmate.figures.pool import OPEN, UNKNOWN, Roster, pool
from qunmate.figures.relations import largest_component
from qunmate.figures.stage import stage_of
from qunmate.figures.standings import standing_table

UNHURRIED = settings(deadline=None)
DAY = 86_400
START = 20_000


def ints(*values: int) -> np.ndarray:
    return np.array(values, np.int64)


@st.composite
def groups(draw: st.DrawFn) -> tuple[Health, dict]:
    """The figures of a group of up to 12 people over some days."""
    rows = draw(
        st.lists(
            st.tuples(
                st.integers(0, 60 * DAY),
                st.integers(0, 12),
                st.sampled_from([0, 1, 5, 99]),
            ),
            max_size=60,
        ).map(sorted)
    )
    at = ints(*(START * DAY + row[0] for row in rows))
    messages = HumanMessages(
        at, at + 3600, ints(*(r[1] for r in rows)), ints(*(r[2] for r in rows))
    )
    points = st.tuples(st.integers(0, max(len(rows) - 1, 0)), st.integers(1, 14))
    links = draw(st.lists(points, max_size=10)) if rows else []
    stays = draw(
        st.lists(
            st.tuples(
                st.integers(1, 14),
                st.sampled_from([UNKNOWN, START - 200, START - 95, START, START + 40]),
                st.sampled_from([OPEN, OPEN, START + 10, START + 50]),
            ),
            max_size=20,
        )
    )
    history = derive(
        messages, Links(ints(*(x[0] for x in links)), ints(*(x[1] for x in links))), 1800
    )
    roster = Roster(
        ints(*(stay[0] for stay in stays)),
        ints(*(stay[1] for stay in stays)),
        ints(*(stay[2] for stay in stays)),
        ints(*(START for _ in stays)),
        staff=frozenset(draw(st.sets(st.integers(1, 14), max_size=2))),
    )
    together = pool([(history, roster)])
    first = START + draw(st.integers(-10, 50))
    last = first + draw(st.integers(0, 60))
    info = {"id": 1, "name": "g", "platform": "qq", "timezone": "UTC"}
    frame = Frame(group=info, covered=[(START, START + 60)])
    return measure(together, frame, first, last), standing_table(together, last, 90).by_member()


@UNHURRIED
@given(found=groups())
def test_what_holds_for_every_group(found: tuple[Health, dict]) -> None:
    health, told = found
    assert sum(health.layers.values()) == sum(health.roles.values()) == health.members
    assert sum(health.kinds.values()) == sum(map(sum, health.hour_heatmap)) == health.messages
    assert sum(row["messages"] for row in health.daily) == health.messages
    assert health.daily[-1]["members"] == health.members
    assert health.gini is None or 0 <= health.gini < 1
    assert health.top20_share is None or 0.2 <= health.top20_share <= 1
    assert (health.gini is None) == (health.speakers == 0)
    for share in (
        health.active_rate,
        health.stickiness,
        health.unanswered_rate,
        health.activation_rate,
        health.giant_share,
        health.owner_dependency,
        *health.score_parts.values(),
    ):
        assert share is None or 0 <= share <= 1
    assert health.score is None or 0 <= health.score <= 100
    assert health.reach is None or health.reach * health.speakers <= 2 * health.pairs
    if health.joins is not None and health.leaves is not None:
        assert sum(row["joins"] or 0 for row in health.daily) == health.joins
        assert sum(row["leaves"] or 0 for row in health.daily) == health.leaves
    for cohort in health.retention or []:
        assert all(rate is None or 0 <= rate <= 1 for rate in cohort["rates"])
    assert Counter(s.layer for s in told.values() if s.layer) == Counter(health.layers)
    assert all((s.days_silent is None) == (s.messages == 0) for s in told.values())


@UNHURRIED
@given(
    rows=st.lists(st.tuples(st.integers(-3, 3), st.integers(0, 4), st.integers(1, 9))),
    size=st.sampled_from([5, 2**30]),
)
def test_tally_is_a_counter(rows: list[tuple[int, int, int]], size: int) -> None:
    """Whether it marks cells or, over too many of them, sorts."""
    day, key, weight = (ints(*(row[i] for row in rows)) for i in range(3))
    days, keys, counts = tally(day, (key, size))
    found = list(zip(zip(days, keys, strict=True), counts, strict=True))
    assert found == sorted(Counter((d, k) for d, k, _ in rows).items())
    weighted: Counter[tuple[int, int]] = Counter()
    for d, k, w in rows:
        weighted[d, k] += w
    days, keys, counts = tally(day, (key, size), weight=weight)
    assert list(zip(zip(days, keys, strict=True), counts, strict=True)) == sorted(weighted.items())


@UNHURRIED
@given(values=st.lists(st.integers(0, 9)), size=st.sampled_from([10, 2**40]))
def test_distinct(values: list[int], size: int) -> None:
    assert distinct(ints(*values), size).tolist() == sorted(set(values))


@UNHURRIED
@given(edges=st.lists(st.tuples(st.integers(0, 15), st.integers(0, 15)), max_size=25))
def test_largest_component(edges: list[tuple[int, int]]) -> None:
    circles = [{node} for node in range(16)]
    for a, b in edges:
        joined = [circle for circle in circles if {a, b} & circle]
        circles = [circle for circle in circles if circle not in joined] + [set().union(*joined)]
    found = largest_component(16, ints(*(e[0] for e in edges)), ints(*(e[1] for e in edges)))
    assert found == max(map(len, circles))


@UNHURRIED
@given(
    spans=st.lists(st.tuples(st.integers(0, 20), st.integers(0, 6)).map(lambda s: (s[0], sum(s)))),
    first=st.integers(-2, 15),
    length=st.integers(0, 12),
)
def test_gaps_are_the_days_outside_all_spans(
    spans: list[tuple[int, int]], first: int, length: int
) -> None:
    inside = {day for begin, end in spans for day in range(begin, end + 1)}
    last = first + length
    found = gaps(merged(spans), first, last)
    days = [day for begin, end in found for day in range(begin, end + 1)]
    assert days == [day for day in range(first, last + 1) if day not in inside]
    assert covers(merged(spans), first, last) == (not days)
    assert all(later[0] > earlier[1] + 1 for earlier, later in itertools.pairwise(found))


@pytest.mark.parametrize(
    ("weeks", "stage"),
    [
        ([9, 9, 9], "intro"),
        ([9, 9, 9, 9], "mature"),
        ([9, 9, 0, 0], "silent"),
        ([10, 10, 10, 10, 11, 11, 11, 11], "growth"),  # as floats 1.1 · 10 > 11
        ([10, 10, 10, 10, 10, 10, 10, 13], "mature"),
        ([10] * 4 + [8] * 4 + [7] * 4, "mature"),  # 7 is not below 0.7 · 10
        ([10] * 4 + [8] * 4 + [7, 7, 7, 6], "decline"),
        ([20] * 4 + [7] * 8, "mature"),  # 7 is not below 0.35 · 20
        ([20] * 4 + [7] * 7 + [6], "decline"),
    ],
)
def test_stages(weeks: list[int], stage: str) -> None:
    assert stage_of(weeks) == stage
