"""Which column of a sheet is what: heading, some of its values, and a choice."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem

from qunmate.i18n import _
from qunmate.roster import cells
from qunmate.roster.mapping import Column
from qunmate.ui.parts import hint
from qunmate.ui.widgets.choice import Choice

SAMPLES = 3
LEAST = 88  # px of height
CHOICES = 500  # columns that may be chosen for; a box for each of 30,000 stops the window


class MappingTable(QTableWidget):
    """`chosen` holds the columns that the user set by hand: label → field. `offered` gives the
    fields that a column may be, by its label and what is proposed; `named` their words."""

    changed = Signal()

    def __init__(
        self, offered: Callable[[str, str], list[str]], named: Callable[[str], str]
    ) -> None:
        super().__init__(0, 3)
        self.setObjectName("mapping")
        self.setMinimumHeight(LEAST)
        self._offered = offered
        self._named = named
        self.chosen: dict[str, str] = {}
        self.setHorizontalHeaderLabels([_("Column"), _("Values"), _("Import as")])
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(36)
        self.setShowGrid(False)
        self.setEditTriggers(self.EditTrigger.NoEditTriggers)
        self.setSelectionMode(self.SelectionMode.NoSelection)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setTabKeyNavigation(False)  # Tab leaves a choice for the next, and at last the table
        self.setWordWrap(False)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Fixed)
        self.setColumnWidth(0, 170)
        self.setColumnWidth(2, 220)
        self.setAccessibleName(_("Columns of the sheet"))

    def forget_choices(self) -> None:
        """Another sheet has other columns."""
        self.chosen = {}

    def show_columns(self, columns: Sequence[Column], mapping: Mapping[str, str]) -> None:
        self.setRowCount(len(columns))
        for line, column in enumerate(columns):
            self._put(line, 0, column.label)
            self._put(line, 1, _samples(column))
            if line < CHOICES:
                self.setCellWidget(line, 2, self._choice(column, mapping[column.label]))
            else:
                self._put(line, 2, self._named(mapping[column.label]))

    def _put(self, line: int, place: int, text: str) -> None:
        item = QTableWidgetItem(text)
        item.setToolTip(hint(text))
        self.setItem(line, place, item)

    def _choice(self, column: Column, proposed: str) -> Choice:
        box = Choice()
        for field in self._offered(column.label, proposed):
            box.addItem(self._named(field), field)
        box.setCurrentIndex(box.findData(proposed))
        box.setAccessibleName(_("Import {column} as").format(column=column.label))
        box.activated.connect(partial(self._choose, column.label, box))
        return box

    def _choose(self, label: str, box: Choice, _place: int) -> None:
        self.chosen[label] = str(box.currentData())
        self.changed.emit()


def _samples(column: Column) -> str:
    seen = dict.fromkeys(cells.text(value) or "" for value in column.samples)
    return " · ".join(list(filter(None, seen))[:SAMPLES])
