"""One source in the import dialog: what it is, where it goes, how its columns are read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QVBoxLayout, QWidget

from qunmate.data.importers import all_readers
from qunmate.data.store import Store
from qunmate.errors import Problem, UserError
from qunmate.i18n import _
from qunmate.model import Group
from qunmate.progress import Job, finish
from qunmate.tasks.import_chat import Pasted, import_chat
from qunmate.tasks.import_roster import ReadSheet, RosterImport, import_roster, read_roster
from qunmate.tasks.inspect_source import Found, inspect
from qunmate.ui.context import WindowContext
from qunmate.ui.importing.mapping_table import MappingTable
from qunmate.ui.importing.outcome import Outcome, of_chat, of_roster
from qunmate.ui.importing.target import TargetBox
from qunmate.ui.parts import GRID, ElidedLabel, button, label, row, set_property
from qunmate.words import words

Verb = Callable[[Store], Job[list[Outcome]]]


class SourceCard(QFrame):
    changed = Signal()
    removed = Signal()
    new_group_asked = Signal(str)

    def __init__(
        self,
        context: WindowContext,
        source: Path | Pasted,
        groups: Sequence[Group],
        group: Group | None,
    ) -> None:
        super().__init__()
        self.source = source
        self.found: Found | None = None
        self.read: ReadSheet | None = None
        self._context = context
        self._groups = groups
        self._group = group
        self._build()
        context.jobs.read(
            self._key("inspect"), lambda _store: inspect(source), self._found, failed=self._failed
        )

    @property
    def name(self) -> str:
        return self.source.title if isinstance(self.source, Pasted) else self.source.name

    @property
    def ready(self) -> bool:
        """Whether it can be taken in as things stand."""
        if self.found is None or self.found.kind == "unknown":
            return False
        return self.target.ready and (self.found.kind == "chat" or self.read is not None)

    def _key(self, what: str) -> str:
        return f"import/{what}/{id(self)}"

    def _build(self) -> None:
        self.setProperty("card", "true")
        title = ElidedLabel(self.name, "heading")
        self.kind = ElidedLabel(_("Looking at it…"), "second")
        self.target = TargetBox()
        self.target.setVisible(False)
        self._arrow = label("→", "second")
        self._arrow.setVisible(False)
        self.target.chosen.connect(self._retarget)
        self.target.new_asked.connect(self._ask_new_group)
        away = button("✕", self.removed.emit, "small")
        away.setAccessibleName(_("Leave out {name}").format(name=self.name))
        away.setToolTip(_("Leave this one out"))
        self.note = label("", "note", wrap=True)
        self.note.setVisible(False)
        head = row(title, 8, self.kind, self._arrow, self.target, away)
        head.setStretch(2, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(2 * GRID, 12, 12, 12)
        box.setSpacing(GRID)
        box.addLayout(head)
        box.addWidget(self.note)
        self._box = box

    # what it is

    def _found(self, found: Found) -> None:
        self.found = found
        if found.problem:
            self._say(_not_readable(found.problem), "bad")
            self.kind.set_text(_("Not known"))
        elif found.kind == "chat":
            self.kind.set_text(_("Chat · {format}").format(format=_(found.format)))
            self._show_groups(by_file=True)
        else:
            self.kind.set_text(_("Member sheet"))
            self._show_groups(by_file=False)
            self._build_sheet()
            self._retarget()
        self.changed.emit()

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, UserError):
            self._context.notify.defect(error)
            return
        self.read = None
        self._say(" ".join(words(error.problem)), "bad")
        self.changed.emit()

    def _say(self, text: str, tone: str = "") -> None:
        self.note.setText(text)
        self.note.setVisible(bool(text))
        set_property(self.note, "tone", tone)

    # where it goes

    def _show_groups(self, *, by_file: bool) -> None:
        self.target.show_groups(self._groups, self._group, by_file=by_file)
        self.target.setVisible(True)
        self._arrow.setVisible(True)

    def take_group(self, groups: Sequence[Group], group: Group) -> None:
        """A group was made for this source."""
        self._groups, self._group = groups, group
        self._show_groups(by_file=self.found is not None and self.found.kind == "chat")
        self._retarget()

    def _ask_new_group(self) -> None:
        self.new_group_asked.emit(Path(self.name).stem)

    def _retarget(self) -> None:
        if self.found and self.found.kind == "roster":
            self._read_sheet()
        self.changed.emit()

    # a sheet's columns

    def _build_sheet(self) -> None:
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
        self.table = MappingTable()
        self.table.setMinimumHeight(200)
        self.table.changed.connect(self._read_sheet)
        self.sheet.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.sheet.setMinimumWidth(160)
        self._which = QWidget()
        self._which.setLayout(row(label(_("Sheet"), "second"), self.sheet, 16))
        self._columns = QWidget()
        box = QVBoxLayout(self._columns)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GRID)
        box.addLayout(row(self._which, self.mode, None))
        box.addWidget(self.table, 1)
        self._columns.setVisible(False)
        self._box.addWidget(self._columns, 1)

    def _other_sheet(self) -> None:
        self.table.forget_choices()
        self._read_sheet()

    def _read_sheet(self) -> None:
        group = self.target.group()
        if group is None or isinstance(self.source, Pasted):
            self._say(_("Choose the group these members belong to."))
            return
        read = partial(
            read_roster,
            path=self.source,
            group=group,
            sheet=self.sheet.currentText() or None,
            chosen=dict(self.table.chosen),
        )
        self._context.jobs.read(self._key("sheet"), read, self._sheet_read, failed=self._failed)

    def _sheet_read(self, read: ReadSheet) -> None:
        self.read = read
        self.sheet.clear()
        self.sheet.addItems(list(read.names))
        self.sheet.setCurrentText(read.sheet.name)
        self._which.setVisible(len(read.names) > 1)
        self._columns.setVisible(True)
        self.table.show_sheet(read)
        self._dry_run()
        self.changed.emit()

    def _dry_run(self) -> None:
        self._say(_("Counting…"))

        take = self._take(dry_run=True)
        self._context.jobs.read(
            self._key("count"),
            lambda store: finish(take(store)),
            self._counted,
            failed=self._failed,
        )

    def _counted(self, result: RosterImport) -> None:
        outcome = of_roster(result, "")
        text = _("This would be: {counts}.").format(counts=outcome.counts)
        if outcome.problems:
            text += "\n" + "\n".join(outcome.problems[:3])
        self._say(text)

    # taking it in

    def _take(self, *, dry_run: bool) -> Callable[[Store], Job[RosterImport]]:
        """Everything chosen here, read off now: other threads must not ask widgets."""
        group = self.target.group()
        if group is None or isinstance(self.source, Pasted):
            raise RuntimeError("a sheet is taken in only while the card is ready")
        return partial(
            import_roster,
            path=self.source,
            group=group,
            sheet=self.sheet.currentText() or None,
            mapping=dict(self.table.chosen) or None,
            mode=str(self.mode.currentData()),
            today=self._context.today,
            dry_run=dry_run,
        )

    def verb(self) -> Verb:
        """What the writer shall do; it no longer depends on the dialog."""
        group = self.target.group()
        name = group.name if group else ""
        if self.found and self.found.kind == "chat":
            return partial(_chat, self.source, name, self._context.today)
        return partial(_roster, self._take(dry_run=False), name)


def _not_readable(problem: Problem) -> str:
    """Here the formats can be named at once."""
    sentence, step = words(problem)
    if problem.code == "format_unknown":
        titles = _(", ").join(_(reader.TITLE) for reader in all_readers())
        step = _("It reads member sheets and: {titles}.").format(titles=titles)
    return f"{sentence} {step}"


def _chat(source: Path | Pasted, group: str, today: date, store: Store) -> Job[list[Outcome]]:
    results = yield from import_chat(store, [source], group=group or None, today=today)
    return [of_chat(result) for result in results]


def _roster(
    take: Callable[[Store], Job[RosterImport]], group: str, store: Store
) -> Job[list[Outcome]]:
    result = yield from take(store)
    return [of_roster(result, group)]
