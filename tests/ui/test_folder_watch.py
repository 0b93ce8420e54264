"""The watched folder: what is new there is offered once, and never taken in by itself."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from qunmate.ui.folder_watch import FOLDER
from qunmate.ui.import_dialog import ImportDialog
from qunmate.ui.main_window import MainWindow
from qunmate.ui.settings.dialog import SettingsDialog
from tests.ui.conftest import Open, add_group, rest

CHAT = "2026-11-21 7:30:00 林小满(10001)\n早安\n\n2026-11-21 7:31:00 周一川(10002)\n到\n\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "下载"
    made.mkdir()
    return made


def put(folder: Path, name: str, at: int = 1_767_398_400) -> None:
    beside = folder.parent / name
    beside.write_text(CHAT, encoding="utf-8")
    os.utime(beside, (at, at))
    beside.rename(folder / name)


def watching(open_window: Open, path: Path, folder: Path) -> MainWindow:
    add_group(path, "早起")
    window = open_window()
    window.state.keep(FOLDER, str(folder))
    window.folder.follow()
    return window


def offered(window: MainWindow) -> str:
    bar = window.status_bar
    return bar.notice.text() if bar.action.isVisible() else ""


def test_new_files_are_offered_once(
    open_window: Open, path: Path, folder: Path, qtbot: QtBot
) -> None:
    put(folder, "一.txt")
    window = watching(open_window, path, folder)
    qtbot.waitUntil(lambda: offered(window) == "1 new file in 下载")
    put(folder, "二.txt")  # the system tells
    qtbot.waitUntil(lambda: offered(window) == "2 new files in 下载")
    window.status_bar.action.click()
    dialog = window.findChild(ImportDialog)
    assert dialog is not None
    assert [card.name for card in dialog.cards] == ["一.txt", "二.txt"]
    dialog.reject()
    window.folder.follow()  # as a new start would
    rest(qtbot, window)
    assert offered(window) == ""
    put(folder, "二.txt", at=1_767_398_500)  # written anew
    window.folder.look()
    qtbot.waitUntil(lambda: offered(window) == "1 new file in 下载")


def test_a_folder_that_vanishes_is_one_sentence(
    open_window: Open, path: Path, folder: Path, qtbot: QtBot
) -> None:
    window = watching(open_window, path, folder)
    rest(qtbot, window)
    shutil.rmtree(folder)
    qtbot.waitUntil(lambda: window.status_bar.notice.text().startswith("The folder"))
    window.status_bar.clear_notice()
    window.folder.look()
    rest(qtbot, window)
    assert not window.status_bar.notice.isVisible()
    folder.mkdir()
    put(folder, "一.txt")
    window.folder.look()
    qtbot.waitUntil(lambda: offered(window) == "1 new file in 下载")


def test_the_folder_is_chosen_in_the_settings(
    open_window: Open, path: Path, folder: Path, qtbot: QtBot
) -> None:
    put(folder, "一.txt")
    add_group(path, "早起")
    window = open_window()
    for place, notice in ((str(folder), "1 new file in 下载"), ("", "")):
        window.status_bar.clear_notice()
        window.actions_by_name["settings"].trigger()
        dialog = window.findChildren(SettingsDialog)[-1]
        dialog.general.folder.show_folder(place)
        dialog.save_button.click()
        rest(qtbot, window)
        qtbot.waitUntil(lambda notice=notice: offered(window) == notice)
        assert window.state.text(FOLDER) == place
