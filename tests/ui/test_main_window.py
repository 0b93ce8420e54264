"""The frame: tabs, groups, notices, the state that is remembered, the way it closes."""

from __future__ import annotations

import threading
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from qunmate import __version__
from qunmate.data import backups, groups
from qunmate.data.store import Store, open_store
from qunmate.errors import Problem, UserError
from qunmate.progress import Job, Progress
from qunmate.ui import main_window
from qunmate.ui.app import Desk
from qunmate.ui.backup_keeper import EVERY
from qunmate.ui.calendar.tab import CalendarTab
from qunmate.ui.contact_note_dialog import write_note
from qunmate.ui.dialog import FRAME
from qunmate.ui.group_dialog import GroupDialog
from qunmate.ui.import_dialog import ImportDialog
from qunmate.ui.jobs import JobState, Ticket, threads_alive
from qunmate.ui.main_window import USUAL, MainWindow
from qunmate.ui.messages import AboutBox, DefectBox, ProblemBox
from qunmate.ui.more_menu import more_menu
from qunmate.ui.new_day import NewDay
from qunmate.ui.settings_state import WindowState
from qunmate.ui.status_bar import describe, time_left
from qunmate.ui.tabs import TABS
from qunmate.ui.theme import Theme
from qunmate.ui.window_lock import WindowLock
from tests.ui.conftest import Open, add_chat, add_group, rest


def names(window: MainWindow) -> list[str]:
    return [item.name for item in window.sidebar.view.group_model().items]


def test_an_empty_file_says_what_to_do(open_window: Open) -> None:
    window = open_window()
    assert window.stack.currentWidget() is window.welcome
    assert len(window.welcome.buttons) == 3
    assert names(window) == ["All groups"]


def test_all_tabs_open_by_key_and_follow_the_button(
    open_window: Open, path: Path, qtbot: QtBot
) -> None:
    add_chat(path, add_group(path, "早起读书会"))
    window = open_window()
    for place in range(len(TABS)):
        window.actions_by_name[f"tab_{place + 1}"].trigger()
        rest(qtbot, window)
        assert window.stack.currentWidget() is window.stack.made[place]
        assert window.top_bar.tabs.checkedId() == place
    window.top_bar.tabs.button(1).click()
    assert window.stack.currentWidget() is window.stack.made[1]


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
    assert names(window) == ["All groups", "羽毛球周末约"]
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
    assert names(window) == ["All groups", "早起读书会"]
    window.status_bar.action.click()
    rest(qtbot, window)
    assert names(window) == ["All groups", "早起"]
    window.sidebar.archive_asked.emit(group)
    rest(qtbot, window)
    assert names(window) == ["All groups", "Archived"]
    window.status_bar.action.click()
    rest(qtbot, window)
    assert names(window) == ["All groups", "早起"]


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


def test_enter_presses_the_button_that_has_the_keys(open_window: Open) -> None:
    window = open_window()
    window.top_bar.import_button.setFocus()
    QTest.keyClick(window.top_bar.import_button, Qt.Key.Key_Return)
    dialogs = window.findChildren(ImportDialog)
    assert [dialog.isVisible() for dialog in dialogs] == [True]
    dialogs[0].reject()


