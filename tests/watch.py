"""Watches how long the window takes to answer, from another thread."""

from __future__ import annotations

import faulthandler
import os
import tempfile
import threading
import time

from PySide6.QtCore import QTimer

STUCK_SECONDS = 120  # after which nobody waits for the window any more


class Watch:
    """Notes how long the window takes to answer, and where it was when that was too long.

    On a machine that is busy with other things the clock says little: what counts is the time
    that the window's thread itself computed, or ten times the limit by the clock."""

    def __init__(self, limit: float) -> None:
        self._limit = limit
        self.blocks: list[tuple[float, str]] = []  # seconds, where
        self._window = threading.get_ident()
        self._clock = time.pthread_getcpuclockid(self._window)
        self._beat = self._now()
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def _now(self) -> tuple[float, float]:
        return time.monotonic(), time.clock_gettime(self._clock)

    def start(self) -> None:
        self._timer = QTimer()
        self._timer.timeout.connect(self.beat)
        self._timer.start(5)
        self._thread.start()

    def beat(self) -> None:
        self._beat = self._now()

    def stop(self) -> None:
        self._done.set()
        self._thread.join()

    @property
    def longest(self) -> float:
        return max((seconds for seconds, _where in self.blocks), default=0.0)

    def _look(self) -> None:
        told = (0.0, 0.0)
        while not self._done.wait(0.02):
            beat = self._beat
            waited, computed = (now - then for now, then in zip(self._now(), beat, strict=True))
            if waited > STUCK_SECONDS:
                print(f"\nstuck in\n{_where(self._window)}", flush=True)
                os._exit(1)
            late = max(computed, waited / 10)
            if late > self._limit:
                if beat != told:
                    self.blocks.append((late, _where(self._window)))
                told = beat
                self.blocks[-1] = (late, self.blocks[-1][1])


def _where(thread: int) -> str:
    """Where a thread is. Not by its frames: whoever holds one may be the last to hold a widget
    that it speaks of, and would destroy it here."""
    with tempfile.TemporaryFile("w+") as file:
        faulthandler.dump_traceback(file)
        file.seek(0)
        parts = file.read().split("\n\n")
    told = next((part for part in parts if f"0x{thread:016x} " in part), "?")
    return "\n".join(told.splitlines()[1:9])
