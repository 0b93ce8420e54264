"""A backup a day while the window is open; the status bar says when the last one was."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer

from qunmate.data import backups
from qunmate.data.store import Store
from qunmate.errors import UserError
from qunmate.i18n import _
from qunmate.terms import sentences
from qunmate.ui.context import WindowContext
from qunmate.ui.status_bar import StatusBar
from qunmate.words import words

AFTER = 5_000  # ms: first let the operator see what they came for
EVERY = 3_600_000  # ms between looks whether the last one is a day old


class BackupKeeper(QObject):
    def __init__(
        self, context: WindowContext, path: Path, status_bar: StatusBar, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._path = path
        self._status_bar = status_bar
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._timer.timeout.connect(self.back_up)
        context.jobs.closing.connect(self._timer.stop)

    def start(self) -> None:
        self.show()
        self._timer.start(AFTER)

    def back_up(self) -> None:
        """In the writer's thread: other reads go on meanwhile."""
        self._timer.start(EVERY)
        path = self._path

        def verb(_store: Store) -> Path | None:
            from qunmate.tasks.backup import daily_backup

            return daily_backup(path, datetime.now())  # noqa: DTZ005 - the user's own clock

        self._context.jobs.write(verb, (), self._done, failed=self._failed)

    def _done(self, _backup: Path | None) -> None:
        self.show()

    def _failed(self, error: BaseException) -> None:
        """Nobody asked for it: no box that takes the keys away."""
        if not isinstance(error, UserError):
            self._context.notify.complain(error)
            return
        why = sentences(*words(error.problem))
        self._status_bar.show_backup(_("No backup"), why)
        self._context.notify.notice(_("No backup could be made: {why}").format(why=why))

    def show(self) -> None:
        made = backups.listing(self._path)
        self._status_bar.show_backup(last_backup(made[-1], self._context.today) if made else "")


def last_backup(backup: Path, today: date) -> str:
    at = datetime.fromtimestamp(backup.stat().st_mtime).astimezone()
    if at.date() == today:
        return _("Last backup today {time}").format(time=f"{at:%H:%M}")
    return _("Last backup {day}").format(day=f"{at:%Y-%m-%d}")
