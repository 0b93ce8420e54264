"""Opening files one after another, and a second window on the same file."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from qunmate.data import groups
from qunmate.data.store import open_store
from qunmate.ui.jobs import threads_alive
from qunmate.ui.window_lock import WindowLock
from tests.ui.conftest import MakeDesk, rest, shown
from tests.ui.importing.desk import drop


def test_lock_tells_who_has_the_file(path: Path) -> None:
    first, second = WindowLock(path), WindowLock(path)
    assert first.take() is None
    holder = second.take()
    assert holder is not None
    assert holder.pid > 0
    assert holder.since is not None
    first.release()
    assert second.take() is None
    second.release()


def test_desk_replaces_the_window(make_desk: MakeDesk, tmp_path: Path, qtbot: QtBot) -> None:
    desk = make_desk()
    assert desk.open(tmp_path / "a.qunmate")
    first = desk.window
    assert desk.open(tmp_path / "b.qunmate")
    assert desk.window is not first
    rest(qtbot, shown(desk))
    desk.close()
    assert threads_alive() == []
    for name in ("a", "b"):
        lock = WindowLock(tmp_path / f"{name}.qunmate")
        assert lock.take() is None
        lock.release()


def test_a_window_outlives_the_drop_that_replaces_it(
    make_desk: MakeDesk, tmp_path: Path, qtbot: QtBot
) -> None:
    other = tmp_path / "b.qunmate"
    open_store(other).close()
    desk = make_desk()
    assert desk.open(tmp_path / "a.qunmate")
    first = shown(desk)
    rest(qtbot, first)
    drop(first, QPoint(300, 300), other)
    assert desk.window is first  # Qt is not done with it yet
    qtbot.waitUntil(lambda: shown(desk).path == other)
    rest(qtbot, shown(desk))


@pytest.mark.parametrize("accepted", [True, False])
def test_second_window_offers_to_look(
    qapp: QApplication, make_desk: MakeDesk, tmp_path: Path, qtbot: QtBot, *, accepted: bool
) -> None:
    file = tmp_path / "a.qunmate"
    with open_store(file) as store, store.atomic() as db:
        groups.add(db, "早起", "qq", "Asia/Shanghai")
    file.with_name("a.qunmate.lock").write_text("4711\nqunmate\nelsewhere\n\n\n")
    desk = make_desk()

    def answer() -> None:
        box = qapp.activeModalWidget()
        assert isinstance(box, QDialog)
        box.accept() if accepted else box.reject()

    QTimer.singleShot(50, answer)
    assert desk.open(file) is accepted
    if desk.window:
        assert desk.window.read_only
        rest(qtbot, desk.window)
    desk.close()


def test_opening_the_same_file_again_keeps_the_window(
    make_desk: MakeDesk, path: Path, qtbot: QtBot
) -> None:
    desk = make_desk()
    desk.open(path)
    window = desk.window
    assert window is not None
    assert desk.open(path)
    assert desk.window is window
    rest(qtbot, window)
