"""Asks for a word or a name that is written at once, and keeps it until it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from qunmate.i18n import _
from qunmate.ui.completing import WordCompleter, complete
from qunmate.ui.parts import button, label, row
from qunmate.ui.writer import Ticket
from qunmate.ui.writing import WritingDialog

WIDTH = 400  # px


class AskText(WritingDialog):
    """`known` are completed while one types, `hint` stands in the empty field; `write` gets what
    was typed, never nothing."""

    def __init__(
        self,
        parent: QWidget,
        title: str,
        asked: str,
        write: Callable[[str], Ticket | None],
        *,
        text: str = "",
        known: Sequence[str] = (),
        hint: str = "",
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setMinimumWidth(WIDTH)
        self.field = QLineEdit(text)
        self.field.setAccessibleName(asked)
        self.field.setPlaceholderText(hint)
        self.field.selectAll()
        complete(self.field, WordCompleter(known, self.field))
        self.ok = button(_("OK"), self.accept, "primary")
        self.ok.setDefault(True)
        said = label(asked, "heading", wrap=True)
        said.setBuddy(self.field)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 16)
        box.setSpacing(12)
        box.addWidget(said)
        box.addWidget(self.field)
        box.addLayout(row(None, button(_("Cancel"), self.reject), self.ok))
        self.field.textChanged.connect(self._check)
        self.field.returnPressed.connect(self.ok.click)  # also while completions are offered
        self.writes = lambda: write(self.text)
        self._check()
        self.field.setFocus()

    @property
    def text(self) -> str:
        return self.field.text().strip()

    def _check(self) -> None:
        self.ok.setEnabled(bool(self.text))
