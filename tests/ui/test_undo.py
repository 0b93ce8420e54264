"""Ctrl+Z over what the window writes: names, order, text fields, other programs."""

from __future__ import annotations

import threading
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from qunmate import i18n
from qunmate.data import groups, settings
from qunmate.data.database import Database
from qunmate.data.store import Store, open_store
from qunmate.progress import Job, Progress
from qunmate.ui import deeds
from qunmate.ui.main_window import SMALLEST, MainWindow
from qunmate.ui.messages import ProblemBox
from qunmate.ui.more_menu import more_menu
from tests.ui.conftest import Open, add_group, rest
from tests.ui.undoing import note, noted, press, texts


def said(window: MainWindow) -> tuple[str, str]:
    bar = window.status_bar
    return bar.notice.full_text(), bar.action.text() if bar.action.isVisible() else ""


def test_undo_and_redo_are_named_and_off_where_there_is_nothing(
    open_window: Open, qtbot: QtBot
) -> None:
    window = open_window()
    assert texts(window) == ("", "")
    note(window, 1)
    note(window, 2)
    rest(qtbot, window)
    assert said(window) == ("Noted 2 & more", "Undo")
    assert texts(window) == ("Undo: Noted 2 && more", "")
    press(qtbot, window, "undo")
    assert noted(window) == 1
    assert texts(window) == ("Undo: Noted 1 && more", "Redo: Noted 2 && more")
    assert said(window) == ("Undone: Noted 2 & more", "Redo")
    window.status_bar.action.click()
    rest(qtbot, window)
    assert noted(window) == 2
    assert said(window) == ("Redone: Noted 2 & more", "Undo")
    press(qtbot, window, "undo")
    press(qtbot, window, "undo")
    assert noted(window) == 0
    note(window, 3)
    rest(qtbot, window)
    assert texts(window) == ("Undo: Noted 3 && more", "")
    menu = more_menu(
        window, window.actions_by_name, window.context.theme, window.verbs.choose_theme
    )
    assert menu.actions()[0].text() == "Undo: Noted 3 && more"
    menu.deleteLater()


