"""What is closed, removed or deleted while an answer is under way."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from qunmate.data.store import open_store
from qunmate.model import Group
from qunmate.tasks.move_file import move_file
from qunmate.ui.import_dialog import ImportDialog
from qunmate.ui.main_window import MainWindow
from qunmate.ui.members.tab import MembersTab
from tests.ui.conftest import Open, add_chat, add_group, rest


@pytest.mark.parametrize("words", ["neither", "2026-11-21 10:00:00 林小满\n早安\n"])
def test_a_source_that_is_left_out_before_it_is_known(
    open_window: Open, tmp_path: Path, qtbot: QtBot, words: str
) -> None:
    window = open_window()
    file = tmp_path / "chat.txt"
    file.write_text(words, "utf-8")
    window.imports.take([file])
    dialog = window.findChild(ImportDialog)
    assert isinstance(dialog, ImportDialog)
    dialog.cards[0].removed.emit()
    rest(qtbot, window)
    assert dialog.cards == []
    assert not dialog.unknown.reasons


def test_a_dialog_that_is_closed_before_its_source_is_known(
    open_window: Open, tmp_path: Path, qtbot: QtBot
) -> None:
    window = open_window()
    file = tmp_path / "chat.txt"
    file.write_text("2026-11-21 10:00:00 林小满\n早安\n", "utf-8")
    window.imports.take([file])
    dialog = window.findChild(ImportDialog)
    assert isinstance(dialog, ImportDialog)
    dialog.reject()
    rest(qtbot, window)
    QApplication.processEvents()
    assert window.findChild(ImportDialog) is None


OPENED: dict[str, Callable[[MainWindow, Group], object]] = {
    "the group itself": lambda window, group: window.groups.edit(group),
    "a digest": lambda window, _group: window.verbs.write_digest(),
    "whom to remove": lambda window, group: tab(window).tools.clean_up(group),
    "its nicknames": lambda window, group: tab(window).tools.pattern(group),
    "an import": lambda window, group: window.imports.open([], group),
}


def tab(window: MainWindow) -> MembersTab:
    made = window.stack.made[1]
    assert isinstance(made, MembersTab)
    return made


def test_a_group_goes_while_dialogs_about_it_are_open(
    open_window: Open, path: Path, qtbot: QtBot
) -> None:
    """Another program takes the import back that had made it."""
    group = add_group(path, "早起读书会")
    add_chat(path, group)
    window = open_window()
    broken: list[BaseException] = []
    window.notify.broke.connect(broken.append)
    window.sidebar.choose(group.id)
    window.show_tab(1)
    rest(qtbot, window)
    for open_ in OPENED.values():
        open_(window, group)
    rest(qtbot, window)
    with open_store(path) as store, store.atomic() as db:
        db.execute("DELETE FROM groups WHERE id = ?", [group.id])
    window.jobs.look()
    qtbot.waitUntil(lambda: not window.groups.groups)
    rest(qtbot, window)
    dialogs = [one for one in window.findChildren(QDialog) if one.isVisible()]
    assert len(dialogs) == len(OPENED)
    for one in dialogs:
        one.reject()
    rest(qtbot, window)
    assert broken == []


@pytest.mark.skipif(os.name != "posix", reason="an open file can't be taken away elsewhere")
def test_a_file_that_is_deleted_is_told_of_once_and_can_be_kept(
    open_window: Open, path: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    add_group(path, "早起")
    window = open_window()
    told: list[str] = []
    window.notify.troubled.disconnect()
    window.notify.troubled.connect(lambda what, _next: told.append(what))
    path.unlink()
    for _look in range(2):
        window.jobs.look()
        rest(qtbot, window)
    assert len(told) == 1
    assert "deleted or replaced" in told[0]
    window.backups.back_up()
    rest(qtbot, window)
    assert not path.exists()  # no empty file in its place
    kept = tmp_path / "kept" / "mine.qunmate"
    moved: list[Path] = []
    window.jobs.write(partial(move_file, target=kept), (), moved.append)
    rest(qtbot, window)
    assert moved == [kept]
