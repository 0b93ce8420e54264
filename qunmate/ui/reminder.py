"""Reminds of what is planned a few minutes before its time, once each."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from qunmate import clock
from qunmate.data.store import Store
from qunmate.reminders import USUAL, Coming, Key, due, notice, seconds_left
from qunmate.ui.context import Visit, WindowContext
from qunmate.ui.settings_state import WindowState
from qunmate.ui.touched import GROUPS
from qunmate.ui.tray import Tray

FIRST = 3_000  # ms: first let the operator see what they came for
KEY = "reminders"  # minutes before, as the window remembers them
TABLES = GROUPS | {"plan_items", "plan_item_groups"}


def minutes_before(state: WindowState) -> int:
    """0 is never."""
    kept = state.number(KEY)
    return USUAL if kept is None else kept


class Reminder(QObject):
    """One timer waits for the next thing that is due. `wanted` asks for the window when the
    operator clicks a notice; the guide leads to the item."""

    wanted = Signal()

    def __init__(
        self, context: WindowContext, parent: QObject, now: Callable[[], float] = time.time
    ) -> None:
        """`now` gives epoch seconds."""
        super().__init__(parent)
        self._context = context
        self._now = now
        self.tray = Tray(self)
        self._coming: list[Coming] | None = None  # until it is read
        self._told: set[Key] = set()
        self._latest: list[Coming] = []
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setTimerType(Qt.TimerType.PreciseTimer)  # a coarse one is minutes off in hours
        self.timer.timeout.connect(self._waited)
        self.tray.clicked.connect(self._clicked)
        context.jobs.closing.connect(self._close)

    def start(self) -> None:
        self._context.jobs.changed.connect(self._changed)
        self.timer.start(FIRST)

    def look(self) -> None:
        """Ask anew what is planned."""
        self.timer.stop()
        if minutes_before(self._context.state):
            self._context.jobs.read("reminders", partial(_coming, now=self._now()), self._read)

    def remind(self) -> None:
        """Tell what is due by now and wait for the next; also after the computer slept."""
        if self._coming is None:
            return
        minutes, now = minutes_before(self._context.state), self._now()
        found = due(self._coming, self._told, now, minutes) if minutes else []
        if found:
            said = notice(found, blurred=self._context.blur.on)
            if self.tray.tell(said.title, said.text):
                self._latest = found
            self._told |= {one.key for one in found}
        wait = seconds_left(self._coming, now, minutes) if minutes else None
        if wait is None:
            self.timer.stop()
        else:
            self.timer.start(int(1000 * wait) + 1)

    def _waited(self) -> None:
        if self._coming is None:
            self.look()
        else:
            self.remind()

    def _changed(self, tables: frozenset[str]) -> None:
        if tables & TABLES:
            self.look()

    def _read(self, found: list[Coming]) -> None:
        self._coming = found
        self.remind()

    def _clicked(self) -> None:
        self.wanted.emit()
        if not self._latest:
            return
        first, several = self._latest[0], len(self._latest) > 1
        day = clock.day_of(first.begins.date())
        visit = Visit("calendar", "item", (first.item.id,), day=day)
        self._latest = []
        self._context.guide.lead(Visit("calendar", "day", day=day) if several else visit)

    def _close(self) -> None:
        self.timer.stop()
        self.tray.hide()


def _coming(store: Store, now: float) -> list[Coming]:
    from qunmate.tasks.reminders import coming

    return coming(store, now)
