"""Cyclic garbage is collected on the window's thread, and nowhere else.

Left to itself Python collects in whichever thread happens to make objects. A widget that hangs
in a cycle would be destroyed by the reader or the writer, while Qt goes on to call it: a crash,
later and elsewhere.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, QTimer

from qunmate.ui import heap

LOOK_EVERY = 500  # ms
FULL_EVERY = 15.0  # seconds between two looks at all objects there are
FIRST_FULL = 5.0  # the window that this one replaced, if any, has been left by then


def spare_the_lasting() -> None:
    """Call it before there is a window. What is there by then, modules and classes, stays to the
    end: no later look at all objects needs to go through it, and takes half the time."""
    gc.freeze()


class Sweeper(QObject):
    """While there is one, it does what the collector would do by itself, from the event loop.
    Several may overlap. A look at all objects stops the window for a moment that is too long
    beside a job; it waits while the program is `busy`."""

    def __init__(self, busy: Callable[[], object]) -> None:
        super().__init__(QCoreApplication.instance())
        self._busy = busy
        gc.disable()
        self._full_at = time.monotonic() + FIRST_FULL
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(LOOK_EVERY)

    def look(self) -> None:
        """Collect what is worth it, by Python's own measure."""
        young, middle, _old = gc.get_count()
        most_young, most_middle, _most_old = gc.get_threshold()
        if young <= most_young:
            return
        if time.monotonic() >= self._full_at and not self._busy():
            gc.collect()
            heap.give_back()
            self._full_at = time.monotonic() + FULL_EVERY
        else:
            gc.collect(int(middle > most_middle))

    def stop(self) -> None:
        """No other thread runs any more: leave it to Python again, unless another sweeps."""
        self._timer.stop()
        self.setParent(None)
        self.deleteLater()
        app = QCoreApplication.instance()
        if app is None or not app.findChildren(Sweeper):
            gc.enable()
