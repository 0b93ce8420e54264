"""The chart library, which takes too long to load at one go.

It may only be loaded on the window's thread: it asks Qt's modules for all their names, and each
class is made when it is first asked for. PySide crashes where two threads do that at once.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from PySide6 import QtCore, QtGui, QtWidgets

SLICE = 100  # names


def load() -> Iterator[None]:
    """Each step takes some milliseconds, the last, which loads the library itself, about
    seventy."""
    if "pyqtgraph" not in sys.modules:
        for module in (QtCore, QtGui, QtWidgets):
            for place, name in enumerate(dir(module)):
                getattr(module, name)
                if place % SLICE == 0:
                    yield
    from qunmate.ui.health import activity_chart, members_chart  # noqa: F401
