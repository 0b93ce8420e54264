"""Hand-worked examples of weeks, gaps and stages."""

from __future__ import annotations

import pytest

from qunmate.data.store import Store

from .document import health
from .reading import day_number, iso, read_books
from .stage import gaps, stage
from .writing import Writer, instant

MONDAY = day_number("2026-03-02")
assert MONDAY is not None


@pytest.mark.parametrize(
    ("was", "expected"),
    [
        ([], None),
        ([5, 5, 5], "intro"),
        ([5, 5, 5, 5], "mature"),  # w1 is null: neither decline nor growth
        ([5, 5, 0, 0], "silent"),
        ([0, 0, 0, 5, 5, 5, 5], "mature"),  # the first three are before the first message
        # w1 = 5, w0 = 5.5 = 1.1 · 5
        ([5, 5, 5, 5, 5, 5, 6, 6], "growth"),
        # w1 = 5, w0 = 5.25 < 5.5
        ([5, 5, 5, 5, 5, 5, 5, 6], "mature"),
        # peak = 10, w1 = 8, w0 = 7 = 0.7 · 10: not below
        ([10, 10, 10, 10, 8, 8, 8, 8, 7, 7, 7, 7], "mature"),
        # w0 = 6.75 < 7 and < 0.9 · 8
        ([10, 10, 10, 10, 8, 8, 8, 8, 7, 7, 7, 6], "decline"),
        # w0 = 5 < 7 but not < 0.9 · 5, and not < 3.5
        ([10, 10, 10, 10, 5, 5, 5, 5, 5, 5, 5, 5], "mature"),
        # w0 is 3.25, below 0.35 · 10
        ([10, 10, 10, 10, 3, 3, 3, 3, 3, 3, 3, 4], "decline"),
        # five weeks: w1 is the one before the last four; w0 = 4 ≥ 1.1 · 3
        ([3, 4, 4, 4, 4], "growth"),
    ],
)
def test_stage(store: Store, was: list[int], expected: str | None) -> None:
    assert MONDAY is not None
    write = Writer(store.db.conn)
    group = write.group()
    batch = write.chat_import(group, MONDAY, MONDAY + 7 * len(was) - 1 if was else None)
    identities = [write.identity(write.member()) for _ in range(10)]
    for number, speakers in enumerate(was):
        for identity in identities[:speakers]:
            at = instant(iso(MONDAY + 7 * number + 6), "12:00:00")
            write.message(group, batch, at, identity)
    book = read_books(store.db.conn)[group]
    assert stage(book, MONDAY + max(7 * len(was) - 1, 0)) == expected
    # the last week is not complete a day earlier
    if len(was) == 4:
        assert stage(book, MONDAY + 26) == "intro"


def test_a_week_with_a_gap_is_left_out(store: Store) -> None:
    assert MONDAY is not None
    write = Writer(store.db.conn)
    group = write.group()
    batch = write.chat_import(group, MONDAY, MONDAY + 16)
    write.chat_import(group, MONDAY + 19, MONDAY + 34)
    write.chat_import(group, MONDAY + 14, MONDAY + 20, undone=True)
    identity = write.identity(write.member())
    write.message(group, batch, instant(iso(MONDAY), "12:00:00"), identity)
    book = read_books(store.db.conn)[group]
    assert gaps([book], MONDAY, MONDAY + 35) == [
        [iso(MONDAY + 17), iso(MONDAY + 18)],
        [iso(MONDAY + 35), iso(MONDAY + 35)],
    ]
    assert stage(book, MONDAY + 27) == "intro"  # weeks 1, 2, 4
    assert stage(book, MONDAY + 34) == "silent"  # weeks 1, 2, 4, 5


def test_days_are_the_groups_own(store: Store) -> None:
    write = Writer(store.db.conn)
    group = write.group("Europe/Berlin")
    batch = write.chat_import(group, 0, 0)
    # the clocks go back at 03:00 on 2026-10-25: 23:59:59 and midnight are an hour apart in UTC
    for at in ("2026-10-24T22:00:00", "2026-10-25T22:59:59", "2026-10-25T23:00:00"):
        write.message(group, batch, instant(at[:10], at[11:], "UTC"))
    figures = health([read_books(store.db.conn)[group]])
    counts = {row["day"]: row["messages"] for row in figures["daily"][-2:]}
    assert counts == {"2026-10-25": 2, "2026-10-26": 1}
    assert figures["hour_heatmap"][6][0] == 1
    assert figures["hour_heatmap"][6][23] == 1
    assert figures["hour_heatmap"][0][0] == 1
    assert figures["data"]["first_message"] == "2026-10-25T00:00:00+02:00"
    assert figures["data"]["last_message"] == "2026-10-26T00:00:00+01:00"
