"""Hand-worked examples: the reference itself is checked against arithmetic in the comments."""

from __future__ import annotations

import pytest

from qunmate.data.store import Store
from qunmate.model import Kind

from . import activity, conversations, layers, people, relations
from . import score as scores
from .document import health
from .reading import Book, day_number, read_books
from .writing import Writer, instant


class Chat:
    """One group with an import that covers 2026, and people by letter."""

    def __init__(self, store: Store) -> None:
        self.db = store.db.conn
        self.write = Writer(self.db)
        self.group = self.write.group()
        self.import_id = self.write.chat_import(self.group, day("2026-01-01"), day("2026-12-31"))
        self.members: dict[str, int] = {}
        self.identities: dict[str, int] = {}

    def person(self, name: str, joined_on: str | None, *, role: str | None = None) -> None:
        self.members[name] = self.write.member()
        self.identities[name] = self.write.identity(self.members[name])
        stays = [(joined_on, None, "2026-01-01")]
        self.write.membership(self.group, self.members[name], stays, role=role)

    def says(self, name: str, on: str, at: str = "12:00:00", **more: object) -> None:
        who = self.identities[name] if name else None
        self.write.message(self.group, self.import_id, instant(on, at), who, **more)  # type: ignore[arg-type]

    def book(self) -> Book:
        return read_books(self.db)[self.group]


def day(text: str) -> int:
    number = day_number(text)
    assert number is not None
    return number


@pytest.fixture
def chat(store: Store) -> Chat:
    return Chat(store)


OCTOBER = (day("2026-10-01"), day("2026-10-31"))


def test_counts_and_shares(chat: Chat) -> None:
    for name, times in (("a", 1), ("b", 3), ("c", 4), ("d", 0)):
        chat.person(name, "2026-01-01")
        for hour in range(times):
            chat.says(name, "2026-10-05", f"{hour:02}:30:00")
    chat.says("", "2026-10-06")
    chat.says("a", "2026-10-06", kind=Kind.RECALL)
    books = [chat.book()]
    # 1 + 3 + 4, and one without a sender; the recall does not count
    assert len(activity.lines_in(books, *OCTOBER)) == 9
    assert activity.active_rate(books, *OCTOBER) == 3 / 4
    assert activity.messages_per_speaker(books, *OCTOBER) == 8 / 3
    # a fifth of 3 speakers, rounded up, is 1: the one with 4 of 8
    assert activity.top20_share(books, *OCTOBER) == 4 / 8
    # x = 1, 3, 4 with factors 2i − 4 = −2, 0, 2: (−2 + 0 + 8) ÷ (3 · 8)
    assert activity.gini(books, *OCTOBER) == 6 / 24
    # 2026-10-05 is a Monday: three at 00:30, two at 01:30, two at 02:30, one at 03:30
    assert activity.hour_heatmap(books, *OCTOBER)[0][:5] == [3, 2, 2, 1, 0]
    assert activity.hour_heatmap(books, *OCTOBER)[1][12] == 1
    # 3 speakers on one of the 30 days, 3 in all: (3 ÷ 30) ÷ 3
    assert activity.stickiness(books, day("2026-10-31")) == pytest.approx(1 / 30)


def test_conversations_end_at_half_an_hour(chat: Chat) -> None:
    for name in "abc":
        chat.person(name, "2026-01-01")
    chat.says("a", "2026-10-05", "23:40:00")
    chat.says("a", "2026-10-05", "23:50:00")
    chat.says("b", "2026-10-06", "00:19:59")  # 29:59 later: the same, which began on the 5th
    chat.says("c", "2026-10-06", "00:49:59")  # 30:00 later: the next
    chat.says("", "2026-10-06", "01:10:00")  # belongs to none and bridges none
    chat.says("a", "2026-10-06", "01:25:00")
    books = [chat.book()]
    fifth, sixth = day("2026-10-05"), day("2026-10-06")
    assert len(conversations.conversations_in(books, fifth, fifth)) == 1
    assert len(conversations.conversations_in(books, sixth, sixth)) == 2
    assert conversations.unanswered_rate(books, fifth, sixth) == 2 / 3
    assert conversations.first_reply_seconds(books, fifth, sixth) == 39 * 60 + 59
    assert conversations.roles(books, fifth, sixth) == {
        "starter": 1,
        "participant": 2,
        "bystander": 0,
    }


def test_median_of_an_even_number() -> None:
    assert conversations.median([40, 10, 20, 30]) == 25
    assert conversations.median([]) is None


def test_edges(chat: Chat) -> None:
    chat.person("a", "2026-01-01", role="owner")
    for name in "bcd":
        chat.person(name, "2026-01-01")
    a = chat.identities["a"]
    chat.says("a", "2026-10-05", "12:00:00", platform_id="first")
    chat.says("b", "2026-10-05", "12:05:00")  # 300 s: a–b
    # 301 s: not b–c; the reply and the mention of a are one set, so a–c once
    chat.says("c", "2026-10-05", "12:10:01", reply_to="first", mentions=[a, None])
    chat.says("c", "2026-10-05", "12:10:01", mentions=[chat.identities["c"]])
    chat.says("d", "2026-10-05", "12:10:01")  # the same second, as written: c–d
    chat.says("b", "2026-10-05", "18:00:00", kind=Kind.IMAGE)
    books = [chat.book()]
    a, b, c, d = (chat.members[name] for name in "abcd")
    assert relations.weights(books, *OCTOBER) == {(a, b): 1, (a, c): 1, (c, d): 1}
    # partners: a 2, b 1, c 2, d 1
    assert relations.reach(books, *OCTOBER) == 6 / 4
    assert relations.giant_share(books, *OCTOBER) == 1
    assert relations.owner_dependency(books, *OCTOBER) == 2 / 3


