"""A large write that is taken back leaves its room on the disk to others."""

from __future__ import annotations

from pathlib import Path

import pytest

from qunmate.data import groups
from qunmate.data.store import BUSY_SECONDS, LITTLE_BESIDE, Store, open_store


def beside(store: Store) -> int:
    """The bytes that lie beside the file."""
    path = Path(f"{store.path}-wal")
    return path.stat().st_size


def write_much(store: Store) -> None:
    """More than the cache holds."""
    store.db.execute("CREATE TABLE much (bytes BLOB)")
    store.db.execute(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 30)"
        " INSERT INTO much SELECT zeroblob(1000000) FROM n"
    )
    assert beside(store) > LITTLE_BESIDE


def fail_late(store: Store) -> None:
    with store.atomic():
        write_much(store)
        raise ZeroDivisionError


def test_the_room_is_given_back(store: Store) -> None:
    with pytest.raises(ZeroDivisionError):
        fail_late(store)
    assert beside(store) == 0


def test_a_dry_run_gives_it_back_too(store: Store) -> None:
    with store.atomic(keep=False):
        write_much(store)
    assert beside(store) == 0


def test_nobody_waits_for_one_who_reads(store: Store) -> None:
    with open_store(store.path, read_only=True) as reader:
        reader.db.execute("BEGIN")
        assert reader.db.table_names()
        with store.atomic() as db:
            groups.add(db, "早起读书会", "qq", "Asia/Shanghai")
        with pytest.raises(ZeroDivisionError):
            fail_late(store)
        assert beside(store) > LITTLE_BESIDE
        reader.db.rollback()
    assert store.db.execute("PRAGMA busy_timeout").fetchone()[0] == BUSY_SECONDS * 1000
    assert [group.name for group in groups.all_groups(store.db)] == ["早起读书会"]
