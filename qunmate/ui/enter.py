"""Enter presses the button that has the keys. Qt gives it to the default button of a dialog,
whichever button has them, and to none in a window."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton

KEYS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


def pressed(event: QKeyEvent) -> bool:
    """Whether the event was Enter on a button, which is pressed by it."""
    held = QApplication.focusWidget()
    if event.key() not in KEYS or not isinstance(held, QPushButton | QToolButton):
        return False
    if not event.isAutoRepeat():
        held.click()
    event.accept()
    return True