def test_problems_and_defects_open_a_box(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    window.notify.problem(Problem("group_unknown", {"name": "早起"}))
    box = window.findChild(ProblemBox)
    assert box is not None
    assert box.isVisible()
    box.accept()
    window.notify.complain(ValueError("a secret of the user"))
    report = window.findChild(DefectBox)
    assert report is not None
    report.copy()
    copied = QApplication.clipboard().text()
    assert "ValueError" in copied
    assert "secret" not in copied
    report.accept()


def test_notice_runs_its_action_once(open_window: Open) -> None:
    window = open_window()
    done: list[bool] = []
    window.notify.notice("Done.", "Undo", lambda: done.append(True))
    assert window.status_bar.action.text() == "Undo"
    window.status_bar.action.click()
    window.status_bar.action.click()
    assert done == [True]
    assert window.status_bar.notice.isHidden()


def test_the_running_job_is_shown_and_can_be_cancelled(open_window: Open) -> None:
    window = open_window()
    ticket = Ticket("Importing chat.txt")
    window.jobs.running.emit(JobState(ticket, Progress(50, 100, 412_000), 70_000, 6.2))
    shown = window.status_bar.job.full_text()
    assert shown == "Importing chat.txt · 412,000 records · 70,000 per second · 6 seconds left"
    assert window.status_bar.bar.value() == 500
    window.status_bar.cancel.click()
    assert ticket.flag.is_set()
    window.jobs.running.emit(None)
    assert window.status_bar.bar.isHidden()


def test_time_left_is_told_in_minutes_when_it_is_long() -> None:
    assert time_left(200) == "3 minutes left"
    state = JobState(Ticket("Making"), Progress(0, 0), 0, None)
    assert describe(state) == "Making"


@pytest.mark.parametrize("killed", [False, True])
def test_tab_and_group_are_remembered(
    open_window: Open, path: Path, qtbot: QtBot, *, killed: bool
) -> None:
    group = add_group(path, "早起")
    add_chat(path, group)
    first = open_window()
    first.show_tab(4)
    first.sidebar.choose(group.id)
    rest(qtbot, first)
    if not killed:
        first.close()
    second = open_window()
    assert second.context.group == group
    assert second.top_bar.tabs.checkedId() == 4


@pytest.mark.parametrize("ends", ["closed", "done"])
def test_what_was_not_finished_is_told_at_the_next_start(
    open_window: Open, path: Path, qtbot: QtBot, ends: str
) -> None:
    first = open_window()
    done = threading.Event()

    def endless(_store: Store) -> Job[None]:
        while not done.is_set():
            yield Progress(1, 2)

    first.jobs.write(endless, (), title="Importing a.txt")
    qtbot.waitUntil(lambda: first.status_bar.job.full_text().startswith("Importing"))
    if ends == "done":
        done.set()
        rest(qtbot, first)
    first.close()
    told = [open_window().status_bar.notice.full_text() for _start in range(2)]
    said = "Not finished when the window was closed: Importing a.txt"
    assert told == [said if ends == "closed" else "", ""]


def test_closing_leaves_no_thread_and_no_wal(open_window: Open, path: Path) -> None:
    window = open_window()
    window.close()
    assert threads_alive() == []
    assert not path.with_name(path.name + "-wal").exists()


def test_read_only_window_says_so(open_window: Open, path: Path, qtbot: QtBot) -> None:
    group = add_group(path, "早起")
    window = open_window(read_only=True)
    assert "read-only" in window.status_bar.file.full_text()
    window.groups.archive(group)
    qtbot.waitUntil(lambda: window.findChild(ProblemBox) is not None)
    assert names(window) == ["All groups", "早起"]


def test_where_nothing_can_be_written_no_dialog_asks_for_words(
    open_window: Open, path: Path, qtbot: QtBot
) -> None:
    group = add_group(path, "读书会")
    add_chat(path, group, days=2)
    window = open_window(read_only=True)
    window.show_tab_named("calendar")
    rest(qtbot, window)
    calendar = window.stack.made[2]
    assert isinstance(calendar, CalendarTab)
    calendar.desk.add()
    assert calendar.desk.editor is None
    assert "read" in window.status_bar.notice.full_text()
    for ask in (window.groups.add, lambda: window.groups.edit(group)):
        with pytest.raises(UserError, match="file_read_only"):
            ask()
    with pytest.raises(UserError, match="file_read_only"):
        write_note(window.context, window, {1: "林小满"})


def test_what_another_program_wrote_appears(open_window: Open, path: Path, qtbot: QtBot) -> None:
    window = open_window()
    add_group(path, "来自命令行")
    window.jobs.look()
    qtbot.waitUntil(lambda: names(window) == ["All groups", "来自命令行"])
    rest(qtbot, window)


def test_another_day_is_told_once_and_read_anew(
    open_window: Open, path: Path, qtbot: QtBot
) -> None:
    today = [date(2026, 11, 22)]
    parent = QObject()
    days = NewDay(lambda: today[0], parent)
    begun: list[date] = []
    days.begun.connect(lambda: begun.append(today[0]))
    days.look()
    today[0] = date(2026, 11, 23)  # perhaps after a night's sleep of the computer
    days.look()
    days.look()
    assert begun == [date(2026, 11, 23)]
    window = open_window()
    add_group(path, "早起")
    window.days.begun.emit()
    qtbot.waitUntil(lambda: names(window) == ["All groups", "早起"])
    rest(qtbot, window)


def test_a_window_that_stays_open_goes_on_backing_up(
    open_window: Open, path: Path, qtbot: QtBot
) -> None:
    add_group(path, "早起")
    window = open_window()
    timer = window.backups.findChild(QTimer)
    assert timer is not None
    assert timer.isActive()
    window.backups.back_up()
    rest(qtbot, window)
    assert timer.isActive()
    assert not timer.isSingleShot()
    assert timer.interval() == EVERY


def test_backup_is_made_and_shown(open_window: Open, path: Path, qtbot: QtBot) -> None:
    add_group(path, "早起")
    window = open_window()
    window.backups.back_up()
    qtbot.waitUntil(lambda: bool(window.status_bar.backup.text()))
    assert window.status_bar.backup.text().startswith("Last backup")


def test_a_backup_that_could_not_be_made_is_told_without_a_box(
    open_window: Open, path: Path, qtbot: QtBot
) -> None:
    """Nobody asked for it, so nothing takes the keys away; yet it is seen as long as it is so."""
    add_group(path, "早起")
    window = open_window()
    troubled: list[str] = []
    window.notify.troubled.connect(lambda what, _next: troubled.append(what))
    backups.folder_of(path).write_text("in the way")
    window.backups.back_up()
    rest(qtbot, window)
    bar = window.status_bar
    assert (bar.backup.text(), bar.backup.property("tone")) == ("No backup", "bad")
    assert "backups" in bar.backup.toolTip()
    assert bar.notice.full_text().startswith("No backup could be made: ")
    assert troubled == []
    backups.folder_of(path).unlink()
    window.backups.back_up()
    rest(qtbot, window)
    assert bar.backup.text().startswith("Last backup")
    assert (bar.backup.property("tone"), bar.backup.toolTip()) == ("", "")


def test_lock_tells_who_has_the_file(path: Path) -> None:
    first, second = WindowLock(path), WindowLock(path)
    assert first.take() is None
    holder = second.take()
    assert holder is not None
    assert holder.pid > 0
    assert holder.since is not None
    first.release()
    assert second.take() is None
    second.release()


def test_sample_fills_an_empty_file_once(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    window.verbs.fill_sample(messages=600, members=60)
    rest(qtbot, window)
    assert len(names(window)) == 6
    assert "invented" in window.status_bar.notice.full_text()
    window.verbs.fill_sample(messages=600, members=60)
    rest(qtbot, window)
    assert len(names(window)) == 6


def test_desk_replaces_the_window(
    qapp: QApplication, theme: Theme, tmp_path: Path, qtbot: QtBot
) -> None:
    desk = Desk(qapp, None, WindowState(tmp_path / "state"))
    assert desk.open(tmp_path / "a.qunmate")
    first = desk.window
    assert desk.open(tmp_path / "b.qunmate")
    assert desk.window is not first
    assert desk.window is not None
    rest(qtbot, desk.window)
    desk.close()
    assert threads_alive() == []
    for name in ("a", "b"):
        lock = WindowLock(tmp_path / f"{name}.qunmate")
        assert lock.take() is None
        lock.release()
    desk.deleteLater()


@pytest.mark.parametrize("accepted", [True, False])
def test_second_window_offers_to_look(
    qapp: QApplication, theme: Theme, tmp_path: Path, qtbot: QtBot, *, accepted: bool
) -> None:
    from PySide6.QtCore import QTimer

    file = tmp_path / "a.qunmate"
    with open_store(file) as store, store.atomic() as db:
        groups.add(db, "早起", "qq", "Asia/Shanghai")
    held = WindowLock(file)
    held.take()
    desk = Desk(qapp, None, WindowState(tmp_path / "state"))

    def answer() -> None:
        box = qapp.activeModalWidget()
        assert isinstance(box, QDialog)
        box.accept() if accepted else box.reject()

    QTimer.singleShot(50, answer)
    assert desk.open(file) is accepted
    if desk.window:
        assert desk.window.read_only
        rest(qtbot, desk.window)
    desk.close()
    held.release()
    desk.deleteLater()


def test_the_lines_of_the_sidebar_say_all_in_words(open_window: Open, path: Path) -> None:
    add_chat(path, add_group(path, "早起读书会", "wechat"))
    window = open_window()
    index = window.sidebar.view.group_model().index(1)
    words = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert words.startswith("早起读书会 · WeChat · 5 members · ")


def test_the_menu_of_more_switches_the_look(open_window: Open) -> None:
    window = open_window()
    menu = more_menu(
        window, window.actions_by_name, window.context.theme, window.verbs.choose_theme
    )
    look = next(action.menu() for action in menu.actions() if action.menu())
    dark = look.actions()[2]
    dark.trigger()
    assert window.context.theme.dark
    assert window.state.text("theme") == "dark"
    look.actions()[1].trigger()
    assert not window.context.theme.dark
    menu.deleteLater()


def test_about_tells_the_versions(open_window: Open) -> None:
    window = open_window()
    window.actions_by_name["about"].trigger()
    box = window.findChild(AboutBox)
    assert box is not None
    box.copy()
    assert __version__ in QApplication.clipboard().text()
    box.accept()


def test_opening_the_same_file_again_keeps_the_window(
    qapp: QApplication, theme: Theme, path: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    desk = Desk(qapp, None, WindowState(tmp_path / "state"))
    desk.open(path)
    window = desk.window
    assert window is not None
    assert desk.open(path)
    assert desk.window is window
    rest(qtbot, window)
    desk.close()
    desk.deleteLater()


def test_the_words_of_a_chosen_tab_have_room_and_move_no_other(open_window: Open) -> None:
    window = open_window()
    tabs = window.top_bar.tabs.buttons()
    places = [tab.x() for tab in tabs]
    for place, tab in enumerate(tabs):
        window.show_tab(place)
        bold = QFont(tab.font())
        bold.setWeight(QFont.Weight.DemiBold)
        words = QFontMetrics(bold).horizontalAdvance(tab.text())
        assert tab.width() >= words + 2 * 16
        assert [one.x() for one in tabs] == places


@pytest.mark.parametrize(("less", "fills"), [(10, True), (100, False)])
def test_a_first_window_has_room_for_its_frame(
    qapp: QApplication,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    less: int,
    fills: bool,
) -> None:
    """One of just the height of the screen would hide its status bar."""
    room = qapp.primaryScreen().availableSize()
    monkeypatch.setattr(main_window, "SMALLEST", (100, 100))
    monkeypatch.setattr(main_window, "USUAL", (room.width() - 100, room.height() - less))
    desk = Desk(qapp, None, WindowState(tmp_path / "state"))
    assert desk.open(tmp_path / "a.qunmate")
    assert desk.window
    rest(qtbot, desk.window)
    assert desk.window.isMaximized() is fills
    desk.close()
    desk.theme.deleteLater()
    desk.deleteLater()


def test_a_first_window_fills_a_screen_that_it_does_not_fit_on(
    qapp: QApplication, tmp_path: Path, qtbot: QtBot
) -> None:
    desk = Desk(qapp, None, WindowState(tmp_path / "state"))
    assert desk.open(tmp_path / "a.qunmate")
    assert desk.window
    rest(qtbot, desk.window)
    room = qapp.primaryScreen().availableSize()
    fits = room.width() >= USUAL[0] + FRAME.width() and room.height() >= USUAL[1] + FRAME.height()
    assert desk.window.isMaximized() is not fits
    assert desk.window.minimumHeight() <= 480
    desk.close()
    desk.theme.deleteLater()
    desk.deleteLater()
