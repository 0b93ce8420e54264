"""What hands do: menus pressed, columns dragged, chips and rules changed, by mouse and by keys."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

from qunmate.data import segments, tags
from qunmate.data.store import Store
from qunmate.model import Group
from qunmate.roster.tag_rules import Part, Rule
from qunmate.ui.ask_text import AskText
from qunmate.ui.members.rule_editor import RuleEditor
from qunmate.ui.members.tags_dialog import TagsDialog
from tests.ui.members.desk import Window, members_tab, names, settle, three

Key, Left = Qt.Key, Qt.MouseButton.LeftButton


def menu(qtbot: QtBot) -> QMenu:
    """The menu that is open."""
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    found = QApplication.activePopupWidget()
    assert isinstance(found, QMenu)
    return found


def press(qtbot: QtBot, shown: QMenu, begins: str) -> None:
    """Press an entry with the mouse."""
    action = next(one for one in shown.actions() if one.text().startswith(begins))
    assert action.isEnabled()
    qtbot.mouseClick(shown, Left, pos=shown.actionGeometry(action).center())


def dialog_of(qtbot: QtBot, window: QWidget, kind: type[QDialog]) -> QDialog:
    def shown() -> list[QDialog]:
        return [one for one in window.findChildren(kind) if one.isVisible()]

    qtbot.waitUntil(lambda: bool(shown()))
    return shown()[0]


def write(qtbot: QtBot, window: Window, text: str) -> None:
    """Type a name into the question that is open, and press Enter."""
    asked = dialog_of(qtbot, window, AskText)
    field = asked.findChild(QLineEdit)
    assert field is not None
    field.selectAll()
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, Key.Key_Return)
    settle(qtbot, window)
    qtbot.waitUntil(lambda: not any(one.isVisible() for one in window.findChildren(AskText)))


def test_a_segment_is_saved_renamed_and_deleted_by_mouse(
    qtbot: QtBot, store: Store, group: Group
) -> None:
    three(store, group)
    with members_tab(qtbot, store, group) as window:
        button = window.tab.segments
        qtbot.mouseClick(window.tab.filters._never, Left)
        qtbot.mouseClick(button, Left)
        press(qtbot, menu(qtbot), "Save these conditions")
        write(qtbot, window, "silent ones")
        assert list(segments.all_segments(store.db)) == ["silent ones"]
        assert button.accessibleName() == "Segment: silent ones"
        qtbot.mouseClick(button, Left)
        press(qtbot, menu(qtbot), "Rename")
        write(qtbot, window, "lurkers")
        assert list(segments.all_segments(store.db)) == ["lurkers"]
        assert button.accessibleName() == "Segment: lurkers"
        qtbot.mouseClick(button, Left)
        press(qtbot, menu(qtbot), "Delete")
        settle(qtbot, window)
        assert segments.all_segments(store.db) == {}
        window.context.jobs.undo()
        settle(qtbot, window)
        assert list(segments.all_segments(store.db)) == ["lurkers"]


def test_a_dragged_column_keeps_its_width(qtbot: QtBot, store: Store, group: Group) -> None:
    three(store, group)
    with members_tab(qtbot, store, group) as window:
        header = window.tab.table.horizontalHeader()
        before = header.sectionSize(0)
        edge = QPoint(header.sectionViewportPosition(0) + before - 1, header.height() // 2)
        view = header.viewport()
        qtbot.mouseMove(view, edge)
        qtbot.mousePress(view, Left, pos=edge)
        qtbot.mouseMove(view, edge + QPoint(30, 0))
        qtbot.mouseMove(view, edge + QPoint(60, 0))
        qtbot.mouseRelease(view, Left, pos=edge + QPoint(60, 0))
        dragged = header.sectionSize(0)
        assert dragged == before + 60
    with members_tab(qtbot, store, group) as window:
        assert window.tab.table.horizontalHeader().sectionSize(0) == dragged


def test_a_filter_chip_is_set_and_cleared_by_keys(qtbot: QtBot, store: Store, group: Group) -> None:
    three(store, group)
    with members_tab(qtbot, store, group) as window:
        filters = window.tab.filters
        window.activateWindow()
        filters.search.setFocus()
        qtbot.waitUntil(filters.search.hasFocus)
        qtbot.keyClick(filters.search, Key.Key_Tab)
        qtbot.keyClick(QApplication.focusWidget(), Key.Key_Tab)
        chip = filters._chips["tags"]
        assert QApplication.focusWidget() is chip
        qtbot.keyClick(chip, Key.Key_Space)
        shown = menu(qtbot)
        qtbot.keyClick(shown, Key.Key_Down)
        qtbot.keyClick(shown, Key.Key_Space)
        assert shown.isVisible()  # for another one
        qtbot.keyClick(shown, Key.Key_Escape)
        settle(qtbot, window)
        assert sorted(names(window)) == ["周子昂", "陈思远"]
        assert window.focusWidget() is chip
        qtbot.keyClick(filters._clear, Key.Key_Space)
        settle(qtbot, window)
        assert len(names(window)) == 3


def test_a_saved_rule_is_changed_by_mouse(qtbot: QtBot, store: Store, group: Group) -> None:
    three(store, group)
    with store.atomic() as db:
        tag = tags.add(db, "quiet ones", rule=Rule((Part("silent", days=9_000),)))
    with members_tab(qtbot, store, group) as window:
        dialog = window.tab.tools.tags()
        assert isinstance(dialog, TagsDialog)
        settle(qtbot, window)
        row = dialog.model.row_of(tag)
        assert row is not None
        place = dialog.table.visualRect(dialog.model.index(row, 0)).center()
        qtbot.mouseClick(dialog.table.viewport(), Left, pos=place)
        qtbot.mouseClick(dialog.pane.edit_rule, Left)
        editor = dialog_of(qtbot, dialog, RuleEditor)
        assert isinstance(editor, RuleEditor)
        days = editor._rows[0].days.lineEdit()
        days.selectAll()
        qtbot.keyClicks(days, "30")
        qtbot.mouseClick(editor.ok, Left)
        settle(qtbot, window)
        qtbot.waitUntil(lambda: dialog.pane.rule.text() == "Silent for 30 days.")
        assert tags.rules(store.db)[tag] == Rule((Part("silent", days=30),))
        assert tags.by_name(store.db, "quiet ones").by_rule == 3
        assert dialog.pane.people.text() == "Show 3 members"
        assert [one.id for one in dialog.chosen()] == [tag]
