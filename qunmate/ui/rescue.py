"""Boxes for a file that can't be opened as it is, each with a way on."""

from __future__ import annotations

import threading
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from qunmate.data.backups import all_taken, is_gone
from qunmate.errors import UserError
from qunmate.i18n import _
from qunmate.paths import own_file
from qunmate.tasks.backup import restore
from qunmate.terms import sentences
from qunmate.ui.dialog import Dialog
from qunmate.ui.parts import button, label, row, set_property
from qunmate.ui.sweeper import Sweeper
from qunmate.ui.widgets.choice import Choice
from qunmate.words import words

WIDTH = 480


class RestoreBox(Dialog):
    """The file is damaged or gone, but there are backups of it. Accepted once one is restored, or
    where a new file shall be begun; `told` is then what was done."""

    _came = Signal(object)  # the damaged file that was kept, None, or what went wrong

    def __init__(self, parent: QWidget | None, path: Path, *, may_begin: bool) -> None:
        super().__init__(parent)
        self.told = ""
        self._path = path
        self._worker: threading.Thread | None = None
        self._sweeper: Sweeper | None = None
        self.which = Choice()
        self.which.setMinimumWidth(WIDTH // 2)
        self.which.setAccessibleName(_("Backup of"))
        for backup, at, _size in reversed(all_taken(path)):
            self.which.addItem(f"{at:%Y-%m-%d %H:%M}", backup)
        self.said = label("", "second", wrap=True)
        self.close_button = button(_("Close"), self.reject)
        self.begin = button(_("Begin a new file"), self.accept)
        self.begin.setVisible(may_begin)
        self.restore_button = button(_("Restore"), self.restore, "primary")
        self.restore_button.setDefault(True)
        self._came.connect(self._end)
        self.which.currentIndexChanged.connect(lambda _row: self._say(""))
        self._build(gone=may_begin)

    def _build(self, *, gone: bool) -> None:
        self.setWindowTitle(_("Restore a backup"))
        self.setMinimumWidth(WIDTH)
        words = _("{name} is gone or empty.") if gone else _("{name} is damaged.")
        how = _("There are backups of it. What is there now is kept beside them.")
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 24, 24, 16)
        box.setSpacing(12)
        box.addWidget(label(words.format(name=self._path.name), "heading", wrap=True))
        box.addWidget(label(str(self._path.parent), "second", wrap=True))
        box.addWidget(label(how, wrap=True))
        box.addLayout(row(label(_("Backup of")), self.which, None))
        box.addWidget(self.said)
        box.addStretch(1)
        box.addLayout(row(None, self.close_button, self.begin, self.restore_button))

    def restore(self) -> None:
        """Put the chosen backup in the place of the file, beside the window's thread."""
        self._lock(locked=True)
        self._say(_("Checking the backup and restoring it…"))
        self._sweeper = Sweeper(lambda: True)  # there may be no window that has one
        work = (self._path, self.which.currentData())
        self._worker = threading.Thread(target=self._work, args=work, name="qunmate-rescue")
        self._worker.start()

    def _work(self, path: Path, backup: Path) -> None:
        try:
            self._came.emit(restore(path, backup, datetime.now()))  # noqa: DTZ005 - a file's name
        except Exception as error:
            self._came.emit(error)

    def _end(self, came: Path | Exception | None) -> None:
        if self._worker and self._sweeper:
            self._worker.join()
            self._sweeper.stop()
        self._worker = None
        self._lock(locked=False)
        if isinstance(came, UserError):
            bad = came.problem.params.get("path") == str(self.which.currentData())
            broken = _("This backup is damaged; your file is as it was.")
            self._say(broken if bad else sentences(*words(came.problem)), "bad")
            self.which.setFocus()
        elif isinstance(came, Exception):
            self.reject()
            raise came
        else:
            told = _("Restored the backup of {when}.").format(when=self.which.currentText())
            kept = _("What was there before is in {kept}.").format(kept=came.name) if came else ""
            self.told = sentences(told, kept)
            self.accept()

    def _lock(self, *, locked: bool) -> None:
        for widget in (self.which, self.close_button, self.begin, self.restore_button):
            widget.setEnabled(not locked)

    def _say(self, text: str, tone: str = "") -> None:
        self.said.setText(text)
        set_property(self.said, "tone", tone)

    def reject(self) -> None:
        if self._worker is None:
            super().reject()


class AwayBox(Dialog):
    """The file that is usually opened is not in its place. Once accepted, `path` is what shall be
    opened: itself, now that it is there, or another one."""

    def __init__(self, parent: QWidget | None, path: Path) -> None:
        super().__init__(parent)
        self.path = path
        self.setWindowTitle(_("Your file is not there"))
        self.setMinimumWidth(WIDTH)
        how = _(
            "If it is on a drive or in a folder of another computer, connect that first. If you"
            " moved it, say where it is now."
        )
        self.said = label("", "second", wrap=True)
        self.again = button(_("Try again"), self._look, "primary")
        self.again.setDefault(True)
        self.other = button(_("Open another file…"), self._ask)
        self.begin = button(_("Begin a new file"), lambda: self.take(own_file()))
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 24, 24, 16)
        box.setSpacing(12)
        sentence = _("{name} is not in its place.").format(name=path.name)
        box.addWidget(label(sentence, "heading", wrap=True))
        box.addWidget(label(str(path.parent), "second", wrap=True))
        box.addWidget(label(how, wrap=True))
        box.addWidget(self.said)
        box.addStretch(1)
        close = button(_("Close"), self.reject)
        box.addLayout(row(close, None, self.begin, self.other, self.again))
        self.again.setFocus()

    def _look(self) -> None:
        if not is_gone(self.path):
            self.accept()
        self.said.setText(_("It is still not there."))

    def _ask(self) -> None:
        kind = _("QunMate files (*.qunmate)")
        folder = str(own_file().parent)
        name, _kind = QFileDialog.getOpenFileName(self, _("Open another file"), folder, kind)
        if name:
            self.take(Path(name))

    def take(self, path: Path) -> None:
        self.path = path
        self.accept()
