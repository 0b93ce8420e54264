"""Tells when another day has begun, also where the computer slept over midnight."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, Qt, QTimer, Signal

LOOK_EVERY = 60_000  # ms; one timer up to midnight would stand still while the computer sleeps


class NewDay(QObject):
    begun = Signal()

    def __init__(self, today: Callable[[], date], parent: QObject) -> None:
        super().__init__(parent)
        self._today = today
        self._day = today()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._timer.setInterval(LOOK_EVERY)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()

    def look(self) -> None:
        """Ask whether the day is still the same, and where the computer is."""
        if sys.platform != "win32":
            time.tzset()  # else a program keeps the zone in which it was started
        day, self._day = self._day, self._today()
        if self._day != day:
            self.begun.emit()
