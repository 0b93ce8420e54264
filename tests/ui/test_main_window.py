"""The main window: its tabs, its size, what it remembers, and how it closes."""

from __future__ import annotations

import sys
import threading
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from qunmate.data import groups
from qunmate.data.store import Store
from qunmate.errors import UserError
from qunmate.progress import Job, Progress
from qunmate.ui import main_window
from qunmate.ui.calendar.tab import CalendarTab
from qunmate.ui.contact_note_dialog import write_note
from qunmate.ui.dialog import FRAME
from qunmate.ui.jobs import threads_alive
from qunmate.ui.main_window import USUAL, MainWindow
from qunmate.ui.messages import ProblemBox
from qunmate.ui.new_day import NewDay
from qunmate.ui.tabs import TABS
from tests.other_program import look_into, visit
from tests.ui.conftest import MakeDesk, Open, add_chat, add_group, group_names, rest, shown


def test_an_empty_file_says_what_to_do(open_window: Open) -> None:
    window = open_window()
    assert window.stack.currentWidget() is window.welcome
    assert len(window.welcome.buttons) == 3
    assert group_names(window) == ["All groups"]


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
    assert group_names(window) == ["All groups", "早起"]


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
    qtbot.waitUntil(lambda: group_names(window) == ["All groups", "来自命令行"])
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
    qtbot.waitUntil(lambda: group_names(window) == ["All groups", "早起"])
    rest(qtbot, window)


def test_sample_fills_an_empty_file_once(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    window.verbs.fill_sample(messages=600, members=60)
    rest(qtbot, window)
    assert len(group_names(window)) == 6
    assert "invented" in window.status_bar.notice.full_text()
    window.verbs.fill_sample(messages=600, members=60)
    rest(qtbot, window)
    assert len(group_names(window)) == 6


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
    make_desk: MakeDesk,
    path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    less: int,
    fills: bool,
) -> None:
    """One of just the height of the screen would hide its status bar."""
    room = qapp.primaryScreen().availableSize()
    monkeypatch.setattr(main_window, "SMALLEST", (100, 100))
    monkeypatch.setattr(main_window, "USUAL", (room.width() - 100, room.height() - less))
    desk = make_desk()
    assert desk.open(path)
    rest(qtbot, shown(desk))
    assert shown(desk).isMaximized() is fills


def test_a_first_window_fills_a_screen_that_it_does_not_fit_on(
    qapp: QApplication, make_desk: MakeDesk, path: Path, qtbot: QtBot
) -> None:
    desk = make_desk()
    assert desk.open(path)
    window = shown(desk)
    rest(qtbot, window)
    room = qapp.primaryScreen().availableSize()
    fits = room.width() >= USUAL[0] + FRAME.width() and room.height() >= USUAL[1] + FRAME.height()
    assert window.isMaximized() is not fits
    assert window.minimumHeight() <= 480


@pytest.mark.skipif(sys.platform != "linux", reason="locks of processes")
def test_what_is_written_stays_after_a_dialog_has_looked_into_the_file(
    open_window: Open, path: Path, qtbot: QtBot
) -> None:
    window = open_window()
    add_in_window(window, qtbot, "Readers")
    look_into(path)
    assert visit(path) == "Readers"
    add_in_window(window, qtbot, "Runners")
    assert visit(path) == "Readers Runners"
    window.close()
    assert not path.with_name(f"{path.name}-wal").exists()  # tidied up by who closed it last


def add_in_window(window: MainWindow, qtbot: QtBot, name: str) -> None:
    window.jobs.edit(lambda db: groups.add(db, name, "qq", "Asia/Shanghai"), {"groups"})
    rest(qtbot, window)
