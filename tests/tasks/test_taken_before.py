"""The same file again: told without reading it, but only where all of it is still there."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from qunmate.data import groups, outcomes
from qunmate.data.store import Store
from qunmate.progress import Progress, finish
from qunmate.tasks import taken_before
from qunmate.tasks.chat_intake import ChatImport
from qunmate.tasks.import_chat import import_chat
from qunmate.tasks.undo_import import undo_import
from tests.chat_files import many, qq_text

TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def every_file_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taken_before, "LARGE", 1)


@pytest.fixture
def chat(tmp_path: Path) -> Path:
    path = tmp_path / "读书会.txt"
    path.write_text(qq_text(many(30, datetime(2026, 3, 1)), "读书会"), encoding="utf-8")
    return path


def take(
    store: Store, path: Path, group: str | None = None, *, dry_run: bool = False
) -> tuple[list[ChatImport], bool]:
    """What was told of each chat, and whether the file was read."""
    steps: list[Progress] = []
    job = import_chat(store, [path], group=group, today=TODAY, dry_run=dry_run)
    found = [one for one in finish(job, steps.append) if isinstance(one, ChatImport)]
    return found, any(step.records for step in steps)


def test_it_is_told_as_if_it_had_been_read(store: Store, chat: Path) -> None:
    (first,), read = take(store, chat)
    assert read
    assert first.new == 30
    (again,), read = take(store, chat)
    assert not read
    assert (again.new, again.duplicates, again.messages, again.rejected) == (0, 30, 30, 0)
    assert (again.first, again.last, again.group) == (first.first, first.last, first.group)
    assert again.import_id != first.import_id
    (third,), read = take(store, chat, dry_run=True)
    assert not read
    assert third.import_id is None


def test_what_was_taken_back_is_read_again(store: Store, chat: Path) -> None:
    (first,), _read = take(store, chat)
    (again,), _read = take(store, chat)
    for one in (again, first):
        assert one.import_id is not None
        finish(undo_import(store, one.import_id))
    (third,), read = take(store, chat)
    assert read
    assert third.new == 30


def test_another_group_has_not_had_it(store: Store, chat: Path) -> None:
    take(store, chat)
    with store.atomic() as db:
        groups.add(db, "二群", "qq", "Asia/Shanghai")
    (there,), read = take(store, chat, "二群")
    assert read
    assert (there.group, there.new) == ("二群", 30)
    (again,), read = take(store, chat, "二群")
    assert not read
    assert (again.group, again.new) == ("二群", 0)


def test_other_bytes_are_read(store: Store, chat: Path) -> None:
    take(store, chat)
    chat.write_text(qq_text(many(31, datetime(2026, 3, 1)), "读书会"), encoding="utf-8")
    (longer,), read = take(store, chat)
    assert read
    assert longer.new == 1


def test_a_newer_version_reads_it(
    store: Store, chat: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(store, chat)
    monkeypatch.setattr(outcomes, "__version__", "99")
    (again,), read = take(store, chat)
    assert read
    assert again.new == 0


def test_what_could_not_be_read_is_told_each_time(store: Store, chat: Path) -> None:
    broken = chat.read_text(encoding="utf-8").replace("2026-03-01", "2026-02-31", 1)
    chat.write_text(broken, encoding="utf-8")
    (first,), _read = take(store, chat)
    assert first.errors_total
    (again,), read = take(store, chat)
    assert read
    assert again.errors == first.errors


def test_one_of_its_chats_is_missing(store: Store, chat: Path) -> None:
    other = qq_text(many(5, datetime(2026, 4, 1)), "二群")
    chat.write_text(chat.read_text(encoding="utf-8") + other, encoding="utf-8")
    first, _read = take(store, chat)
    assert [one.new for one in first] == [30, 5]
    found, read = take(store, chat)
    assert not read
    assert [one.duplicates for one in found] == [30, 5]
    for one in (found[1], first[1]):
        assert one.import_id is not None
        finish(undo_import(store, one.import_id))
    found, read = take(store, chat)
    assert read
    assert [one.new for one in found] == [0, 5]