def test_members_joins_and_churn(chat: Chat) -> None:
    chat.person("a", "2026-09-01")
    chat.person("b", None)  # begins with the first word
    chat.says("b", "2026-10-03")
    chat.person("c", None)  # begins with the import, 2026-01-01
    back = chat.write.member()
    chat.write.membership(
        chat.group,
        back,
        [("2026-02-01", "2026-10-04", "2026-01-01"), ("2026-10-08", None, "2026-01-01")],
    )
    books = [chat.book()]
    on = [len(people.members_on(books, day(f"2026-10-0{n}"))) for n in range(1, 9)]
    assert on == [3, 3, 4, 3, 3, 3, 3, 4]
    assert people.joins(books, *OCTOBER) == 1
    assert people.leaves(books, *OCTOBER) == 1
    assert people.churn_rate(books, *OCTOBER) == 1 / 3


def test_activation_counts_the_first_seven_days(chat: Chat) -> None:
    chat.person("a", "2026-09-24")  # + 7 = 10-01: the first one in
    chat.says("a", "2026-09-30")  # the last of its seven days
    chat.person("b", "2026-10-24")  # + 7 = 10-31: the last one in
    chat.says("b", "2026-10-31")  # the eighth day: too late
    chat.person("c", "2026-10-25")
    chat.says("c", "2026-10-25")
    assert people.activation_rate([chat.book()], *OCTOBER) == 1 / 2


def test_retention(chat: Chat) -> None:
    chat.person("a", "2026-01-10")
    chat.person("b", "2026-01-31")
    chat.says("a", "2026-01-31")
    chat.says("a", "2026-02-01")
    chat.says("b", "2026-02-28")
    chat.person("c", "2026-03-05")
    chat.says("c", "2026-03-05")
    books = [chat.book()]
    assert people.retention(books, day("2026-03-31")) == [
        {"month": "2026-01", "size": 2, "rates": [0.5, 1.0, 0.0]},
        {"month": "2026-03", "size": 1, "rates": [1.0]},
    ]
    assert people.retention(books, day("2026-03-30")) == [
        {"month": "2026-01", "size": 2, "rates": [0.5, 1.0, None]},
        {"month": "2026-03", "size": 1, "rates": [None]},
    ]


def test_layers_at_their_borders(chat: Chat) -> None:
    end = day("2026-10-31")
    chat.person("tenure 13", "2026-10-18")
    chat.person("tenure 14", "2026-10-17")
    chat.person("unknown", None)  # tenure 13 too, but not known
    chat.says("unknown", "2026-10-18")
    chat.person("tenure 89", "2026-08-03")
    chat.person("tenure 90", "2026-08-02")
    chat.person("spoke 89 days ago", "2026-01-01")
    chat.says("spoke 89 days ago", "2026-08-03")
    chat.person("spoke 90 days ago", "2026-01-01")
    chat.says("spoke 90 days ago", "2026-08-02")
    chat.person("spoke 29 days ago", "2026-01-01")
    chat.says("spoke 29 days ago", "2026-10-02")
    found = layers.layers_on([chat.book()], end)
    assert {name: found[member] for name, member in chat.members.items()} == {
        "tenure 13": "newcomer",
        "tenure 14": "quiet",
        # one message on one day each, so the score is equal: the lower id is first of 2,
        # within the first ⌈0.4⌉ = 1, and no leader, for nobody answered
        "unknown": "core",
        "tenure 89": "quiet",
        "tenure 90": "dormant",
        "spoke 89 days ago": "quiet",
        "spoke 90 days ago": "dormant",
        "spoke 29 days ago": "active",
    }


def test_score(chat: Chat) -> None:
    chat.person("a", "2026-01-01", role="owner")
    for name in "bcdefghij":
        chat.person(name, "2026-01-01")
    chat.says("a", "2026-10-31", "12:00:00")
    chat.says("b", "2026-10-31", "12:01:00")
    chat.says("c", "2026-10-31", "18:00:00")
    end = day("2026-10-31")
    parts = scores.score_parts(chat.book(), end)
    assert parts == {
        "active_rate": 1,  # 3 of 10 ÷ 0.3
        "stickiness": pytest.approx(1 / 6),  # (3 ÷ 30) ÷ 3 ÷ 0.2
        "answered": 1 / 2,
        "activation": None,  # nobody's eighth day is in the last 30
        "independence": 0,  # a–b is all there is
        "giant_share": 2 / 3,
    }
    # (30 · 1 + 15 ÷ 6 + 15 ÷ 2 + 0 + 10 · 2 ÷ 3) ÷ (30 + 15 + 15 + 15 + 10) = 46.666… ÷ 85
    assert scores.score(chat.book(), end) == pytest.approx(100 * (46 + 2 / 3) / 85)


def test_a_group_without_anything(chat: Chat) -> None:
    document = health([chat.book()])
    assert document["from"] is None
    assert document["to"] is None
    assert document["messages"] == 0
    assert document["joins"] is None
    assert document["retention"] is None
    assert document["stage"] is None
    assert document["score"] is None
    assert document["data"]["last_message"] is None
