"""The window is replaced or closed while something is open in it or under way."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from qunmate.data.store import Store
from qunmate.progress import Job, Progress
from qunmate.ui.app import Desk
from qunmate.ui.main_window import MainWindow
from tests.ui.conftest import TODAY, MakeDesk, add_chat, add_group, rest, shown


@pytest.fixture
def desk(make_desk: MakeDesk, path: Path, qtbot: QtBot) -> Desk:
    add_chat(path, add_group(path, "早起读书会"), days=3)
    made = make_desk(TODAY)
    assert made.open(path)
    rest(qtbot, shown(made))
    return made


def long_read(window: MainWindow) -> None:
    counting = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 900000)"
    window.jobs.read(
        "long",
        lambda store: store.db.execute(f"{counting} SELECT max(i) FROM n").fetchone(),
        lambda _found: window.status_bar.show_backup("late"),
    )


def long_write(window: MainWindow) -> None:
    def endless(store: Store) -> Job[None]:
        with store.atomic() as db:
            db.execute("UPDATE groups SET name = 'half'")
            while True:
                yield Progress(1, 2)

    window.jobs.write(
        endless, {"groups"}, lambda _none: window.status_bar.show_backup("late"), title="Endless"
    )


def undoing(window: MainWindow) -> None:
    change = "UPDATE groups SET name = 'new'"
    window.jobs.edit(lambda db: db.execute(change) and None, {"groups"}, deed="Changed")
    window.jobs.undo()


def import_dialog(window: MainWindow) -> None:
    window.imports.open_text("林小满 2026-11-21 10:00:00\n早安\n")


OPENED: dict[str, Callable[[MainWindow], object]] = {
    "a long read": long_read,
    "a long write": long_write,
    "undo": undoing,
    "import": import_dialog,
    "digest": lambda window: window.verbs.write_digest(),
    "settings": lambda window: window.verbs.settings(),
    "new group": lambda window: window.groups.add(),
    "own card": lambda window: window.imports.ask_own_card(),
    "formats": lambda window: window.imports.tell_formats(),
    "menu": lambda window: window.verbs.show_more(),
    "search": lambda window: window.search.focus(),
}


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
@pytest.mark.parametrize("name", OPENED)
def test_while_it_is_open(desk: Desk, tmp_path: Path, qtbot: QtBot, name: str) -> None:
    for replace in (
        lambda: desk.speak("zh_CN"),
        lambda: desk.open(tmp_path / "other.qunmate"),
        desk.close,
    ):
        window = shown(desk)
        # from a loop of its own, as some of them wait inside theirs
        QTimer.singleShot(30, replace)
        OPENED[name](window)
        qtbot.waitUntil(lambda before=window: desk.window is not before)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        assert not shiboken6.isValid(window)
        if desk.window:
            rest(qtbot, shown(desk))
