"""Undo and redo in the window: their names, and what is told after each deed."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QPushButton

from qunmate.i18n import _
from qunmate.ui.blur import Blur
from qunmate.ui.deeds import Standing
from qunmate.ui.jobs import Did, Jobs
from qunmate.ui.notify import Notify
from qunmate.ui.parts import hint, in_menu


class DeedDesk(QObject):
    def __init__(
        self, jobs: Jobs, notify: Notify, blur: Blur, undo: QAction, redo: QAction, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._notify = notify
        self._blur = blur
        self._standing = Standing()
        self._undo = undo
        self._redo = redo
        jobs.did.connect(self._tell)
        jobs.stands.connect(self._show)
        blur.changed.connect(self._show_again)
        self._show_again()

    def _show(self, standing: Standing) -> None:
        self._standing = standing
        named = _("Undo: {deed}").format(deed=in_menu(self._blur.text(standing.undo)))
        self._undo.setText(named if standing.undo else _("Undo"))
        self._undo.setEnabled(bool(standing.undo))
        named = _("Redo: {deed}").format(deed=in_menu(self._blur.text(standing.redo)))
        self._redo.setText(named if standing.redo else _("Redo"))
        self._redo.setEnabled(bool(standing.redo))

    def _show_again(self) -> None:
        self._show(self._standing)

    def _tell(self, did: Did) -> None:
        """Undo and Redo beside the words mean this deed, and no other that came since."""
        undo = (_("Undo"), partial(self._jobs.undo, did.number))
        redo = (_("Redo"), partial(self._jobs.redo, did.number))
        if did.how == "waits":
            words = _("{deed} · waits until the running job is done")
            self._notify.notice(words.format(deed=did.words))
        elif did.how == "undone":
            self._notify.notice(_("Undone: {deed}").format(deed=did.words), *redo)
        elif did.how == "redone":
            self._notify.notice(_("Redone: {deed}").format(deed=did.words), *undo)
        else:
            self._notify.notice(did.words, *undo)


def follow(button: QPushButton, action: QAction) -> None:
    """Let a button do what an action does, be named as it and rest when it does."""

    def show() -> None:
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        words = action.text().replace("&&", "&")
        button.setAccessibleName(words)
        button.setToolTip(hint(f"{words} ({keys})"))
        button.setEnabled(action.isEnabled())

    button.clicked.connect(action.trigger)
    action.changed.connect(show)
    show()
