"""Ctrl+Z over everything the window writes: names, order, text fields, imports, other programs."""

from __future__ import annotations

import threading
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from qunmate import i18n
from qunmate.data import groups, imports, settings
from qunmate.data.database import Database
from qunmate.data.store import Store, open_store
from qunmate.model import Group
from qunmate.progress import Job, Progress
from qunmate.tasks.import_roster import import_roster
from qunmate.ui import deeds
from qunmate.ui.import_dialog import ImportDialog
from qunmate.ui.main_window import SMALLEST, MainWindow
from qunmate.ui.messages import ProblemBox
from qunmate.ui.more_menu import more_menu
from qunmate.ui.touched import IMPORT
from tests.ui.conftest import TODAY, Open, add_group, rest

RULE = "=" * 64
CHAT = (
    "消息记录（此消息记录为文本格式，不支持重新导入）\r\n\r\n"
    f"{RULE}\r\n消息分组:我的群聊\r\n{RULE}\r\n消息对象:早起读书会\r\n{RULE}\r\n\r\n"
    "2026-11-21 7:30:00 【冒泡】林小满(10001)\r\n早安\r\n\r\n"
    "2026-11-21 7:31:05 周一川(10002)\r\n到\r\n\r\n"
)
SHEET = "姓名,微信号,城市\n林小满,lin_xm,上海\n周一川,zhou_yc,成都\n"


def note(window: MainWindow, value: int, key: str = "note") -> None:
    window.jobs.edit(
        lambda db: settings.put(db, key, value), {"settings"}, deed=f"Noted {value} & more"
    )


def noted(window: MainWindow, key: str = "note") -> int:
    return settings.get(window.context.store.db, key, 0)


def press(qtbot: QtBot, window: MainWindow, name: str) -> None:
    window.actions_by_name[name].trigger()
    rest(qtbot, window)


def said(window: MainWindow) -> tuple[str, str]:
    bar = window.status_bar
    return bar.notice.full_text(), bar.action.text() if bar.action.isVisible() else ""


def texts(window: MainWindow) -> tuple[str, str]:
    undo, redo = (window.actions_by_name[name] for name in ("undo", "redo"))
    return tuple(one.text() if one.isEnabled() else "" for one in (undo, redo))  # type: ignore[return-value]


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


def take_in(window: MainWindow, sheet: Path, group: Group) -> None:
    def verb(store: Store) -> Job[object]:
        return import_roster(store, sheet, group=group, today=TODAY)

    window.jobs.write(verb, IMPORT, title="Importing")


def members(window: MainWindow) -> list[str]:
    rows = window.context.store.db.execute("SELECT name FROM members ORDER BY id")
    return [name for (name,) in rows]


def test_imports_and_deeds_go_back_in_order(
    open_window: Open, path: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    group = add_group(path, "早起")
    sheet = tmp_path / "成员.csv"
    sheet.write_text(SHEET, encoding="utf-8")
    window = open_window()
    note(window, 1)
    take_in(window, sheet, group)
    rest(qtbot, window)
    assert members(window) == ["林小满", "周一川"]
    assert texts(window)[0] == "Undo: Imported 成员.csv"
    window.jobs.edit(
        lambda db: db.execute("UPDATE members SET city = '北京' WHERE id = 1"),
        {"members"},
        deed="Moved",
    )
    rest(qtbot, window)
    for _deed in range(3):
        press(qtbot, window, "undo")
    assert members(window) == []
    assert noted(window) == 0
    for _deed in range(2):
        press(qtbot, window, "redo")
    assert members(window) == ["林小满", "周一川"]
    press(qtbot, window, "undo")
    assert members(window) == []
    assert texts(window)[1] == "Redo: Imported 成员.csv"


def test_an_import_whose_source_is_gone_can_t_be_redone(
    open_window: Open, path: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    group = add_group(path, "早起")
    sheet = tmp_path / "成员.csv"
    sheet.write_text(SHEET, encoding="utf-8")
    window = open_window()
    take_in(window, sheet, group)
    rest(qtbot, window)
    press(qtbot, window, "undo")
    sheet.unlink()
    press(qtbot, window, "redo")
    box = window.findChild(ProblemBox)
    assert box is not None
    box.accept()
    assert texts(window) == ("", "")


def test_an_import_taken_back_elsewhere_is_not_undone_again(
    open_window: Open, path: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    group = add_group(path, "早起")
    sheet = tmp_path / "成员.csv"
    sheet.write_text(SHEET, encoding="utf-8")
    window = open_window()
    note(window, 1)
    take_in(window, sheet, group)
    rest(qtbot, window)
    window.imports.undo_all([one.id for one in imports.listing(window.context.store.db)])
    rest(qtbot, window)
    assert texts(window) == ("Undo: Noted 1 && more", "Redo: Imported 成员.csv")


def test_the_sample_is_not_undone(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    window.verbs.fill_sample(messages=600, members=60)
    rest(qtbot, window)
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


def test_what_the_import_dialog_took_in_goes_back_and_forth(
    open_window: Open, path: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    group = add_group(path, "早起")
    sheet, chat = tmp_path / "成员.csv", tmp_path / "早起读书会.txt"
    sheet.write_text(SHEET, encoding="utf-8")
    chat.write_text(CHAT, encoding="utf-8-sig", newline="")
    window = open_window()
    window.imports.open([sheet, chat], group)
    dialog = window.findChild(ImportDialog)
    assert dialog is not None
    rest(qtbot, window)
    dialog.run()
    rest(qtbot, window)
    dialog.close()
    after = counts(window)
    assert after["messages"] == 2
    for _source in range(2):
        press(qtbot, window, "undo")
    assert counts(window) == {"members": 0, "messages": 0}
    for _source in range(2):
        press(qtbot, window, "redo")
    assert counts(window) == after
    assert texts(window) == ("Undo: Imported 早起读书会.txt", "")


def counts(window: MainWindow) -> dict[str, int]:
    db = window.context.store.db
    return {name: db.table(name).count for name in ("members", "messages")}


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
