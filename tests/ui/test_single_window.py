"""Started again on a file that is open, the program calls its window instead of opening one."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from qunmate.ui.app import Desk
from qunmate.ui.import_dialog import ImportDialog
from qunmate.ui.pen import why
from qunmate.ui.settings_state import WindowState
from qunmate.ui.single_window import Call, Calls, call
from qunmate.ui.sweeper import Sweeper
from qunmate.ui.theme import Theme
from qunmate.ui.window_lock import Holder, WindowLock
from tests.ui.conftest import Open, rest


@pytest.fixture(autouse=True)
def _no_widget_is_collected_by_another_thread(qapp: QApplication) -> Iterator[None]:
    sweeper = Sweeper(lambda: True)
    yield
    sweeper.stop()


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the calls lie."""
    monkeypatch.setattr("qunmate.ui.single_window.data_folder", lambda: tmp_path)
    return tmp_path / "calls"


@pytest.fixture
def desk(qapp: QApplication, theme: Theme, path: Path, tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(qapp, None, WindowState(tmp_path / "state"))
    yield desk
    desk.close()
    desk.deleteLater()


def holder(path: Path) -> Holder:
    found = WindowLock(path).take()
    assert found is not None
    return found


def asked(qtbot: QtBot, ask: Callable[[], bool]) -> bool:
    """What a second start is answered, while the first window goes on."""
    with ThreadPoolExecutor(1) as pool:
        answer = pool.submit(ask)
        qtbot.waitUntil(answer.done)
        return answer.result()


def test_the_window_comes_forward_and_takes_the_files_in(
    desk: Desk, path: Path, tmp_path: Path, folder: Path, qtbot: QtBot
) -> None:
    assert desk.open(path)
    window = desk.window
    assert window is not None
    rest(qtbot, window)
    window.showMinimized()
    chat = tmp_path / "早起.txt"
    chat.write_text("hello")
    assert asked(qtbot, lambda: call(holder(path)))
    assert not window.isMinimized()
    assert window.findChildren(ImportDialog) == []
    assert asked(qtbot, lambda: call(holder(path), [chat]))
    rest(qtbot, window)
    (dialog,) = window.findChildren(ImportDialog)
    assert dialog.unknown.reasons
    dialog.reject()
    assert list(folder.iterdir()) == []


def test_who_calls_while_the_window_is_being_opened_is_heard(
    qapp: QApplication, path: Path, folder: Path, qtbot: QtBot
) -> None:
    lock = WindowLock(path)
    assert lock.take() is None
    heard: list[Call] = []
    calls = Calls(qapp)
    calls.called.connect(heard.append)
    with ThreadPoolExecutor(1) as pool:
        answer = pool.submit(call, holder(path), [Path("chat.txt")])
        qtbot.waitUntil(lambda: folder.is_dir() and any(folder.glob("*.call")))
        calls.start()
        assert answer.result()
    assert heard == [Call((Path("chat.txt").absolute(),), "")]
    lock.release()
    calls.deleteLater()


def test_who_is_elsewhere_or_does_not_answer_is_not_waited_for(
    path: Path, folder: Path, qapp: QApplication
) -> None:
    lock = WindowLock(path)
    assert lock.take() is None
    mine = holder(path)
    assert not call(replace(mine, host="elsewhere"))
    assert not folder.exists()
    assert not call(mine, patience=0)
    assert list(folder.iterdir()) == []
    lock.release()


@pytest.mark.skipif(sys.platform == "win32", reason="a folder in use can't be moved there")
def test_the_window_is_called_where_its_folder_was_moved_to(
    qapp: QApplication,
    path: Path,
    folder: Path,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The second start looks into the new place, and leaves nothing in the old one."""
    old, new = tmp_path / "old", tmp_path / "new"
    monkeypatch.setattr("qunmate.ui.single_window.data_folder", lambda: old)
    lock = WindowLock(path)
    assert lock.take() is None
    heard: list[Call] = []
    calls = Calls(qapp)
    calls.called.connect(heard.append)
    calls.start()
    old.rename(new)
    window = threading.get_ident()
    place = lambda: old if threading.get_ident() == window else new  # noqa: E731
    monkeypatch.setattr("qunmate.ui.single_window.data_folder", place)
    assert asked(qtbot, lambda: call(holder(path)))
    assert len(heard) == 1
    assert not old.exists()
    lock.release()
    calls.deleteLater()


def test_what_a_killed_program_left_is_taken_away(qapp: QApplication, folder: Path) -> None:
    folder.mkdir()
    broken = folder / f"{os.getpid()}-b.call"
    broken.write_text("{")
    for name in (f"{os.getpid()}-a.call", "1-a.call", "1-a.part"):
        (folder / name).write_text('{"sources": [], "token": ""}')
        os.utime(folder / name, (time.time() - 3600,) * 2)
    heard: list[Call] = []
    calls = Calls(qapp)
    calls.called.connect(heard.append)
    calls.start()
    assert heard == []
    assert list(folder.iterdir()) == []
    calls.deleteLater()


def test_a_first_start_takes_the_files_in(
    desk: Desk, path: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    chat = tmp_path / "早起.txt"
    chat.write_text("hello")
    assert desk.open(path, [chat])
    window = desk.window
    assert window is not None
    qtbot.waitUntil(lambda: bool(window.findChildren(ImportDialog)))
    rest(qtbot, window)
    window.findChildren(ImportDialog)[0].reject()


def test_where_nothing_can_be_changed_nothing_is_offered(open_window: Open, path: Path) -> None:
    open_window().close()
    window = open_window(read_only=True)
    window.imports.take([path.with_name("chat.txt")])
    assert window.findChildren(ImportDialog) == []
    assert window.status_bar.notice.full_text() == why()


@pytest.mark.parametrize("words", ["", "{", "{}", "[]", '{"sources": 3, "token": ""}'])
def test_a_note_that_is_none_of_ours_is_taken_away_unheard(
    qapp: QApplication, folder: Path, words: str
) -> None:
    folder.mkdir()
    note = folder / f"{os.getpid()}-1.call"
    note.write_text(words, encoding="utf-8")
    calls, heard = Calls(qapp), list[Call]()
    calls.called.connect(heard.append)
    calls.look()
    assert heard == []
    assert not note.exists()
    calls.deleteLater()
