"""The settings, page by page, and what is said of the file and of deeds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from qunmate.data import backups, settings
from qunmate.data.store import open_store
from qunmate.i18n import _
from qunmate.ui.messages import SayBox
from qunmate.ui.more_menu import more_menu
from qunmate.ui.settings.backups_dialog import BackupsDialog
from qunmate.ui.settings.dialog import SettingsDialog

if TYPE_CHECKING:
    from tests.screens import Studio

LONG = Path(
    "/home/lin/文档/群运营/2026 年/一个名字很长很长的文件夹/再下一层/还有一层/我的群.qunmate"
)


def scenes(studio: Studio) -> Iterator[tuple[str, Callable[[], QWidget]]]:
    window = studio.window

    def page(place: int, path: Path = window.path) -> Callable[[], QWidget]:
        def make() -> QWidget:
            dialog = SettingsDialog(window.context, path, window)
            dialog.pages.setCurrentRow(place)
            return dialog

        return make

    def changed() -> QWidget:
        dialog = SettingsDialog(window.context, window.path, window)
        dialog.pages.setCurrentRow(2)
        dialog.figures.boxes["dormant_days"].setValue(1)
        return dialog

    def deed() -> QWidget:
        window.jobs.edit(
            lambda db: settings.put(db, "scene", settings.get(db, "scene", 0) + 1),
            {"settings"},
            deed=_("Changed the setting “{name}”").format(name=_("A member is dormant after")),
        )
        studio.settle()
        return window

    def menu() -> QWidget:
        return more_menu(
            window, window.actions_by_name, window.context.theme, window.verbs.choose_theme
        )

    def kept() -> QWidget:
        """Backups of every tier, and one that is damaged."""
        path = window.path
        for number, days in enumerate((0, 0.2, 0.4, 1, 1.1, 2, 3, 6, 9, 20, 33, 64, 95)):
            at = datetime(2026, 11, 22, 9, 5) - timedelta(days=days)
            with open_store(path) as store:
                made = backups.automatic(store.db, path, at)
            if number == 10:
                made.write_text("no backup")
        dialog = BackupsDialog(window.context, path, window)
        studio.settle()
        return dialog

    yield "settings-general", page(0)
    other = window.path.with_name("another.qunmate")
    yield "backups-none", lambda: BackupsDialog(window.context, other, window)
    yield "backups", kept
    yield "settings-file", page(1)
    yield "settings-file-long", page(1, LONG)
    yield "settings-figures", page(2)
    yield "settings-figures-changed", changed
    yield "deed", deed
    yield "menu", menu
    words = _(
        "The old file {name} and the folder of its backups, {backups}, stay until you remove them."
    ).format(name=LONG, backups=backups.folder_of(LONG))
    now = _("Your file is now at {path}.").format(path=LONG)
    yield "moved", lambda: SayBox(window, _("Move to another folder"), now, words)
