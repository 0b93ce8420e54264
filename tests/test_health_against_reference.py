"""The figures of the product against the slow reference, over invented files."""

from __future__ import annotations

import contextlib
import json
import math
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qunmate.data import groups
from qunmate.data.store import Store, open_store
from qunmate.health import to_json
from qunmate.tasks import figures
from tests.reference import document, standings
from tests.reference.inventing import file_plans
from tests.reference.plans import FilePlan, write_file
from tests.reference.reading import read_books
from tests.reference.writing import Writer

# the same files every time, unless someone asks for more of them
MORE = os.environ.get("QUNMATE_EXAMPLES")
THOROUGH = settings(
    max_examples=int(MORE or 80),
    derandomize=MORE is None,
    database=None,
    deadline=None,
    print_blob=False,
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("reference") / "empty.qunmate"
    open_store(path).close()
    return path


@contextlib.contextmanager
def written(empty: Path, plan: FilePlan) -> Iterator[tuple[Store, list[int]]]:
    """The plan in a fresh file, and the ids of its groups."""
    path = empty.with_name("invented.qunmate")
    for leftover in path.parent.glob("invented.qunmate*"):
        leftover.unlink()
    shutil.copy(empty, path)
    with open_store(path) as store:
        with store.atomic() as db:
            ids = write_file(plan, Writer(db.conn))
        yield store, ids


def differences(ours: Any, theirs: Any, where: str = "") -> list[str]:
    """Where two JSON values differ: floats by more than 1e-9 of their size, all else at all."""
    if isinstance(ours, dict) and isinstance(theirs, dict):
        keys = sorted(ours.keys() | theirs.keys())
        missing = object()
        pairs = [(key, ours.get(key, missing), theirs.get(key, missing)) for key in keys]
        return [d for key, a, b in pairs for d in differences(a, b, f"{where}.{key}")]
    if isinstance(ours, list) and isinstance(theirs, list) and len(ours) == len(theirs):
        numbered = enumerate(zip(ours, theirs, strict=True))
        return [d for i, (a, b) in numbered for d in differences(a, b, f"{where}[{i}]")]
    if isinstance(ours, float | int) and isinstance(theirs, float | int):
        exact = isinstance(ours, int) and isinstance(theirs, int)
        same = ours == theirs if exact else math.isclose(ours, theirs, rel_tol=1e-9, abs_tol=1e-12)
    else:
        same = type(ours) is type(theirs) and ours == theirs
    return [] if same else [f"{where}: {ours!r}, by the definition {theirs!r}"]


def as_json(value: Any) -> Any:
    return json.loads(json.dumps(value))


def health_differs(store: Store, id_: int, plan: FilePlan) -> list[str]:
    expected = document.health([read_books(store.db.conn)[id_]], plan.first, plan.last)
    group = groups.by_id(store.db, id_)
    found = figures.health(store, group, plan.first, plan.last)
    return differences(as_json(to_json(found)), expected, f"group {id_}")


def standings_differ(store: Store, id_: int, plan: FilePlan) -> list[str]:
    book = read_books(store.db.conn)[id_]
    end = document.period([book], plan.first, plan.last)[1]
    expected = {} if end is None else standings.standings(book, end)
    found = figures.standings(store, groups.by_id(store.db, id_), plan.last)
    wrong = [f"{who} is no member" for who in found.keys() - expected if found[who].layer]
    for member, standing in expected.items():
        ours = as_json(found[member]._asdict())
        wrong += differences(ours, standing, f"member {member}")
    return wrong


@THOROUGH
@given(plan=file_plans())
def test_a_group_is_what_the_definitions_say(empty: Path, plan: FilePlan) -> None:
    with written(empty, plan) as (store, ids):
        for id_ in ids:
            assert health_differs(store, id_, plan) == []
            assert standings_differ(store, id_, plan) == []


@THOROUGH
@given(plan=file_plans())
def test_all_groups_are_what_the_definitions_say(empty: Path, plan: FilePlan) -> None:
    with written(empty, plan) as (store, ids):
        books = read_books(store.db.conn)
        pool = [books[id_] for id_ in ids]
        expected = document.health(pool, plan.first, plan.last, pooled=True)
        chosen = [groups.by_id(store.db, id_) for id_ in ids]
        found = as_json(to_json(figures.health(store, chosen, plan.first, plan.last)))
        assert differences(found, expected, "all groups") == []


def toggle_bot(db: sqlite3.Connection, number: int) -> None:
    db.execute("UPDATE members SET bot = 1 - bot WHERE id = ?", [number])


def merge(db: sqlite3.Connection, number: int) -> None:
    db.execute("UPDATE identities SET member_id = 1 WHERE id = ?", [number])


def erase(db: sqlite3.Connection, number: int) -> None:
    theirs = "identity_id IN (SELECT id FROM identities WHERE member_id = ?)"
    db.execute(f"UPDATE messages SET identity_id = NULL WHERE {theirs}", [number])
    db.execute(f"DELETE FROM daily_activity WHERE {theirs}", [number])
    db.execute("DELETE FROM members WHERE id = ?", [number])


def take_back(db: sqlite3.Connection, number: int) -> None:
    db.execute("DELETE FROM messages WHERE import_id = ?", [number])
    db.execute("UPDATE imports SET undone = 1 WHERE id = ?", [number])


def edit_stay(db: sqlite3.Connection, number: int) -> None:
    db.execute("UPDATE stays SET joined_on = '2026-01-05' WHERE id = ?", [number])


def edit_membership(db: sqlite3.Connection, number: int) -> None:
    db.execute(
        "UPDATE memberships SET role = 'owner', layer_override = 'core' WHERE id = ?", [number]
    )


def shorter_gap(db: sqlite3.Connection, number: int) -> None:
    db.execute("REPLACE INTO settings VALUES ('conversation_gap_minutes', ?)", [str(number)])


def other_zone(db: sqlite3.Connection, number: int) -> None:
    db.execute("UPDATE groups SET timezone = 'Asia/Tokyo' WHERE id = 1")
    db.execute("UPDATE messages SET utc_offset = 32400 WHERE group_id = 1")


def another_message(db: sqlite3.Connection, number: int) -> None:
    write = Writer(db)
    batch = write.chat_import(1, 20_000, 20_600)
    identity = db.execute("SELECT max(id) FROM identities").fetchone()[0]
    write.message(1, batch, 20_500 * 86_400 + number, identity)


CHANGES = (
    toggle_bot,
    merge,
    erase,
    take_back,
    edit_stay,
    edit_membership,
    shorter_gap,
    other_zone,
    another_message,
)


@THOROUGH
@given(plan=file_plans(), change=st.sampled_from(CHANGES), number=st.integers(1, 8))
def test_what_was_kept_is_not_shown_after_a_change(
    empty: Path, plan: FilePlan, change: Callable[[sqlite3.Connection, int], None], number: int
) -> None:
    with written(empty, plan) as (store, ids):
        for _ in range(2):  # computed, then read from what was kept
            assert health_differs(store, ids[0], plan) == []
        with store.atomic() as db:
            change(db.conn, number)
        assert health_differs(store, ids[0], plan) == []
        assert standings_differ(store, ids[0], plan) == []


def test_shares_of_many_members_are_rounded_up_exactly(empty: Path) -> None:
    """0.05 · 140 is 7, but 7.000000000000001 as floats multiply."""
    nobody = FilePlan((), (), (), None, None, ())
    with written(empty, nobody) as (store, _ids):
        with store.atomic() as db:
            write = Writer(db.conn)
            group = write.group("UTC")
            batch = write.chat_import(group, 20_000, 20_060)
            for number in range(140):
                member = write.member()
                write.membership(group, member, [("2024-01-01", None, "2024-01-01")])
                identity = write.identity(member)
                if number == 0:
                    host = identity
                for message in range(number % 4 + 1):
                    at = (20_060 - message) * 86_400 + number * 100
                    write.message(group, batch, at, identity, mentions=[host])
            # everyone opens a conversation that is answered, so that every rank could lead
            for number in range(1, 140):
                at = (20_040 + number % 15) * 86_400 + (number // 15 + 5) * 7200
                write.message(group, batch, at, number)
                write.message(group, batch, at + 60, number % 139 + 2)
        assert health_differs(store, group, nobody) == []
        assert standings_differ(store, group, nobody) == []
        layers = to_json(figures.health(store, groups.by_id(store.db, group)))["layers"]
        assert isinstance(layers, dict)
        assert (layers["leader"], layers["core"]) == (7, 21)