def test_the_tables_that_went_back_are_told(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    add = partial(groups.add, name="早起", platform="qq", timezone="Asia/Shanghai")
    window.jobs.edit(add, {"groups"}, deed="Added")
    rest(qtbot, window)
    assert not window.groups.nothing_yet
    press(qtbot, window, "undo")
    assert window.groups.nothing_yet
    assert window.stack.currentWidget() is window.welcome
    press(qtbot, window, "redo")
    assert [group.name for group in window.groups.groups] == ["早起"]


def test_a_deed_that_changed_nothing_is_not_told(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    note(window, 1)
    rest(qtbot, window)
    window.status_bar.clear_notice()
    note(window, 1)
    rest(qtbot, window)
    assert said(window)[1] == ""
    press(qtbot, window, "undo")
    assert noted(window) == 0


def test_keys_reach_the_deeds(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    note(window, 1)
    rest(qtbot, window)
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    window.sidebar.view.setFocus()
    qtbot.keyClick(window.sidebar.view, Qt.Key.Key_Z, control)
    rest(qtbot, window)
    assert noted(window) == 0
    qtbot.keyClick(window.sidebar.view, Qt.Key.Key_Z, control | shift)
    rest(qtbot, window)
    assert noted(window) == 1
    qtbot.keyClick(window.sidebar.view, Qt.Key.Key_Z, control)
    rest(qtbot, window)
    qtbot.keyClick(window.sidebar.view, Qt.Key.Key_Y, control)
    rest(qtbot, window)
    assert noted(window) == 1


def test_a_text_field_undoes_its_typing_first(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    control = Qt.KeyboardModifier.ControlModifier
    for kind in (QLineEdit, QPlainTextEdit):
        note(window, 1)
        rest(qtbot, window)
        field = kind(window)
        field.show()
        field.setFocus()
        qtbot.keyClicks(field, "abc")
        qtbot.keyClick(field, Qt.Key.Key_Z, control)
        rest(qtbot, window)
        assert content(field) == ""
        assert noted(window) == 1
        qtbot.keyClick(field, Qt.Key.Key_Y, control)
        assert content(field) == "abc"
        qtbot.keyClick(field, Qt.Key.Key_Z, control)
        qtbot.keyClick(field, Qt.Key.Key_Z, control)
        rest(qtbot, window)
        assert noted(window) == 0
        field.deleteLater()


def content(field: QLineEdit | QPlainTextEdit) -> str:
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


def test_what_another_program_changed_since_stays(
    open_window: Open, path: Path, qtbot: QtBot
) -> None:
    window = open_window()
    note(window, 1, "first")
    note(window, 2, "second")
    rest(qtbot, window)
    with open_store(path) as store, store.atomic() as db:
        settings.put(db, "second", 9)
    press(qtbot, window, "undo")
    box = window.findChild(ProblemBox)
    assert box is not None
    box.accept()
    assert noted(window, "second") == 9
    # the deeds before it can still be undone
    assert texts(window) == ("Undo: Noted 1 && more", "")
    press(qtbot, window, "undo")
    assert noted(window, "first") == 0


def test_the_button_means_its_own_deed(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    note(window, 1)
    rest(qtbot, window)
    first = window.status_bar._act
    assert first is not None
    note(window, 2)
    rest(qtbot, window)
    first()
    rest(qtbot, window)
    assert noted(window) == 2


def test_a_deed_behind_a_long_job_is_told_as_pending(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    gate = threading.Event()

    def job(_store: Store) -> Job[None]:
        while not gate.wait(0.001):
            yield Progress(0, 0)

    window.jobs.write(job, (), title="Importing")
    note(window, 1)
    assert said(window)[0] == "Noted 1 & more · waits until the running job is done"
    window.jobs.undo()
    assert said(window)[0] == "Undo · waits until the running job is done"
    gate.set()
    rest(qtbot, window)
    assert said(window) == ("Undone: Noted 1 & more", "Redo")


def test_a_long_job_with_a_name_is_a_deed_too(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()

    def job(store: Store) -> Job[None]:
        with store.atomic() as db:
            for value in range(5):
                settings.put(db, f"note{value}", value)
                yield Progress(value, 5)

    window.jobs.write(job, {"settings"}, title="Noting", deed="Noted five")
    rest(qtbot, window)
    assert noted(window, "note4") == 4
    press(qtbot, window, "undo")
    assert noted(window, "note4") == 0


def test_a_cancelled_or_failed_deed_is_none(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    errors: list[BaseException] = []

    def fail(db: Database) -> None:
        settings.put(db, "note", 1)
        raise KeyError("invented")

    window.jobs.edit(fail, {"settings"}, deed="Never", failed=errors.append)
    rest(qtbot, window)
    assert len(errors) == 1
    assert texts(window) == ("", "")


def test_only_so_many_deeds_are_kept(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    for value in range(deeds.KEPT_DEEDS + 5):
        note(window, value + 1)
    rest(qtbot, window)
    assert len(window.jobs._deeds._done) == deeds.KEPT_DEEDS
    for _deed in range(deeds.KEPT_DEEDS + 5):
        window.jobs.undo()
    rest(qtbot, window)
    assert noted(window) == 5


def test_the_bar_names_what_it_would_undo(open_window: Open, path: Path, qtbot: QtBot) -> None:
    add_group(path, "早起")
    window = open_window()
    back, again = window.top_bar.undo_button, window.top_bar.redo_button
    assert not back.isEnabled()
    assert not again.isEnabled()
    window.jobs.edit(
        lambda db: db.execute("INSERT INTO tags (name) VALUES ('x')"), {"tags"}, deed="Made a & b"
    )
    rest(qtbot, window)
    assert back.toolTip() == "Undo: Made a & b (Ctrl+Z)"
    qtbot.mouseClick(back, Qt.MouseButton.LeftButton)
    rest(qtbot, window)
    assert not back.isEnabled()
    assert again.accessibleName() == "Redo: Made a & b"
    qtbot.mouseClick(again, Qt.MouseButton.LeftButton)
    rest(qtbot, window)
    assert back.isEnabled()


@pytest.mark.parametrize("language", ["en", "zh_CN", "zh_TW"])
def test_the_bar_fits_into_the_smallest_window(
    open_window: Open, qtbot: QtBot, language: str
) -> None:
    i18n.install(language)
    window = open_window()
    window.resize(*SMALLEST)
    rest(qtbot, window)
    assert window.width() == SMALLEST[0]
    assert window.top_bar.more.geometry().right() < window.top_bar.width()
