"""What a digest reads of a group."""

from __future__ import annotations

from qunmate.clock import iso_day
from qunmate.data import digest_reading as reading
from qunmate.data.store import Store
from qunmate.model import Kind
from tests.digest_book import MONDAY, SUNDAY, Book


def test_chat_is_human_and_of_the_days_asked_for(store: Store) -> None:
    book = Book(store)
    with store.atomic():
        batch = book.covers(MONDAY - 1, MONDAY + 1)
        ann, bot = book.member("Ann"), book.member("Robot", bot=1)
        book.says(batch, [(MONDAY - 1, 1439, ann, "before"), (MONDAY, 0, ann, "first")])
        book.says(batch, [(MONDAY, 1439, None, "last"), (MONDAY + 1, 0, ann, "after")])
        book.says(batch, [(MONDAY, 5, bot, "beep")])
        book.says(batch, [(MONDAY, 6, ann, "Ann joined")], kind=Kind.SYSTEM)
        book.says(batch, [(MONDAY, 7, ann, "gone")], kind=Kind.RECALL)
    found = reading.chat(store.db, book.group.id, MONDAY, MONDAY)
    assert [message.text for message in found] == ["first", "last"]
    assert (found[0].member_id, found[0].sender, found[0].kind) == (ann, "Ann", Kind.TEXT)


def test_activity_is_counted_by_member(store: Store) -> None:
    book = Book(store)
    with store.atomic():
        batch = book.covers(MONDAY - 60, SUNDAY)
        ann, ben, bot = book.member("Ann"), book.member("Ben"), book.member("Robot", bot=1)
        book.says(batch, [(MONDAY - 40, 1, ann, "x"), (MONDAY + 2, 1, ann, "x")])
        book.says(batch, [(MONDAY + day, 1, ben, "x") for day in (0, 0, 3)])
        book.says(batch, [(MONDAY, 1, bot, "x")])
    found = reading.activity(store.db, book.group.id, MONDAY, SUNDAY)
    assert found == [(ben, 3, 2, MONDAY), (ann, 1, 1, MONDAY + 2)]


def test_joins_are_known_and_still_there(store: Store) -> None:
    book = Book(store)
    with store.atomic():
        host = book.member("Host", joined=MONDAY - 100)
        new = book.member("New", joined=MONDAY + 1, invited_by=host)
        gone = book.member("Gone", joined=MONDAY + 1)
        book.member("Robot", joined=MONDAY + 1, bot=1)
        book.member("Unknown")
        store.db.execute(
            "UPDATE stays SET left_on = ? WHERE membership_id ="
            " (SELECT id FROM memberships WHERE member_id = ?)",
            [iso_day(MONDAY + 2), gone],
        )
    assert reading.joins(store.db, book.group.id, MONDAY, SUNDAY) == [
        (new, iso_day(MONDAY + 1), host)
    ]
    before = reading.joined_before(store.db, book.group.id, [host, new])
    assert before == {host: iso_day(MONDAY - 100), new: iso_day(MONDAY + 1)}


def test_people_are_called_as_the_group_calls_them(store: Store) -> None:
    book = Book(store)
    with store.atomic():
        ann = book.member("Ann", nickname="跑团-Ann", opt_out=1)
        ben = book.member("Ben", nickname="  ", is_self=1)
    people = reading.people(store.db, book.group.id, SUNDAY)
    assert people[ann] == ("跑团-Ann", False, True, False, False)
    assert people[ben] == ("Ben", False, False, True, False)
    assert reading.names_opted_out(store.db) == ("Ann", f"wxid_{ann:08}", "跑团-Ann")


def test_ids_and_phones_are_recognised_however_they_are_written(store: Store) -> None:
    book = Book(store)
    with store.atomic():
        book.member("Ann", wxid="Anna_K", phone="+86 139-1234-5678")
    tokens = ["anna_k", "13912345678", "8613912345678", "nobody", "1391234"]
    found = reading.known_secrets(store.db, tokens)
    assert found == {"anna_k", "13912345678", "8613912345678"}
