"""The writer and the reader: order, cancel, errors, closing in the middle."""

from __future__ import annotations

import threading
import weakref
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from qunmate.data import groups
from qunmate.data.store import Store, open_store
from qunmate.errors import UserError
from qunmate.progress import Job, Progress
from qunmate.ui.jobs import Jobs, threads_alive


class Desk:
    """Jobs on a file, and what came back."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self.owner = QObject()
        self.got: list[Any] = []
        self.errors: list[BaseException] = []
        self.changes: list[frozenset[str]] = []
        self.jobs = Jobs(path, self.errors.append, self.owner, read_only=read_only)
        self.jobs.changed.connect(self.changes.append)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    target = tmp_path / "mine.qunmate"
    open_store(target).close()
    return target


@pytest.fixture
def desk(path: Path, qtbot: QtBot) -> Iterator[Desk]:
    made = Desk(path)
    yield made
    made.jobs.close()
    assert threads_alive() == []


def add(name: str) -> Any:
    return lambda db: groups.add(db, name, "qq", "Asia/Shanghai")


def names(path: Path) -> list[str]:
    with open_store(path) as store:
        return [group.name for group in groups.all_groups(store.db)]


def slow(store: Store, gate: threading.Event, name: str = "half") -> Job[str]:
    """Writes a group, then waits at its yields until the gate opens."""
    with store.atomic() as db:
        groups.add(db, name, "qq", "Asia/Shanghai")
        done = 0
        while not gate.wait(0.001):
            done += 1
            yield Progress(done, 0, done)
        yield Progress(1, 1, 1)
    return name


def test_writes_happen_in_order_and_tell_their_tables(desk: Desk, path: Path, qtbot: QtBot) -> None:
    for name in ("a", "b", "c"):
        desk.jobs.edit(add(name), {"groups"}, desk.got.append)
    qtbot.waitUntil(lambda: len(desk.got) == 3)
    assert [group.name for group in desk.got] == ["a", "b", "c"]
    assert desk.changes == [frozenset({"groups"})] * 3
    assert names(path) == ["a", "b", "c"]


def test_changed_comes_before_done(desk: Desk, qtbot: QtBot) -> None:
    seen: list[str] = []
    desk.jobs.changed.connect(lambda _tables: seen.append("changed"))
    desk.jobs.edit(add("a"), {"groups"}, lambda _group: seen.append("done"))
    qtbot.waitUntil(lambda: len(seen) == 2)
    assert seen == ["changed", "done"]


def test_callbacks_run_in_the_window_s_thread(desk: Desk, qtbot: QtBot) -> None:
    seen: list[threading.Thread] = []
    desk.jobs.edit(add("a"), (), lambda _group: seen.append(threading.current_thread()))
    desk.jobs.read("x", lambda _store: 1, lambda _one: seen.append(threading.current_thread()))
    qtbot.waitUntil(lambda: len(seen) == 2)
    assert set(seen) == {threading.main_thread()}


def test_cancel_rolls_back_and_the_next_write_goes_on(desk: Desk, path: Path, qtbot: QtBot) -> None:
    gate, cancelled = threading.Event(), []
    states: list[Any] = []
    desk.jobs.running.connect(states.append)
    ticket = desk.jobs.write(
        lambda store: slow(store, gate),
        {"groups"},
        desk.got.append,
        title="slow",
        cancelled=lambda: cancelled.append(True),
    )
    desk.jobs.edit(add("after"), {"groups"}, desk.got.append)
    qtbot.waitUntil(lambda: len(states) >= 2)
    assert states[1].progress.records > 0
    ticket.cancel()
    qtbot.waitUntil(lambda: len(desk.got) == 1)
    assert cancelled == [True]
    assert names(path) == ["after"]
    assert not desk.errors


def test_a_job_that_waits_can_be_cancelled(desk: Desk, path: Path, qtbot: QtBot) -> None:
    gate, cancelled = threading.Event(), []
    desk.jobs.write(lambda store: slow(store, gate), (), desk.got.append, title="first")
    later = desk.jobs.write(
        lambda store: slow(store, gate, "later"),
        (),
        title="later",
        cancelled=lambda: cancelled.append(True),
    )
    later.cancel()
    gate.set()
    qtbot.waitUntil(lambda: bool(cancelled))
    assert desk.got == ["half"]
    assert names(path) == ["half"]


def test_error_is_delivered_and_nothing_is_kept(desk: Desk, path: Path, qtbot: QtBot) -> None:
    def fails(db: Any) -> None:
        groups.add(db, "a", "qq", "Asia/Shanghai")
        groups.add(db, "a", "qq", "Asia/Shanghai")

    failures: list[BaseException] = []
    desk.jobs.edit(fails, {"groups"}, desk.got.append, failed=failures.append)
    qtbot.waitUntil(lambda: bool(failures))
    assert isinstance(failures[0], UserError)
    assert (names(path), desk.changes, desk.got) == ([], [], [])


def test_a_write_that_leaves_its_transaction_open_is_a_defect(
    desk: Desk, path: Path, qtbot: QtBot
) -> None:
    def begins(store: Store) -> None:
        store.db.execute("BEGIN IMMEDIATE")
        groups.add(store.db, "a", "qq", "Asia/Shanghai")

    desk.jobs.write(begins, {"groups"})
    qtbot.waitUntil(lambda: bool(desk.errors))
    assert isinstance(desk.errors[0], RuntimeError)
    assert names(path) == []


def test_only_the_latest_request_of_a_key_is_answered(desk: Desk, qtbot: QtBot) -> None:
    gate = threading.Event()
    desk.jobs.read("busy", lambda _store: gate.wait(5), lambda _done: None)
    for number in range(5):
        desk.jobs.read("list", lambda _store, number=number: number, desk.got.append)
    desk.jobs.read("other", lambda _store: "other", desk.got.append)
    gate.set()
    qtbot.waitUntil(lambda: desk.jobs.idle)
    assert desk.got == [4, "other"]


def test_reads_go_on_while_a_job_writes(desk: Desk, qtbot: QtBot) -> None:
    gate = threading.Event()
    desk.jobs.write(lambda store: slow(store, gate), (), title="slow")
    desk.jobs.read("names", lambda store: groups.all_groups(store.db), desk.got.append)
    qtbot.waitUntil(lambda: bool(desk.got))
    assert desk.got == [[]]
    gate.set()
    qtbot.waitUntil(lambda: desk.jobs.idle)


def test_error_of_a_read_is_delivered(desk: Desk, qtbot: QtBot) -> None:
    desk.jobs.read("x", lambda store: groups.by_name(store.db, "nobody"), desk.got.append)
    qtbot.waitUntil(lambda: bool(desk.errors))
    assert isinstance(desk.errors[0], UserError)


def test_other_programs_writes_are_noticed_our_own_are_not(
    desk: Desk, path: Path, qtbot: QtBot
) -> None:
    desk.jobs.edit(add("ours"), {"groups"}, desk.got.append)
    qtbot.waitUntil(lambda: bool(desk.got))
    desk.changes.clear()
    desk.jobs.look()
    with open_store(path) as other, other.atomic() as db:
        groups.add(db, "theirs", "qq", "Asia/Shanghai")
    desk.jobs.look()
    qtbot.waitUntil(lambda: bool(desk.changes))
    desk.jobs.look()
    desk.jobs.edit(add("again"), {"groups"}, desk.got.append)
    qtbot.waitUntil(lambda: len(desk.got) == 2)
    assert "messages" in desk.changes[0]
    assert desk.changes[1:] == [frozenset({"groups"})]


def test_closing_cancels_the_job_but_keeps_the_edits(path: Path, qtbot: QtBot) -> None:
    desk = Desk(path)
    gate = threading.Event()
    states: list[Any] = []
    desk.jobs.running.connect(states.append)
    desk.jobs.write(lambda store: slow(store, gate), {"groups"}, title="slow")
    desk.jobs.edit(add("kept"), {"groups"}, desk.got.append)
    qtbot.waitUntil(lambda: bool(states))
    desk.jobs.close()
    assert threads_alive() == []
    assert names(path) == ["kept"]
    assert desk.got == []


def test_closing_breaks_off_what_is_being_read(path: Path, qtbot: QtBot) -> None:
    desk = Desk(path)
    begun = threading.Event()

    def endless(store: Store) -> Any:
        store.db.conn.create_function("running", 1, lambda _i: begun.set())
        counting = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
        return store.db.execute(f"{counting} SELECT max(running(i)) FROM n").fetchone()

    desk.jobs.read("endless", endless, desk.got.append)
    assert begun.wait(5)
    desk.jobs.close()
    assert threads_alive() == []
    assert (desk.got, desk.errors) == ([], [])


def test_read_only_refuses_to_write(path: Path, qtbot: QtBot) -> None:
    desk = Desk(path, read_only=True)
    desk.jobs.edit(add("a"), {"groups"}, desk.got.append)
    desk.jobs.read("x", lambda store: groups.all_groups(store.db), desk.got.append)
    qtbot.waitUntil(lambda: bool(desk.errors) and bool(desk.got))
    assert isinstance(desk.errors[0], UserError)
    assert desk.errors[0].problem.code == "file_read_only"
    desk.jobs.close()


class Receiver(QLabel):
    def take(self, value: object) -> None:
        self.setText(str(value))


@pytest.mark.parametrize("way", ["read", "edit"])
@pytest.mark.parametrize("as_lambda", [False, True])
def test_a_widget_that_is_gone_is_not_called(
    desk: Desk, qtbot: QtBot, way: str, *, as_lambda: bool
) -> None:
    receiver, gate = Receiver(), threading.Event()
    done = (lambda value, one=receiver: one.take(value)) if as_lambda else receiver.take
    if way == "read":
        desk.jobs.read("x", lambda _store: gate.wait(5) and "late", done)
    else:
        desk.jobs.edit(lambda _db: gate.wait(5) and "late", (), done)
    shiboken6.delete(receiver)
    gate.set()
    qtbot.waitUntil(lambda: desk.jobs.idle)
    QApplication.processEvents()
    assert not desk.errors


def test_a_write_that_fails_is_told_even_if_who_asked_is_gone(desk: Desk, qtbot: QtBot) -> None:
    receiver = Receiver()
    desk.jobs.edit(lambda _db: int("x"), (), failed=receiver.take)
    shiboken6.delete(receiver)
    qtbot.waitUntil(lambda: bool(desk.errors))
    assert isinstance(desk.errors[0], ValueError)


class Held:
    """Something that a callback holds, as it would a widget."""


@pytest.mark.parametrize("fails", [False, True])
@pytest.mark.parametrize("way", ["read", "edit"])
def test_what_a_callback_holds_ends_on_the_window_s_thread(
    desk: Desk, qtbot: QtBot, way: str, *, fails: bool
) -> None:
    ends: list[int] = []

    def ask(held: Held) -> None:
        weakref.finalize(held, lambda: ends.append(threading.get_ident()))

        def work(_of: object) -> int:
            return 1 // int(not fails and bool(held))

        def done(_value: object) -> None:
            desk.got.append(held and None)

        if way == "read":
            desk.jobs.read("x", work, done, failed=done)
        else:
            desk.jobs.edit(work, (), done, failed=done)

    for _time in range(20):
        ask(Held())
        qtbot.waitUntil(lambda: desk.jobs.idle)
    QApplication.processEvents()
    assert len(desk.got) == 20
    assert ends == [threading.get_ident()] * 20
