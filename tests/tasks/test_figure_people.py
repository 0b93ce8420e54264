"""Figures of people by hand: who comes and goes, stays, speaks, and stands where."""

from __future__ import annotations

from qunmate.data import settings
from qunmate.model import Kind
from qunmate.tasks import figures
from tests.figure_book import FigureBook, day
from tests.tasks.test_figures import OCTOBER


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
