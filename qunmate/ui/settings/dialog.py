"""The settings dialog: pages at the left, nothing is changed before Save."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from qunmate.data import settings
from qunmate.data.database import Database
from qunmate.i18n import _
from qunmate.ui.context import WindowContext
from qunmate.ui.folder_watch import FOLDER, watched_folder
from qunmate.ui.parts import GRID, button, label, row
from qunmate.ui.reminder import KEY, minutes_before
from qunmate.ui.settings.fields import BACKUPS, FIGURES
from qunmate.ui.settings.file_page import FilePage
from qunmate.ui.settings.general_page import GeneralPage
from qunmate.ui.settings.number_form import NumberForm
from qunmate.ui.widgets.page_area import MARGIN, OUTSIDE, PageArea
from qunmate.ui.writer import Ticket
from qunmate.ui.writing import WritingDialog

SIZE = (720, 632)
NAV_WIDTH = 160
ROW = 36
BESIDE = MARGIN - OUTSIDE  # px right of the pages, where their scroll bar lies


class SettingsDialog(WritingDialog):
    """Tells what concerns the window as a whole; settings of the file it writes itself."""

    language_chosen = Signal(str)  # "" for the system's
    theme_chosen = Signal(str)
    reminders_chosen = Signal()
    folder_chosen = Signal()
    file_chosen = Signal(object)  # Path
    moved = Signal(object)  # Path
    restored = Signal(str)  # words for it: the file is now what a backup held

    def __init__(
        self, context: WindowContext, path: Path, parent: QWidget, *, read_only: bool = False
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._moving = False
        self.writes = self._write
        self.accepted.connect(self._tell)
        self._language = context.state.text("language")
        db = context.store.db
        kept = {one.key: settings.get(db, one.key, one.default) for one in (*BACKUPS, *FIGURES)}
        self._minutes = minutes_before(context.state)
        self._folder = watched_folder(context.state)
        self.general = GeneralPage(self._language, context.theme.mode, self._minutes, self._folder)
        self.file = FilePage(context, path, kept)
        self.figures = NumberForm(FIGURES, kept)
        for widget in (self.file.numbers, self.file.alike, self.file.move_button, self.figures):
            widget.setEnabled(not read_only)
        self.file.began.connect(partial(self._lock, locked=True))
        self.file.ended.connect(partial(self._lock, locked=False))
        self.file.moved.connect(self._moved)
        self.file.chosen.connect(self._file_chosen)
        self.file.restored.connect(self._restored)
        self._build()

    def _build(self) -> None:
        self.setWindowTitle(_("Settings"))
        self.resize(*SIZE)
        self.pages = QListWidget()
        self.pages.setObjectName("settingsPages")
        self.pages.setAccessibleName(_("Settings"))
        self.pages.setFixedWidth(NAV_WIDTH)
        self.stack = QStackedWidget()
        self._add(_("General"), self.general)
        self._add(_("File and backups"), self.file)
        self._add(_("Figures"), self._figures_page())
        self.pages.currentRowChanged.connect(self.stack.setCurrentIndex)
        self.pages.setCurrentRow(0)
        self.save_button = button(_("Save"), self.accept, "primary")
        self.save_button.setDefault(True)
        self.cancel_button = button(_("Cancel"), self.reject)
        body = QHBoxLayout()
        body.setSpacing(3 * GRID)
        body.addWidget(self.pages)
        body.addWidget(self.stack, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 24, 24 - BESIDE, 16)
        box.setSpacing(2 * GRID)
        box.addLayout(body, 1)
        foot = row(None, self.cancel_button, self.save_button)
        foot.setContentsMargins(0, 0, BESIDE, 0)
        box.addLayout(foot)

    def _add(self, title: str, page: QWidget) -> None:
        item = QListWidgetItem(title)
        item.setSizeHint(QSize(0, ROW))
        self.pages.addItem(item)
        self.stack.addWidget(PageArea(page, below=0))

    def _figures_page(self) -> QWidget:
        page = QWidget()
        box = QVBoxLayout(page)
        box.setSpacing(2 * GRID)
        note = _(
            "These belong to the file. After a change, earlier figures are counted anew as well."
        )
        box.addWidget(label(note, "note", wrap=True))
        box.addWidget(self.figures)
        box.addStretch(1)
        return page

    def _write(self) -> Ticket | None:
        """What belongs to the file."""
        changes = self.file.changes() | self.figures.changes()
        if not changes:
            return None
        put = partial(_put_all, changes=changes)
        return self._context.jobs.edit(put, {"settings"}, deed=_deed(changes))

    def _tell(self) -> None:
        """What belongs to the window."""
        language = self.general.language.currentData()
        theme = self.general.theme.currentData()
        minutes = self.general.reminders.currentData()
        if minutes != self._minutes:
            self._context.state.keep(KEY, minutes)
            self.reminders_chosen.emit()
        if self.general.folder.folder != self._folder:
            self._context.state.keep(FOLDER, self.general.folder.folder or None)
            self.folder_chosen.emit()
        if theme != self._context.theme.mode:
            self.theme_chosen.emit(theme)
        if language != self._language:
            self.language_chosen.emit(language)

    def reject(self) -> None:
        if not self._moving:
            super().reject()

    def _lock(self, *, locked: bool) -> None:
        self._moving = locked
        for widget in (self.pages, self.stack, self.save_button, self.cancel_button):
            widget.setEnabled(not locked)

    def _moved(self, target: Path) -> None:
        self.done(0)
        self.moved.emit(target)

    def _restored(self, told: str) -> None:
        self.done(0)
        self.restored.emit(told)

    def _file_chosen(self, path: Path) -> None:
        self.done(0)
        self.file_chosen.emit(path)


def _put_all(db: Database, changes: dict[str, Any]) -> None:
    for key, value in changes.items():
        settings.put(db, key, value)


def _deed(changes: dict[str, Any]) -> str:
    titles = {one.key: one.title for one in (*BACKUPS, *FIGURES)}
    title = titles.get(next(iter(changes)))
    if len(changes) > 1 or title is None:
        return _("Changed the settings")
    return _("Changed the setting “{name}”").format(name=_(title))
