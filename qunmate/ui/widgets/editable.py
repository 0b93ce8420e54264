"""A line of text that turns into a field, or a box of choices, on double-click, F2 or Enter."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QToolTip, QWidget

from qunmate.i18n import _
from qunmate.terms import says
from qunmate.ui.parts import ElidedLabel, hint, set_property
from qunmate.ui.spoken import Role
from qunmate.ui.widgets.drop_down import DropDown


class Editable(QWidget):
    """`edited` carries the new text; Esc leaves the old one. `pressed` is a single click."""

    edited = Signal(str)
    spoken_as = Role.Button

    pressed = Signal()

    def __init__(self, name: str, parent: QWidget, part: str = "", blank: str = "—") -> None:
        """`blank` stands where there is no text."""
        super().__init__(parent)
        self._name = name
        self._blank = blank
        self._value = ""
        self.locked = False  # where nothing can be edited
        self.reason = ""  # why this can't be, told when it is tried
        self.quiet = False  # its blank is shown only where the pointer or the keyboard is
        self._seen = self._note = ""
        self._editor: QLineEdit | QComboBox | None = None
        self._offered: Mapping[str, str] = {}
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

    def show_text(self, shown: str, value: str | None = None, note: str = "") -> None:
        """`shown` is what is read, `value` what is edited (the same unless given)."""
        self._value = shown if value is None else value
        self._seen, self._note = shown if shown.strip() else "", note
        self._show(found=self.hasFocus() or self.underMouse())
        self.setAccessibleName(says(self._name, shown))

    def _show(self, *, found: bool) -> None:
        blank = "" if self.quiet and not found else self._blank
        self._label.set_text(self._seen or blank, self._note)
        tone = "accent" if self.hasFocus() else "" if self._seen else "faint"
        set_property(self._label, "tone", tone)

    def offer(self, choices: Mapping[str, str]) -> None:
        """From now on one of these is chosen, words by value, or none; with nothing on offer
        any text is typed."""
        self._offered = choices

    def press_it(self) -> None:
        self.begin()

    def begin(self, text: str | None = None) -> None:
        """Edit the value, or another text in its place that could not be written before."""
        if self._editor is not None or self.locked:
            return
        if self.reason:
            below = self.mapToGlobal(self.rect().bottomLeft())
            QToolTip.showText(below, hint(self.reason), self)
            return
        value = self._value if text is None else text
        self._editor = self._box(value) if self._offered else self._line(value)
        self._editor.setAccessibleName(self._name)
        self._editor.installEventFilter(self)
        self._label.hide()
        layout = self.layout()
        if layout is not None:
            layout.addWidget(self._editor)
        self._editor.setFocus()

    def _line(self, value: str) -> QLineEdit:
        line = QLineEdit(value, self)
        line.editingFinished.connect(self._accept)
        line.selectAll()
        return line

    def _box(self, value: str) -> QComboBox:
        box = DropDown(self)
        box.addItem(_("(empty)"), "")
        for one, words in self._offered.items():
            box.addItem(words, one)
        if value and value not in self._offered:  # from before there were choices
            box.addItem(value, value)
        box.setCurrentIndex(box.findData(value))
        box.activated.connect(lambda _place: self._accept())
        return box

    def _accept(self) -> None:
        if isinstance(self._editor, QComboBox):
            text = str(self._editor.currentData())
        else:
            text = self._editor.text().strip() if self._editor else self._value
        self._end()
        if text != self._value:
            self._seen = self._offered.get(text, text)
            self._show(found=True)
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
        if watched is self._editor and isinstance(event, QFocusEvent) and self._is_left(event):
            self._accept()
            return False
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

    def _is_left(self, event: QFocusEvent) -> bool:
        """Whether the keyboard goes from a box of choices to another place than its list; a
        line of text tells by itself."""
        return (
            isinstance(self._editor, QComboBox)
            and event.type() == QEvent.Type.FocusOut
            and event.reason() != Qt.FocusReason.PopupFocusReason
        )

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

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._show(found=True)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._show(found=self.hasFocus())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._show(found=True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._show(found=self.underMouse())
