"""What an import would bring is what it then brings, and counting writes nothing."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from qunmate import clock
from qunmate.data import groups
from qunmate.data.store import Store
from qunmate.errors import UserError
from qunmate.progress import finish
from qunmate.tasks.chat_intake import ChatImport
from qunmate.tasks.count_chat import ChatCount, count_chat
from qunmate.tasks.import_chat import Pasted, import_chat
from tests.chat_files import many, qq_text

TODAY = date(2026, 11, 22)


def count(store: Store, source: Path | Pasted) -> ChatCount:
    before = store.data_version()
    changes = store.db.conn.total_changes
    (found,) = finish(count_chat(store, source, None))
    assert (store.data_version(), store.db.conn.total_changes) == (before, changes)
    return found


def test_a_new_chat_then_half_of_it_again(store: Store) -> None:
    rows = many(60, datetime(2026, 3, 1))
    first = Pasted("读书会", qq_text(rows[:40], "读书会"))
    counted = count(store, first)
    assert (counted.name, counted.group, counted.named) == ("读书会", None, True)
    (done,) = finish(import_chat(store, [first], today=TODAY))
    assert isinstance(done, ChatImport)
    assert (counted.messages, counted.new) == (done.messages, done.new) == (40, 40)
    assert counted.first_day == clock.parse_day("2026-03-01")
    again = Pasted("读书会", qq_text(rows[20:], "读书会"))
    counted = count(store, again)
    assert counted.group == groups.by_name(store.db, "读书会")
    (done,) = finish(import_chat(store, [again], today=TODAY))
    assert isinstance(done, ChatImport)
    assert (counted.messages, counted.new) == (done.messages, done.new) == (40, 20)


def test_what_holds_nothing_says_so(store: Store) -> None:
    head = qq_text([], "读书会")
    with pytest.raises(UserError) as told:
        finish(count_chat(store, Pasted("读书会", head), None))
    assert told.value.problem.code == "nothing_in_source"


def test_a_text_without_its_group_says_so(store: Store) -> None:
    text = "—————  2026-11-21  —————\n\n\n林小满  10:30\n\n早安\n"
    counted = count(store, Pasted("Pasted text", text))
    assert not counted.named
    assert counted.messages == 1


def test_people_are_counted_as_the_import_takes_them_in(store: Store) -> None:
    told = ["小满(10001)", "满姐(10001)", "一川(10002)", "一川", "阿猫", "阿猫", "林"]
    text = "".join(f"{who} 2026/04/08 00:00:{n:02}\n早{n}\n\n" for n, who in enumerate(told))
    counted = count(store, Pasted("读书会", text))
    finish(import_chat(store, [Pasted("读书会", text)], today=TODAY))
    (members,) = store.db.execute("SELECT count(*) FROM members").fetchone()
    assert counted.senders == members == 4
