"""What the plan of a shown Calendar tab tells, and how an item on it is chosen and dragged."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from qunmate import clock
from qunmate.recurrence import instant_of, wall_of
from qunmate.tasks.plan import planned
from qunmate.ui.calendar.canvas import Canvas
from qunmate.ui.calendar.grid import HEAD, Entry
from qunmate.ui.calendar.tab import CalendarTab
from tests.ui.tab_desk import TODAY, Window

ZONE = "Asia/Shanghai"
SUNDAY = clock.day_of(TODAY)
MONDAY = SUNDAY - 6


def at(text: str) -> int:
    return instant_of(datetime.fromisoformat(text), ZONE)


def told(window: Window[CalendarTab]) -> list[str]:
    return [
        f"{wall_of(item.starts_at, ZONE):%d %H:%M} {item.title} {item.status}"
        for item in planned(window.store, None, MONDAY, SUNDAY)
    ]


def choose(tab: CalendarTab, title: str, place: int = 0) -> Entry:
    found = [entry for entry in tab.board.grid.entries if entry.item.title == title]
    tab.board.choose(found[place].key, found[place].cell)
    assert tab.entry is not None
    return tab.entry


def point(board: Canvas, entry: Entry) -> QPoint:
    place = list(board.grid.cells[entry.cell]).index(entry)
    return board.places.item(entry.cell, place).center() + QPoint(0, HEAD)


def pick(qtbot: QtBot, tab: CalendarTab, words: str) -> None:
    """An entry of the menu that asks which times are meant."""
    qtbot.waitUntil(lambda: bool(tab.findChildren(QMenu, "scope")))
    menu = tab.findChildren(QMenu, "scope")[0]
    next(action for action in menu.actions() if action.text() == words).trigger()
    menu.close()


def drag(tab: CalendarTab, entry: Entry, cell: tuple[int, int]) -> None:
    board = tab.board
    port, begin = board.viewport(), point(board, entry)
    end = board.box_of(cell).center()
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=begin)
    QTest.mouseMove(port, begin + QPoint(20, 20))
    QTest.mouseMove(port, end)
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=end)
