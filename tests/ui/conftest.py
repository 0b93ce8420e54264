"""Windows for the tests: on real files, with real threads."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from qunmate import clock
from qunmate.data import groups
from qunmate.data.store import open_store
from qunmate.model import Group, Kind
from qunmate.progress import finish
from qunmate.records import Batch, ChatHead, Participant, Record
from qunmate.tasks.import_chat import take_in_chat
from qunmate.ui.app import Desk, make_app
from qunmate.ui.jobs import threads_alive
from qunmate.ui.main_window import MainWindow
from qunmate.ui.settings_state import WindowState
from qunmate.ui.theme import Theme

TODAY = date(2026, 11, 22)
NAMES = ("林小满", "周一川", "沈知秋", "Ada", "顾北辰")


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    make_app()
    made = Theme(qapp, "light")
    yield made
    made.deleteLater()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "mine.qunmate"


Open = Callable[..., MainWindow]
MakeDesk = Callable[..., Desk]


@pytest.fixture
def open_window(qtbot: QtBot, theme: Theme, path: Path, tmp_path: Path) -> Iterator[Open]:
    """Opens a window on the test's file, or on the one named, and waits until it rests."""
    made: list[MainWindow] = []

    def open_(file: Path = path, *, read_only: bool = False) -> MainWindow:
        state = WindowState(tmp_path / "state")
        window = MainWindow(file, theme, state, today=TODAY, read_only=read_only)
        made.append(window)
        window.show()
        rest(qtbot, window)
        return window

    yield open_
    for window in made:
        window.close()
        window.deleteLater()
    QApplication.processEvents()


@pytest.fixture
def make_desk(qapp: QApplication, tmp_path: Path) -> Iterator[MakeDesk]:
    """Makes what holds the one window (of `today`), and closes it with all its threads."""
    made: list[Desk] = []

    def make(today: date | None = None) -> Desk:
        made.append(Desk(qapp, today, WindowState(tmp_path / "state")))
        return made[-1]

    yield make
    for desk in made:
        desk.close()
        desk.theme.deleteLater()
        desk.deleteLater()
    assert threads_alive() == []


def shown(desk: Desk) -> MainWindow:
    assert desk.window is not None
    return desk.window


def rest(qtbot: QtBot, window: MainWindow) -> None:
    """Wait until everything asked for has been answered and shown."""
    seen = 0

    def quiet() -> bool:
        nonlocal seen
        seen = seen + 1 if window.jobs.idle else 0
        return seen >= 3

    qtbot.waitUntil(quiet, timeout=20_000)


def group_names(window: MainWindow) -> list[str]:
    """The lines of the sidebar, from the top."""
    return [item.name for item in window.sidebar.view.group_model().items]


def add_group(path: Path, name: str, platform: str = "qq") -> Group:
    with open_store(path) as store, store.atomic() as db:
        return groups.add(db, name, platform, "Asia/Shanghai")


def add_chat(path: Path, group: Group, days: int = 40, *, pause: range = range(0)) -> None:
    """Some messages on each of the days up to TODAY, except in `pause` (days before TODAY)."""
    end = clock.day_of(TODAY)
    people = tuple(Participant(str(place), name) for place, name in enumerate(NAMES))
    records = [
        Record(
            (end - back) * clock.DAY + 36_000 + 60 * place,
            one.platform_id,
            one.name,
            Kind.TEXT,
            "早安",
        )
        for back in reversed(range(days))
        if back not in pause
        for place, one in enumerate(people)
    ]
    head = ChatHead(group.platform, group.name, participants=people)
    batch = Batch()
    batch.extend(records)
    with open_store(path) as store:
        finish(
            take_in_chat(
                store, head, [batch], group=group, file="chat.txt", format_="test", today=TODAY
            )
        )
