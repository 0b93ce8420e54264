"""Rules give and take tags on a real file, and never touch what a hand did."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from qunmate.data import member_edits, members, tags
from qunmate.data.store import Store
from qunmate.progress import finish
from qunmate.roster.tag_rules import Part, Rule
from qunmate.tasks import tag_rules
from qunmate.tasks.chat_intake import ChatImport
from qunmate.tasks.import_chat import Pasted, import_chat
from qunmate.tasks.import_roster import import_roster
from qunmate.tasks.undo_import import undo_import
from tests.figure_book import FigureBook
from tests.roster_store import add_group, add_member

TODAY = date(2026, 11, 22)


@pytest.fixture
def book(store: Store) -> FigureBook:
    """A: old and talkative; B: old, silent since October; C: never spoke, joined in September;
    D: joined three days ago; E: left; X: a bot."""
    book = FigureBook(store)
    book.person("A", ("2026-01-05", None), role="owner")
    book.person("B", ("2026-01-05", None))
    book.person("C", ("2026-09-01", None))
    book.person("D", ("2026-11-19", None))
    book.person("E", ("2026-01-05", "2026-06-01"))
    book.person("X", ("2026-01-05", None), bot=True)
    for on in ("2026-10-30", "2026-11-10", "2026-11-20", "2026-11-21"):
        book.says("A", on)
    book.says("B", "2026-10-02")
    book.says("D", "2026-11-20", "12:01:00")
    return book


def who(book: FigureBook, *parts: Part, any_of: bool = False, group: int | None = None) -> str:
    found = tag_rules.who_meets(book.store, Rule(parts, any_of, group), TODAY)
    letters = {id_: letter for letter, id_ in book.members.items()}
    return "".join(letters[id_] for id_ in found)


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        (Part("silent", days=30), "BC"),
        (Part("silent", days=50), "BC"),
        (Part("silent", days=51), "C"),
        (Part("never_spoke"), "C"),
        (Part("joined_before", days=81), "ABC"),
        (Part("joined_before", days=82), "AB"),
        (Part("joined_within", days=4), "D"),
        (Part("joined_within", days=3), ""),
        (Part("joined_before_day", text="2026-09-01"), "AB"),
        (Part("joined_since_day", text="2026-09-01"), "CD"),
        (Part("messages_least", count=2, days=2), "A"),
        (Part("messages_least", count=1, days=2), "AD"),
        (Part("messages_most", count=0, days=30), "BC"),
        (Part("layer", text="newcomer"), "D"),
        (Part("role", text="owner"), "A"),
        (Part("role", text="member"), "BCD"),
    ],
)
def test_conditions(book: FigureBook, part: Part, expected: str) -> None:
    assert who(book, part) == expected
    assert who(book, part, group=book.id) == expected


def test_all_of_and_any_of(book: FigureBook) -> None:
    parts = (Part("silent", days=30), Part("joined_before", days=90))
    assert who(book, *parts) == "B"
    assert who(book, *parts, any_of=True) == "ABC"


def test_other_groups_cards_and_tags(book: FigureBook) -> None:
    other = FigureBook(book.store, "Writers")
    other.person("B", ("2026-02-01", None), member=book.members["B"])
    with book.store.atomic() as db:
        member_edits.set_fields(db, [book.members["A"]], {"city": "Shanghai Pudong"})
        member_edits.set_membership(db, book.id, [book.members["C"]], {"expires_on": "2026-11-29"})
        member_edits.add_tag(db, "paid", [book.members["C"]])
    assert who(book, Part("in_group", ref=other.id)) == "B"
    assert who(book, Part("not_in_group", ref=other.id)) == "ACD"
    assert who(book, Part("city", text="pudong")) == "A"
    assert who(book, Part("expires_within", days=7)) == "C"
    assert who(book, Part("expires_within", days=6)) == ""
    assert who(book, Part("tag", ref=tags.by_name(book.store.db, "paid").id)) == "C"
    assert who(book, Part("never_spoke"), group=other.id) == "B"


def holders(store: Store, tag_id: int) -> tuple[list[int], list[int]]:
    return tuple(map(sorted, tags.held(store.db, tag_id)))  # type: ignore[return-value]


def test_a_rule_never_fights_a_hand(book: FigureBook) -> None:
    store, (b, c, d) = book.store, (book.members[letter] for letter in "BCD")
    with store.atomic() as db:
        tag_id = tags.add(db, "silent", rule=Rule((Part("silent", days=30),)))
        member_edits.add_tag(db, "silent", [d])
    assert tag_rules.due(store, TODAY)
    tag_rules.apply(store, TODAY)
    assert holders(store, tag_id) == ([d], [b, c])
    assert not tag_rules.due(store, TODAY)
    with store.atomic() as db:
        member_edits.remove_tag(db, "silent", [b])
        member_edits.add_tag(db, "silent", [c])
    tag_rules.apply(store, TODAY)
    assert holders(store, tag_id) == ([c, d], [])
    with store.atomic() as db:  # given again by hand: the refusal is forgotten
        member_edits.add_tag(db, "silent", [b])
        member_edits.remove_tag(db, "silent", [d])
    assert tags.refused(store.db, tag_id) == {d}
    with store.atomic() as db:
        tags.set_rule(db, tag_id, None)
    assert tag_rules.apply(store, TODAY) == []
    assert holders(store, tag_id) == ([b, c], [])
    assert tags.refused(store.db, tag_id) == set()


def test_a_rule_that_looks_at_a_rule_tag(book: FigureBook) -> None:
    store = book.store
    with store.atomic() as db:
        late = tags.add(db, "to call", rule=Rule((Part("never_spoke"),)))
        first = tags.add(db, "silent", rule=Rule((Part("silent", days=30),)))
        tags.set_rule(db, late, Rule((Part("tag", ref=first), Part("joined_before", days=90))))
    tag_rules.apply(store, TODAY)
    assert holders(store, late) == ([], [book.members["B"]])


def test_why(book: FigureBook) -> None:
    rule = Rule((Part("silent", days=30), Part("joined_before", days=90)))
    with book.store.atomic() as db:
        tags.add(db, "silent", rule=rule)
    tag_rules.apply(book.store, TODAY)
    (why,) = tag_rules.why(book.store, book.members["B"], TODAY)
    assert why.rule == "silent for 30 days and joined more than 90 days ago"
    assert why.own == "silent for 50 days · joined on 2026-01-05"
    assert (why.group_id, why.until) == (None, "2026-11-21")
    assert tag_rules.why(book.store, book.members["A"], TODAY) == []


CHAT = """2026-11-20 10:00:00 林小满(10001)
我要报名!

