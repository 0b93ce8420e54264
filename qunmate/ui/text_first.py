"""Undo and redo act on the text that is being typed first, on deeds when it has nothing more."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

Text = QLineEdit | QPlainTextEdit | QTextEdit


class TextFirst(QObject):
    """Qt gives these keys to a text field whether or not it has anything to undo."""

    def __init__(self, window: QWidget, undo: list[QKeySequence], redo: list[QKeySequence]) -> None:
        super().__init__(window)
        self._window = window
        self._undo = undo
        self._redo = redo
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def _follow(self, old: QWidget | None, now: QWidget | None) -> None:
        if isinstance(old, Text):
            old.removeEventFilter(self)
        if isinstance(now, Text) and now.window() is self._window:
            now.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(watched, Text) or not isinstance(event, QKeyEvent):
            return False
        keys = QKeySequence(event.keyCombination())
        if keys not in self._undo and keys not in self._redo:
            return False
        back = keys in self._undo
        has = has_undo(watched) if back else has_redo(watched)
        if event.type() == QEvent.Type.ShortcutOverride:
            event.setAccepted(has)
            return True
        if event.type() == QEvent.Type.KeyPress and has:
            watched.undo() if back else watched.redo()
            return True
        return False


def has_undo(text: Text) -> bool:
    if text.isReadOnly():
        return False
    if isinstance(text, QLineEdit):
        return text.isUndoAvailable()
    return text.document().isUndoAvailable()


def has_redo(text: Text) -> bool:
    if text.isReadOnly():
        return False
    if isinstance(text, QLineEdit):
        return text.isRedoAvailable()
    return text.document().isRedoAvailable()
