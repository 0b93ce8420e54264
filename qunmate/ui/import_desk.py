"""Everything that begins or takes back an import: the button, dropping, pasting, undo."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from qunmate.i18n import _
from qunmate.model import Group, ImportBatch
from qunmate.ui.context import WindowContext
from qunmate.ui.touched import IMPORT

if TYPE_CHECKING:
    from qunmate.tasks.import_chat import Pasted


class ImportDesk(QObject):
    def __init__(self, context: WindowContext, window: QWidget) -> None:
        super().__init__(window)
        self._context = context
        self._window = window

    def choose(self) -> None:
        """The dialog without files: it asks for them."""
        self.open([], self._context.group)

    def open(self, paths: Sequence[Path], group: Group | None) -> None:
        """The dialog with these files; `group` is where they go unless they say otherwise."""
        self._show(list(paths), group)

    def open_text(self, text: str) -> None:
        """The dialog with copied chat text."""
        from qunmate.tasks.import_chat import Pasted

        if text.strip():
            self._show([Pasted(_("Pasted text"), text)], self._context.group)

    def _show(self, sources: Sequence[Path | Pasted], group: Group | None) -> None:
        from qunmate.ui.import_dialog import ImportDialog

        dialog = ImportDialog(self._context, sources, group, self.undo_all, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def undo_all(self, import_ids: Sequence[int]) -> None:
        """Take these imports back, the latest first."""
        from qunmate.tasks.undo_import import undo_import

        for import_id in sorted(import_ids, reverse=True):
            self._context.jobs.write(
                partial(undo_import, import_id=import_id),
                IMPORT,
                self._undone,
                title=_("Taking an import back"),
            )

    def _undone(self, batch: ImportBatch) -> None:
        words = _("Took back {file}. Import it again if you want it after all.")
        self._context.notify.notice(words.format(file=batch.file))
