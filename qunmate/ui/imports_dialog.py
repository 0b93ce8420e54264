"""What was taken in, newest first; the last import of a group can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QAbstractItemView, QVBoxLayout, QWidget

from qunmate.data import groups, imports
from qunmate.data.store import Store
from qunmate.i18n import _
from qunmate.model import Group, ImportBatch
from qunmate.ui.context import WindowContext
from qunmate.ui.dialog import Dialog
from qunmate.ui.imports_model import ImportLines, last_later
from qunmate.ui.jobs import JobState
from qunmate.ui.parts import ElidedLabel, button, hint, label, row
from qunmate.ui.pen import why as resting
from qunmate.ui.pen import writes
from qunmate.ui.status_bar import describe
from qunmate.ui.table import Table
from qunmate.ui.widgets.deed_line import DeedLine

READ = frozenset({"imports", "groups"})
SIZE = (1160, 568)  # a dozen whole rows
FILE, GROUP = 0, 3  # columns that share the room the others leave
WIDTHS = (200, "2026-12-31 23:59", 112, 128, 96, 80, 80, 96, 88)  # px
LEAST_TABLE = 160  # px


class ImportsDialog(Dialog):
    """`take_back` is the frame's own way to take imports back, by their ids."""

    def __init__(
        self, context: WindowContext, take_back: Callable[[Sequence[int]], None], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._take_back = take_back
        self._job: JobState | None = None
        self._fresh = False  # what is shown is as in the file
        self.setWindowTitle(_("Imports"))
        self.resize(QSize(*SIZE).boundedTo(parent.window().size()))
        self.lines = ImportLines(self, context.blur)
        self.table = self._table()
        self.told = ElidedLabel("", "second")
        self.cancel = button(_("Cancel"), self._cancel, "link")
        self.cancel.hide()
        self.back_button = button(_("Undo import"), self.take_back)
        writes(context.jobs, self.back_button)
        self._arrange()
        self.table.selectionModel().selectionChanged.connect(self._tell)
        context.jobs.changed.connect(self._changed)
        context.jobs.running.connect(self._runs)
        context.blur.changed.connect(self.reload)
        self._tell()
        self.reload()
        self.table.setFocus()

    def _table(self) -> Table:
        table = Table(self._context.theme, self)
        table.setModel(self.lines)
        table.setAccessibleName(_("Imports"))
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setMinimumHeight(LEAST_TABLE)
        table.fix_columns(dict(enumerate(WIDTHS)), FILE, GROUP)
        table.horizontalHeader().setSectionsClickable(False)
        return table

    def _arrange(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 16)
        box.setSpacing(12)
        box.addWidget(ElidedLabel(self.windowTitle(), "title"))
        how = _(
            "An import is undone as a whole, with the members, messages and groups it"
            " brought; what you changed by hand stays."
        )
        box.addWidget(label(how, "second", wrap=True))
        box.addWidget(self.table, 1)
        close = button(_("Close"), self.accept, "primary")
        deed = DeedLine(self._context.jobs, self)
        box.addLayout(row(self.told, self.cancel, deed, None, self.back_button, close))

    # reading

    def reload(self) -> None:
        def read(store: Store) -> tuple[list[ImportBatch], dict[int, Group]]:
            named = {group.id: group for group in groups.all_groups(store.db)}
            return imports.listing(store.db), named

        self._fresh = False
        self._context.jobs.read("imports", read, self._show)

    def _changed(self, tables: frozenset[str]) -> None:
        if tables & READ:
            self.reload()

    def _show(self, found: tuple[list[ImportBatch], dict[int, Group]]) -> None:
        chosen = self.chosen()
        self._fresh = True
        self.lines.show(*found)
        self.table.say_when_empty(_("Nothing has been imported yet."))
        ids = [one.id for one in self.lines.batches]
        if ids:
            self.table.selectRow(ids.index(chosen.id) if chosen and chosen.id in ids else 0)
        self._tell()

    def chosen(self) -> ImportBatch | None:
        rows = [index.row() for index in self.table.selectionModel().selectedRows()]
        return self.lines.batches[rows[0]] if rows else None

    # taking back

    def take_back(self) -> None:
        chosen = self.chosen()
        if chosen and not self._in_the_way(chosen):
            self._fresh = False
            self._tell()
            self._take_back([chosen.id])

    def _in_the_way(self, batch: ImportBatch) -> str:
        """Why this import can't be taken back now; "" if it can."""
        later = last_later(self.lines.batches, batch)
        if self._context.jobs.read_only:
            return resting()
        if self._job:
            return _("Wait until this is done: {job}").format(job=self._job.ticket.title)
        if batch.undone:
            return _("This import has already been undone.")
        if later:
            words = _("Undo the later imports of this group first, the last one being {file}.")
            return words.format(file=self._context.blur.file(later.file))
        return ""

    def _tell(self) -> None:
        """Why the button rests, or how far the running job is."""
        chosen = self.chosen()
        why = self._in_the_way(chosen) if chosen else ""
        self.told.set_text(describe(self._job) if self._job else why)
        self.told.setVisible(bool(self.told.full_text()))
        self.back_button.setToolTip(hint(why))
        self.back_button.setEnabled(self._fresh and chosen is not None and not why)

    def _runs(self, state: JobState | None) -> None:
        self._job = state
        self.cancel.setVisible(state is not None)
        if state is None:
            self.reload()
        self._tell()

    def _cancel(self) -> None:
        if self._job:
            self._job.ticket.cancel()
