"""What the buttons and keys of the frame do, but for groups and imports."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from qunmate.data import consistency
from qunmate.i18n import _
from qunmate.ui.dropping import dropped_paths
from qunmate.ui.messages import AboutBox
from qunmate.ui.more_menu import more_menu
from qunmate.ui.touched import EVERYTHING

if TYPE_CHECKING:
    from qunmate.ui.main_window import MainWindow

SAMPLE_MESSAGES, SAMPLE_MEMBERS = 60_000, 600


class Verbs(QObject):
    restored = Signal(str)  # words for it: the file is now what a backup held

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._context = window.context

    def write_digest(self) -> None:
        from qunmate.ui.digest_dialog import DigestDialog

        if self._window.groups.nothing_yet:
            self.tell_no_group()
            return
        dialog = DigestDialog(self._context, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def tell_no_group(self) -> None:
        """What was asked for needs one."""
        words = _("There is no group yet: import a chat or a sheet first.")
        self._context.notify.notice(words)

    def fill_sample(
        self, *, messages: int = SAMPLE_MESSAGES, members: int = SAMPLE_MEMBERS
    ) -> None:
        """Fill an empty file with the invented year, once."""
        from qunmate.tasks.demo import fill_demo

        if not self._window.groups.nothing_yet:
            return
        fill = partial(
            fill_demo, messages=messages, members=members, seed=1, until=self._context.today
        )
        self._context.jobs.write(
            fill, EVERYTHING, self._sample_filled, title=_("Preparing the sample"), lasting=True
        )

    def _sample_filled(self, _nothing: object) -> None:
        words = _("This is the sample: everyone in it is invented. Try anything.")
        self._context.notify.notice(words)

    def paste(self) -> None:
        data: QMimeData | None = QGuiApplication.clipboard().mimeData()
        paths = dropped_paths(data)
        if paths:
            self._window.imports.take(paths)
        elif data is not None and data.hasText():
            self._window.imports.open_text(data.text())

    def show_more(self) -> None:
        menu = more_menu(
            self._window, self._window.actions_by_name, self._context.theme, self.choose_theme
        )
        button = self._window.top_bar.more
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def choose_theme(self, mode: str) -> None:
        self._context.theme.set_mode(mode)
        self._context.state.keep("theme", mode)

    def settings(self) -> None:
        from qunmate.ui.settings.dialog import SettingsDialog

        window = self._window
        dialog = SettingsDialog(self._context, window.path, window, read_only=window.read_only)
        dialog.language_chosen.connect(self._speak)
        dialog.theme_chosen.connect(self.choose_theme)
        dialog.reminders_chosen.connect(window.reminder.look)
        if not window.read_only:
            dialog.folder_chosen.connect(window.folder.follow)
        dialog.file_chosen.connect(window.default_file_asked)
        dialog.moved.connect(window.file_moved)
        dialog.restored.connect(self.restored)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _speak(self, language: str) -> None:
        """At once, unless a long job would be cancelled by it."""
        if self._context.jobs.long_job:
            self._context.state.keep("language", language or None)
            words = _("The language changes when QunMate is started again: a job is running.")
            self._context.notify.notice(words)
        else:
            self._window.language_asked.emit(language)

    def about(self) -> None:
        size = self._window.path.stat().st_size / (1 << 20)
        schema = consistency.schema(self._context.store.db)
        box = AboutBox(self._window, [f"{schema} · {size:,.1f} MB"])
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    def open_file(self) -> None:
        kind = _("QunMate files (*.qunmate)")
        folder = str(self._window.path.parent)
        name, _kind = QFileDialog.getOpenFileName(
            self._window, _("Open another file"), folder, kind
        )
        if name:
            self._window.file_asked.emit(Path(name))
