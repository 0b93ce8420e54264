"""Which column of a sheet is what: heading, some of its values, and a choice."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem

from qunmate.i18n import _
from qunmate.roster import cells
from qunmate.roster.mapping import Column
from qunmate.ui.parts import hint
from qunmate.ui.widgets.choice import Choice

SAMPLES = 3
LEAST = 88  # px of height
WHOLE = 24  # lines that are shown without a scroll bar where the page around scrolls
AHEAD = 20  # lines around those in sight that have a box too; one for each of 16,000 is too much


class MappingTable(QTableWidget):
    """`chosen` holds the columns that the user set by hand: label → field. `offered` gives the
    fields that a column may be, by its label and what is proposed; `named` their words, `alone`
    whether only one column may be that."""

    changed = Signal()

    def __init__(
        self,
        offered: Callable[[str, str], list[str]],
        named: Callable[[str], str],
        alone: Callable[[str], bool],
    ) -> None:
        super().__init__(0, 3)
        self.setObjectName("mapping")
        self._whole = False
        self._fit()
        self._offered = offered
        self._named = named
        self._alone = alone
        self.chosen: dict[str, str] = {}
        self._columns: Sequence[Column] = ()
        self._mapping: Mapping[str, str] = {}
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
        self.verticalScrollBar().valueChanged.connect(self._make_choices)

    def show_whole(self, *, whole: bool) -> None:
        """Whether it is as high as its lines, for a page that scrolls; else it scrolls itself."""
        self._whole = whole
        self._fit()

    def _fit(self) -> None:
        lines = self.verticalHeader().defaultSectionSize() * min(self.rowCount(), WHOLE)
        high = self.horizontalHeader().sizeHint().height() + lines + 2 * self.frameWidth()
        self.setMinimumHeight(max(high, LEAST) if self._whole else LEAST)

    def forget_choices(self) -> None:
        """Another sheet has other columns."""
        self.chosen = {}

    def show_columns(self, columns: Sequence[Column], mapping: Mapping[str, str]) -> None:
        self._columns, self._mapping = columns, mapping
        self.setRowCount(len(columns))
        self._fit()
        for line, column in enumerate(columns):
            self._put(line, 0, column.label)
            self._put(line, 1, _samples(column))
            if self.cellWidget(line, 2) is not None:
                self.removeCellWidget(line, 2)
            self._put(line, 2, self._named(mapping[column.label]))
        self._make_choices()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_choices()

    def _make_choices(self) -> None:
        """A box for each line that is in sight or near, in the order of the Tab key."""
        first, last = self.rowAt(0), self.rowAt(self.viewport().height())
        end = len(self._columns) if last < 0 else last + 1 + AHEAD
        for line in range(max(first - AHEAD, 0), min(end, len(self._columns))):
            if self.cellWidget(line, 2) is not None:
                continue
            column = self._columns[line]
            self.takeItem(line, 2)
            box = self._choice(column, self._mapping[column.label])
            self.setCellWidget(line, 2, box)
            if (before := self.cellWidget(line - 1, 2)) is not None:
                self.setTabOrder(before, box)

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
        field = str(box.currentData())
        if self._alone(field):  # what was said last holds
            self.chosen = {one: said for one, said in self.chosen.items() if said != field}
        self.chosen[label] = field
        self.changed.emit()


def _samples(column: Column) -> str:
    seen = dict.fromkeys(cells.text(value) or "" for value in column.samples)
    return " · ".join(list(filter(None, seen))[:SAMPLES])
