"""Reminders by the system's tray, in a real window."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

import pytest
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QSystemTrayIcon
from pytestqt.qtbot import QtBot

from qunmate.data import groups, plan
from qunmate.data.database import Database
from qunmate.data.store import open_store
from qunmate.recurrence import instant_of
from qunmate.ui.calendar.tab import CalendarTab
from qunmate.ui.main_window import MainWindow
from qunmate.ui.reminder import KEY
from qunmate.ui.settings.dialog import SettingsDialog
from tests.ui.conftest import Open, rest

ZONE = "Asia/Shanghai"
PLAN = {"plan_items", "plan_item_groups"}
BEGINS = instant_of(datetime(2026, 11, 22, 20, 0), ZONE)


@dataclass
class Reminded:
    window: MainWindow
    now: float
    said: list[str] = field(default_factory=list)

    def at(self, minutes_before: float) -> list[str]:
        """What is said when it is that long before the item, with the timer run out."""
        self.now = BEGINS - 60 * minutes_before
        self.said.clear()
        self.window.reminder.remind()
        return list(self.said)


@pytest.fixture
def tray(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The test's platform has no tray: its notices are noted instead."""
    said: list[str] = []

    def show(_icon: QSystemTrayIcon, title: str, text: str, _picture: QIcon) -> None:
        said.append(f"{title}\n{text}")

    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: True)
    monkeypatch.setattr(QSystemTrayIcon, "supportsMessages", lambda: True)
    monkeypatch.setattr(QSystemTrayIcon, "show", lambda _icon: None)
    monkeypatch.setattr(QSystemTrayIcon, "showMessage", show)
    return said


@pytest.fixture
def desk(open_window: Open, qtbot: QtBot, tray: list[str]) -> Reminded:
    window = open_window()
    with open_store(window.path) as store, store.atomic() as db:
        group = groups.add(db, "早起读书会", "qq", ZONE).id
        plan.add(
            db, group_ids=[group], kind="sharing", title="选品的三个坑", starts_at=BEGINS,
            status="ready",
        )  # fmt: skip
    made = Reminded(window, BEGINS - 3600, tray)
    window.reminder._now = lambda: made.now
    window.jobs.look()
    window.reminder.look()
    rest(qtbot, window)
    return made


def change(desk: Reminded, qtbot: QtBot, **values: object) -> None:
    def verb(db: Database) -> None:
        plan.change(db, 1, **values)  # type: ignore[arg-type]

    desk.window.jobs.edit(verb, PLAN)
    rest(qtbot, desk.window)


def test_one_timer_waits_for_the_next_item(desk: Reminded) -> None:
    timer = desk.window.reminder.timer
    assert timer.isActive()
    assert 49 * 60_000 < timer.interval() <= 50 * 60_000 + 1
    assert desk.at(10.1) == []
    assert desk.at(10) == ["20:00 Sharing · 选品的三个坑\n早起读书会"]
    assert not timer.isActive()
    assert desk.at(9) == []


def test_a_click_leads_to_the_item(desk: Reminded, qtbot: QtBot) -> None:
    desk.at(5)
    icon = desk.window.reminder.tray.icon
    assert icon is not None
    icon.messageClicked.emit()
    rest(qtbot, desk.window)
    tab = desk.window.findChild(CalendarTab)
    assert tab is not None
    assert tab.isVisible()
    assert tab.entry is not None
    assert tab.entry.item.title == "选品的三个坑"


def test_what_is_done_or_an_idea_is_not_told(desk: Reminded, qtbot: QtBot) -> None:
    for status in ("done", "skipped", "idea"):
        change(desk, qtbot, status=status)
        assert desk.at(5) == []
    change(desk, qtbot, status="draft")
    assert desk.said == ["20:00 Sharing · 选品的三个坑\n早起读书会"]


def test_names_are_blurred_in_notices_too(desk: Reminded) -> None:
    desk.window.context.blur.turn(on=True)
    assert desk.at(5) == ["20:00 Sharing\n早起读书会"]
    desk.window.context.blur.turn(on=False)


def test_never_means_never(desk: Reminded, qtbot: QtBot) -> None:
    desk.window.actions_by_name["settings"].trigger()
    dialog = desk.window.findChild(SettingsDialog)
    assert dialog is not None
    choice = dialog.general.reminders
    assert choice.currentText() == "10 minutes before"
    choice.setCurrentIndex(choice.findData(0))
    dialog.save_button.click()
    rest(qtbot, desk.window)
    assert desk.window.state.number(KEY) == 0
    assert not desk.window.reminder.timer.isActive()
    assert desk.at(5) == []


def test_nothing_is_said_where_there_is_no_tray(
    desk: Reminded, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: False)
    assert desk.at(5) == []
    assert desk.window.reminder.tray.icon is None
