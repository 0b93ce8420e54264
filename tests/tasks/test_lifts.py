"""What a done item brought, as the calendar and the command line tell it."""

from __future__ import annotations

import math

import pytest

from qunmate.clock import DAY
from qunmate.data import plan
from qunmate.data.store import Store
from qunmate.tasks.plan import lifts, planned
from tests.chat_book import FIRST, add_chat

EVENING = 20 * 60  # minutes
STARTS_AT = FIRST * DAY + 12 * 3600  # the same, of Shanghai
USUAL = [(-14, EVENING, 0, "早"), (-7, EVENING, 0, "早")]


@pytest.mark.parametrize(
    ("last_word", "now", "lift"),
    [
        (EVENING - 60, STARTS_AT - 1, None),  # marked as done before its time
        (EVENING + 60, STARTS_AT + 7199, None),
        (EVENING + 60, STARTS_AT + 7200, 1.0),
        (EVENING - 60, math.inf, 0.0),
        (
            EVENING + 120,
            0,
            0.0,
        ),  # a clock that is behind: what was said later tells that it is over
    ],
)
def test_what_is_not_over_has_no_lift_yet(
    store: Store, last_word: int, now: float, lift: float | None
) -> None:
    group = add_chat(store, [*USUAL, (0, last_word, 0, "早")])
    with store.atomic() as db:
        db.execute("UPDATE imports SET last_day = last_day + 1")  # exported on the day after
        id_ = plan.add(
            db, group_ids=[group.id], kind="topic", title="", starts_at=STARTS_AT, status="done"
        )
    found = lifts(store, planned(store, group.id, FIRST, FIRST), group.id, now)
    assert found == {(id_, STARTS_AT): lift}
