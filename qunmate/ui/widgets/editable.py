"""A line of text that turns into a field on double-click, F2 or Enter."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from qunmate.ui.parts import ElidedLabel, set_property


class Editable(QWidget):
    """`edited` carries the new text; Esc leaves the old one. `pressed` is a single click."""

    edited = Signal(str)
    pressed = Signal()

    def __init__(self, name: str, parent: QWidget, part: str = "") -> None:
        super().__init__(parent)
        self._name = name
        self._value = ""
        self._editor: QLineEdit | None = None
        self._label = ElidedLabel("", part)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._label)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumHeight(24)
        self.setMaximumHeight(30)

    @property
    def editing(self) -> bool:
        return self._editor is not None

    def show_text(self, shown: str, value: str | None = None, hint: str = "") -> None:
        """`shown` is what is read, `value` what is edited (the same unless given)."""
        self._value = shown if value is None else value
        self._label.set_text(shown or "—", hint)
        set_property(self._label, "tone", "" if shown else "faint")
        self.setAccessibleName(f"{self._name}: {shown}")

    def begin(self, text: str | None = None) -> None:
        """Edit the value, or another text in its place that could not be written before."""
        if self._editor is not None:
            return
        self._editor = QLineEdit(self._value if text is None else text, self)
        self._editor.setAccessibleName(self._name)
        self._editor.installEventFilter(self)
        self._editor.editingFinished.connect(self._accept)
        self._label.hide()
        layout = self.layout()
        if layout is not None:
            layout.addWidget(self._editor)
        self._editor.selectAll()
        self._editor.setFocus()

    def _accept(self) -> None:
        text = self._editor.text().strip() if self._editor else self._value
        self._end()
        if text != self._value:
            self._label.set_text(text or "—")
            self.edited.emit(text)

    def _end(self) -> None:
        editor, self._editor = self._editor, None
        if editor is None:
            return
        focused = editor.hasFocus()
        editor.removeEventFilter(self)
        editor.hide()
        editor.deleteLater()
        self._label.show()
        if focused:
            self.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc and Enter end the edit, and go no further: Enter would begin it anew."""
        if watched is not self._editor or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        escape = event.key() == Qt.Key.Key_Escape
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if event.type() == QEvent.Type.ShortcutOverride and escape:
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress and (escape or enter):
            if escape:
                self._end()
            else:
                self._accept()
            return True
        return super().eventFilter(watched, event)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        self.begin()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.pressed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.begin()
        elif event.key() == Qt.Key.Key_Space:
            self.pressed.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        set_property(self._label, "tone", "accent")

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        set_property(self._label, "tone", "")
