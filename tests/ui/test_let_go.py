"""A window that was replaced leaves nothing behind, whatever was done in it."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from qunmate.ui.main_window import MainWindow
from qunmate.ui.tabs import TABS
from tests.ui.conftest import TODAY, MakeDesk, add_chat, add_group, rest, shown
from tests.ui.importing.desk import QQ, dialog_of

LEFT_OUT = frozenset({"quit", "open", "undo", "redo"})  # what ends the window, or opens nothing
Deed = Callable[[MainWindow, QtBot, Path], None]


def see_all_tabs(window: MainWindow, qtbot: QtBot, _folder: Path) -> None:
    for place in range(len(TABS)):
        window.show_tab(place)
        window.resize(1200 + 20 * place, 800)
        rest(qtbot, window)


def take_a_chat_in(window: MainWindow, qtbot: QtBot, folder: Path) -> None:
    (folder / "chat.txt").write_text(QQ, encoding="utf-8")
    window.imports.open([folder / "chat.txt"], None)
    dialog = dialog_of(window, qtbot)
    dialog.run()
    rest(qtbot, window)
    dialog.close()
    dialog.doing.grown.emit()  # it hears of something more before its end
    qtbot.waitUntil(lambda: not isValid(dialog))


def call_each_command(window: MainWindow, qtbot: QtBot, _folder: Path) -> None:
    for name in sorted(set(window.actions_by_name) - LEFT_OUT):
        QTimer.singleShot(0, leave_dialogs)
        window.actions_by_name[name].trigger()
        leave_dialogs()
        rest(qtbot, window)


def leave_dialogs() -> None:
    while top := QApplication.activePopupWidget() or QApplication.activeModalWidget():
        top.close()


@pytest.mark.parametrize("deed", [see_all_tabs, take_a_chat_in, call_each_command])
def test_a_window_that_was_replaced_is_let_go(
    make_desk: MakeDesk, path: Path, tmp_path: Path, qtbot: QtBot, deed: Deed
) -> None:
    add_chat(path, add_group(path, "早起读书会"))
    desk = make_desk(TODAY)
    assert desk.open(path)
    before = shown(desk)
    rest(qtbot, before)
    deed(before, qtbot, tmp_path)
    told = weakref.ref(before)
    desk.show_renewed("")
    del before
    rest(qtbot, shown(desk))
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
    assert told() is None
