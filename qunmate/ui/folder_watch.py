"""Offers what is new in the watched folder by one quiet notice; nothing is taken in by itself."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QFileSystemWatcher, QObject, Qt, QTimer, Signal

from qunmate.data.store import Store
from qunmate.errors import UserError
from qunmate.i18n import _, ngettext
from qunmate.ui.context import WindowContext
from qunmate.ui.settings_state import WindowState

if TYPE_CHECKING:
    from qunmate.tasks.watch_folder import FolderLook, Mark

FOLDER, LOOKED_AT = "watch/folder", "watch/looked-at"  # as the window remembers them
FIRST = 4_000  # ms: first let the operator see what they came for
SOON = 400  # ms in which several changes are one
AGAIN = 2_500  # ms until a file that grew is looked at once more
SLOWLY = 60_000  # ms between looks where the system tells of no changes, as on network drives
MOST = 500  # files that the operator looked at are remembered


def watched_folder(state: WindowState) -> str:
    """Empty for none."""
    return state.text(FOLDER)


class FolderWatch(QObject):
    """`wanted` carries the files that the operator agreed to look at: list[Path]."""

    wanted = Signal(object)

    def __init__(self, context: WindowContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._folder = ""
        self._known: Mapping[Mark, bool] = {}
        self._growing: frozenset[Mark] = frozenset()
        self._told: frozenset[Mark] = frozenset()  # what the last notice was of
        self._gone = False
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(self._changed)
        self._watcher.fileChanged.connect(self._changed)
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self.timer.timeout.connect(self.look)
        context.jobs.closing.connect(self.timer.stop)

    def start(self) -> None:
        self._begin()
        if self._folder:
            self.timer.start(FIRST)

    def follow(self) -> None:
        """The operator chose another folder, or none."""
        self._begin()
        self.look()

    def _begin(self) -> None:
        watched = self._watcher.directories() + self._watcher.files()
        if watched:
            self._watcher.removePaths(watched)
        self.timer.stop()
        self._folder = watched_folder(self._context.state)
        self._known, self._growing, self._told, self._gone = {}, frozenset(), frozenset(), False

    def look(self) -> None:
        if not self._folder:
            return
        self.timer.start(SLOWLY)
        if Path(self._folder).is_dir() and self._folder not in self._watcher.directories():
            self._watcher.addPath(self._folder)
        seek = partial(_look, Path(self._folder), self._known, self._growing)
        told = partial(self._looked, self._folder)
        self._context.jobs.read("watch folder", seek, told, failed=self._failed)

    def _changed(self, _path: str) -> None:
        self.timer.start(SOON)

    def _looked(self, folder: str, found: FolderLook) -> None:
        if folder != self._folder:
            return
        self._gone = False
        self._known, self._growing = found.known, found.growing
        self._watch_files(folder)
        if found.growing:
            self.timer.start(AGAIN)
        seen = _kept(self._context.state)
        fresh = [mark for mark in found.new if _word(folder, mark) not in seen]
        if fresh and not self._told.issuperset(fresh):
            self._told = frozenset(fresh)
            self._tell(folder, fresh)

    def _watch_files(self, folder: str) -> None:
        """A folder tells of no change inside its files."""
        paths = {str(Path(folder, mark[0])) for mark in (*self._known, *self._growing)}
        fresh = paths - set(self._watcher.files())
        if fresh:
            self._watcher.addPaths(sorted(fresh))

    def _tell(self, folder: str, fresh: list[Mark]) -> None:
        text = ngettext("{n} new file in {folder}", "{n} new files in {folder}", len(fresh))
        said = text.format(n=len(fresh), folder=Path(folder).name or folder)
        self._context.notify.notice(said, _("Import"), partial(self._take, folder, fresh))

    def _take(self, folder: str, fresh: list[Mark]) -> None:
        """What the operator leaves out of the dialog is not offered again as it is."""
        kept = [*_kept(self._context.state), *(_word(folder, mark) for mark in fresh)]
        self._context.state.keep(LOOKED_AT, json.dumps(kept[-MOST:], ensure_ascii=False))
        self.wanted.emit([Path(folder, mark[0]) for mark in fresh])

    def _failed(self, error: BaseException) -> None:
        """A folder that is gone is told once, until it is there again."""
        if not isinstance(error, UserError):
            self._context.notify.defect(error)
        elif not self._gone:
            self._gone = True
            self._context.notify.notice(self._context.blur.words(error.problem)[0])


def _look(
    folder: Path, known: Mapping[Mark, bool], growing: frozenset[Mark], store: Store
) -> FolderLook:
    from qunmate.tasks.watch_folder import look

    return look(store, folder, known, growing)


def _word(folder: str, mark: Mark) -> str:
    """A file as it is now, in a word that can be kept."""
    return "|".join((str(Path(folder, mark[0])), str(mark[1]), str(mark[2])))


def _kept(state: WindowState) -> list[str]:
    try:
        kept = json.loads(state.text(LOOKED_AT, "[]"))
    except ValueError:
        return []
    return [one for one in kept if isinstance(one, str)] if isinstance(kept, list) else []
