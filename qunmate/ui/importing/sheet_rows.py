"""The dry run of a sheet as a table: filtered by state, unticked, doubts decided."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from qunmate.data import members
from qunmate.errors import UserError
from qunmate.i18n import _
from qunmate.model import Member
from qunmate.roster.sheet_taking import RosterImport
from qunmate.roster.taking import SOMEBODY_NEW
from qunmate.ui.context import WindowContext
from qunmate.ui.importing.rows_table import RowsTable
from qunmate.ui.importing.sheet_model import FAULTY, STATES, SheetModel
from qunmate.ui.parts import GRID, ElidedLabel, button, row
from qunmate.ui.widgets.choice import Choice
from qunmate.ui.widgets.flow import FlowLayout, Lines
from qunmate.ui.widgets.one_of import OneOf

_UNDECIDED = -1


class SheetRows(QWidget):
    """`decided` says that a doubt was decided, `save_asked` that the rejected rows are wanted
    as a file."""

    decided = Signal()
    save_asked = Signal()

    def __init__(self, context: WindowContext) -> None:
        super().__init__()
        self._context = context
        self.model = SheetModel(context.theme, context.blur, self)
        self._chips: dict[str, QPushButton] = {}
        self._filters = OneOf(self)
        self._bar = FlowLayout(gap=4)
        bar = Lines(self._bar)
        self.table = RowsTable(self.model)
        self.table.selectionModel().currentRowChanged.connect(lambda *_rows: self._show_doubt())
        self.save = button(_("Save rejected rows…"), self.save_asked.emit, "small")
        self.all = button(_("Tick all"), partial(self.model.tick_all, on=True), "link")
        self.none = button(_("Untick all"), partial(self.model.tick_all, on=False), "link")
        self.doubt = ElidedLabel("", "second")
        self.choice = Choice()
        self.choice.setMinimumWidth(240)
        self.choice.setAccessibleName(_("Who this row is"))
        self.choice.activated.connect(self._decide)
        self._deciding = QWidget()
        self._deciding.setLayout(row(self.doubt, self.choice, None))
        self._deciding.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GRID)
        box.addWidget(bar)
        box.addWidget(self.table, 1)
        box.addWidget(self._deciding)
        box.addLayout(row(self.all, GRID, self.none, None, self.save))

    def show_result(self, result: RosterImport) -> None:
        """The rows of a dry run."""
        before = list(self.model.fields)
        self.model.show(result)
        self.table.give_room(again=self.model.fields == before)
        self._show_filters()
        self.save.setVisible(bool(result.rejected or self.model.counts()[FAULTY]))
        self._show_doubt()

    def _show_filters(self) -> None:
        """A chip for each state that there is, with its count."""
        for chip in self._chips.values():
            self._bar.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        for old in self._filters.buttons():
            self._filters.removeButton(old)
        counts = self.model.counts()
        if not counts[self.model.shown_state]:
            self.model.filter("")
        self._chips = {}
        for name in ("", *(one for one in STATES if counts[one])):
            words = _(STATES[name][0]) if name else _("All")
            n = counts[name] if name else len(self.model.plans)
            chip = button(f"{words} {n:,}", partial(self.filter, name), "chip")
            chip.setChecked(name == self.model.shown_state)
            self._filters.addButton(chip)
            self._bar.addWidget(chip)
            self._chips[name] = chip

    def filter(self, state: str) -> None:
        """Only rows of one state, if there are any; "" for all."""
        state = state if state in self._chips else ""
        self.model.filter(state)
        self.table.fit_names()
        if chip := self._chips.get(state):
            chip.setChecked(True)

    # doubts

    def _show_doubt(self) -> None:
        index = self.table.currentIndex()
        plan = self.model.plan(index.row()) if index.isValid() else None
        asked = plan is not None and (
            bool(plan.reason and plan.reason.about) or plan.row in self.model.decided
        )
        self._deciding.setVisible(asked)
        if plan is None or not asked:
            return
        self.doubt.set_text(_("Row {n} is").format(n=plan.row))
        self._offer(plan.reason.about if plan.reason else (), self.model.decided.get(plan.row))

    def _offer(self, about: Sequence[int], chosen: int | None) -> None:
        if about:
            self.choice.clear()
            self.choice.addItem(_("not decided: leave it out"), _UNDECIDED)
            for id_ in about:
                with contextlib.suppress(UserError):  # somebody whom a row above would bring
                    one = members.by_id(self._context.store.db, id_)
                    self.choice.addItem(_described(one, self._context.blur.name), id_)
            self.choice.addItem(_("somebody new"), SOMEBODY_NEW)
        place = self.choice.findData(_UNDECIDED if chosen is None else chosen)
        self.choice.setCurrentIndex(max(place, 0))

    def _decide(self) -> None:
        plan = self.model.plan(self.table.currentIndex().row())
        member_id = int(self.choice.currentData())
        if member_id == _UNDECIDED:
            self.model.decided.pop(plan.row, None)
        else:
            self.model.decided[plan.row] = member_id
        self.decided.emit()


def _described(member: Member, name: Callable[[str], str]) -> str:
    """What tells somebody from others of the same name."""
    parts = [name(member.name), _("no. {id}").format(id=member.id)]
    parts += [name(one.value) for one in member.identities if one.group_id is None][:1]
    parts += [one for one in (member.city, member.trade) if one]
    parts += [name(member.phone)] if member.phone else []
    return " · ".join(parts)
