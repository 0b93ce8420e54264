"""Every figure by hand, from the definitions, over real files."""

from __future__ import annotations

from dataclasses import fields

import pytest

from qunmate.data import groups, settings
from qunmate.data.store import Store
from qunmate.errors import UserError
from qunmate.figures.health import Health, to_json
from qunmate.tasks import figures
from tests.figure_book import FigureBook, day

OCTOBER = ("2026-10-01", "2026-10-31")


def test_an_empty_group_has_no_period(book: FigureBook) -> None:
    health = book.health()
    assert (health.from_, health.to, health.daily) == (None, None, [])
    assert (health.messages, health.members, health.pairs, health.dormant) == (0, 0, 0, 0)
    assert health.hour_heatmap == [[0] * 24] * 7
    assert (health.kinds, health.joins, health.retention) == ({}, None, None)
    assert (health.gini, health.stage, health.score) == (None, None, None)
    assert health.data["first_message"] is None
    assert book.health(*OCTOBER).members == 0


def test_a_period_without_a_message(book: FigureBook) -> None:
    book.person("a", ("2026-01-01", None))
    health = book.health(*OCTOBER)
    assert (health.members, health.active_rate, health.stickiness) == (1, 0, None)
    assert (health.messages, health.speakers, health.top20_share) == (0, 0, None)
    assert health.roles == {"starter": 0, "participant": 0, "bystander": 1}
    assert health.layers["dormant"] == health.dormant == 1
    assert (health.unanswered_rate, health.reach, health.giant_share) == (None, None, None)
    assert (health.score, health.stage) == (None, None)
    assert len(health.daily) == 31


def test_one_message(book: FigureBook) -> None:
    book.person("a")
    book.says("a", "2026-10-30", "23:59:59")
    health = book.health()
    assert (health.from_, health.to) == ("2026-10-01", "2026-10-30")
    assert (health.messages, health.speakers, health.members) == (1, 1, 1)
    assert (health.gini, health.top20_share, health.messages_per_speaker) == (0, 1, 1)
    assert health.stickiness == pytest.approx(1 / 30)
    assert health.hour_heatmap[4][23] == 1  # a Friday
    assert (health.conversations, health.unanswered_rate) == (1, 1)
    assert (health.pairs, health.reach, health.giant_share) == (0, 0, 1)
    assert (health.joins, health.leaves, health.churn_rate) == (None, None, None)
    assert (health.activation_rate, health.retention) == (None, None)
    assert health.daily[-1] == {
        "day": "2026-10-30",
        "messages": 1,
        "speakers": 1,
        "members": 1,
        "joins": None,
        "leaves": None,
    }
    assert health.stage == "intro"
    assert health.data["last_message"] == "2026-10-30T23:59:59+08:00"


def test_conversations(book: FigureBook) -> None:
    for letter in "abc":
        book.person(letter)
    for letter, at in (
        ("a", "12:00:00"),
        ("a", "12:29:59"),  # 29:59 later: the same
        ("b", "12:59:00"),
        ("b", "13:29:00"),  # 30:00 later: another, unanswered
        ("", "13:50:00"),  # belongs to none, so the next is 31 minutes after b
        ("c", "14:00:00"),
        ("a", "14:00:10"),
    ):
        book.says(letter, "2026-10-05", at)
    health = book.health(*OCTOBER)
    assert health.conversations == 3
    assert health.unanswered_rate == 1 / 3
    assert health.first_reply_seconds == (59 * 60 + 10) / 2
    assert health.roles == {"starter": 2, "participant": 1, "bystander": 0}
    # the setting ends conversations sooner: a | a | b | b | c a
    with book.store.atomic() as db:
        settings.put(db, "conversation_gap_minutes", 20)
    assert book.health(*OCTOBER).conversations == 5


def test_a_conversation_belongs_to_the_day_it_begins(book: FigureBook) -> None:
    book.person("a")
    book.person("b")
    book.says("a", "2026-10-04", "23:50:00")
    book.says("b", "2026-10-05", "00:10:00")
    assert book.health("2026-10-05", "2026-10-05").conversations == 0
    assert book.health("2026-10-04", "2026-10-04").first_reply_seconds == 1200


def test_pairs(book: FigureBook) -> None:
    book.person("a", role="admin")
    for letter in "bcde":
        book.person(letter)
    book.says("a", "2026-10-05", "12:00:00", platform_id="x")
    book.says("b", "2026-10-05", "12:05:00")  # 300 s: a–b
    book.says("c", "2026-10-05", "12:10:01", reply_to="x", mentions=["a", "all"])  # a–c once
    book.says("d", "2026-10-05", "12:10:02", mentions=["d", "e", "b"])  # c–d, d–e, b–d
    book.says("", "2026-10-05", "12:10:03", mentions=["a"])
    book.says("d", "2026-10-06", "12:00:00", reply_to="missing")
    health = book.health(*OCTOBER)
    assert health.pairs == 5
    # a: b c; b: a d; c: a d; d: c e b, over 4 speakers
    assert health.reach == 9 / 4
    assert health.giant_share == 1
    assert health.owner_dependency == 2 / 5


def test_two_circles(book: FigureBook) -> None:
    for letter in "abcde":
        book.person(letter)
    for letter, at in (("a", 1), ("b", 1), ("c", 1), ("d", 2), ("e", 2)):
        book.says(letter, "2026-10-05", f"{10 + 4 * at}:00:0{'abcde'.index(letter)}")
    health = book.health(*OCTOBER)
    assert (health.pairs, health.giant_share) == (3, 3 / 5)
    assert health.owner_dependency is None


