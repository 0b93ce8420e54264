"""What is written stays in the file, whoever else opens and closes it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from qunmate.data import groups
from qunmate.data.file_hold import FileHold
from qunmate.data.store import Store
from tests.other_program import look_into, visit

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="locks of processes")


def add(store: Store, name: str) -> None:
    with store.atomic() as db:
        groups.add(db, name, "qq", "Asia/Shanghai")


def test_what_is_written_stays_where_the_file_was_looked_into(store: Store) -> None:
    hold = FileHold(store.path)
    add(store, "Readers")
    look_into(store.path)
    assert visit(store.path) == "Readers"
    add(store, "Runners")
    assert visit(store.path) == "Readers Runners"
    hold.loosen()
    store.close()
    hold.close()
    assert not store.path.with_name(f"{store.path.name}-wal").exists()  # tidied up


def test_a_file_that_is_not_there_can_be_held(tmp_path: Path) -> None:
    hold = FileHold(tmp_path / "none")
    hold.loosen()
    hold.close()
