"""The figures of the product against the slow reference, over invented files."""

from __future__ import annotations

import contextlib
import dataclasses
import json
import math
import os
import random
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qunmate.data import groups
from qunmate.data.store import Store, open_store
from qunmate.figures.health import to_json
from qunmate.tasks import figures
from qunmate.tasks.plan import lifts, planned
from tests.reference import content, document, stage, standings
from tests.reference.changing import CHANGES, Change
from tests.reference.inventing import file_plans
from tests.reference.plans import FilePlan, write_file
from tests.reference.reading import iso, read_books
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
NOTHING = FilePlan((), (), (), None, None, ())
A_MONDAY = 20_003


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


def in_one_zone(health: dict[str, Any]) -> dict[str, Any]:
    """With instants in UTC: two groups may end in the same second by different clocks."""
    data = {
        key: datetime.fromisoformat(value).astimezone(UTC).isoformat()
        if type(value) is str
        else value
        for key, value in health["data"].items()
    }
    return {**health, "data": data}


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


def lifts_differ(store: Store, id_: int) -> list[str]:
    """Of everything done in the months around the messages."""
    book = read_books(store.db.conn)[id_]
    days = [line.day for line in book.lines] or [A_MONDAY]
    shown = planned(store, id_, min(days) - 21, max(days) + 90)
    expected = {
        str((item.id, item.starts_at)): content.lift(book, item.starts_at)
        for item in shown
        if item.status == "done"
    }
    found = {str(key): value for key, value in lifts(store, shown, id_, math.inf).items()}
    return differences(as_json(found), as_json(expected), f"lift in group {id_}")


@THOROUGH
@given(plan=file_plans())
def test_a_group_is_what_the_definitions_say(empty: Path, plan: FilePlan) -> None:
    with written(empty, plan) as (store, ids):
        for id_ in ids:
            assert health_differs(store, id_, plan) == []
            assert standings_differ(store, id_, plan) == []
            assert lifts_differ(store, id_) == []


@THOROUGH
@given(plan=file_plans())
def test_all_groups_are_what_the_definitions_say(empty: Path, plan: FilePlan) -> None:
    with written(empty, plan) as (store, ids):
        books = read_books(store.db.conn)
        pool = [books[id_] for id_ in ids]
        expected = document.health(pool, plan.first, plan.last, pooled=True)
        chosen = [groups.by_id(store.db, id_) for id_ in ids]
        found = as_json(to_json(figures.health(store, chosen, plan.first, plan.last)))
        assert differences(in_one_zone(found), in_one_zone(expected), "all groups") == []


@settings(THOROUGH, max_examples=THOROUGH.max_examples // 4)
@given(
    plan=file_plans(),
    changes=st.permutations(CHANGES),
    numbers=st.lists(st.integers(1, 8), min_size=9),
)
def test_what_was_kept_is_not_shown_after_a_change(
    empty: Path, plan: FilePlan, changes: list[Change], numbers: list[int]
) -> None:
    with written(empty, plan) as (store, ids):
        wrong = [health_differs(store, id_, plan) for id_ in ids]
        for change, number in zip(changes, numbers, strict=False):
            with store.atomic() as db:
                change(db.conn, number)
            wrong += [health_differs(store, id_, plan) for id_ in ids]
            wrong += [standings_differ(store, id_, plan) for id_ in ids]
        assert not any(wrong), wrong


@pytest.mark.parametrize("seed", range(6))
def test_stages_are_what_the_definitions_say(empty: Path, seed: int) -> None:
    """Sixty weeks of speakers that stay for a while, rise and fall, some weeks not covered."""
    chance = random.Random(seed)
    was: list[int] = []
    while len(was) < 60:
        level = chance.choice((0, 1, 3, 3, 5, 7, 10, 10))
        was += [level + (chance.random() < 0.2) for _ in range(chance.choice((1, 4, 4, 5, 8)))]
    was += [5, 5, 5, 5, 5, 5, 6, 6]  # exactly a tenth more
    with written(empty, NOTHING) as (store, _ids):
        with store.atomic() as db:
            write = Writer(db.conn)
            id_ = write.group("UTC")
            people = [write.identity(write.member()) for _ in range(11)]
            for number, speakers in enumerate(was):
                monday = A_MONDAY + 7 * number
                batch = write.chat_import(id_, monday, monday + chance.choice((5, *[6] * 20)))
                for who in range(speakers):
                    at = (monday + who % 6) * 86_400
                    write.message(id_, batch, at, people[(who + number) % 11])
        book, group = read_books(store.db.conn)[id_], groups.by_id(store.db, id_)
        for end in range(A_MONDAY + 20, A_MONDAY + 7 * len(was), 7):
            assert figures.health(store, group, end, end).stage == stage.stage(book, end)
            assert figures.health(store, group, end - 1, end - 1).stage == stage.stage(
                book, end - 1
            )


@pytest.mark.parametrize("seed", range(4))
def test_layers_are_what_the_definitions_say(empty: Path, seed: int) -> None:
    """Sixty members who come at any time of a quarter and speak with very different zeal."""
    chance = random.Random(seed)
    with written(empty, NOTHING) as (store, _ids):
        with store.atomic() as db:
            write = Writer(db.conn)
            group = write.group("UTC")
            batch = write.chat_import(group, 20_000, 20_180)
            people = [write.member() for _ in range(60)]
            identities = [write.identity(member) for member in people]
            joined_on = [20_000 + chance.randrange(90) for _ in people]
            for member, day in zip(people, joined_on, strict=True):
                known = iso(day) if chance.random() < 0.8 else None
                write.membership(group, member, [(known, None, iso(day))])
            for _ in range(150):
                at = 20_000 * 86_400 + chance.randrange(180 * 86_400)
                for _ in range(chance.randrange(8)):
                    at += chance.choice((5, 60, 200, 400))
                    write.message(group, batch, at, identities[int(45 * chance.random() ** 2)])
        for day, later in zip(joined_on[-12:], (13, 14, 30, 60, 89, 90) * 2, strict=True):
            end = day + later
            plan = dataclasses.replace(NOTHING, first=end - 6, last=end)
            assert standings_differ(store, group, plan) == []


def test_shares_of_many_members_are_rounded_up_exactly(empty: Path) -> None:
    """0.05 · 140 is 7, but 7.000000000000001 as floats multiply."""
    with written(empty, NOTHING) as (store, _ids):
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
        assert health_differs(store, group, NOTHING) == []
        assert standings_differ(store, group, NOTHING) == []
        layers = to_json(figures.health(store, groups.by_id(store.db, group)))["layers"]
        assert isinstance(layers, dict)
        assert (layers["leader"], layers["core"]) == (7, 21)