2026-11-20 10:01:00 周一川(10002)
报什么名

2026-10-01 10:02:00 沈知秋(10003)
报名
"""


def test_said_a_word_is_judged_behind_the_import_and_undone_with_it(store: Store) -> None:
    with store.atomic() as db:
        tag_id = tags.add(db, "signed up", rule=Rule((Part("said", text="报名", days=7),)))
    pasted = Pasted("聊天", CHAT)
    (done,) = finish(import_chat(store, [pasted], today=TODAY))
    assert isinstance(done, ChatImport)
    (name,) = store.db.execute(
        "SELECT name FROM members JOIN member_tags ON member_id = members.id AND by_rule"
    ).fetchone()
    assert name == "林小满"
    assert done.import_id is not None
    finish(undo_import(store, done.import_id))
    assert holders(store, tag_id) == ([], [])
    assert store.db.execute("SELECT count(*) FROM members").fetchone() == (0,)


def test_what_was_derived_for_the_rules_is_kept_for_the_figures(book: FigureBook) -> None:
    with book.store.atomic() as db:
        tags.add(db, "silent", rule=Rule((Part("silent", days=30),)))
    tag_rules.apply(book.store, TODAY)
    kept = book.store.db.execute("SELECT group_id FROM figures").fetchall()
    assert [group_id for (group_id,) in kept] == [book.group.id]


def test_a_sheet_puts_no_rule_tag_on_by_hand(store: Store, tmp_path: Path) -> None:
    group = add_group(store)
    known = add_member(store, group, "林晓", wxid="linxiao88")
    with store.atomic() as db:
        tag = tags.add(db, "上海人", rule=Rule((Part("city", text="上海"),)))
    path = tmp_path / "old.csv"
    lines = ["姓名,微信号,城市,标签", "林晓,linxiao88,北京,上海人;讲师", "王强,wq_2020,上海,上海人"]
    path.write_text("\n".join(lines), encoding="utf-8")
    finish(import_roster(store, path, group=group, today=TODAY))
    assert members.by_id(store.db, known).tags == ("讲师",)
    assert tags.held(store.db, tag) == (set(), {known + 1})
