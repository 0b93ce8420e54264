"""Any deed can be turned back and forth again: the file is then the same to the byte."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import settings as example_settings
from hypothesis import strategies as st

from qunmate.data import groups, merging, settings
from qunmate.data.database import Database
from qunmate.data.rezone import rezone
from qunmate.data.store import Store, open_store
from qunmate.data.undo_log import LEFT_OUT, MESSAGES, Span, UndoLog
from qunmate.errors import UserError
from qunmate.progress import finish

TEXTS = ("", "a", "’”\n", "群 😀", "x\x00y", "0012", "1e3")
REALS = (0.1, -2.5e-300, 3.0, 1 / 3)
FIELDS = ("{}", '{"级别": "金"}', '{"级别": "", "城市": "’”"}')  # of the operator's own, by name


@contextmanager
def fresh() -> Iterator[tuple[Store, UndoLog]]:
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "a.qunmate") as store:
        fill(store)
        yield store, UndoLog(store)


def fill(store: Store) -> None:
    """Two rows of nearly everything, each with something resting on it."""
    with store.atomic() as db:
        for one in (1, 2):
            groups.add(db, f"group {one}", "qq", "Asia/Shanghai")
        for one in range(1, 6):
            db.execute(
                "INSERT INTO members (id, name, phone) VALUES (?, ?, '139')", [one, f"m{one}"]
            )
            db.execute(
                "INSERT INTO identities (member_id, platform, value) VALUES (?, 'qq', ?)",
                [one, f"1000{one}"],
            )
        for one in range(1, 6):
            for group in (1, 2):
                db.execute(
                    "INSERT INTO memberships (group_id, member_id, invited_by) VALUES (?, ?, ?)",
                    [group, one, one % 5 + 1 if group == 1 else None],
                )
        db.execute(
            "INSERT INTO stays (membership_id, joined_on, brought_on)"
            " SELECT id, '2026-01-0' || member_id, '2026-02-01' FROM memberships"
        )
        db.execute("INSERT INTO tags (name) VALUES ('x'), ('y')")
        db.execute("INSERT INTO member_tags (member_id, tag_id) SELECT members.id, 1 FROM members")
        db.execute(
            "INSERT INTO imports (kind, file, sha256, format, group_id, at)"
            " VALUES ('chat', 'f', '', 'qq', 1, 0), ('roster', 'f', '', 'xlsx', NULL, 0)"
        )
        db.execute(
            "INSERT INTO messages"
            " (group_id, import_id, sent_at, utc_offset, zoned, kind, text, key)"
            " VALUES (2, 1, 0, 0, 0, 0, 'hello', 1)"
        )
        db.execute(
            "INSERT INTO plan_items (kind, title, starts_at, speaker_id)"
            " VALUES ('topic', 't', 0, 1)"
        )
        db.execute("INSERT INTO plan_item_groups VALUES (1, 1), (1, 2)")
        db.execute(
            "INSERT INTO highlights (group_id, kind, title, occurred_on)"
            " VALUES (1, 'quote', 'h', '2026-01-01')"
        )
        db.execute("INSERT INTO highlight_authors VALUES (1, 1), (1, 2)")
        db.execute("INSERT INTO highlight_messages VALUES (1, 1)")
        db.execute("INSERT INTO highlight_labels VALUES (1, 'topic', 'z')")


def dump(store: Store) -> str:
    """Every value of every table, the search index too. That a number was given stays so."""
    rows = store.db.execute("PRAGMA main.table_list").fetchall()
    names = sorted(name for _schema, name, kind, *_rest in rows if kind in {"table", "shadow"})
    names.remove("sqlite_sequence")
    return "\n".join(
        f"{name} {row!r}"
        for name in names
        for row in sorted(store.db.execute(f'SELECT * FROM "{name}"').fetchall(), key=repr)
    )


def ordinary(db: Database) -> list[str]:
    rows = db.execute("PRAGMA main.table_list").fetchall()
    names = {name for _schema, name, kind, *_rest in rows if kind == "table"}
    return sorted(names - LEFT_OUT - {MESSAGES})


def change_something(db: Database, chance: Random) -> None:
    table = chance.choice(ordinary(db))
    columns = db.execute(f'PRAGMA table_info("{table}")').fetchall()
    keys = {row[3]: row[2] for row in db.execute(f'PRAGMA foreign_key_list("{table}")')}

    def value(name: str, kind: str) -> object:
        if name in keys:
            rows = db.execute(f'SELECT id FROM "{keys[name]}"').fetchall()
            return chance.choice(rows)[0] if rows else None
        if kind == "INTEGER":
            return chance.randrange(-3, 90)
        if name == "custom":
            return chance.choice(FIELDS)
        return chance.choice(REALS if kind == "REAL" else TEXTS)

    key = [row[1] for row in columns if row[5]]
    rows = db.execute(f'SELECT {", ".join(key)} FROM "{table}"').fetchall()
    what = chance.choice(("insert", "delete", "update", "update", "merge"))
    where = " AND ".join(f'"{name}" = ?' for name in key)
    if what == "merge":
        merging.merge(db, chance.randrange(1, 6), chance.randrange(1, 6))
    elif what == "insert" and table != "imports":  # their numbers are never given twice
        values = [None if row[1] == "id" else value(row[1], row[2]) for row in columns]
        marks = ", ".join("?" * len(values))
        db.execute(f'INSERT INTO "{table}" VALUES ({marks})', values)
    elif what == "delete" and rows:
        db.execute(f'DELETE FROM "{table}" WHERE {where}', chance.choice(rows))
    elif what == "update" and rows:
        name, kind = chance.choice([(row[1], row[2]) for row in columns])
        db.execute(
            f'UPDATE "{table}" SET "{name}" = ? WHERE {where}',
            [value(name, kind), *chance.choice(rows)],
        )


def deed(store: Store, log: UndoLog, change: Callable[[Database], object]) -> list[Span]:
    with log.recording() as noted, store.atomic() as db:
        change(db)
    return noted


@example_settings(max_examples=150)
@given(st.lists(st.lists(st.integers(0, 2**32), min_size=1, max_size=4), max_size=8))
def test_any_deeds_go_back_and_forth_to_the_byte(deeds: list[list[int]]) -> None:
    with fresh() as (store, log):
        states, done = [dump(store)], []
        for seeds in deeds:

            def several(db: Database, seeds: list[int] = seeds) -> None:
                for seed in seeds:
                    try:
                        with db.atomic():
                            change_something(db, Random(seed))
                    except (sqlite3.IntegrityError, UserError):
                        continue  # as SQLite or the verb refuses it

            noted = deed(store, log, several)
            if noted:
                done.append(noted[0])
                states.append(dump(store))
            assert dump(store) == states[-1]
        undone = []
        for place in reversed(range(len(done))):
            undone.append(turn_back(log, done[place]))
            assert dump(store) == states[place]
        for place, span in enumerate(reversed(undone)):
            turn_back(log, span)
            assert dump(store) == states[place + 1]
        assert not store.db.execute("PRAGMA foreign_key_check").fetchall()


def test_a_merge_of_members_goes_back() -> None:
    with fresh() as (store, log):
        before = dump(store)
        noted = deed(store, log, lambda db: merging.merge(db, 1, 2))
        assert {"members", "identities", "memberships", "stays", "member_tags"} <= log.tables(
            noted[0]
        )
        merged = dump(store)
        back = turn_back(log, noted[0])
        assert dump(store) == before
        turn_back(log, back)
        assert dump(store) == merged


def test_what_changes_nothing_is_no_deed() -> None:
    with fresh() as (store, log):
        assert deed(store, log, lambda db: db.execute("UPDATE members SET phone = '139'")) == []


def test_a_deed_that_failed_is_none() -> None:
    with fresh() as (store, log):

        def fail(db: Database) -> None:
            settings.put(db, "a", 1)
            raise UserError("members_same")

        with pytest.raises(UserError):
            deed(store, log, fail)
        assert deed(store, log, lambda db: None) == []


def turn_back(log: UndoLog, span: Span) -> Span:
    return finish(log.turn_back(span))


OTHERS = (
    "UPDATE members SET city = '成都' WHERE id = 1",
    "DELETE FROM members WHERE id = 1",
    "UPDATE members SET custom = '{ }' WHERE id = 1",
)


@pytest.mark.parametrize("statement", OTHERS)
def test_a_row_that_others_changed_since_is_left_alone(statement: str) -> None:
    with fresh() as (store, log):
        noted = deed(
            store, log, lambda db: db.execute("UPDATE members SET city = '上海' WHERE id < 3")
        )
        with open_store(store.path) as other, other.atomic() as db:
            db.execute(statement)
        before = dump(store)
        with pytest.raises(UserError, match="deed_overtaken"):
            turn_back(log, noted[0])
        assert dump(store) == before


def test_what_others_put_onto_a_new_row_is_not_lost() -> None:
    with fresh() as (store, log):
        noted = deed(
            store, log, lambda db: db.execute("INSERT INTO members (id, name) VALUES (9, 'new')")
        )
        with open_store(store.path) as other, other.atomic() as db:
            db.execute("INSERT INTO member_tags (member_id, tag_id) VALUES (9, 1)")
        before = dump(store)
        with pytest.raises(UserError, match="deed_overtaken"):
            turn_back(log, noted[0])
        assert dump(store) == before


def test_a_new_group_goes_though_an_import_went_there_and_was_taken_back() -> None:
    with fresh() as (store, log):
        noted = deed(store, log, lambda db: groups.add(db, "new", "qq", "Asia/Shanghai"))
        with store.atomic() as db:
            new = groups.by_name(db, "new").id
            db.execute(
                "INSERT INTO imports (kind, file, sha256, format, group_id, at, undone)"
                " VALUES ('chat', 'n', '', 'qq', ?, 0, 1)",
                [new],
            )
            db.execute("INSERT INTO chat_sources (source, group_id) VALUES ('qq:new', ?)", [new])
        before = dump(store)
        back = turn_back(log, noted[0])
        assert groups.named(store.db, "new") is None
        turn_back(log, back)
        assert dump(store) == before


def test_a_row_can_t_come_back_where_what_it_rested_on_is_gone() -> None:
    with fresh() as (store, log):
        noted = deed(store, log, lambda db: db.execute("DELETE FROM member_tags"))
        with open_store(store.path) as other, other.atomic() as db:
            db.execute("DELETE FROM tags")
        with pytest.raises(UserError, match="deed_overtaken"):
            turn_back(log, noted[0])


def test_a_name_that_others_took_since_is_not_taken_from_them() -> None:
    with fresh() as (store, log):
        noted = deed(store, log, lambda db: db.execute("UPDATE tags SET name = 'z' WHERE id = 1"))
        with open_store(store.path) as other, other.atomic() as db:
            db.execute("UPDATE tags SET name = 'x' WHERE id = 2")
        with pytest.raises(UserError, match="deed_overtaken"):
            turn_back(log, noted[0])


@pytest.mark.parametrize(
    "statement",
    ["DELETE FROM messages", "DELETE FROM groups", "UPDATE messages SET text = 'other'"],
)
def test_messages_come_and_go_with_imports_alone(statement: str) -> None:
    with fresh() as (store, log):
        before = dump(store)
        with pytest.raises(sqlite3.IntegrityError, match="imports alone"):
            deed(store, log, lambda db: db.execute(statement))
        assert dump(store) == before


def test_another_time_zone_goes_back() -> None:
    with fresh() as (store, log):
        with store.atomic() as db:
            db.conn.executemany(
                "INSERT INTO messages"
                " (group_id, import_id, sent_at, utc_offset, zoned, identity_id, kind, text, key)"
                " VALUES (1, 1, ?, 28800, ?, 1, 0, 'x', ?)",
                [(3600 * hour, hour % 2, hour) for hour in range(300)],
            )
        before = dump(store)
        noted = deed(store, log, lambda db: rezone(db, 1, "America/New_York"))
        moved = dump(store)
        assert {"messages", "daily_activity"} <= log.tables(noted[0])
        back = turn_back(log, noted[0])
        assert dump(store) == before
        turn_back(log, back)
        assert dump(store) == moved


def test_outside_a_deed_nothing_is_noted() -> None:
    with fresh() as (store, log):
        with store.atomic() as db:
            db.execute("DELETE FROM messages")
            db.execute("UPDATE members SET city = '上海'")
        assert store.db.execute("SELECT count(*) FROM undo_log").fetchone() == (0,)
        deed(store, log, lambda db: db.execute("UPDATE members SET city = '成都'"))
        with store.atomic() as db:
            db.execute("UPDATE members SET city = '上海'")
        assert store.db.execute("SELECT count(*) FROM undo_log").fetchone() == (5,)


def test_what_is_forgotten_takes_no_room() -> None:
    with fresh() as (store, log):
        noted = deed(store, log, lambda db: db.execute("UPDATE members SET city = '上海'"))
        log.forget(noted)
        assert store.db.execute("SELECT count(*) FROM undo_log").fetchone() == (0,)
