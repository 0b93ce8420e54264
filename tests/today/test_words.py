"""What lines, alerts and changes say."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qunmate.bidi import isolated
from qunmate.figures.alerts import KINDS, Alert, Limits, Signs
from qunmate.model import PlanItem
from qunmate.today.model import Change, Line, Person
from qunmate.today.words import (
    NAMED,
    alert_words,
    change_hint,
    day_word,
    said,
    span_word,
    tomorrow_words,
)

DAY = 20_779  # Sunday, 2026-11-22
ITEM = PlanItem(1, (1,), "greeting", "早安", "", 0, None, None, "ready")


def post(day: int = DAY, text: str = "\n今日小雪\n天冷加衣") -> Line:
    return Line(
        kind="post", subject="1", day=day, groups=("早起读书会",), title="早安", text=text,
        time="07:30", item=ITEM,
    )  # fmt: skip


def test_a_post_tells_its_time_title_groups_kind_and_first_line() -> None:
    line = said(post(), DAY)
    assert (line.when, line.title, line.who) == ("07:30", "早安", "早起读书会")
    assert line.note == "Greeting · 今日小雪"
    assert line.all == "早安 · 早起读书会\n今日小雪\n天冷加衣"
    assert said(post(text=""), DAY, grouped=False).who == ""


def test_a_post_of_another_day_tells_its_weekday() -> None:
    assert said(post(DAY - 1), DAY).when == "Sat 07:30"


def test_people_are_named_up_to_a_number_and_masked_where_asked() -> None:
    people = tuple(Person(n, f"成员{n}", DAY - 2, "阿群") for n in range(NAMED + 1))
    line = Line(kind="welcome", subject="1", day=DAY, groups=("早起读书会",), people=people)
    shown = said(line, DAY, lambda name: f"<{name}>")
    assert shown.when == f"{NAMED + 1} people"
    assert shown.who.endswith(f"<成员{NAMED - 1}>…")
    assert shown.note == "早起读书会 · invited by <阿群> · joined 2 days ago"
    assert f"<成员{NAMED}>" in shown.all


def test_who_has_no_name_is_told_of_in_words() -> None:
    people = (Person(1, "阿群", DAY - 2, ""), Person(2, "", DAY - 2, ""))
    line = Line(kind="welcome", subject="1", day=DAY, groups=("早起读书会",), people=people)
    shown = said(line, DAY, str)
    assert shown.who == "阿群, no name"
    assert "invited" not in shown.note


def test_newcomers_of_several_days_and_inviters() -> None:
    people = (Person(1, "a", DAY - 5, "x"), Person(2, "b", DAY, "y"))
    line = Line(kind="welcome", subject="1", day=DAY, people=people)
    assert said(line, DAY).note == "joined 0–5 days ago"
    assert said(Line(kind="welcome", subject="1", day=DAY, people=people[1:]), DAY).note == (
        "invited by y · joined today"
    )


def test_who_expires_is_named_with_the_day() -> None:
    people = (Person(1, "高远", DAY + 6), Person(2, "沈清", DAY + 9))
    line = Line(kind="expiring", subject="1", day=DAY, people=people)
    assert said(line, DAY).who == "高远 (28 Nov), 沈清 (1 Dec)"


def test_a_question_tells_who_waits_and_how_long() -> None:
    line = Line(
        kind="question", subject="9", day=DAY - 1, groups=("早起读书会",),
        people=(Person(1, "罗一凡"),), text="新号怎么过冷启动?", waited=14 * 3600,
    )  # fmt: skip
    shown = said(line, DAY)
    assert (shown.when, shown.title) == ("yesterday", "新号怎么过冷启动?")
    assert (shown.who, shown.note) == ("罗一凡 · 早起读书会", "14 hours without an answer")


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "0 minutes"), (60, "1 minute"), (3600, "1 hour"), (47 * 3600, "47 hours"),
     (48 * 3600, "2 days")],
)  # fmt: skip
def test_spans(seconds: int, words: str) -> None:
    assert span_word(seconds) == words


def test_days() -> None:
    found = [day_word(DAY + step, DAY) for step in (-2, -1, 0, 1)]
    assert found == ["20 Nov", "yesterday", "today", "tomorrow"]


FULL = Signs(
    group_id=1, group="羽毛球周末约", today=DAY, covered_to=DAY - 7, gaps=[(DAY - 9, DAY - 8)],
    last_spoken=DAY - 400, silent_days=393, weeks=(12, 12, 12, 12, 2, 0, 0, 0), score=50.2,
    score_before=66.0, owner_dependency=0.71, ad_share=4 / 13, done=13,
)  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("silent", ("has fallen silent", "56 weeks. Last message: 2025-10-18.")),
        ("decline", ("is in decline", "On average 0.5 people a week speak now, 12 in the best")),
        ("score_fall", ("health fell by 16", "66 four weeks ago, 50 now.")),
        ("ad_share", ("31% of the posts are ads", "4 of 13 posts")),
        ("stale", ("no fresh data for 7 days", "ends on 15 Nov")),
        ("gaps", ("2 days without data", "13–14 Nov")),
        ("owner_dependency", ("depends on you", "71% of all talk")),
    ],
)
def test_each_alert_says_what_and_how_much(kind: str, words: tuple[str, str]) -> None:
    title, text = alert_words(Alert(kind, "bad", FULL, Limits(0.2, 0.6)))
    assert "羽毛球周末约" in title
    assert words[0] in title
    assert words[1] in text


def test_a_group_named_from_the_right_turns_nothing_around() -> None:
    group = "مجموعة المنتج"
    person = Person(1, "林小满", DAY - 6, "")
    line = Line(kind="welcome", subject="1", day=DAY, groups=(group,), people=(person,))
    assert said(line, DAY).note == f"{isolated(group)} · joined 6 days ago"
    title, _text = alert_words(Alert("stale", "bad", replace(FULL, group=group), Limits(0.2, 0.6)))
    assert title == f"{isolated(group)}: no fresh data for 7 days"


def test_every_kind_of_alert_has_words_even_when_little_is_known() -> None:
    bare = Signs(group_id=1, group="空", today=DAY)
    for kind in KINDS:
        title, _text = alert_words(Alert(kind, "warn", bare, Limits(0.2, 0.6)))
        assert "空" in title


def test_a_change_says_what_it_is_held_against() -> None:
    change = Change(1, "早起读书会", DAY - 1, 3, 10, 5, 0.2, 4)
    assert change_hint(change).startswith("Sat 21 Nov: messages, compared with the mean")
    assert "4 weeks" in change_hint(change)
    by_day = Change(1, "早起读书会", DAY - 1, 3, 10, 5, 0.2, 0)
    assert "day before" in change_hint(by_day)
    alone = Change(1, "早起读书会", DAY - 1, 3, 10, 5, None, 0)
    assert "nothing to compare" in change_hint(alone)


def test_tomorrow_in_one_line() -> None:
    assert tomorrow_words([post(DAY + 1), post(DAY + 1)]) == "07:30 早安, 07:30 早安"
