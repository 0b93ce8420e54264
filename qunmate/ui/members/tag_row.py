"""The chips under a name: layer, tags, and a field to add one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from qunmate.i18n import _
from qunmate.ui import enter
from qunmate.ui.completing import WordCompleter, complete
from qunmate.ui.parts import button, in_order_before
from qunmate.ui.theme import Theme
from qunmate.ui.widgets.chips import HEIGHT, Chip
from qunmate.ui.widgets.flow import FlowLayout
from qunmate.ui.widgets.tag_chip import TagChip


class TagRow(QWidget):
    added = Signal(str)
    removed = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._known: list[str] = []
        self._chips: list[TagChip] = []
        self.locked = False  # where tags are only shown
        self._editor: QLineEdit | None = None
        self._flow = FlowLayout(self, 4)
        self._add = button(_("+ Tag"), self.begin, "link")
        self._add.setAccessibleName(_("Add a tag"))
        # no line of chips is higher than the others
        self._add.setStyleSheet(f"min-height: {HEIGHT}px; max-height: {HEIGHT}px;")
        self._flow.addWidget(self._add)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_chips(
        self, layer: Chip | None, tags: Sequence[tuple[str, Chip]], known: Sequence[str]
    ) -> None:
        """`tags` are (name, chip); `known` are all tags there are, for completion."""
        self._known = list(known)
        for old in self._chips:
            self._flow.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._chips = []
        if layer:
            self._chips.append(TagChip(self._theme, layer, self, removable=False))
        for name, chip in tags:
            made = TagChip(self._theme, chip, self, removable=not self.locked)
            made.removed.connect(lambda _text, name=name: self.removed.emit(name))
            self._chips.append(made)
        last = self._editor or self._add
        self._flow.removeWidget(last)
        for widget in (*self._chips, last):
            self._flow.addWidget(widget)
            widget.show()
        in_order_before(last, *self._chips)
        self._add.setVisible(last is self._add and not self.locked)
        self.updateGeometry()

    def begin(self, text: str = "") -> None:
        """Turn “+ Tag” into a field that completes the tags there are."""
        if self._editor is not None or self.locked:
            return
        editor = QLineEdit(text, self)
        editor.setFixedWidth(128)
        editor.setPlaceholderText(_("Tag"))
        editor.setAccessibleName(_("Add a tag"))
        complete(editor, WordCompleter(self._known, editor))
        editor.installEventFilter(self)
        editor.editingFinished.connect(self._accept)
        self._editor = editor
        self._add.hide()
        self._flow.addWidget(editor)
        editor.show()
        editor.setFocus()

    def _accept(self) -> None:
        text = self._editor.text().strip() if self._editor else ""
        self._end()
        if text:
            self.added.emit(text)

    def _end(self) -> None:
        editor, self._editor = self._editor, None
        if editor is None:
            return
        focused = editor.hasFocus()
        editor.removeEventFilter(self)
        self._flow.removeWidget(editor)
        editor.hide()
        editor.deleteLater()
        self._add.show()
        if focused:
            self._add.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc and Enter end the editing, and go no further: Enter means this tag, not all else
        that a dialog says."""
        if watched is self._editor and isinstance(event, QKeyEvent):
            escape = event.key() == Qt.Key.Key_Escape
            if escape and event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress and (escape or event.key() in enter.KEYS):
                (self._end if escape else self._accept)()
                return True
        return super().eventFilter(watched, event)
