"""Every figure by hand, from the definitions, over real files."""

from __future__ import annotations

import sqlite3
from dataclasses import fields

import pytest

from qunmate.data import figures as kept_figures
from qunmate.data import settings
from qunmate.data.human_messages import read_owners
from qunmate.data.store import Store, open_store
from qunmate.errors import UserError
from qunmate.figures.health import Health, to_json
from qunmate.model import Kind
from qunmate.tasks import figures
from tests.figure_book import FigureBook, day

OCTOBER = ("2026-10-01", "2026-10-31")


@pytest.fixture
def book(store: Store) -> FigureBook:
    return FigureBook(store)


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


def test_who_does_not_count(book: FigureBook) -> None:
    """Bots, system lines and recalls; without a sender only messages, kinds, heatmap."""
    book.person("a")
    book.person("b")
    book.person("robot", bot=True)
    book.says("a", "2026-10-05", "12:00:00")
    book.says("robot", "2026-10-05", "12:01:00", platform_id="r")
    book.says("", "2026-10-05", "12:02:00", kind=Kind.IMAGE)
    book.says("b", "2026-10-05", "12:03:00", kind=Kind.RECALL)
    book.says("b", "2026-10-05", "12:03:00", kind=Kind.SYSTEM)
    book.says("b", "2026-10-05", "12:04:00", reply_to="r")
    health = book.health(*OCTOBER)
    assert (health.messages, health.speakers) == (3, 2)
    assert health.kinds == {"text": 2, "image": 1}
    assert sum(map(sum, health.hour_heatmap)) == 3
    assert health.messages_per_speaker == 1
    assert (health.conversations, health.first_reply_seconds) == (1, 240)
    assert health.pairs == 1  # a–b by time; the robot's message is nobody's
    assert health.members == 3


def test_only_bots(book: FigureBook) -> None:
    book.person("robot", bot=True)
    book.says("robot", "2026-10-05")
    health = book.health()
    assert (health.to, health.messages, health.stage) == ("2026-10-05", 0, None)


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


def test_who_leaves_and_returns(book: FigureBook) -> None:
    book.person("a", ("2026-09-01", "2026-10-04"), ("2026-10-08", None))
    book.person("b")  # begins with the first word
    book.says("b", "2026-10-03")
    book.person("c")  # begins with the import of 2026-09-01
    health = book.health("2026-10-01", "2026-10-10")
    assert [row["members"] for row in health.daily] == [2, 2, 3, 2, 2, 2, 2, 3, 3, 3]
    assert (health.joins, health.leaves, health.churn_rate) == (1, 1, 1 / 2)
    assert health.daily[7]["joins"] == 1
    assert health.daily[3]["leaves"] == 1
    told = figures.standings(book.store, book.group, day("2026-10-05"))
    a = told[book.members["a"]]
    assert (a.layer, a.joined_on, a.left_on) == (None, "2026-09-01", "2026-10-04")
    assert told[book.members["b"]].joined_known is False
    assert told[book.members["b"]].joined_on == "2026-10-03"


def test_activation(book: FigureBook) -> None:
    book.person("a", ("2026-09-24", None))  # + 7 is the first day of October
    book.says("a", "2026-09-30")
    book.person("b", ("2026-10-24", None))  # + 7 is the last
    book.says("b", "2026-10-31")  # the eighth day
    book.person("c", ("2026-10-25", None))
    book.says("c", "2026-10-25")
    book.person("d", ("2026-10-01", "2026-10-02"), ("2026-10-10", None))
    book.says("d", "2026-10-12")
    # a yes, b no, d no and yes
    assert book.health(*OCTOBER).activation_rate == 2 / 4


def test_retention(book: FigureBook) -> None:
    book.person("a", ("2026-01-10", None))
    book.person("b", ("2026-01-31", "2026-02-10"), ("2026-03-01", None))
    book.person("c", ("2026-03-05", None))
    book.person("d")
    for letter, on in (("a", "2026-01-31"), ("a", "2026-02-01"), ("b", "2026-03-02")):
        book.says(letter, on)
    rows = [
        {"month": "2026-01", "size": 2, "rates": [1 / 2, 1 / 2, 1 / 2]},
        {"month": "2026-03", "size": 1, "rates": [0]},
    ]
    assert book.health(last="2026-03-31").retention == rows
    rows[0]["rates"], rows[1]["rates"] = [1 / 2, 1 / 2, None], [None]
    assert book.health(last="2026-03-30").retention == rows


