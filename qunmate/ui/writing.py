"""A dialog that writes: it closes when the write has succeeded, and not before."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QBoxLayout, QPlainTextEdit, QWidget
from shiboken6 import isValid

from qunmate.errors import UserError
from qunmate.i18n import _
from qunmate.ui.blur import words_of
from qunmate.ui.dialog import Dialog
from qunmate.ui.later import later
from qunmate.ui.parts import label, set_property
from qunmate.ui.writer import Ticket

PATIENCE = 100  # ms; most writes take less, and nothing flickers


class WritingDialog(Dialog):
    """Accepting calls `writes`, which asks for the write of what the dialog says, or gives None
    where there is nothing to be written. While that takes long, nothing can be pressed or typed.
    If the write fails, the dialog is as it was, and the sentence above its buttons says why.

    Esc, which a hand may hit, throws away what was typed at length only when it is pressed twice.

    A write that waits behind a long job keeps nobody waiting: the dialog is out of sight until
    it is done, and comes back if it fails.
    """

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.writes: Callable[[], Ticket | None] | None = None
        self._ticket: Ticket | None = None
        self._focus: QWidget | None = None
        self._warned: list[str] = []  # of the loss of these texts
        self.trouble = label("", "note", wrap=True)
        set_property(self.trouble, "tone", "bad")
        self.trouble.hide()

    def accept(self) -> None:
        if self._ticket:
            return
        self.trouble.hide()
        ticket = self.writes() if self.writes else None
        if ticket is None:
            super().accept()
            return
        self._ticket = ticket
        ticket.done, ticket.failed = self._written, self._failed
        if ticket.waits:
            self.hide()
        else:
            later(self, self._freeze, PATIENCE)

    def reject(self) -> None:
        if self._ticket is None:
            super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not (event.matches(QKeySequence.StandardKey.Cancel) and self._would_lose()):
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.isVisible() and self._would_lose():
            event.ignore()
        else:
            super().closeEvent(event)

    def _would_lose(self) -> bool:
        """Whether something was typed at length that no warning has been given of."""
        fields = self.findChildren(QPlainTextEdit)
        typed = [one.toPlainText() for one in fields if one.document().isModified()]
        if self._ticket or not any(typed) or typed == self._warned:
            return False
        self._warned = typed
        self.say(_("What you typed is not saved. Close once more to throw it away."))
        return True

    def say(self, text: str) -> None:
        """Say above the buttons what is in the way."""
        box = self.layout()
        if not self.trouble.parent() and isinstance(box, QBoxLayout):
            box.insertWidget(box.count() - 1, self.trouble)
        self.trouble.setText(text)
        self.trouble.show()

    def _freeze(self) -> None:
        if self._ticket:
            self._focus = self.focusWidget()
            self.setEnabled(False)

    def _written(self) -> None:
        self._stay()
        super().accept()

    def _failed(self, error: BaseException) -> None:
        seen = self._ticket.seen if self._ticket else str
        self._stay()
        if isinstance(error, UserError):
            self.say("\n".join(words_of(error.problem, seen)))
        else:
            self.say(_("This was not saved; what you typed is still here."))
        if not self.isVisible():
            self.open()

    def _stay(self) -> None:
        self._ticket = None
        self.setEnabled(True)
        focus, self._focus = self._focus, None
        if focus and isValid(focus):  # not a field that ended as the dialog froze
            focus.setFocus()
