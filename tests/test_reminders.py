"""Which planned things one is reminded of, and in which words."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from qunmate.model import PlanItem
from qunmate.reminders import LATE, Coming, due, notice, seconds_left

NOW = 1_000_000
ITEM = PlanItem(1, (1,), "sharing", "选品的三个坑", "今晚见\n开讲", NOW, None, None, "ready")
ONE = Coming(ITEM, datetime(2026, 11, 22, 20, 0), ("早起读书会",))


def begins_in(seconds: int) -> Coming:
    return replace(ONE, item=replace(ITEM, starts_at=NOW + seconds))


@pytest.mark.parametrize(
    ("seconds", "meant"), [(601, False), (600, True), (0, True), (-LATE, True), (-LATE - 1, False)]
)
def test_a_thing_is_due_from_some_minutes_before_until_it_has_begun(
    seconds: int, meant: bool
) -> None:
    one = begins_in(seconds)
    assert due([one], set(), NOW, 10) == ([one] if meant else [])
    assert due([one], {one.key}, NOW, 10) == []


def test_one_that_was_moved_is_told_again() -> None:
    told = {begins_in(60).key}
    assert due([begins_in(300)], told, NOW, 10)


def test_the_wait_is_for_the_next_that_is_not_yet_due() -> None:
    assert seconds_left([begins_in(900), begins_in(700), begins_in(60)], NOW, 10) == 100
    assert seconds_left([begins_in(60)], NOW, 10) is None


def test_a_notice_says_when_what_and_where() -> None:
    said = notice([ONE], blurred=False)
    assert said.title == "20:00 Sharing · 选品的三个坑"
    assert said.text == "早起读书会\n今晚见"


def test_a_notice_holds_no_name_while_names_are_blurred() -> None:
    said = notice([ONE], blurred=True)
    assert (said.title, said.text) == ("20:00 Sharing", "早起读书会")
    assert "选品" not in notice([ONE, begins_in(0)], blurred=True).text


def test_several_at_once_are_one_notice() -> None:
    said = notice([ONE, replace(ONE, groups=("甲", "乙"))], blurred=False)
    assert said.title == "2 things are planned now"
    assert said.text.splitlines() == [
        "20:00 Sharing · 选品的三个坑 · 早起读书会",
        "20:00 Sharing · 选品的三个坑 · 甲, 乙",
    ]
