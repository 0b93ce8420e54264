"""A field to search a list that stands below it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget


class SearchField(QLineEdit):
    """Enter and Down go on to the list (`left`), Esc empties the field. A file that is dropped
    on it is the window's: it would only write its path."""

    left = Signal()

    def __init__(self, name: str, hint: str, width: int, parent: QWidget) -> None:
        """`name` for who can't see it; `hint` tells what is searched; `width` in px."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setClearButtonEnabled(True)
        self.setFixedWidth(width)
        self.setAcceptDrops(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.left.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)
