"""Everything that begins or takes back an import: the button, dropping, pasting, undo."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from qunmate.data import own_card
from qunmate.i18n import _
from qunmate.model import Group, ImportBatch
from qunmate.ui.context import WindowContext
from qunmate.ui.dropping import CHATS, SHEETS, is_own
from qunmate.ui.opening import ask_files
from qunmate.ui.pen import may_write
from qunmate.ui.touched import IMPORT

if TYPE_CHECKING:
    from qunmate.tasks.import_chat import Pasted
    from qunmate.ui.import_dialog import ImportDialog


class ImportDesk(QObject):
    """`file_asked` carries the path of a QunMate file: it is opened, not taken in."""

    file_asked = Signal(object)

    def __init__(self, context: WindowContext, window: QWidget) -> None:
        super().__init__(window)
        self._context = context
        self._window = window
        self._dialog: ImportDialog | None = None
        self._begun = False  # an import of which nothing has come yet
        self._ask_soon = False
        context.jobs.changed.connect(self._changed)

    def choose(self) -> None:
        """The dialog without files: it asks for them."""
        self.take([])

    def choose_sheet(self) -> None:
        self._choose(_("Import a member sheet"), f"{_('Member sheets')} ({SHEETS})")

    def choose_chat(self) -> None:
        self._choose(_("Import a chat record"), f"{_('Chat records')} ({CHATS})")

    def _choose(self, title: str, kind: str) -> None:
        kinds = f"{kind};;{_('All files')} (*)"
        paths = ask_files(self._context.state, self._window, title, kinds)
        if paths:
            self.take(paths)

    def open(self, paths: Sequence[Path], group: Group | None) -> None:
        """The dialog with these files, all of which go into `group` if there is one."""
        self._show(list(paths), group, firm=group is not None)

    def take(self, sources: Sequence[Path | Pasted]) -> None:
        """The dialog with these sources; those that do not tell their group go into the one
        that is chosen now."""
        self._show(list(sources), self._context.group, firm=False)

    def open_text(self, text: str) -> None:
        """The dialog with copied chat text."""
        from qunmate.tasks.import_chat import Pasted

        if text.strip():
            self.take([Pasted(_("Pasted text"), text)])

    def _show(self, sources: Sequence[Path | Pasted], group: Group | None, *, firm: bool) -> None:
        """A dialog that is open already takes the sources in."""
        from qunmate.ui.import_dialog import ImportDialog

        if self._dialog and self._dialog.choosing:
            self._dialog.add(sources)
            return
        if len(sources) == 1 and is_own(sources[0]):
            self._ask_for(sources[0])
            return
        if not may_write(self._context):
            return
        dialog = ImportDialog(self._context, sources, group, self.undo_all, self._window, firm=firm)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.started.connect(self._started)
        dialog.finished.connect(self._closed)
        self._dialog = dialog
        dialog.open()

    def _ask_for(self, path: Path | Pasted) -> None:
        """Opening another file would cancel what runs."""
        job = self._context.jobs.long_job
        if job:
            words = _("Wait until this is done: {job}").format(job=job)
            self._context.notify.notice(words)
        else:
            self.file_asked.emit(path)

    def tell_formats(self) -> None:
        """Which files can be taken in, and how to get them."""
        from qunmate.ui.formats_dialog import FormatsDialog

        dialog = FormatsDialog(self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def tell_imports(self) -> None:
        """What was taken in, to be taken back."""
        from qunmate.ui.imports_dialog import ImportsDialog

        dialog = ImportsDialog(self._context, self.undo_all, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    # which one is you?

    def _started(self) -> None:
        self._begun = True

    def _closed(self) -> None:
        self._dialog = None
        self._ask_once()

    def _changed(self, tables: frozenset[str]) -> None:
        if "imports" in tables:
            self._ask_soon |= self._begun
            self._begun = False
            self._ask_once()

    def _ask_once(self) -> None:
        """After the first import whose dialog is closed, unless it is known."""
        if self._ask_soon and self._dialog is None and own_card.to_ask(self._context.store.db):
            self._ask_soon = False
            self.ask_own_card()

    def ask_own_card(self) -> None:
        """Which member is the operator."""
        from qunmate.ui.own_card_dialog import OwnCardDialog

        dialog = OwnCardDialog(self._context, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    # taking back

    def undo_all(self, import_ids: Sequence[int]) -> None:
        """Take these imports back, the latest first."""
        from qunmate.tasks.undo_import import undo_import

        for import_id in sorted(import_ids, reverse=True):
            self._context.jobs.write(
                partial(undo_import, import_id=import_id),
                IMPORT,
                self._undone,
                title=_("Undoing an import"),
            )

    def _undone(self, batch: ImportBatch) -> None:
        words = _("Undid the import of {file}. Import it again if you want it after all.")
        self._context.notify.notice(words.format(file=self._context.blur.file(batch.file)))
