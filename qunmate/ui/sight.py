"""Windows come back into sight when the screen they were on is gone."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QApplication, QWidget

TITLE = 40  # px: the part of a window that it is moved by


def bring_into_sight() -> None:
    """Move to the first screen every window whose title is on none."""
    rooms = [screen.availableGeometry() for screen in QApplication.screens()]
    for window in QApplication.topLevelWidgets() if rooms else ():
        frame = window.frameGeometry()
        title = QRect(frame.topLeft(), QSize(frame.width(), TITLE))
        seen = window.isVisible() and not window.isMinimized()  # Windows puts these far outside
        if seen and not any(room.intersects(title) for room in rooms):
            _move(window, rooms[0])


def _move(window: QWidget, room: QRect) -> None:
    frame = window.frameGeometry()
    frame.setSize(frame.size().boundedTo(room.size()))
    frame.moveCenter(room.center())
    window.resize(window.size().boundedTo(room.size()))
    window.move(frame.topLeft())
