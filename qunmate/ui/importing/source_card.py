"""One source in the import dialog: what it is, where it goes, what it would bring."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout

from qunmate.bidi import from_the_left
from qunmate.data import chat_sources
from qunmate.errors import Problem, UserError
from qunmate.i18n import _
from qunmate.model import Group
from qunmate.tasks.import_chat import Pasted
from qunmate.tasks.inspect_source import Found, as_chat_table, as_roster, inspect
from qunmate.terms import sentences
from qunmate.ui.context import WindowContext
from qunmate.ui.importing.chat_part import ChatPart
from qunmate.ui.importing.collection_part import CollectionPart
from qunmate.ui.importing.part import Part, Verb
from qunmate.ui.importing.sheet_part import SheetPart
from qunmate.ui.importing.table_part import TablePart
from qunmate.ui.importing.target import TargetBox
from qunmate.ui.parts import GRID, ElidedLabel, button, label, row, set_property

LEAST_TITLE, LEAST_KIND = 120, 200  # px, of words that are as long


class SourceCard(QFrame):
    """`unknown` carries why nothing can be done with the source."""

    changed = Signal()
    removed = Signal()
    new_group_asked = Signal(str)
    unknown = Signal(str)

    def __init__(
        self,
        context: WindowContext,
        source: Path | Pasted,
        groups: Sequence[Group],
        group: Group | None,
        *,
        firm: bool,
    ) -> None:
        """`group` is where it goes: in any case if `firm`, else only where the source itself
        does not tell its group."""
        super().__init__()
        self.source = source
        self.part: Part | None = None
        self._context = context
        self._groups = groups
        self._group = group
        self._firm = firm
        self._stopped = False
        self._build()
        context.jobs.read(
            f"import/inspect/{id(self)}",
            lambda _store: inspect(source),
            self._found,
            failed=self._failed,
        )

    @property
    def name(self) -> str:
        return self.source.title if isinstance(self.source, Pasted) else self.source.name

    @property
    def shown(self) -> str:
        """The name as it may be seen."""
        return self._context.blur.file(self.name)

    @property
    def ready(self) -> bool:
        """Whether it can be taken in as things stand."""
        return self.part is not None and self.part.ready

    @property
    def roomy(self) -> bool:
        """Whether it can make use of more room."""
        if isinstance(self.part, SheetPart):
            return self.part.has_columns
        return isinstance(self.part, TablePart)

    @property
    def counts(self) -> tuple[int, int]:
        """New messages and new members, as far as they are known."""
        return self.part.counts if self.part else (0, 0)

    def _build(self) -> None:
        self.setProperty("card", "true")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        title = ElidedLabel(from_the_left(self.shown), "heading")
        title.setMinimumWidth(min(title.sizeHint().width(), LEAST_TITLE))
        self.kind = ElidedLabel(_("Having a look…"), "second")
        self.target = TargetBox()
        self.target.setVisible(False)
        self._arrow = label("→", "second")
        self._arrow.setVisible(False)
        self.target.chosen.connect(self._retarget)
        self.target.new_asked.connect(self._ask_new_group)
        away = button("✕", self.removed.emit, "small")
        away.setAccessibleName(_("Leave out {name}").format(name=self.shown))
        away.setToolTip(_("Leave this one out"))
        self.note = label("", "note", wrap=True)
        self.note.setVisible(False)
        self.other = button("", self._take_otherwise, "link")
        self.other.setVisible(False)
        # what it is, apart from where it goes
        head = row(title, 8, self.kind, 8, self.other, None, self._arrow, self.target, away)
        box = QVBoxLayout(self)
        box.setContentsMargins(2 * GRID, 12, 12, 12)
        box.setSpacing(GRID)
        box.addLayout(head)
        box.addWidget(self.note)
        self._box = box

    # what it is

    def _found(self, found: Found) -> None:
        if self._stopped:
            return
        self._found_as = found
        if found.table and isinstance(self.source, Path):
            members = found.kind != "chat"
            self.other.setText(_("Treat as chat") if members else _("Treat as member sheet"))
            self.other.setVisible(True)
        if found.problem:
            self.unknown.emit(self._not_readable(found.problem))
        elif found.kind == "chat" and found.table:
            self._show_kind(_("Chat · table"))
            hint = None if self._firm else self._group
            table = TablePart(self._context, self.source, found, hint)
            table.goes.connect(self.target.name_by_file)
            self._take(table, by_file=True, group=self._group if self._firm else None)
        elif found.kind == "chat":
            self._show_kind(_("Chat · {format}").format(format=_(found.format)))
            chat = ChatPart(self._context, self.source, found, None if self._firm else self._group)
            chat.goes.connect(self.target.name_by_file)
            self._take(chat, by_file=True, group=self._group if self._firm else None)
        elif isinstance(self.source, Path) and found.kind in {"plan", "highlights"}:
            self._show_kind(_("Plan") if found.kind == "plan" else _("Highlights"))
            part = CollectionPart(self._context, self.source, found.kind)
            self._take(part, by_file=True, group=self._group)
        elif isinstance(self.source, Path):
            self._show_kind(_("Member sheet"))
            self._take(SheetPart(self._context, self.source), by_file=False, group=self._sheets())

    def _show_kind(self, text: str) -> None:
        """A long name of a file gives way to it."""
        self.kind.set_text(text)
        self.kind.setMinimumWidth(min(self.kind.sizeHint().width(), LEAST_KIND))

    def _not_readable(self, problem: Problem) -> str:
        """What can be read is listed once, below all reasons."""
        sentence, step = self._context.blur.words(problem)
        return sentence if problem.code == "format_unknown" else f"{sentence} {step}"

    def _take_otherwise(self) -> None:
        """The operator knows better whether a table holds messages or members."""
        if self.part:
            self.part.stop()
            self._box.removeWidget(self.part)
            self.part.hide()
            self.part.deleteLater()
            self.part = None
        self._say("", "")
        self._found(as_roster() if self._found_as.kind == "chat" else as_chat_table())

    def _sheets(self) -> Group | None:
        """Where a sheet goes: as told, as the last time, or the only group there is."""
        if self._group and self._firm:
            return self._group
        known = chat_sources.group_of_sheet(self._context.store.db, self.name)
        if known and known in self._groups:
            return known
        return self._groups[0] if self._group is None and len(self._groups) == 1 else self._group

    def _take(self, part: Part, *, by_file: bool, group: Group | None) -> None:
        self.part = part
        spreads = isinstance(part, SheetPart | TablePart)
        part.said.connect(self._say)
        part.changed.connect(self._changed)
        # a sheet takes what room there is for its columns
        self._box.addWidget(part, int(spreads))
        self._by_file = by_file
        self._show_groups(group)

    def _changed(self) -> None:
        """A text without a group of its own goes to the one at hand."""
        if isinstance(self.part, ChatPart) and (wanted := self.part.wants):
            self._show_groups(wanted)
            return
        self._fit()
        self.changed.emit()

    def _fit(self) -> None:
        """No higher than it need be, where more room would stay empty."""
        if isinstance(self.part, SheetPart):
            self.part.setVisible(self.part.has_columns)
        high = QSizePolicy.Policy.Preferred if self.roomy else QSizePolicy.Policy.Maximum
        self.setSizePolicy(QSizePolicy.Policy.Preferred, high)

    def _failed(self, error: BaseException) -> None:
        if self._stopped:
            return
        if isinstance(error, UserError):
            self.unknown.emit(sentences(*self._context.blur.words(error.problem)))
        else:
            self._context.notify.defect(error)
            self.removed.emit()

    def _say(self, text: str, tone: str) -> None:
        self.note.setText(text)
        self.note.setVisible(bool(text))
        set_property(self.note, "tone", tone)

    # where it goes

    def _show_groups(self, group: Group | None) -> None:
        self.target.show_groups(self._groups, group, by_file=self._by_file)
        self.target.setVisible(True)
        self._arrow.setVisible(True)
        self._retarget()

    def take_group(self, groups: Sequence[Group], group: Group) -> None:
        """A group was made for this source."""
        self._groups, self._group = groups, group
        self._show_groups(group)

    def offer(self, groups: Sequence[Group]) -> None:
        """A group was made for another source; this one may be found to belong to it."""
        self._groups = groups
        chosen = self.target.group()
        if self.part:
            self.target.show_groups(groups, chosen, by_file=self._by_file)
            if self._by_file and chosen is None:
                self._retarget()

    def _ask_new_group(self) -> None:
        self.new_group_asked.emit(Path(self.name).stem)

    def _retarget(self) -> None:
        if self.part:
            self.part.retarget(self.target.group())
        self._fit()
        self.changed.emit()

    def stop(self) -> None:
        """Nobody waits for its answer any more."""
        self._stopped = True
        if self.part:
            self.part.stop()

    def verb(self) -> Verb:
        """What the writer shall do; it no longer depends on the dialog."""
        if self.part is None:
            raise RuntimeError("only what is ready is taken in")
        return self.part.verb()
