"""The files with which nothing can be done: counted in one line, listed when asked."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from qunmate.i18n import _, ngettext
from qunmate.tasks.formats import formats
from qunmate.ui.parts import GRID, ElidedLabel, button, label

LISTED = 50


class Unknown(QFrame):
    opened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self.reasons: list[tuple[str, str]] = []
        self._open = False
        self.fold = button("", self.toggle, "link")
        self._lines = QWidget()
        self._list = QVBoxLayout(self._lines)
        self._list.setContentsMargins(0, 0, 0, GRID)
        self._list.setSpacing(4)
        titles = _("; ").join(one.title for one in formats() if one.kind == "chat")
        known = _("It reads member sheets and: {titles}.").format(titles=titles)
        self._list.addWidget(label(known, "note", wrap=True))
        box = QVBoxLayout(self)
        box.setContentsMargins(2 * GRID, 6, 12, 6)
        box.setSpacing(4)
        box.addWidget(self.fold)
        box.addWidget(self._lines)
        self._show()

    def add(self, name: str, reason: str) -> None:
        self.reasons.append((name, reason))
        if len(self.reasons) <= LISTED:
            place = self._list.count() - 1  # above what can be read
            note = label(reason, "note", wrap=True)
            note.setContentsMargins(0, 0, 0, 6)
            self._list.insertWidget(place, ElidedLabel(name))
            self._list.insertWidget(place + 1, note)
        self._show()

    def open(self) -> None:
        self._open = True
        self._show()

    def toggle(self) -> None:
        self._open = not self._open
        self._show()
        if self._open:
            self.opened.emit()

    def _show(self) -> None:
        n = len(self.reasons)
        words = ngettext("{n} file was not recognised", "{n} files were not recognised", n)
        self.fold.setText(("▾ " if self._open else "▸ ") + words.format(n=n))
        self._lines.setVisible(self._open)
        self.setVisible(bool(n))
