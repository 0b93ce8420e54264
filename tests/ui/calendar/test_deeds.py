"""What is done to items: by keys, by dragging, in the editor."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from qunmate.data import plan
from qunmate.tasks.plan import planned
from qunmate.ui.blur import mask
from qunmate.ui.calendar.listing import COLUMNS
from qunmate.ui.calendar.tab import CalendarTab
from qunmate.veil import veil_of
from tests.ui.calendar.desk import MONDAY, SUNDAY, at, choose, drag, pick, point, told
from tests.ui.tab_desk import Window, settle


def test_done_by_a_key_holds_for_one_time(qtbot: QtBot, desk: Window[CalendarTab]) -> None:
    tab = desk.tab
    choose(tab, "早安", 2)
    tab.board.setFocus()
    QTest.keyClick(tab.board, Qt.Key.Key_D)
    settle(qtbot, desk)
    assert told(desk)[2] == "18 07:30 早安 done"
    assert told(desk)[1] == "17 07:30 早安 ready"
    assert tab.entry is not None
    assert (tab.entry.item.title, tab.entry.item.status) == ("早安", "done")
    tab.desk.do("again")
    settle(qtbot, desk)
    assert told(desk)[2] == "18 07:30 早安 ready"


def test_dragged_to_another_day_it_keeps_its_time(qtbot: QtBot, desk: Window[CalendarTab]) -> None:
    tab = desk.tab
    drag(tab, choose(tab, "选品的三个坑"), (0, 4))
    settle(qtbot, desk)
    assert "20 20:00 选品的三个坑 draft" in told(desk)
    assert tab.entry is not None
    assert tab.entry.cell == (0, 4)


@pytest.mark.qt_log_ignore("does not support", extend=True)  # a menu without a screen
def test_a_repeating_one_asks_which_times_are_meant(
    qtbot: QtBot, desk: Window[CalendarTab]
) -> None:
    tab = desk.tab
    drag(tab, choose(tab, "早安", 3), (1, 4))
    pick(qtbot, tab, "Only this one")
    settle(qtbot, desk)
    assert told(desk).count("20 07:30 早安 ready") == 2
    moved = [item for item in planned(desk.store, None, MONDAY, SUNDAY) if item.series_id]
    assert [item.group_ids for item in moved] == [(2,)]
    choose(tab, "早安", 3)
    tab.desk.do("remove")
    pick(qtbot, tab, "This and later ones")
    settle(qtbot, desk)
    assert [line[:2] for line in told(desk) if "早安" in line] == ["16", "17", "18", "20"]


def test_the_editor_changes_and_adds(qtbot: QtBot, desk: Window[CalendarTab]) -> None:
    tab = desk.tab
    choose(tab, "选品的三个坑")
    tab.desk.open_chosen()
    editor = tab.desk.editor
    assert editor is not None
    assert editor.speaker.text() == "林小满"
    editor.title.setText("直播")
    editor.status.setCurrentIndex(editor.status.findData("ready"))
    editor.ok.click()
    settle(qtbot, desk)
    assert "18 20:00 直播 ready" in told(desk)
    qtbot.waitUntil(lambda: tab.desk.editor is None)
    tab.board.choose(None, (1, 6))
    tab.head.new.click()
    editor = tab.desk.editor
    assert editor is not None
    assert editor.groups.chosen == ["2"]
    editor.title.setText("晚间话题")
    editor.repeat.choice.setCurrentIndex(3)
    editor.speaker.setText("lxm")
    qtbot.waitUntil(lambda: editor.speaker.found("lxm") == [])  # a member of the other group
    editor.ok.click()
    assert editor.isVisible()  # nobody is called so
    editor.speaker.clear()
    editor.ok.click()
    settle(qtbot, desk)
    made = next(item for item in plan.listing(desk.store.db) if item.title == "晚间话题")
    assert made.rrule == "FREQ=WEEKLY;BYDAY=SU"
    assert told(desk)[-1] == "22 20:00 晚间话题 draft"


def test_a_speaker_is_masked_while_the_screen_is_shared(
    qtbot: QtBot, desk: Window[CalendarTab]
) -> None:
    tab = desk.tab
    desk.context.blur.turn(on=True)
    choose(tab, "选品的三个坑")
    tab.desk.open_chosen()
    editor = tab.desk.editor
    assert editor is not None
    assert "林小满" not in editor.speaker.text()
    assert editor.made().speaker_id == 1
    editor.speaker.clear()
    qtbot.waitUntil(lambda: editor.speaker.found("lxm") == [0])
    editor.speaker.textEdited.emit("lxm")
    offered = editor.speaker.completer().model()
    assert [offered.index(row, 0).data() for row in range(offered.rowCount())] == [mask("林小满")]
    editor.speaker.setText("林小满")
    editor.speaker.editingFinished.emit()
    assert (editor.speaker.text(), editor.made().speaker_id) == (mask("林小满"), 1)
    editor.reject()
    tab.set_view("list")
    settle(qtbot, desk)
    assert "林小满" not in column(tab, "speaker")
    desk.context.blur.turn(on=False)
    assert "林小满" in column(tab, "speaker")


def test_an_item_of_several_days_keeps_its_length(qtbot: QtBot, desk: Window[CalendarTab]) -> None:
    tab = desk.tab
    begins, ends = at("2026-11-18T20:00"), at("2026-11-20T02:00")
    desk.jobs.edit(
        lambda db: plan.add(
            db, group_ids=[1], kind="meeting", title="露营", starts_at=begins, ends_at=ends
        ),
        {"plan_items"},
    )
    settle(qtbot, desk)
    choose(tab, "露营")
    tab.desk.open_chosen()
    editor = tab.desk.editor
    assert editor is not None
    editor.title.setText("秋日露营")
    editor.ok.click()
    settle(qtbot, desk)
    (item,) = (one for one in plan.listing(desk.store.db) if one.kind == "meeting")
    assert (item.title, item.starts_at, item.ends_at) == ("秋日露营", begins, ends)


def test_what_is_written_of_an_item_that_is_gone_is_planned_anew(
    qtbot: QtBot, desk: Window[CalendarTab]
) -> None:
    tab = desk.tab
    gone = choose(tab, "选品的三个坑").item
    tab.desk.open_chosen()
    editor = tab.desk.editor
    assert editor is not None
    desk.jobs.edit(lambda db: plan.remove(db, gone.id), {"plan_items"})
    settle(qtbot, desk)
    editor.text.setPlainText("写了很久的文案")
    editor.ok.click()
    settle(qtbot, desk)
    (kept,) = (one for one in plan.listing(desk.store.db) if one.kind == "sharing")
    assert (kept.text, kept.group_ids) == ("写了很久的文案", gone.group_ids)


def test_the_keyboard_goes_everywhere(qtbot: QtBot, desk: Window[CalendarTab]) -> None:
    tab = desk.tab
    board = tab.board
    board.setFocus()
    board.choose(None, (0, 0))
    QTest.keyClick(board, Qt.Key.Key_Down)
    assert tab.entry is not None
    assert tab.entry.cell == (0, 0)
    QTest.keyClick(board, Qt.Key.Key_Right)
    QTest.keyClick(board, Qt.Key.Key_Right)
    QTest.keyClick(board, Qt.Key.Key_Down)
    assert tab.entry.item.title == "选品的三个坑"
    QTest.keyClick(board, Qt.Key.Key_Down)
    assert tab.entry.cell == (1, 2)
    assert "Wed 18 Nov 20:00–21:00" in board.accessibleDescription()
    QTest.keyClick(board, Qt.Key.Key_End)
    assert tab.entry is None
    assert "Sun 22 Nov" in board.accessibleDescription()
    QTest.keyClick(board, Qt.Key.Key_Return)
    assert tab.desk.editor is not None
    tab.desk.editor.reject()


def test_tab_goes_down_the_editor(qtbot: QtBot, desk: Window[CalendarTab]) -> None:
    desk.tab.head.new.click()
    editor = desk.tab.desk.editor
    assert editor is not None
    editor.repeat.choice.setCurrentIndex(editor.repeat.choice.count() - 1)  # its own rule
    names: list[str] = []
    while editor.focusWidget() is not editor.text and len(names) < 40:
        names.append(editor.focusWidget().accessibleName())
        QTest.keyClick(editor.focusWidget(), Qt.Key.Key_Tab)
    told = list(dict.fromkeys(names))
    assert told[:2] == ["Title", "Kind"]
    order = ["Day", "Starts at", "until", "Ends at", "Repeat", "Interval", "Speaker"]
    assert [name for name in told if name in order] == [one for one in order if one in told]
    assert {"Repeat", "Interval", "Speaker"} <= {*told}
    editor.reject()


def test_the_menu_key_opens_the_menu_at_the_item(qtbot: QtBot, desk: Window[CalendarTab]) -> None:
    tab = desk.tab
    entry = choose(tab, "选品的三个坑")
    tab.board.setFocus()
    middle = tab.board.viewport().rect().center()
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Keyboard, middle, tab.board.viewport().mapToGlobal(middle)
    )
    asked: list[QPoint] = []
    tab.board.menu_asked.disconnect(tab.desk.menu)
    tab.board.menu_asked.connect(asked.append)
    QApplication.sendEvent(tab.board.viewport(), event)
    assert tab.board.viewport().mapFromGlobal(asked[0]) == point(tab.board, entry)


def test_names_in_titles_and_texts_are_masked_while_the_screen_is_shared(
    qtbot: QtBot, desk: Window[CalendarTab]
) -> None:
    tab = desk.tab
    desk.jobs.edit(
        lambda db: db.execute(
            "UPDATE plan_items SET title = '林小满的坑', text = '请林小满讲'"
            " WHERE title = '选品的三个坑'"
        ),
        {"plan_items"},
    )
    settle(qtbot, desk)
    choose(tab, "林小满的坑")
    assert "林小满的坑" in tab.board.accessibleDescription()
    desk.context.blur.turn(on=True)
    desk.context.blur.learn(veil_of(["林小满"]))
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    seen = [one.text() for one in tab.side.findChildren(QLabel)]
    seen += [tab.board.accessibleDescription(), *column(tab, "title")]
    assert any(f"{mask('林小满')}的坑" in one for one in seen)
    assert any(f"请{mask('林小满')}讲" in one for one in seen)
    assert not any("林小满" in one for one in seen)
    tab.side.copy_asked.emit(tab.entry.item.text if tab.entry else "")
    assert QGuiApplication.clipboard().text() == "请林小满讲"


def column(tab: CalendarTab, name: str) -> list[str]:
    place = [key for key, _words, _width in COLUMNS].index(name)
    return [str(tab.model.index(at, place).data()) for at in range(tab.model.rowCount())]
