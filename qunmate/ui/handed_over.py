"""Files that the desktop hands to the program while it runs: macOS names them in an event."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QFileOpenEvent

from qunmate.ui.main_window import MainWindow


class HandedOver(QObject):
    """A filter for the application's events. A QunMate file is opened, any other taken in."""

    def __init__(self, window: Callable[[], MainWindow | None], parent: QObject | None = None):
        super().__init__(parent)
        self._window = window

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.FileOpen or not isinstance(event, QFileOpenEvent):
            return False
        window = self._window()
        if window and event.file():
            window.imports.take([Path(event.file())])
        return True
