"""A member sheet before it is taken in: its columns, how to treat who is there, what would be."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from qunmate.data.store import Store
from qunmate.i18n import _
from qunmate.model import Group
from qunmate.progress import Job, finish
from qunmate.tasks.import_roster import ReadSheet, RosterImport, import_roster, read_roster
from qunmate.ui.context import WindowContext
from qunmate.ui.importing.field_names import choices, field_name
from qunmate.ui.importing.mapping_table import MappingTable
from qunmate.ui.importing.outcome import Outcome, of_roster
from qunmate.ui.importing.part import Part, Verb
from qunmate.ui.parts import GRID, label, row

Take = Callable[[Store], Job[RosterImport]]
SHOWN_PROBLEMS = 3


class SheetPart(Part):
    def __init__(self, context: WindowContext, path: Path) -> None:
        super().__init__(context)
        self._path = path
        self._read: ReadSheet | None = None
        self._new = 0
        self._build()

    def _build(self) -> None:
        self.sheet = QComboBox()
        self.sheet.setAccessibleName(_("Sheet"))
        self.sheet.activated.connect(self._other_sheet)
        self.mode = QComboBox()
        for key, text in (
            ("update", _("Add and change (a blank never overwrites)")),
            ("add", _("Only add new members")),
            ("fill", _("Only fill what is blank")),
            ("replace", _("Make it as in the sheet, blanks too")),
        ):
            self.mode.addItem(text, key)
        self.mode.setAccessibleName(_("What to do with members who are there"))
        self.mode.activated.connect(self._dry_run)
        self.table = MappingTable(choices, field_name)
        self.table.setMinimumHeight(200)
        self.table.changed.connect(self._read_sheet)
        self.sheet.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.sheet.setMinimumWidth(160)
        self._which = QWidget()
        self._which.setLayout(row(label(_("Sheet"), "second"), self.sheet, 16))
        self._columns = QWidget()
        inner = QVBoxLayout(self._columns)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(GRID)
        inner.addLayout(row(self._which, self.mode, None))
        inner.addWidget(self.table, 1)
        self._columns.setVisible(False)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._columns)

    @property
    def ready(self) -> bool:
        return self._group is not None and self._read is not None

    @property
    def counts(self) -> tuple[int, int]:
        return 0, self._new

    def retarget(self, group: Group | None) -> None:
        self._group = group
        self._read_sheet()

    def _other_sheet(self) -> None:
        self.table.forget_choices()
        self._read_sheet()

    def _read_sheet(self) -> None:
        if self._group is None:
            self.said.emit(_("Choose the group these members belong to."), "warn")
            return
        read = partial(
            read_roster,
            path=self._path,
            group=self._group,
            sheet=self.sheet.currentText() or None,
            chosen=dict(self.table.chosen),
        )
        key = f"import/sheet/{id(self)}"
        self._context.jobs.read(key, read, self._sheet_read, failed=self.failed)

    def _sheet_read(self, read: ReadSheet) -> None:
        self._read = read
        self.sheet.clear()
        self.sheet.addItems(list(read.names))
        self.sheet.setCurrentText(read.sheet.name)
        self._which.setVisible(len(read.names) > 1)
        self._columns.setVisible(True)
        self.table.show_columns(read.layout.columns, read.mapping)
        self._dry_run()
        self.changed.emit()

    def failed(self, error: BaseException) -> None:
        self._read = None
        super().failed(error)

    def _dry_run(self) -> None:
        self.said.emit(_("Counting…"), "")
        take = self._take(dry_run=True)
        self._context.jobs.read(
            f"import/count/{id(self)}",
            lambda store: finish(take(store)),
            self._counted,
            failed=self.failed,
        )

    def _counted(self, result: RosterImport) -> None:
        outcome = of_roster(result, "")
        self._new = result.new
        text = _("This would be: {counts}.").format(counts=outcome.counts)
        if outcome.problems:
            text += "\n" + "\n".join(outcome.problems[:SHOWN_PROBLEMS])
        self.said.emit(text, "")
        self.changed.emit()

    def _take(self, *, dry_run: bool) -> Take:
        """Everything chosen here, read off now: other threads must not ask widgets."""
        if self._group is None:
            raise RuntimeError("a sheet is taken in only while the part is ready")
        return partial(
            import_roster,
            path=self._path,
            group=self._group,
            sheet=self.sheet.currentText() or None,
            mapping=dict(self.table.chosen) or None,
            mode=str(self.mode.currentData()),
            today=self._context.today,
            dry_run=dry_run,
        )

    def verb(self) -> Verb:
        name = self._group.name if self._group else ""
        return partial(_import, self._take(dry_run=False), name)


def _import(take: Take, group: str, store: Store) -> Job[list[Outcome]]:
    result = yield from take(store)
    return [of_roster(result, group)]
