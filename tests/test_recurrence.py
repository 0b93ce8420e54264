"""When repeating plan items happen."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from qunmate import clock
from qunmate.model import PlanItem
from qunmate.recurrence import occurrences
from qunmate.recurrence_edits import moved

MONDAY = clock.parse_day("2026-11-16")


def item(local: str, rule: str | None, zone: str = "Asia/Shanghai") -> PlanItem:
    start = datetime.fromisoformat(local).replace(tzinfo=ZoneInfo(zone))
    at = int(start.timestamp())
    return PlanItem(1, (1,), "ritual", "早安", "", at, at + 600, rule, "ready")


def moments(found: list[PlanItem], zone: str = "Asia/Shanghai") -> list[str]:
    return [
        datetime.fromtimestamp(one.starts_at, UTC)
        .astimezone(ZoneInfo(zone))
        .strftime("%m-%d %H:%M")
        for one in found
    ]


def test_a_single_item_happens_once_in_its_days() -> None:
    single = item("2026-11-16T00:00", None)
    assert occurrences(single, "Asia/Shanghai", MONDAY, MONDAY) == [single]
    assert occurrences(single, "Asia/Shanghai", MONDAY + 1, MONDAY + 9) == []


def test_a_weekly_item_keeps_its_hour_over_a_change_of_the_clocks() -> None:
    weekly = item("2026-10-19T08:30", "FREQ=WEEKLY", "Europe/Berlin")
    october = clock.parse_day("2026-10-19")
    found = occurrences(weekly, "Europe/Berlin", october, october + 14)
    assert moments(found, "Europe/Berlin") == ["10-19 08:30", "10-26 08:30", "11-02 08:30"]
    assert all(one.ends_at == one.starts_at + 600 for one in found)


def test_until_and_count_end_a_rule() -> None:
    until = item("2026-11-01T20:00", "FREQ=DAILY;UNTIL=20261117T120000Z")
    found = occurrences(until, "Asia/Shanghai", MONDAY, MONDAY + 6)
    assert moments(found) == ["11-16 20:00", "11-17 20:00"]  # 12 o'clock in Greenwich is 20 there
    day = item("2026-11-01T20:00", "FREQ=DAILY;UNTIL=20261116")
    assert moments(occurrences(day, "Asia/Shanghai", MONDAY, MONDAY + 6)) == ["11-16 20:00"]
    count = item("2026-11-01T20:00", "FREQ=DAILY;COUNT=3")
    assert occurrences(count, "Asia/Shanghai", MONDAY, MONDAY + 6) == []


@pytest.mark.parametrize(
    "rule",
    [
        "nonsense",
        "FREQ=NEVER",
        "FREQ=SECONDLY",
        "FREQ=DAILY;COUNT=x",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;INTERVAL=7;BYDAY=TU",
        "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=DAILY;FREQ=WEEKLY",
        "FREQ=DAILY;UNTIL=20261399",
        "FREQ=DAILY;UNTIL=20261116T250000Z",
        "FREQ=DAILY;UNTIL=٢٠٢٦١١١٦x",
    ],
)
def test_a_rule_that_cannot_be_followed_counts_as_none(rule: str) -> None:
    odd = item("2026-11-16T09:00", rule)
    assert occurrences(odd, "Asia/Shanghai", MONDAY, MONDAY + 6) == [odd]


def test_a_rule_for_ever_may_say_so_by_the_last_day_of_all() -> None:
    rule = "FREQ=WEEKLY;UNTIL=99991231T235959Z"
    weekly = item("2026-11-16T09:00", rule)
    assert len(occurrences(weekly, "Asia/Shanghai", MONDAY, MONDAY + 13)) == 2
    old, new = datetime(2026, 11, 16, 9), datetime(2026, 11, 17, 9)
    assert moved(rule, old, new) == rule


def test_a_daily_rule_of_many_years_is_cut_to_the_days_asked_for() -> None:
    old = item("1996-11-16T09:00", "FREQ=DAILY")
    assert len(occurrences(old, "Asia/Shanghai", MONDAY, MONDAY + 6)) == 7