def test_days_with_23_and_25_hours(store: Store) -> None:
    book = FigureBook(store, zone="Europe/Berlin")
    book.person("a")
    for on, at in (
        ("2026-03-28", "23:59:59"),
        ("2026-03-29", "00:00:00"),
        ("2026-03-29", "23:59:59"),
        ("2026-03-30", "00:00:00"),
        ("2026-10-25", "23:59:59"),
    ):
        book.says("a", on, at)
    health = book.health("2026-03-28", "2026-03-30")
    assert [row["messages"] for row in health.daily] == [1, 2, 1]
    assert health.hour_heatmap[6][23] == 1
    assert book.health("2026-10-25", "2026-10-25").messages == 1


def test_gaps(store: Store) -> None:
    book = FigureBook(store, covered=[("2026-10-01", "2026-10-10"), ("2026-10-13", "2026-10-20")])
    book.chat_import("2026-10-11", "2026-10-12", undone=1)
    book.chat_import("2026-10-11", "2026-10-12", kind="roster")
    assert book.health("2026-09-29", "2026-10-22").data["gaps"] == [
        ["2026-09-29", "2026-09-30"],
        ["2026-10-11", "2026-10-12"],
        ["2026-10-21", "2026-10-22"],
    ]
    assert book.health("2026-10-02", "2026-10-09").data["gaps"] == []


def test_score_leaves_out_what_is_unknown(book: FigureBook) -> None:
    for letter in "abcdefghij":
        book.person(letter)
    book.says("a", "2026-10-31", "12:00:00")
    book.says("b", "2026-10-31", "12:01:00")
    book.says("c", "2026-10-31", "18:00:00")
    health = book.health("2026-01-01", "2026-10-31")
    assert health.score_parts == {
        "active_rate": 1,
        "stickiness": pytest.approx(1 / 6),
        "answered": 1 / 2,
        "activation": None,
        "independence": None,
        "giant_share": 2 / 3,
    }
    assert health.score == pytest.approx(100 * (30 + 15 / 6 + 15 / 2 + 20 / 3) / 70)


def test_target_and_stage_of_the_group(book: FigureBook) -> None:
    book.person("a")
    book.says("a", "2026-10-31")
    book.person("b")
    with book.store.atomic() as db:
        db.execute("UPDATE groups SET weekly_target = 1, stage_override = 'mature'")
    health = book.health()
    assert health.score_parts["active_rate"] == 1 / 2
    assert health.stage == "mature"


@pytest.mark.parametrize(
    ("stored", "goal", "part"), [(999_999_999, 1.0, 1 / 2), (0, None, 1.0), (-3, None, 1.0)]
)
def test_a_goal_that_is_none_is_put_right_for_all(
    book: FigureBook, stored: float, goal: float | None, part: float
) -> None:
    """Other programs may have written it; the dialog and the score see the same."""
    book.person("a")
    book.says("a", "2026-10-31")
    book.person("b")
    with book.store.atomic() as db:
        db.execute("UPDATE groups SET weekly_target = ?", [stored])
    assert book.group.weekly_target == goal
    assert book.health().score_parts["active_rate"] == part


@pytest.mark.parametrize("goal", [0.0, -0.1, 1.01, 999_999_999.0, float("nan")])
def test_a_goal_is_a_share_of_the_members(book: FigureBook, goal: float) -> None:
    with book.store.atomic() as db, pytest.raises(UserError, match="goal_no_share"):
        groups.edit(db, book.id, name="Readers", platform="qq", weekly_target=goal, archived=False)
    assert book.group.weekly_target is None


def test_a_period_before_the_first_message(book: FigureBook) -> None:
    book.person("a", ("2026-01-01", None))
    book.says("a", "2026-10-31")
    health = book.health("2025-11-01", "2025-11-30")
    assert (health.members, health.messages, health.active_rate) == (0, 0, None)
    assert health.data["gaps"] == [["2025-11-01", "2025-11-30"]]
    assert health.score is None


def test_periods(book: FigureBook) -> None:
    book.person("a")
    book.says("a", "2026-10-31")
    assert book.health(last="2026-10-15").from_ == "2026-09-16"
    assert book.health(first="2026-10-15").to == "2026-10-31"
    assert book.health(first="2026-11-02").to == "2026-11-02"
    with pytest.raises(UserError):
        book.health("2026-10-02", "2026-10-01")


def test_groups_together(book: FigureBook) -> None:
    other = FigureBook(book.store, "Writers", covered=[("2026-10-01", "2026-10-31")])
    shared = book.person("a", ("2026-01-01", None))
    other.person("a", ("2026-02-01", None), member=shared)
    book.person("b", ("2026-10-05", None), role="owner")
    other.person("c", ("2026-10-05", None))
    book.says("a", "2026-10-05", "12:00:00")
    book.says("b", "2026-10-05", "12:01:00")
    other.says("c", "2026-10-05", "12:00:30")  # not in the same conversation
    other.says("a", "2026-10-05", "12:01:30")
    both = figures.health(book.store, [book.group, other.group], day("2026-10-01"), None)
    assert both.group is None
    assert (both.members, both.speakers, both.messages) == (3, 3, 4)
    assert (both.conversations, both.pairs, both.owner_dependency) == (2, 2, 1 / 2)
    assert both.joins == 2
    assert (both.stage, both.score, set(both.score_parts.values())) == (None, None, {None})
    assert sum(both.layers.values()) == 3
    told = figures.standings(book.store, [book.group, other.group])
    assert told[shared].messages == 2
    assert figures.health(book.store, []).from_ is None


def test_every_key_is_there(book: FigureBook) -> None:
    document = to_json(book.health())
    assert len(document) == len(fields(Health))
    assert "from" in document
    assert document["group"] == {
        "id": book.id,
        "name": "Readers",
        "platform": "qq",
        "timezone": "Asia/Shanghai",
    }
