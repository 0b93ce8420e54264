"""The last deed with an Undo button, for a dialog that covers the window's own notice."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from qunmate.i18n import _
from qunmate.ui.actions import ACTIONS
from qunmate.ui.jobs import Did, Jobs
from qunmate.ui.parts import ElidedLabel, button, row


class DeedLine(QWidget):
    """Ctrl+Z and Ctrl+Shift+Z work in the dialog too."""

    def __init__(self, jobs: Jobs, dialog: QWidget) -> None:
        super().__init__(dialog)
        self._jobs = jobs
        self._number = 0
        self._words = ElidedLabel("", "note")
        self._undo = button(_("Undo"), self.undo, "link")
        self._undo.hide()
        line = row(self._words, self._undo)
        line.setStretch(0, 1)
        self.setLayout(line)
        jobs.did.connect(self._tell)
        keys = {action.name: action.keys for action in ACTIONS}
        for name, act in (("undo", jobs.undo), ("redo", jobs.redo)):
            shortcut = QShortcut(dialog)
            shortcut.setKeys(QKeySequence.listFromString(keys[name]))
            shortcut.activated.connect(lambda act=act: act())

    def undo(self) -> None:
        self._jobs.undo(self._number)

    def _tell(self, did: Did) -> None:
        words = {
            "undone": _("Undone: {deed}"),
            "redone": _("Redone: {deed}"),
            "waits": _("{deed} · waits until the running job is done"),
        }
        self._words.set_text(words.get(did.how, "{deed}").format(deed=did.words))
        self._number = did.number
        self._undo.setVisible(did.how in {"done", "redone"})