def test_layers_and_overrides(book: FigureBook) -> None:
    old = ("2026-01-01", None)
    book.person("new", ("2026-10-18", None))
    book.person("not so new", ("2026-10-17", None))
    book.person("dormant", old)
    book.person("chosen", old, layer="leader")
    book.person("gone", ("2026-01-01", "2026-10-31"), layer="core")
    for number in range(5):
        book.person(f"loud {number}", old)
    for number in range(5):
        for hour in range(5 - number):
            book.says(f"loud {number}", "2026-10-20", f"{10 + 2 * hour}:0{number}:00")
    health = book.health(*OCTOBER)
    # of the 5 ranked the first starts answered conversations; ⌈0.2 · 5⌉ = 1 in all
    assert health.layers == {
        "leader": 2,
        "core": 0,
        "active": 4,
        "quiet": 1,
        "dormant": 1,
        "newcomer": 1,
    }
    told = figures.standings(book.store, book.group, day("2026-10-31"))
    assert told[book.members["loud 0"]].layer == "leader"
    assert told[book.members["chosen"]].overridden
    assert told[book.members["gone"]].layer is None
    assert not told[book.members["gone"]].overridden
    with book.store.atomic() as db:
        settings.put(db, "dormant_days", 400)
    assert book.health(*OCTOBER).dormant == 0


def test_standings(book: FigureBook) -> None:
    book.person("a", ("2026-01-01", None))
    for on in ("2026-08-02", "2026-08-09", "2026-10-18", "2026-10-19", "2026-10-21"):
        book.says("a", on)  # the first of the 12 weeks is that of 2026-08-03
    one = figures.standings(book.store, book.group, day("2026-10-20"))[book.members["a"]]
    assert one.weeks == (1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1)
    assert (one.messages, one.messages_30d) == (4, 2)
    assert (one.last_spoke_on, one.days_silent) == ("2026-10-19", 1)
    assert (one.talk_role, one.joined_on, one.joined_known) == ("participant", "2026-01-01", True)


def test_standings_before_any_message(book: FigureBook) -> None:
    book.person("a", ("2026-01-01", None))
    one = figures.standings(book.store, book.group)[book.members["a"]]
    assert (one.layer, one.joined_on, one.left_on, one.messages) == (None, "2026-01-01", None, 0)


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


def test_what_was_derived_is_kept(book: FigureBook) -> None:
    book.person("a")
    book.says("a", "2026-10-31")
    first = book.health()
    kept = book.store.db.execute("SELECT fingerprint FROM figures").fetchall()
    assert len(kept) == 1
    assert book.health() == first
    book.chat_import("2026-01-01", "2026-02-01")
    book.health()
    assert book.store.db.execute("SELECT fingerprint FROM figures").fetchall() != kept


def test_a_busy_or_locked_file_is_only_read(book: FigureBook) -> None:
    book.person("a")
    book.says("a", "2026-10-31")
    path = book.store.path
    other = sqlite3.connect(path)
    other.execute("BEGIN IMMEDIATE")
    assert book.health().messages == 1
    other.rollback()
    other.close()
    with open_store(path, read_only=True) as reader:
        assert figures.health(reader, book.group).messages == 1
    assert book.store.db.execute("SELECT count(*) FROM figures").fetchone()[0] == 0


def test_what_was_kept_rests_on_the_groups_own_people(book: FigureBook) -> None:
    def kept_row() -> tuple[str, bytes]:
        row: tuple[str, bytes] = book.store.db.execute(
            "SELECT fingerprint, arrays FROM figures WHERE group_id = ?", [book.id]
        ).fetchone()
        return row

    book.person("a")
    book.person("b")
    book.says("a", "2026-10-31", "12:00:00")
    book.says("b", "2026-10-31", "12:01:00")
    assert book.health().pairs == 1
    kept = kept_row()
    FigureBook(book.store, "Writers").person("c")
    book.health()
    assert kept_row() == kept
    # two found to be one person: nobody answered any more
    with book.store.atomic() as db:
        db.execute("UPDATE identities SET member_id = ?", [book.members["a"]])
    assert book.health().unanswered_rate == 1
    assert kept_row() != kept


def test_a_group_that_has_gone_meanwhile_is_passed_over(book: FigureBook) -> None:
    book.person("a")
    book.says("a", "2026-10-31")
    store, group = book.store, book.group
    found = kept_figures.history(store.db, group, 30.0, read_owners(store.db))
    with store.atomic() as db:
        db.execute("DELETE FROM groups WHERE id = ?", [group.id])
    kept_figures.keep(store, [found])
    assert store.db.execute("SELECT count(*) FROM figures").fetchone() == (0,)
