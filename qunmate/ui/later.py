"""Something to do in a moment, unless its owner has gone by then."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


def later(owner: QObject, deed: Callable[[], object], wait: int = 0) -> None:
    """Do it once, after `wait` ms; 0: as soon as what happens now has been dealt with.

    Not by `QTimer.singleShot(0, owner, deed)`: of a deed that its owner did not live to see PySide
    never lets go, and thus of all that the deed knows, such as the whole window.
    """
    timer = QTimer(owner)
    timer.setSingleShot(True)

    def do() -> None:
        timer.deleteLater()
        deed()

    timer.timeout.connect(do)
    timer.start(wait)
