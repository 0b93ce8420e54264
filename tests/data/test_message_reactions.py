"""What people answered messages with, from the record into the file, and again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from qunmate.data import backups, groups, message_rows, messages
from qunmate.data.store import Store, open_store
from qunmate.errors import Problem
from qunmate.progress import finish
from qunmate.tasks.backup import check
from qunmate.tasks.erase import erase
from qunmate.tasks.import_chat import Pasted
from qunmate.tasks.undo_import import undo_import
from tests.data.importers.telegram_file import export, message
from tests.tasks.taking_in import take

THUMBS, HEARTS = {"type": "emoji", "emoji": "👍"}, {"type": "emoji", "emoji": "❤"}


def telegram(*told: list[dict[str, Any]] | None) -> Pasted:
    """Messages 1, 2, … of one chat; None is for one without reactions."""
    said = (
        message(n, text=f"第{n}句", **({"reactions": one} if one is not None else {}))
        for n, one in enumerate(told, 1)
    )
    return Pasted("result.json", export(*said))


def kept(store: Store) -> list[str]:
    """The reactions of all messages, as they are shown."""
    ids = [row[0] for row in store.db.execute("SELECT id FROM messages ORDER BY id")]
    return [
        " ".join(f"{sign}{count}" for sign, count in row.reactions)
        for row in message_rows.rows(store.db, ids)
    ]


def test_they_come_with_their_message_and_cost_the_others_nothing(store: Store) -> None:
    take(store, telegram(None, [THUMBS | {"count": 3}, HEARTS | {"count": 1}], []))
    assert kept(store) == ["", "👍3 ❤1", ""]
    rows = store.db.execute("SELECT reactions FROM messages ORDER BY id").fetchall()
    assert rows == [(None,), ('{"👍":3,"❤":1}',), (None,)]
    assert check(store.path).problems == ()


@pytest.mark.parametrize("wrong", ["", "👍", "[3]", "{}", '{"👍":"3"}', '{"👍":0}', '{"👍":1.5}'])
def test_a_check_tells_of_what_can_t_be_read(store: Store, wrong: str) -> None:
    take(store, telegram(None, [THUMBS | {"count": 3}]))
    with store.atomic() as db:
        db.execute("UPDATE messages SET reactions = ? WHERE reactions IS NOT NULL", [wrong])
    assert check(store.path).problems == (Problem("reactions_wrong", {"n": 1}),)


def test_a_later_record_tells_more_and_an_earlier_one_takes_nothing_away(store: Store) -> None:
    early = telegram([THUMBS | {"count": 2}], None)
    late = telegram([THUMBS | {"count": 5}, HEARTS | {"count": 1}], [HEARTS | {"count": 1}])
    take(store, early)
    (again,) = take(store, late)
    assert (again.new, again.duplicates) == (0, 2)
    assert kept(store) == ["👍5 ❤1", "❤1"]
    take(store, early)
    take(store, telegram(None, None))
    assert kept(store) == ["👍5 ❤1", "❤1"]


def test_who_changed_their_mind_is_counted_as_the_later_record_tells(store: Store) -> None:
    take(store, telegram([THUMBS | {"count": 2}]))
    take(store, telegram([HEARTS | {"count": 2}]))
    assert kept(store) == ["❤2"]


def test_taking_a_later_record_back_gives_back_what_there_was(store: Store) -> None:
    take(store, telegram([THUMBS | {"count": 2}], None))
    before = kept(store)
    more = [THUMBS | {"count": 5}]
    (again,) = take(store, telegram(more, more, more))
    assert kept(store) == ["👍5"] * 3
    assert again.import_id is not None
    finish(undo_import(store, again.import_id))
    assert kept(store) == before
    assert check(store.path).problems == ()


def test_a_dry_run_changes_none(store: Store) -> None:
    take(store, telegram([THUMBS | {"count": 2}]))
    take(store, telegram([THUMBS | {"count": 5}]), dry_run=True)
    assert kept(store) == ["👍2"]


def test_a_record_with_other_reactions_of_a_message_without_an_id(store: Store) -> None:
    one = message(1)
    del one["id"]
    take(store, Pasted("result.json", export(one)))
    take(store, Pasted("result.json", export(one | {"reactions": [THUMBS | {"count": 4}]})))
    assert kept(store) == ["👍4"]


def test_another_programs_record_tells_them(store: Store) -> None:
    """A table without ids of messages, of what a document with ids told already."""
    author = {"id": "11", "name": "小满"}
    said = {"id": "1", "type": "Default", "timestamp": "2026-01-02T03:04:05+08:00",
            "content": "早", "author": author}  # fmt: skip
    document = {"guild": {"id": "7", "name": "读书会"}, "channel": {"id": "8", "name": "闲聊"}}
    take(store, Pasted("a.json", json.dumps(document | {"messages": [said]})), group=None)
    (name,) = store.db.execute("SELECT name FROM groups").fetchone()
    table = (
        "AuthorID,Author,Date,Content,Attachments,Reactions\n"
        '"11","小满","2026-01-02T03:04:05.0000000+08:00","早","","👍 (3),pepe (1)"\n'
    )
    (again,) = take(store, Pasted("a.csv", table), group=name)
    assert (again.new, again.recognised) == (0, 1)
    assert kept(store) == ["👍3 pepe1"]


def test_more_messages_than_one_batch_find_their_own(store: Store) -> None:
    told = [[THUMBS | {"count": n}] if n % 3 == 0 else None for n in range(1, 60)]
    take(store, telegram(*told))
    take(store, telegram(*([HEARTS | {"count": n}] for n in range(1, 90))))
    assert kept(store) == [f"❤{n}" for n in range(1, 90)]


def test_a_copy_has_them(store: Store, tmp_path: Path) -> None:
    take(store, telegram([THUMBS | {"count": 2}]))
    backups.write(store.db, tmp_path / "copy.qunmate")
    with open_store(tmp_path / "copy.qunmate") as copy:
        assert kept(copy) == ["👍2"]


def test_who_is_erased_leaves_none_behind(store: Store) -> None:
    other = message(2, from_id="user102", **{"from": "周一川"}) | {
        "reactions": [HEARTS | {"count": 1}]
    }
    mine = message(1) | {"reactions": [THUMBS | {"count": 2}]}
    take(store, Pasted("result.json", export(mine, other)))
    (member,) = store.db.execute("SELECT id FROM members WHERE name = '林小满'").fetchone()
    finish(erase(store, member))
    assert kept(store) == ["", "❤1"]


def test_a_file_of_the_version_before_is_read_on(tmp_path: Path) -> None:
    path = tmp_path / "old.qunmate"
    with open_store(path) as store:
        take(store, telegram(None))
        with store.atomic() as db:
            db.execute("ALTER TABLE messages DROP COLUMN reactions")
            db.execute("DELETE FROM _sqlite_migrations WHERE name = 'm009_reactions'")
            db.execute("UPDATE imports SET outcome = '[]'")
    with open_store(path) as store:
        assert kept(store) == [""]
        assert store.db.execute("SELECT outcome FROM imports").fetchall() == [("",)]
        take(store, telegram([THUMBS | {"count": 2}]))
        assert kept(store) == ["👍2"]


def test_a_listing_and_a_search_tell_them(store: Store) -> None:
    take(store, telegram([THUMBS | {"count": 2}], None))
    (group,) = groups.all_groups(store.db)
    listed = list(messages.listing(store.db, group.id))
    assert [one.reactions for one in listed] == [(("👍", 2),), ()]
    found, _more = messages.search(store.db, "第1句")
    assert [one.reactions for one in found] == [(("👍", 2),)]
