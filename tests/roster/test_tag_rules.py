"""Rules as JSON and in words."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qunmate.roster.rule_ground import Own
from qunmate.roster.rule_words import KIND_WORDS, Names, own_words, part_words, rule_words
from qunmate.roster.tag_rules import (
    CHOICES,
    FIELDS,
    Part,
    Rule,
    from_json,
    in_order,
    to_json,
    with_tag,
)

NAMES = Names({1: "Readers", 2: "Writers"}, {7: "paid"})
words = st.text(st.characters(exclude_categories=["Cs", "Cc", "Z"]), min_size=1, max_size=12)
days = st.dates(date(1990, 1, 1), date(2100, 1, 1)).map(date.isoformat)


@st.composite
def parts(draw: st.DrawFn) -> Part:
    kind = draw(st.sampled_from(sorted(FIELDS)))
    wanted = FIELDS[kind]
    text, ref = "", 0
    if "text" in wanted:
        text = draw(words)
    elif "day" in wanted:
        text = draw(days)
    elif "choice" in wanted:
        text = draw(st.sampled_from(CHOICES[kind]))
    if {"group", "tag"} & set(wanted):
        ref = draw(st.integers(1, 9))
    elif "any_group" in wanted:
        ref = draw(st.integers(0, 9))
    return Part(
        kind,
        draw(st.integers(1, 9_999)) if "days" in wanted else 0,
        draw(st.integers(1, 99)) if "count" in wanted else 0,
        text,
        ref,
    )


rules = st.builds(
    Rule,
    st.lists(parts(), min_size=1, max_size=5).map(tuple),
    st.booleans(),
    st.none() | st.integers(1, 9),
)


@given(rules)
def test_a_rule_comes_back_from_its_json_and_has_words(rule: Rule) -> None:
    assert rule.complete
    assert from_json(to_json(rule)) == rule
    sentence = rule_words(rule, NAMES)
    for part in rule.parts:
        assert part_words(part, NAMES) in sentence
    assert all("{" not in part_words(part, NAMES) or "{" in part.text for part in rule.parts)


def test_every_kind_has_words() -> None:
    assert KIND_WORDS.keys() == FIELDS.keys()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"parts": []}',
        '{"parts": [{"kind": "silent"}]}',
        '{"parts": [{"kind": "telepathy", "days": 3}]}',
        '{"parts": [{"kind": "silent", "days": 3, "moon": 1}]}',
        '{"parts": [{"kind": "joined_since_day", "text": "soon"}]}',
        '{"parts": [{"kind": "layer", "text": "king"}]}',
        '{"parts": [{"kind": "silent", "days": 10000}]}',
        '{"parts": [{"kind": "said", "text": " ", "days": 3}]}',
        '{"parts": 3}',
    ],
)
def test_what_is_no_rule_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - json's own error is one too
        from_json(text)


def test_json_keeps_only_what_is_said() -> None:
    rule = Rule((Part("silent", days=30), Part("never_spoke")))
    assert json.loads(to_json(rule)) == {
        "parts": [{"kind": "silent", "days": 30}, {"kind": "never_spoke"}]
    }


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (
            Rule((Part("silent", days=1), Part("joined_before", days=90))),
            "silent for 1 day and joined more than 90 days ago",
        ),
        (
            Rule((Part("said", days=7, text="报名", ref=2), Part("tag", ref=7)), any_of=True),
            "said “报名” in “Writers” in the last 7 days or has the tag “paid”",
        ),
        (
            Rule((Part("messages_most", days=30), Part("layer", text="core")), group_id=1),
            "in “Readers”: 0 or fewer messages in the last 30 days and layer is Core",
        ),
        (Rule((Part("in_group", ref=5),)), "in “?”"),
        (Rule((Part("city", text="{n} & <b>"),)), "city contains “{n} & <b>”"),
    ],
)
def test_words(rule: Rule, said: str) -> None:
    assert rule_words(rule, NAMES) == said


def test_a_members_own_layer_is_said_as_the_rule_says_it() -> None:
    own = Own(Part("layer", text="core"), met=True, value="core")
    assert own_words(own, NAMES) == "layer is Core"


@pytest.mark.parametrize(
    ("days", "count", "said"),
    [
        (30, 1, "1 message in 30 days"),
        (30, 0, "0 messages in 30 days"),
        (1, 1, "1 message in the last day"),
        (1, 2, "2 messages in the last day"),
    ],
)
def test_a_members_own_messages_are_said_in_the_right_number(
    days: int, count: int, said: str
) -> None:
    own = Own(Part("messages_least", days=days, count=1), met=count > 0, value=count)
    assert own_words(own, NAMES) == said


def test_a_tag_comes_after_those_its_rule_looks_at() -> None:
    rules = {
        1: Rule((Part("tag", ref=3),)),
        2: Rule((Part("never_spoke"),)),
        3: Rule((Part("tag", ref=2), Part("tag", ref=9))),
    }
    assert in_order(rules) == [2, 3, 1]
    circle = {1: Rule((Part("tag", ref=2),)), 2: Rule((Part("tag", ref=1),))}
    assert in_order(circle) == [2, 1]


def test_another_tag_in_place_of_one() -> None:
    rule = Rule((Part("tag", ref=3), Part("in_group", ref=3)), any_of=True, group_id=3)
    assert with_tag(rule, 3, 4) == Rule((Part("tag", ref=4), Part("in_group", ref=3)), True, 3)
