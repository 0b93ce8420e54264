"""What the frame tells: problems, notices, running jobs, the menu of more, the versions."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from qunmate import __version__
from qunmate.errors import Problem
from qunmate.progress import Progress
from qunmate.ui.jobs import JobState, Ticket
from qunmate.ui.messages import AboutBox, DefectBox, ProblemBox
from qunmate.ui.more_menu import more_menu
from qunmate.ui.status_bar import TITLE, describe, time_left
from tests.ui.conftest import Open


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


def test_a_long_name_of_a_job_has_the_room_that_is_free(open_window: Open) -> None:
    window = open_window()
    bar = window.status_bar
    long = Ticket("Importing " + "导出的聊天记录" * 5 + ".txt")
    state = JobState(long, Progress(50, 100, 412_000), 70_000, 6.2)
    window.resize(1366, 768)
    window.jobs.running.emit(state)
    assert long.title in bar.job.full_text()
    window.resize(960, 600)
    window.jobs.running.emit(state)
    assert long.title not in bar.job.full_text()
    assert bar.job.full_text().endswith("6 seconds left")
    assert bar.job.fontMetrics().horizontalAdvance(bar.job.full_text()) <= bar.job.width() + 2


def test_what_can_be_done_about_a_notice_is_as_large_as_it(open_window: Open) -> None:
    window = open_window()
    window.notify.notice("Done.", "Undo", lambda: None)
    bar = window.status_bar
    assert bar.action.font().pixelSize() == bar.notice.font().pixelSize() == 12


def test_time_left_is_told_in_minutes_when_it_is_long() -> None:
    assert time_left(200) == "3 minutes left"
    state = JobState(Ticket("Making"), Progress(0, 0), 0, None)
    assert describe(state) == "Making"
    long = JobState(Ticket("Importing " + "导出的聊天记录" * 9), Progress(1, 2, 3), 4, 5)
    assert describe(long).endswith("… · 3 records · 4 per second · 5 seconds left")
    assert len(describe(long)) < 80


@pytest.mark.parametrize(("opening", "closing"), [("“", "”"), ("「", "」")])
def test_a_long_name_is_cut_within_its_quotation_marks(opening: str, closing: str) -> None:
    title = f"正在导入{opening}{'早起读书会' * 9}{closing}"
    said = describe(JobState(Ticket(title), Progress(0, 0), 0, None))
    assert said.startswith(f"正在导入{opening}早起")
    assert said.endswith(f"…{closing}")
    assert len(said) == TITLE
    short = f"正在导入{opening}早起{closing}"
    assert describe(JobState(Ticket(short), Progress(0, 0), 0, None)) == short


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
