"""Who could leave a group, who is safe, what the log keeps."""

from __future__ import annotations

from datetime import date

import pytest

from qunmate.data import clean_ups, member_edits
from qunmate.data.store import Store
from qunmate.roster.clean_up import Terms, reason_words, reminder
from qunmate.tasks.clean_up import Listing, read_clean_up
from tests.figure_book import FigureBook

TODAY = date(2026, 11, 22)
BARE = Terms(staff=False, tenure=0, paid=False)


@pytest.fixture
def book(store: Store) -> FigureBook:
    """A speaks; B last spoke 91 days ago; C never spoke in 82 days; D neither, in 10 days;
    E left; O owns the group and is silent too."""
    book = FigureBook(store)
    book.person("A", ("2026-01-05", None))
    book.person("B", ("2026-01-05", None))
    book.person("C", ("2026-09-01", None))
    book.person("D", ("2026-11-12", None))
    book.person("E", ("2026-01-05", "2026-06-01"))
    book.person("O", ("2026-01-05", None), role="owner")
    book.says("B", "2026-08-23")
    book.says("O", "2026-01-23")
    book.says("A", "2026-11-22")
    return book


def listing(book: FigureBook, terms: Terms = BARE) -> Listing:
    return read_clean_up(book.store, book.group, terms, TODAY)


def who(book: FigureBook, terms: Terms = BARE) -> str:
    letters = {id_: letter for letter, id_ in book.members.items()}
    return "".join(letters[one.member_id] for one in listing(book, terms).found.candidates)


def test_reasons_the_longest_silent_first(book: FigureBook) -> None:
    assert who(book) == "OBC"
    found = listing(book)
    assert [one.reason for one in found.found.candidates] == ["silent:303", "silent:91", "never:82"]
    assert found.until == "2026-11-22"
    assert who(book, Terms(silent=92, never=0, staff=False)) == "O"
    assert who(book, Terms(silent=0, never=83)) == ""
    assert reason_words("silent:91") == "silent for 91 days"
    assert reason_words("never:1") == "never spoke, joined 1 day ago"


def test_protections(book: FigureBook) -> None:
    b, c = book.members["B"], book.members["C"]
    with book.store.atomic() as db:
        member_edits.add_tag(db, "VIP", [c])
        member_edits.set_membership(db, book.id, [b], {"expires_on": "2026-11-22"})
    assert who(book, Terms(tenure=0, paid=False)) == "BC"
    assert who(book, Terms(tenure=0)) == "C"
    assert who(book, Terms(tenure=83)) == ""
    found = listing(book, Terms(tags=frozenset({"VIP"}), tenure=0))
    assert (found.found.candidates, found.found.protected) == ((), 3)


def test_reminded_then_removed(book: FigureBook) -> None:
    store, b, c = book.store, book.members["B"], book.members["C"]
    with store.atomic() as db:
        clean_ups.remind(db, book.id, [(b, "silent:91"), (c, "never:82")], "2026-11-22")
    reminded = {one.member_id: one.reminded_on for one in listing(book).found.candidates}
    assert (reminded[b], reminded[book.members["O"]]) == ("2026-11-22", None)
    with store.atomic() as db:
        clean_ups.remind(db, book.id, [(b, "silent:92")], "2026-11-23")
        clean_ups.remove(
            db, book.id, [(c, "never:90"), (book.members["O"], "silent:303")], "2026-11-30"
        )
    log = listing(book).log
    assert [(one.name, one.reason, one.reminded_on, one.removed_on) for one in log] == [
        ("O", "silent:303", None, "2026-11-30"),
        ("C", "never:82", "2026-11-22", "2026-11-30"),
        ("B", "silent:92", "2026-11-23", None),
    ]
    assert who(book) == "B"
    left = store.db.execute(
        "SELECT left_on FROM stays JOIN memberships m ON m.id = membership_id WHERE member_id = ?",
        [c],
    ).fetchall()
    assert left == [("2026-11-30",)]


def test_who_spoke_after_the_reminder(book: FigureBook) -> None:
    with book.store.atomic() as db:
        clean_ups.remind(db, book.id, [(book.members["B"], "silent:91")], "2026-11-20")
    book.says("B", "2026-11-21")
    found = listing(book)
    assert found.spoke == {book.members["B"]}
    assert who(book) == "OC"


def test_a_group_without_messages(store: Store) -> None:
    book = FigureBook(store)
    book.person("A", ("2026-01-05", None))
    found = listing(book)
    assert ([one.reason for one in found.found.candidates], found.until) == (["never:321"], None)


def test_a_reminder_is_parted_by_names() -> None:
    parts = reminder(["a", "b", "c"], " Hello \n", 2)
    assert parts == ["@a @b\nHello", "@c\nHello"]
    assert reminder([], "Hello", 2) == []
