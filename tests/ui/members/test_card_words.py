"""What stands on a member's card, in words."""

from __future__ import annotations

import pytest

from qunmate.data.member_card import Moment
from qunmate.ui.members.columns import masked, one_line
from qunmate.ui.members.timeline import sentence
from qunmate.ui.widgets.avatar import initial


def test_moments_in_words() -> None:
    groups = {1: "甲群"}
    assert (
        sentence(Moment("2026-01-01", "joined", 1, "林"), groups) == "Joined 甲群 · invited by 林"
    )
    assert sentence(Moment("2026-01-01", "role", 1, "admin"), groups) == "Became Admin of 甲群"
    assert sentence(Moment("2026-01-01", "spoke", 1), groups) == "First words in 甲群"


def test_the_group_that_is_shown_is_not_named_again() -> None:
    groups = {1: "甲群", 2: "乙群"}
    joined = Moment("2026-01-01", "joined", 1, "林")
    assert sentence(joined, groups, here=1) == "Joined the group · invited by 林"
    assert sentence(joined, groups, here=2) == "Joined 甲群 · invited by 林"
    assert sentence(Moment("2026-01-01", "tagged", None, "老粉"), groups, here=1) == "Tagged: 老粉"


@pytest.mark.parametrize(
    ("phone", "seen"),
    [("13912345678", "139 **** 5678"), ("12345", "****"), (None, ""), ("", "")],
)
def test_phones_are_masked(phone: str | None, seen: str) -> None:
    assert masked(phone) == seen


@pytest.mark.parametrize(
    ("text", "line"),
    [("两\n行", "两 行"), ("👨‍👩‍👧", "👨‍👩‍👧"), (None, ""), ("a\u202eb", "a b"), ("  x ", "  x ")],
)
def test_one_line(text: str | None, line: str) -> None:
    assert one_line(text) == line


@pytest.mark.parametrize(
    ("name", "first"), [("周子昂", "周"), ("🌙anna", "A"), ("🌙", "🌙"), ("", "?"), (" ", "?")]
)
def test_initials(name: str, first: str) -> None:
    assert initial(name) == first


def test_tags_of_before_days_were_kept_say_so() -> None:
    moment = Moment("", "tagged", None, "老粉\n讲师")
    assert sentence(moment, {}) == "Tagged: 老粉, 讲师 · day not known"


def test_a_highlight_without_a_title_is_a_line_all_the_same() -> None:
    moment = Moment("2026-11-22", "highlight", None, "  ", 1)
    assert sentence(moment, {}) == "Highlight: —"
