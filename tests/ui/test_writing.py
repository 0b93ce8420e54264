"""What is typed is not lost when it can't be written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from qunmate.clock import day_of
from qunmate.data import tags
from qunmate.data.store import connect
from qunmate.progress import Progress
from qunmate.ui.ask_text import AskText
from qunmate.ui.calendar.tab import CalendarTab
from qunmate.ui.contact_note_dialog import write_note
from qunmate.ui.group_dialog import GroupDialog
from qunmate.ui.main_window import MainWindow
from qunmate.ui.members.add_dialog import AddDialog
from qunmate.ui.members.columns import COLUMNS
from qunmate.ui.members.detail import Detail
from qunmate.ui.members.tab import MembersTab
from qunmate.ui.members.tags_dialog import TagsDialog
from qunmate.ui.notify import Notice
from qunmate.ui.own_card_dialog import OwnCardDialog
from qunmate.ui.settings.dialog import SettingsDialog
from qunmate.ui.table import Table
from qunmate.ui.writer import Ticket
from qunmate.ui.writing import WritingDialog
from tests import noted
from tests.ui.conftest import Open, add_chat, add_group, rest

BUSY = "Another program has been writing"


@contextmanager
def held(window: MainWindow, qtbot: QtBot) -> Iterator[None]:
    """Another program writes all the time, and the window does not wait for it."""
    window.jobs.write(lambda store: store.db.execute("PRAGMA busy_timeout = 0").close(), ())
    rest(qtbot, window)
    other = connect(window.path)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.rollback()
        other.close()


def press(dialog: Any, window: MainWindow, qtbot: QtBot) -> None:
    assert dialog.ok.isEnabled()
    dialog.ok.click()
    rest(qtbot, window)


def stayed(dialog: WritingDialog) -> str:
    """The sentence of a dialog that stays and can be used."""
    assert dialog.isVisible()
    assert dialog.isEnabled()
    assert dialog.trouble.isVisible()
    return dialog.trouble.text()


def gone(dialog: WritingDialog) -> bool:
    return not dialog.isVisible()


@pytest.fixture
def window(path: Path, open_window: Open) -> MainWindow:
    add_chat(path, add_group(path, "早起读书会"), days=3)
    return open_window()


def test_escape_does_not_throw_away_what_was_written_at_length(
    window: MainWindow, qtbot: QtBot
) -> None:
    dialog = write_note(window.context, window, {1: "林小满"})
    with qtbot.waitExposed(dialog):
        pass
    qtbot.keyClicks(dialog.text, "She")
    qtbot.keyClick(dialog.text, Qt.Key.Key_Escape)
    assert "once more" in stayed(dialog)
    qtbot.keyClicks(dialog.text, " teaches")
    dialog.close()
    assert stayed(dialog)
    qtbot.keyClick(dialog.text, Qt.Key.Key_Escape)
    assert gone(dialog)
    other = write_note(window.context, window, {1: "林小满"})
    other.insert_questions(("What do you do, and where?",))
    qtbot.keyClick(other.text, Qt.Key.Key_Escape)
    assert gone(other)


def test_a_note_stays_in_its_dialog_until_it_is_written(window: MainWindow, qtbot: QtBot) -> None:
    dialog = write_note(window.context, window, {1: "林小满"})
    dialog.text.setPlainText("一起办读书会")
    troubles: list[str] = []
    window.notify.troubled.connect(lambda sentence, _step: troubles.append(sentence))
    with held(window, qtbot):
        press(dialog, window, qtbot)
        assert BUSY in stayed(dialog)
        assert dialog.text.toPlainText() == "一起办读书会"
        assert troubles == []  # it is told once
    press(dialog, window, qtbot)
    assert [one.text for one in noted.of_member(window.context.store.db, 1)] == ["一起办读书会"]


def test_a_full_disk_loses_no_words(window: MainWindow, qtbot: QtBot) -> None:
    dialog = write_note(window.context, window, {1: "林小满"})
    dialog.text.setPlainText("长" * 200_000)
    window.jobs.write(lambda store: store.db.execute("PRAGMA max_page_count = 1").close(), ())
    rest(qtbot, window)
    press(dialog, window, qtbot)
    assert "no space left" in stayed(dialog)
    assert len(dialog.text.toPlainText()) == 200_000
    dialog.text.setPlainText("短")
    window.jobs.write(lambda store: store.db.execute("PRAGMA max_page_count = 99999").close(), ())
    press(dialog, window, qtbot)
    assert noted.of_member(window.context.store.db, 1)


def test_a_defect_is_reported_and_the_words_stay(window: MainWindow, qtbot: QtBot) -> None:
    def trip(store: Any) -> None:
        store.db.execute(
            "CREATE TEMP TRIGGER trip BEFORE INSERT ON contact_notes"
            " BEGIN SELECT RAISE(ABORT, 'no'); END"
        )

    window.notify.broke.disconnect(window.boxes.defect)
    broken: list[BaseException] = []
    window.notify.broke.connect(broken.append)
    window.jobs.write(trip, ())
    dialog = write_note(window.context, window, {1: "林小满"})
    dialog.text.setPlainText("一起办读书会")
    press(dialog, window, qtbot)
    assert "still here" in stayed(dialog)
    assert len(broken) == 1
    dialog.reject()


def test_a_group_stays_in_its_dialog_until_it_is_made(window: MainWindow, qtbot: QtBot) -> None:
    window.groups.add()
    dialog = window.findChild(GroupDialog)
    assert dialog is not None
    dialog.name.setText("夜跑团")
    with held(window, qtbot):
        press(dialog, window, qtbot)
        assert BUSY in stayed(dialog)
    press(dialog, window, qtbot)
    assert [group.name for group in window.groups.groups] == ["早起读书会", "夜跑团"]


def test_an_item_of_the_calendar_stays_until_it_is_written(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.show_tab(2)
    rest(qtbot, window)
    tab = window.stack.made[2]
    assert isinstance(tab, CalendarTab)
    tab.desk.add(day=day_of(window.context.today), text="正文", title="晨读")
    editor = tab.desk.editor
    assert editor is not None
    with held(window, qtbot):
        editor.ok.click()
        rest(qtbot, window)
        assert BUSY in stayed(editor)
        assert editor.made().text == "正文"
    editor.ok.click()
    rest(qtbot, window)
    assert [entry.item.title for entry in tab.board.grid.entries] == ["晨读"]


def test_settings_are_not_half_changed(window: MainWindow, qtbot: QtBot) -> None:
    window.verbs.settings()
    dialog = window.findChild(SettingsDialog)
    assert dialog is not None
    themes: list[str] = []
    dialog.theme_chosen.connect(themes.append)
    dialog.general.theme.setCurrentIndex(dialog.general.theme.findData("dark"))
    dialog.file.alike.toggle()
    with held(window, qtbot):
        dialog.save_button.click()
        rest(qtbot, window)
        assert BUSY in stayed(dialog)
        assert themes == []
    dialog.save_button.click()
    rest(qtbot, window)
    assert themes == ["dark"]


def test_own_card_and_tags_stay_too(window: MainWindow, qtbot: QtBot) -> None:
    window.imports.ask_own_card()
    own = window.findChild(OwnCardDialog)
    assert own is not None
    rest(qtbot, window)
    listed = TagsDialog(window.context, window)
    listed.open()
    asking = listed.ask_new()
    asking.field.setText("热心")
    rule = listed.ask_new_rule()
    rule._name.setText("久未发言")
    with held(window, qtbot):
        for dialog in (own, asking, rule):
            press(dialog, window, qtbot)
            assert BUSY in stayed(dialog)
    for dialog in (own, asking, rule):
        press(dialog, window, qtbot)
    names = {tag.name for tag in tags.all_tags(window.context.store.db)}
    assert names == {"热心", "久未发言"}
    with held(window, qtbot):
        listed.choose({1})
        listed.pane.name.setText("很热心")
        listed.pane.renamed.emit("很热心")
        rest(qtbot, window)
        listed.reload()
        rest(qtbot, window)
        assert listed.pane.name.text() == "很热心"
    listed.reject()
    listed.deleteLater()


def test_enter_takes_what_was_typed_once(window: MainWindow, qtbot: QtBot) -> None:
    taken: list[str] = []

    def write(text: str) -> Ticket:
        taken.append(text)
        return window.jobs.edit(lambda db: None, ())

    asking = AskText(window, "Tag", "Tag", write, known=["reader", "writer"])
    asking.open()
    asking.field.setText("read")
    QTest.keyClick(asking.field, Qt.Key.Key_Return)
    rest(qtbot, window)
    assert taken == ["read"]


def test_a_field_that_ends_while_the_dialog_waits_is_not_asked_for(
    window: MainWindow, qtbot: QtBot
) -> None:
    dialog = AddDialog(window.context, window)
    dialog.open()
    with qtbot.waitActive(dialog):
        dialog.activateWindow()
    dialog.name.setText("沈南乔")
    dialog.tags.begin("书")
    field = dialog.focusWidget()
    other = connect(window.path)
    other.execute("BEGIN IMMEDIATE")
    dialog.ok.click()
    qtbot.waitUntil(lambda: not dialog.isEnabled())
    enter = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(field, enter)  # it was on its way
    other.rollback()
    other.close()
    rest(qtbot, window)
    assert gone(dialog)


def test_what_waits_behind_a_long_job_comes_back_if_it_fails(
    window: MainWindow, qtbot: QtBot
) -> None:
    dialog = write_note(window.context, window, {1: "林小满"})
    dialog.text.setPlainText("一起办读书会")
    go = False

    def long(_store: object) -> Any:
        while not go:
            yield Progress(0, 0)

    with held(window, qtbot):
        window.jobs.write(long, (), title="Long")
        dialog.accept()
        assert gone(dialog)  # and nobody has to wait for it
        go = True
        rest(qtbot, window)
        assert BUSY in stayed(dialog)
    dialog.reject()


def test_what_is_typed_into_the_table_or_the_card_comes_back(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.show_tab(1)
    rest(qtbot, window)
    tab = window.stack.made[1]
    assert isinstance(tab, MembersTab)
    first = tab.model.member_id(0)
    city = next(at for at, one in enumerate(COLUMNS) if one.field == "city")
    cell = tab.model.index(0, city)
    notices: list[Notice] = []
    window.notify.noticed.connect(notices.append)
    with held(window, qtbot):
        tab.model.setData(cell, "杭州")
        rest(qtbot, window)
        assert tab.table.state() == Table.State.EditingState
        editor = tab.table.viewport().findChild(QLineEdit)
        assert editor is not None
        assert editor.text() == "杭州"
        assert BUSY in notices[-1].text
        assert notices[-1].act is not None
        notices[-1].act()
        assert QApplication.clipboard().text() == "杭州"
        tab.table.setFocus()  # which tries again
        rest(qtbot, window)
        tab.detail.edited.emit(first, "trade", "编辑")
        rest(qtbot, window)
        assert typed(tab.detail, "编辑")
        tab.detail.tag_added.emit(first, "热心")
        rest(qtbot, window)
        assert typed(tab.detail, "热心")
    assert tab.model.setData(tab.model.index(0, city), "杭州")
    rest(qtbot, window)
    assert str(tab.model.index(0, city).data()) == "杭州"


def typed(detail: Detail, text: str) -> bool:
    return text in {field.text() for field in detail.findChildren(QLineEdit) if field.isVisible()}
