"""Groups in the window: chosen, added, edited, archived, and named."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from qunmate import i18n
from qunmate.model import Group
from qunmate.ui.group_dialog import GroupDialog
from qunmate.ui.import_dialog import ImportDialog
from qunmate.ui.theme import Theme
from tests.ui.conftest import Open, add_chat, add_group, group_names, rest


def test_groups_show_members_and_a_dot(open_window: Open, path: Path) -> None:
    add_chat(path, add_group(path, "早起读书会"))
    add_group(path, "空群")
    window = open_window()
    everyone, talking, silent = window.sidebar.view.group_model().items
    assert (everyone.members, talking.members) == (5, 5)
    assert (talking.dot.tone, silent.dot.tone) == ("good", "quiet")
    assert silent.dot.words == "No messages yet"


def test_choosing_a_group_tells_the_tabs(open_window: Open, path: Path, qtbot: QtBot) -> None:
    group = add_group(path, "早起读书会")
    window = open_window()
    with qtbot.waitSignal(window.context.choice.changed):
        qtbot.keyClick(window.sidebar.view, Qt.Key.Key_Down)
    assert window.context.group == group


def test_adding_a_group(open_window: Open, path: Path, qtbot: QtBot) -> None:
    window = open_window()
    window.actions_by_name["new_group"].trigger()
    fill_dialog(qtbot, "羽毛球周末约")
    rest(qtbot, window)
    assert group_names(window) == ["All groups", "羽毛球周末约"]
    assert window.context.group is not None
    assert window.status_bar.notice.full_text() == "Added the group 羽毛球周末约"
    assert window.stack.currentWidget() is not window.welcome


def fill_dialog(qtbot: QtBot, name: str) -> None:
    """Types the name into the group dialog that is open, and accepts it."""
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, GroupDialog)
    dialog.name.setText(name)
    assert dialog.ok.isEnabled()
    qtbot.keyClick(dialog.name, Qt.Key.Key_Return)


def test_editing_and_archiving_can_be_undone(open_window: Open, path: Path, qtbot: QtBot) -> None:
    group = add_group(path, "早起")
    window = open_window()
    window.sidebar.edit_asked.emit(group)
    fill_dialog(qtbot, "早起读书会")
    rest(qtbot, window)
    assert group_names(window) == ["All groups", "早起读书会"]
    window.status_bar.action.click()
    rest(qtbot, window)
    assert group_names(window) == ["All groups", "早起"]
    window.sidebar.archive_asked.emit(group)
    rest(qtbot, window)
    assert group_names(window) == ["All groups", "Archived"]
    window.status_bar.action.click()
    rest(qtbot, window)
    assert group_names(window) == ["All groups", "早起"]


def test_menu_of_a_group(open_window: Open, path: Path) -> None:
    add_group(path, "早起")
    window = open_window()
    menu = window.sidebar.menu_for(window.sidebar.view.item_at(1))
    texts = [action.text() for action in menu.actions() if action.text()]
    assert texts == [
        "No messages yet", "Edit…", "Import into this group…", "Digest…", "Export chat…",
        "Move up\tAlt+↑",
        "Move down\tAlt+↓", "Archive", "New group…",
    ]  # fmt: skip
    menu.deleteLater()


def test_names_that_are_taken_are_refused(qtbot: QtBot, theme: Theme) -> None:
    dialog = GroupDialog(None, None, {"早起"})  # type: ignore[arg-type]
    qtbot.addWidget(dialog)
    assert not dialog.ok.isEnabled()
    dialog.name.setText("早起")
    assert not dialog.ok.isEnabled()
    assert "There is already" in dialog.warning.text()
    dialog.name.setText("早起二群")
    assert dialog.ok.isEnabled()
    dialog.timezone.setCurrentText("Mars/Olympus")
    assert not dialog.ok.isEnabled()


@pytest.mark.parametrize(
    ("language", "machine", "zone"),
    [
        ("zh_CN", "Etc/UTC", "Asia/Shanghai"),
        ("zh_TW", "UTC", "Asia/Taipei"),
        ("zh_CN", "Europe/Berlin", "Europe/Berlin"),
        ("en", "Etc/UTC", "Etc/UTC"),
    ],
)
def test_a_new_group_is_where_its_operator_is(
    qtbot: QtBot, theme: Theme, monkeypatch: pytest.MonkeyPatch,
    language: str, machine: str, zone: str,
) -> None:  # fmt: skip
    monkeypatch.setattr("tzlocal.get_localzone_name", lambda: machine)
    before = i18n.language()
    i18n.install(language)
    try:
        dialog = GroupDialog(None, None, set())  # type: ignore[arg-type]
    finally:
        i18n.install(before)
    qtbot.addWidget(dialog)
    assert dialog.form().timezone == zone


def test_a_zone_is_told_by_its_name_and_its_distance(qtbot: QtBot, theme: Theme) -> None:
    for zone, words in (
        ("Etc/UTC", "Coordinated Universal Time"),
        ("Asia/Shanghai", "China (Shanghai) UTC+8"),
        ("Asia/Kolkata", "Asia/Kolkata UTC+5:30"),
    ):
        dialog = GroupDialog(None, Group(1, "早起", "qq", zone), set())  # type: ignore[arg-type]
        qtbot.addWidget(dialog)
        assert dialog.timezone.currentText() == words
        assert dialog.form().timezone == zone


@pytest.mark.parametrize(("language", "platform"), [("zh_TW", "line"), ("zh_CN", "wechat")])
def test_a_new_group_is_of_the_chat_program_that_most_use(
    qtbot: QtBot, theme: Theme, language: str, platform: str
) -> None:
    before = i18n.language()
    i18n.install(language)
    try:
        dialog = GroupDialog(None, None, set())  # type: ignore[arg-type]
    finally:
        i18n.install(before)
    qtbot.addWidget(dialog)
    assert dialog.form().platform == platform


def test_a_time_zone_is_found_by_any_part_of_its_name(qtbot: QtBot, theme: Theme) -> None:
    group = Group(1, "早起", "qq", "Asia/Shanghai")
    dialog = GroupDialog(None, group, set())  # type: ignore[arg-type]
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.timezone.currentText() == "China (Shanghai) UTC+8"
    dialog.name.setText("早起二群")
    field = dialog.timezone.lineEdit()
    assert field is not None
    dialog.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    field.selectAll()
    qtbot.keyClicks(field, "almat")
    assert not dialog.ok.isEnabled()
    found = dialog.timezone.completer().popup()
    qtbot.keyClick(found, Qt.Key.Key_Down)
    qtbot.keyClick(found, Qt.Key.Key_Return)
    assert (dialog.timezone.zone, dialog.ok.isEnabled()) == ("Asia/Almaty", True)
    field.setText("asia/taipei")
    assert (dialog.timezone.zone, dialog.ok.isEnabled()) == ("Asia/Taipei", True)


def test_no_hole_gapes_above_the_buttons(qtbot: QtBot, theme: Theme) -> None:
    group = Group(1, "早起", "qq", "Asia/Shanghai")
    dialog = GroupDialog(None, group, set())  # type: ignore[arg-type]
    qtbot.addWidget(dialog)
    dialog.show()
    last = [one for one in dialog.findChildren(QLabel) if one.isVisible()][-1]
    assert dialog.ok.y() - last.geometry().bottom() < 32


def test_enter_presses_the_button_that_has_the_keys(open_window: Open) -> None:
    window = open_window()
    window.top_bar.import_button.setFocus()
    QTest.keyClick(window.top_bar.import_button, Qt.Key.Key_Return)
    dialogs = window.findChildren(ImportDialog)
    assert [dialog.isVisible() for dialog in dialogs] == [True]
    dialogs[0].reject()


@pytest.mark.parametrize(("goal", "shown"), [(0.333, "33%"), (0.004, "1%"), (1.0, "100%")])
def test_a_goal_finer_than_the_field_is_kept(
    qtbot: QtBot, theme: Theme, goal: float, shown: str
) -> None:
    group = Group(1, "早起", "qq", "Asia/Shanghai", goal)
    dialog = GroupDialog(None, group, set())  # type: ignore[arg-type]
    qtbot.addWidget(dialog)
    assert dialog.target.text() == shown
    assert dialog.form().weekly_target == goal
    dialog.target.setValue(40)
    assert dialog.form().weekly_target == 0.4
    dialog.target.setValue(0)
    assert dialog.form().weekly_target is None
