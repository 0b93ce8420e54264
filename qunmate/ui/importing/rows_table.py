"""The table of a sheet's rows: each column as wide as what it shows, and the names with their
reasons as wide as there is room."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from qunmate.i18n import _
from qunmate.ui.importing.mapping_table import LEAST
from qunmate.ui.importing.sheet_model import NAME, ROW, TICK, SheetModel
from qunmate.ui.theme import ROW as ROW_HEIGHT

_TICK = 32  # px
_BESIDE = 18  # px beside the words of a cell
_LEAST, _MOST = 40, 400  # px of a column
_NAMES = 220  # px that names get before the other columns have their room
_MEASURED = 200  # rows


class RowsTable(QTableView):
    """Why a row is not taken in stands beside its name. Where others have but their names, such
    a sentence gets only what room the other columns leave, or they would slide out of sight."""

    def __init__(self, model: SheetModel) -> None:
        super().__init__()
        self._rows = model
        self._by_hand = False  # the operator has sized the names
        self._laying = False
        self.setObjectName("plain")
        self.setModel(model)
        self.setAccessibleName(_("What would happen to each row"))
        self.setMinimumHeight(LEAST)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setMinimumSectionSize(_TICK)
        header.setStretchLastSection(True)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.sectionResized.connect(self._sized)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_names()

    def give_room(self, *, again: bool) -> None:
        """No column gets narrower than it is where the rows are only told `again`."""
        self._by_hand = self._by_hand and again
        self._laying = True
        last = self._rows.columnCount() - 1
        for column in (one for one in range(ROW, last + 1) if one != NAME):
            least = self.columnWidth(column) if again and column != last else _LEAST
            said = self._rows.texts(column, _MEASURED)
            self.setColumnWidth(column, max(self._room(column, said), least))
        self.setColumnWidth(TICK, _TICK)
        self._laying = False
        self.fit_names()

    def fit_names(self) -> None:
        """As wide as the names, and wider where the other columns leave room; where each row
        says why it is not taken in, as wide as that."""
        columns = self._rows.columnCount()
        if self._by_hand or not self._rows.plans:
            return
        self._laying = True
        last = columns - 1
        others = sum(map(self.columnWidth, range(columns))) - self.columnWidth(NAME)
        if last > NAME:  # it may be stretched
            others += self._room(last, self._rows.texts(last, _MEASURED)) - self.columnWidth(last)
        whole = self._room(NAME, self._rows.texts(NAME, _MEASURED))
        names = self._rows.names(_MEASURED)
        needed = min(self._room(NAME, names), _NAMES) if names else whole
        self.setColumnWidth(NAME, min(whole, max(needed, self.viewport().width() - others)))
        self._laying = False

    def _room(self, column: int, said: Iterable[str]) -> int:
        self.ensurePolished()
        heading = str(self._rows.headerData(column, Qt.Orientation.Horizontal))
        wide = max(map(self.fontMetrics().horizontalAdvance, (heading, *said)))
        return max(min(wide + _BESIDE, _MOST), _LEAST)

    def _sized(self, column: int) -> None:
        if column == NAME and not self._laying:
            self._by_hand = True
