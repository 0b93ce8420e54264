"""Finder lists by their definitions, and who is in a segment."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from qunmate.data import member_edits, segments, settings, today_reading
from qunmate.data.store import Store
from qunmate.errors import UserError
from qunmate.tasks.segments import members_of, names_of
from tests.figure_book import FigureBook

TODAY = date(2026, 11, 22)


def writes(book: FigureBook, letter: str, last: str, times: int) -> None:
    """A message on that day and on each one before, until there are so many."""
    for back in range(times):
        on = date.fromisoformat(last) - timedelta(days=back)
        book.says(letter, on.isoformat(), f"{6 + 2 * (ord(letter) % 9):02}:00:00")


def who(book: FigureBook, **conditions: object) -> str:
    found = members_of(book.store, conditions, book.group, TODAY)
    letters = {id_: letter for letter, id_ in book.members.items()}
    return "".join(sorted(letters[id_] for id_ in found))


def test_rising_and_fading(book: FigureBook) -> None:
    for letter in "ABCDE":
        book.person(letter, ("2026-01-01", None))
    # the last 4 weeks are 2026-10-26 to 2026-11-22, the 4 before begin on 2026-09-28
    writes(book, "A", "2026-11-22", 10)
    writes(book, "A", "2026-10-25", 5)
    writes(book, "B", "2026-11-22", 9)  # too few
    writes(book, "C", "2026-10-25", 10)
    writes(book, "C", "2026-11-22", 5)
    writes(book, "D", "2026-10-25", 11)
    writes(book, "D", "2026-11-22", 6)  # more than half
    writes(book, "E", "2026-11-22", 11)
    writes(book, "E", "2026-10-25", 6)  # less than twice
    assert who(book, list=["rising"]) == "A"
    assert who(book, list=["fading"]) == "C"


def test_seeds_are_leaders_and_core_members_of_90_days(book: FigureBook) -> None:
    book.person("A", ("2026-08-24", None), layer="core")
    book.person("B", ("2026-08-25", None), layer="leader")
    book.person("C", ("2026-01-01", None), layer="active")
    for letter in "ABC":
        book.says(letter, "2026-11-22")
    assert who(book, list=["seeds"]) == "A"
    assert who(book, layers=["leader"]) == "B"


def test_connectors_have_the_most_partners(book: FigureBook) -> None:
    for letter in "ABCDE":
        book.person(letter, ("2026-01-01", None))
    book.says("A", "2026-11-20", mentions=("B", "C"))
    book.says("B", "2026-11-20", "18:00:00")
    book.says("E", "2026-01-20", mentions=("A", "B", "C", "D"))
    book.says("A", "2026-11-22", "20:00:00")
    assert who(book, list=["connectors"]) == ""
    book.says("A", "2026-11-21", mentions=("D",))
    assert who(book, list=["connectors"]) == "A"


def test_newcomers_not_welcomed(book: FigureBook) -> None:
    for letter in "AB":
        book.person(letter, ("2026-11-15", None))
    book.person("C", ("2026-01-01", "2026-02-01"), ("2026-11-15", None))
    book.person("D")
    book.says("D", "2026-11-22")
    with book.store.atomic() as db:
        today_reading.welcome(db, book.id, [book.members["B"]], "2026-11-16")
        today_reading.welcome(db, book.id, [book.members["C"]], "2026-01-02")  # the first time
    assert who(book, list=["unwelcomed"]) == "AC"


def test_a_bot_is_in_no_list_of_people(book: FigureBook) -> None:
    book.person("A", ("2026-01-01", None))
    book.person("B", ("2026-11-15", None), bot=True)
    book.person("C", ("2026-01-01", None), bot=True)
    book.person("D", ("2026-11-15", None))
    with book.store.atomic() as db:
        db.execute("UPDATE members SET is_self = 1 WHERE id = ?", [book.members["D"]])
    for letter in "ABC":
        book.says(letter, "2026-01-20")
    book.says("D", "2026-11-22")
    assert who(book, list=["unwelcomed"]) == ""  # nobody welcomes a bot, nor oneself
    assert who(book, silent=["30"]) == "A"
    assert who(book, never=True) == ""
    assert who(book) == "ABCD"


def test_a_file_without_messages_has_empty_lists(book: FigureBook) -> None:
    book.person("A", ("2026-11-15", None))
    assert who(book, list=["rising"]) == who(book, list=["unwelcomed"]) == ""
    assert who(book, never=True) == "A"


def test_conditions_on_groups_words_and_days(book: FigureBook) -> None:
    for letter in "AB":
        book.person(letter, ("2026-11-15", None))
    other = FigureBook(book.store, "Writers")
    other.person("B", ("2026-11-15", None), member=book.members["B"])
    assert who(book, in_groups=[str(book.id)], not_in_groups=[str(other.id)]) == "A"
    assert who(book, text="b") == "B"
    assert who(book, joined=["7"]) == ""
    assert who(book, joined=["8"]) == "AB"
    assert who(book, joined=["2026-11-16"]) == ""


def test_segments_of_an_older_file_move_with_the_first_write(store: Store) -> None:
    with store.atomic() as db:
        settings.put(db, "segments", {"quiet ones": {"silent": ["30"]}})
    assert segments.by_name(store.db, "quiet ones") == {"silent": ["30"]}
    with store.atomic() as db:
        segments.save(db, "lecturers", {"tags": ["讲师"]})
    assert settings.get(store.db, "segments", dict[str, object]()) == {}
    assert segments.all_segments(store.db) == {
        "quiet ones": {"silent": ["30"]},
        "lecturers": {"tags": ["讲师"]},
    }
    with store.atomic() as db, pytest.raises(UserError, match="segment_exists"):
        segments.rename(db, "lecturers", "quiet ones")
    with store.atomic() as db:
        segments.rename(db, "lecturers", "speakers")
        segments.delete(db, "quiet ones")
    assert segments.all_segments(store.db) == {"speakers": {"tags": ["讲师"]}}
    with pytest.raises(UserError, match="segment_unknown"):
        segments.by_name(store.db, "quiet ones")


def test_names_of_a_segment_for_the_chat(book: FigureBook) -> None:
    book.person("A", ("2026-11-15", None))
    book.person("B", ("2026-11-15", None))
    book.person("X", ("2026-11-15", None), bot=True)
    other = FigureBook(book.store, "Writers")
    other.person("B", ("2026-11-15", None), member=book.members["B"])
    with book.store.atomic() as db:
        member_edits.set_membership(db, book.id, [book.members["A"]], {"nickname": "Ann \n Lee"})
    never = {"never": True}
    assert names_of(book.store, never, [book.id, other.id], TODAY) == ["Ann Lee", "B"]
    assert names_of(book.store, never, [other.id], TODAY) == ["B"]
    assert names_of(book.store, never, [], TODAY) == ["A", "B"]
