"""A member sheet before it is taken in: which sheet, what its columns are, what would be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from qunmate.data.store import Store
from qunmate.errors import UserError
from qunmate.i18n import _, ngettext
from qunmate.model import Group
from qunmate.progress import Job, Progress
from qunmate.roster.layout import NO_HEADING
from qunmate.roster.mapping import alone
from qunmate.roster.sheet_taking import RosterImport
from qunmate.tasks.import_roster import import_roster
from qunmate.tasks.read_roster import ReadSheet, read_roster
from qunmate.terms import says, sentences
from qunmate.ui.context import WindowContext
from qunmate.ui.importing.counting import Counting
from qunmate.ui.importing.field_names import choices, field_name
from qunmate.ui.importing.mapping_table import MappingTable
from qunmate.ui.importing.outcome import Outcome, of_roster
from qunmate.ui.importing.part import Part, Verb
from qunmate.ui.importing.sheet_rows import SheetRows
from qunmate.ui.parts import GRID, button, inset, label, row
from qunmate.ui.saving import ask_file
from qunmate.ui.widgets.choice import Choice
from qunmate.ui.widgets.drop_down import DropDown
from qunmate.ui.widgets.one_of import OneOf
from qunmate.ui.widgets.pages import Pages
from qunmate.words import words

Take = Callable[[Store], Job[RosterImport]]
COLUMNS, ROWS = 0, 1
SHOWN_PROBLEMS = 1


class SheetPart(Part):
    def __init__(self, context: WindowContext, path: Path) -> None:
        super().__init__(context)
        self._path = path
        self._read: ReadSheet | None = None
        self._result: RosterImport | None = None
        self._counting: Counting[RosterImport] | None = None
        self._heading: int | None = None
        self._new = 0
        self._make_ways()
        self.table = MappingTable(choices, field_name, alone)
        self.table.changed.connect(self._read_sheet)
        self.rows = SheetRows(context)
        self.rows.decided.connect(self._dry_run)
        self.rows.save_asked.connect(self._save_rejected)
        self._build()

    def _make_ways(self) -> None:
        self.sheet = Choice()
        self.sheet.setAccessibleName(_("Sheet"))
        self.sheet.activated.connect(self._other_sheet)
        self.sheet.setMinimumWidth(120)
        self.heading = QSpinBox()
        self.heading.setMinimum(0)
        self.heading.setSpecialValueText(_("none"))
        inset(self.heading)
        self.heading.setAccessibleName(_("Heading in row"))
        self.heading.setToolTip(_("The row that says what the columns are"))
        self.heading.setKeyboardTracking(False)
        self.heading.setFixedWidth(72)
        self.heading.valueChanged.connect(self._move_heading)
        self.mode = DropDown()
        for key, text in (
            ("update", _("Add and change (a blank never overwrites)")),
            ("add", _("Only add new members")),
            ("fill", _("Only fill what is blank")),
            ("replace", _("Match the sheet, blanks included")),
        ):
            self.mode.addItem(text, key)
        hint = _("Tags that a rule gave stay: the rule decides on them.")
        self.mode.setItemData(self.mode.count() - 1, hint, Qt.ItemDataRole.ToolTipRole)
        self.mode.setAccessibleName(_("What to do with members who are already there"))
        self.mode.activated.connect(self._dry_run)
        self.full = QCheckBox(_("This is the full list of the group"))
        self.full.setToolTip(
            _(
                "Whoever is not on it has left. It is kept, and the next full list is compared "
                "with it."
            )
        )
        self.full.toggled.connect(self._dry_run)

    def _build(self) -> None:
        self._which = QWidget()
        self._which.setLayout(row(label(_("Sheet"), "second"), self.sheet, 8))
        self._steps = OneOf(self)
        self.steps = [button("", partial(self.show_step, at), "chip") for at in (COLUMNS, ROWS)]
        for chip in self.steps:
            self._steps.addButton(chip)
        for chip, text in zip(self.steps, (_("1  Columns"), _("2  Rows")), strict=True):
            chip.setText(text)
        self._pages = Pages()
        self._pages.addWidget(self.table)
        self._pages.addWidget(self.rows)
        self._columns = QWidget()
        inner = QVBoxLayout(self._columns)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(GRID)
        heading = label(_("Heading in row"), "second")
        heading.setBuddy(self.heading)
        inner.addLayout(row(self._which, heading, self.heading, 8, self.mode, None))
        inner.addLayout(row(*self.steps, None, self.full))
        inner.addWidget(self._pages, 1)
        self._columns.setVisible(False)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._columns)
        self.show_step(COLUMNS)

    def show_step(self, step: int) -> None:
        """The columns, or what would become of the rows."""
        self.steps[step].setChecked(True)
        self._pages.setCurrentIndex(step)
        self.changed.emit()

    @property
    def wants_all(self) -> bool:
        return self._pages.currentIndex() == ROWS

    def show_less(self) -> None:
        self.show_step(COLUMNS)

    @property
    def has_columns(self) -> bool:
        """Whether it shows its columns: once it knows where it goes."""
        return not self._columns.isHidden()

    @property
    def ready(self) -> bool:
        return self._group is not None and self._read is not None

    @property
    def counts(self) -> tuple[int, int]:
        return 0, self._new

    def retarget(self, group: Group | None) -> None:
        self._group = group
        self.rows.model.decided.clear()
        self._read_sheet()

    def _other_sheet(self) -> None:
        self.table.forget_choices()
        self._heading = None
        self.rows.model.decided.clear()
        self._read_sheet()

    def _move_heading(self, number: int) -> None:
        """The operator says which row it is; 0 is none."""
        self._heading = number - 1 if number else NO_HEADING
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
            heading=self._heading,
        )
        key = f"import/sheet/{id(self)}"
        self._context.jobs.read(key, read, self._sheet_read, failed=self.failed)

    def _sheet_read(self, read: ReadSheet) -> None:
        self._read = read
        self.sheet.clear()
        self.sheet.addItems(list(read.names))
        self.sheet.setCurrentText(read.sheet.name)
        self._which.setVisible(len(read.names) > 1)
        with QSignalBlocker(self.heading):  # what was found is not what was asked for
            self.heading.setMaximum(max(len(read.sheet.rows), 1))
            self.heading.setValue(0 if read.layout.heading is None else read.layout.heading + 1)
        self._columns.setVisible(True)
        self.table.show_columns(read.layout.columns, read.mapping)
        self._dry_run()
        self.changed.emit()

    def failed(self, error: BaseException) -> None:
        self._counting = None
        self._read = None
        super().failed(error)

    def stand_alone(self, *, alone: bool) -> None:
        self._pages.make_do(alone=alone)
        self.table.show_whole(whole=not alone)

    # the dry run

    def stop(self) -> None:
        if self._counting:
            self._counting.stop()
            self._counting = None

    def _dry_run(self) -> None:
        if self._group is None:
            return
        self.stop()
        self.said.emit(_("Counting…"), "")
        self._counting = Counting(
            self._context.jobs,
            f"import/count/{id(self)}",
            self._take(dry_run=True),
            self._told,
            self._counted,
            self._not_counted,
        )

    def _told(self, progress: Progress) -> None:
        percent = 100 * progress.done // progress.total if progress.total else 0
        self.said.emit(_("Counting… {percent}%").format(percent=percent), "")

    def _not_counted(self, error: BaseException) -> None:
        self._counting = None
        if isinstance(error, UserError) and error.problem.code == "no_person_column":
            self._columns.setVisible(True)  # the columns can still be told
            step = _("Choose the column with their names below.")
            self.said.emit(sentences(words(error.problem)[0], step), "bad")
            return
        self.failed(error)

    def _counted(self, result: RosterImport) -> None:
        self._counting = None
        self._result = result
        self._new = result.new
        outcome = of_roster(result, "")
        text = _("This would be: {counts}.").format(counts=outcome.counts)
        if self.full.isChecked():
            text += "\n" + _since(result)
        said = "".join(outcome.lines(SHOWN_PROBLEMS, self._context.blur.name))
        if (more := outcome.problems_total - SHOWN_PROBLEMS) > 0:
            form = ngettext(
                "{first} (and {n:,} more problem)", "{first} (and {n:,} more problems)", more
            )
            said = form.format(first=said, n=more)
        text += "\n" + _("{words}.").format(words=said) if said else ""
        self.said.emit(text, "warn" if result.left or said else "")
        self.rows.show_result(result)
        doubts = self.rows.model.counts()["doubt"]
        step = _("2  Rows")
        if doubts:
            step += " · " + ngettext("{n} in doubt", "{n} in doubt", doubts).format(n=f"{doubts:,}")
        self.steps[ROWS].setText(step)
        self.changed.emit()

    def _take(self, *, dry_run: bool) -> Take:
        """Everything chosen here, read off now: other threads must not ask widgets. A dry run
        tells of unticked rows too."""
        if self._group is None:
            raise RuntimeError("a sheet is taken in only while the part is ready")
        model = self.rows.model
        return partial(
            import_roster,
            path=self._path,
            group=self._group,
            sheet=self.sheet.currentText() or None,
            mapping=dict(self.table.chosen) or None,
            mode=str(self.mode.currentData()),
            today=self._context.today,
            dry_run=dry_run,
            heading=self._heading,
            left_out=frozenset() if dry_run else model.left_out,
            decided=dict(model.decided),
            full=self.full.isChecked(),
            stay_in=frozenset() if dry_run else model.stay_in,
        )

    def verb(self) -> Verb:
        name = self._group.name if self._group else ""
        return partial(_import, self._take(dry_run=False), name)

    # the rejected rows

    def _save_rejected(self) -> None:
        kinds = (("xlsx", _("Excel workbook (*.xlsx)")),)
        stem = f"{self._path.stem} {_('Rejected rows')}"
        path = ask_file(self._context.state, self, _("Save rejected rows"), stem, kinds)
        if path:
            self.save_rejected(path)

    def save_rejected(self, path: Path) -> None:
        """Write the rejected rows, and those with a rejected cell, as they stand in the sheet,
        with the reason beside each."""
        from qunmate.data.exporters.rejected_rows import write_rejected

        read, result = self._read, self._result
        if read is None or result is None:
            return
        rows = [
            (number, read.sheet.rows[number - 1], "\n".join(reasons))
            for number, reasons in sorted(_reasons(result).items())
        ]
        width = max((column.index for column in read.layout.columns), default=-1) + 1
        headings = [""] * width
        for column in read.layout.columns:
            headings[column.index] = column.label
        try:
            write_rejected(path, headings, rows)
        except UserError as error:
            self._context.notify.complain(error)
        else:
            name = self._context.blur.file(path.name)
            self._context.notify.notice(_("Saved {name}").format(name=name))


def _reasons(result: RosterImport) -> dict[int, list[str]]:
    """Why rows, or cells of them, are not taken in, by the row's number."""
    found = {one.row: [words(one.reason)[0]] for one in result.plans if one.reason}
    for one in result.errors:
        if one.column is not None:
            found.setdefault(one.row, []).append(says(one.column, words(one.problem)[0]))
    return found


def _since(result: RosterImport) -> str:
    """What is other than in the last full list, and who left."""
    kinds = Counter(one.kind for one in result.compared)
    if not result.compared:
        words = ngettext(
            "{n} member of the group is not in this sheet and would be marked as left.",
            "{n} members of the group are not in this sheet and would be marked as left.",
            result.left,
        )
        return words.format(n=f"{result.left:,}") if result.left else _("Nobody has left.")
    counts = (
        _("{n} joined").format(n=f"{kinds['joined']:,}"),
        _("{n} left").format(n=f"{result.left:,}"),
        _("{n} renamed").format(n=f"{kinds['renamed']:,}"),
        _("{n} with another role").format(n=f"{kinds['role']:,}"),
    )
    return _("Since the last full list: {counts}.").format(counts=" · ".join(counts))


def _import(take: Take, group: str, store: Store) -> Job[list[Outcome]]:
    result = yield from take(store)
    return [of_roster(result, group)]
