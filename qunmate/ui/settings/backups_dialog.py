"""The backups of the open file, newest first, and putting one of them in its place."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qunmate.data.backup_list import Held, Holding, held, holding
from qunmate.data.store import Store
from qunmate.errors import UserError
from qunmate.i18n import _
from qunmate.tasks.backup import restore
from qunmate.terms import sentences
from qunmate.ui.context import WindowContext
from qunmate.ui.dialog import Dialog
from qunmate.ui.jobs import JobState
from qunmate.ui.parts import button, label, row, set_property
from qunmate.ui.pen import why, writes
from qunmate.ui.settings.backups_table import Backups, backups_table, when

SIZE = (680, 440)
_BAD = {"file_damaged", "file_not_ours"}


class BackupsDialog(Dialog):
    restored = Signal(str)  # words for it: the file now holds what the backup held

    def __init__(self, context: WindowContext, path: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._path = path
        self._job = context.jobs.long_job
        self._trouble = ""
        self._restoring = False
        self.model = Backups(held(context.store.db, path), self)
        self.table = backups_table(context.theme, self.model, self)
        self.said = label("", "note", wrap=True)
        self.restore_button = button(_("Restore"), self.restore, "primary")
        self.close_button = button(_("Close"), self.reject)
        self._build()
        self.table.selectRow(0)
        self.table.selectionModel().selectionChanged.connect(self._chosen_anew)
        context.jobs.running.connect(self._running)
        writes(context.jobs, self.restore_button)
        self._look()
        self._count()

    def _build(self) -> None:
        self.setWindowTitle(_("Restore a backup"))
        self.resize(*SIZE)
        how = _(
            "Your file is backed up as it is now first, so that you can come back to it."
            " What was done in this window before can no longer be undone."
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 16)
        box.setSpacing(12)
        box.addWidget(label(_("Restore a backup"), "title"))
        box.addWidget(label(how, "second", wrap=True))
        box.addWidget(self.table, 1)
        box.addWidget(self.said)
        box.addLayout(row(None, self.close_button, self.restore_button))

    def _count(self) -> None:
        """Look into one after the other, so that nothing else has to wait for all of them."""
        backup = self.model.uncounted()
        if backup and not self._restoring:
            path = backup.path
            key = f"settings.backups/{id(self)}"
            done = partial(self._counted, path)
            self._context.jobs.read(key, lambda _store: holding(path), done)

    def _counted(self, path: Path, found: Holding | None) -> None:
        self.model.show_holding(path, found)
        self._count()

    def _chosen(self) -> Held | None:
        rows = self.table.selectionModel().selectedRows()
        return self.model.backups[rows[0].row()] if rows else None

    def _chosen_anew(self) -> None:
        self._trouble = ""
        self._look()

    def _running(self, state: JobState | None) -> None:
        self._job = state.ticket.title if state else ""
        if not self._restoring:
            self._look()

    def _look(self) -> None:
        """Whether one can be restored now, and if not, why."""
        self.restore_button.setEnabled(bool(self._chosen()) and not self._job)
        if self._context.jobs.read_only:
            self._say(why(), "warn")
        elif self._job:
            self._say(_("Wait until this is done: {job}").format(job=self._job), "warn")
        else:
            self._say(self._trouble, "bad")

    def _say(self, text: str, tone: str = "") -> None:
        self.said.setText(text)
        self.said.setVisible(bool(text))
        set_property(self.said, "tone", tone)

    def restore(self) -> None:
        """Put the chosen backup in the place of the file, in the background."""
        backup = self._chosen()
        self._trouble = ""
        self._job = self._context.jobs.long_job
        self._look()
        if backup is None or self._job:
            return
        path = self._path

        def verb(_store: Store) -> Path | None:
            return restore(path, backup.path, datetime.now())  # noqa: DTZ005 - a file's name

        self._lock(locked=True)
        self._say(_("Backing up the file, checking the backup and restoring it…"))
        self._context.jobs.write(
            verb,
            (),
            partial(self._done, backup),
            title=_("Restoring a backup"),
            lasting=True,
            failed=partial(self._failed, backup),
        )

    def _lock(self, *, locked: bool) -> None:
        self._restoring = locked
        for widget in (self.table, self.close_button, self.restore_button):
            widget.setEnabled(not locked)

    def _done(self, backup: Held, kept: Path | None) -> None:
        told = _("Restored the backup of {when}.").format(when=when(backup))
        there = _("What was there before is in {kept}.").format(kept=kept.name) if kept else ""
        self.done(0)
        self.restored.emit(sentences(told, there))

    def _failed(self, backup: Held, error: BaseException) -> None:
        self._lock(locked=False)
        self._job = ""
        if not isinstance(error, UserError):
            self._trouble = _("That did not work")
            self._context.notify.complain(error)
        elif error.problem.code in _BAD and error.problem.params["path"] == str(backup.path):
            self._trouble = _("This backup is damaged; your file is as it was.")
        else:
            self._trouble = sentences(*self._context.blur.words(error.problem))
        self._look()

    def reject(self) -> None:
        if not self._restoring:
            super().reject()
