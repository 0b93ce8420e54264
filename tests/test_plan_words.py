"""How something repeats, in plain words; what moving does to a rule."""

from __future__ import annotations

from datetime import datetime

import pytest

from qunmate.clock import parse_day
from qunmate.plan_words import kind_beside, kind_word, rule_words, status_word
from qunmate.recurrence_edits import ended, moved, remaining

SUNDAY = parse_day("2026-11-22")


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (None, ""),
        ("nonsense", ""),
        ("FREQ=DAILY", "every day"),
        ("FREQ=DAILY;INTERVAL=3", "every 3 days"),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "Monday to Friday"),
        ("FREQ=WEEKLY", "every Sunday"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,FR", "every 2 weeks on Tuesday, Friday"),
        ("FREQ=MONTHLY", "every month on day 22"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "every month on the last day"),
        ("FREQ=MONTHLY;BYDAY=4SU", "every month on the fourth Sunday"),
        ("FREQ=YEARLY;COUNT=2", "every year, 2 times"),
        ("FREQ=DAILY;UNTIL=20261231T120000Z", "every day, until 2026-12-31"),
    ],
)
def test_rules_in_words(rule: str | None, words: str) -> None:
    assert rule_words(rule, SUNDAY) == words


def test_what_has_no_word_stands_for_itself() -> None:
    assert (kind_word("ad"), kind_word("later")) == ("Ad", "later")
    assert (status_word("done"), status_word("later")) == ("Done", "later")


@pytest.mark.parametrize(
    ("rule", "after"),
    [
        ("FREQ=DAILY", "FREQ=DAILY"),
        ("FREQ=WEEKLY;BYDAY=SU,WE", "FREQ=WEEKLY;BYDAY=TU,FR"),
        ("FREQ=MONTHLY;BYMONTHDAY=22", "FREQ=MONTHLY;BYMONTHDAY=24"),
        ("FREQ=MONTHLY;BYDAY=4SU", "FREQ=MONTHLY;BYDAY=4TU"),
        ("FREQ=DAILY;UNTIL=20261201", "FREQ=DAILY;UNTIL=20261203"),
    ],
)
def test_a_rule_moves_with_its_day(rule: str, after: str) -> None:
    old, new = datetime(2026, 11, 22, 20), datetime(2026, 11, 24, 21)
    assert moved(rule, old, new) == after
    assert moved(rule, old, old.replace(hour=9)) == rule


def test_a_rule_is_ended_and_counted_on() -> None:
    assert ended("FREQ=DAILY;COUNT=9", 86_400) == "FREQ=DAILY;UNTIL=19700101T235959Z"
    assert remaining("FREQ=DAILY;COUNT=9", 4) == "FREQ=DAILY;COUNT=5"
    assert remaining("FREQ=DAILY", 4) == "FREQ=DAILY"


@pytest.mark.parametrize(
    ("kind", "title", "told"),
    [
        ("Check-in", "Check-in", ""),
        ("Notice", "Group notice", ""),
        ("Offer", "Member offer: club yearbook", ""),
        ("Ad", "A road trip", "Ad"),
        ("打卡", "打卡", ""),
        ("福利", "群友福利：选题日历", ""),
        ("分享", "沈南乔的读书夜", "分享"),
        ("Talk", "", "Talk"),
    ],
)
def test_a_kind_is_not_told_beside_a_title_that_tells_it(kind: str, title: str, told: str) -> None:
    assert kind_beside(kind, title) == told
