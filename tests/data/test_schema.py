"""The golden schema, and one old file kept per release that must still open."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from qunmate.data import consistency
from qunmate.data.store import Store, open_store

HERE = Path(__file__).parent
GOLDEN = HERE / "schema.sql"
OLD = sorted((HERE / "old").glob("*.gz"))


def schema(store: Store) -> str:
    rows = store.db.execute(
        "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"
        " AND name <> '_sqlite_migrations' ORDER BY type, name"
    )
    return "\n".join(row[0] + ";" for row in rows) + "\n"


def test_a_new_file_has_the_golden_schema(store: Store) -> None:
    assert schema(store) == GOLDEN.read_text(encoding="utf-8")


@pytest.mark.parametrize("old", OLD, ids=lambda path: path.stem)
def test_an_old_file_opens_whole(old: Path, tmp_path: Path) -> None:
    path = tmp_path / "old.qunmate"
    path.write_bytes(gzip.decompress(old.read_bytes()))
    with open_store(path) as store:
        assert schema(store) == GOLDEN.read_text(encoding="utf-8")
        assert store.db["messages"].count > 0
        assert consistency.integrity(store.db) == "ok"
        assert consistency.problems(store.db) == []


def test_there_is_an_old_file() -> None:
    assert OLD
