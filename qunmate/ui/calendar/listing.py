"""The plan as a list, a line for each time something happens."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from qunmate import clock, day_words
from qunmate.bidi import named
from qunmate.i18n import N_, NC_, _
from qunmate.model import PLAN_KINDS, PLAN_STATUSES
from qunmate.plan_words import kind_word, status_word
from qunmate.tasks.plan import Lifts
from qunmate.ui.calendar.grid import Entry, Grid, Key
from qunmate.ui.calendar.looks import kind_chip, lift_words, status_chip, status_words, time_span
from qunmate.ui.calendar.reading import Shown
from qunmate.ui.table_cells import Cell
from qunmate.veil import Masks

Index = QModelIndex | QPersistentModelIndex
COLUMNS = (  # with their least px; they are wider where their words need it
    ("day", N_("Day"), 0),
    ("time", N_("Time"), 0),
    ("kind", N_("Kind"), 0),
    ("title", N_("Title"), 160),
    ("groups", NC_("several", "Groups"), 96),
    ("status", N_("Status"), 0),
    ("speaker", N_("Speaker"), 68),
    ("lift", N_("Lift"), 0),
)
DECEMBER = clock.parse_day("2026-12-20")  # when days and months are long
_NONE = QModelIndex()


def longest(name: str) -> list[str]:
    """Words that the column has to show in full."""
    if name == "day":
        return [day_words.with_weekday(DECEMBER + day) for day in range(7)]
    return {"time": ["00:00–00:00"], "lift": ["×00.0"]}.get(name, [])


def chips(name: str) -> list[str]:
    """Those that the column has to show in full."""
    if name == "kind":
        return [kind_word(kind) for kind in PLAN_KINDS]
    return [status_words(status) for status in PLAN_STATUSES] if name == "status" else []


class ListModel(QAbstractTableModel):
    def __init__(self, masks: Masks, parent: QObject) -> None:
        super().__init__(parent)
        self._masks = masks
        self.entries: tuple[Entry, ...] = ()
        self._shown: Shown | None = None
        self._lifts: Lifts = {}

    def show_grid(self, shown: Shown, grid: Grid) -> None:
        self.beginResetModel()
        self._shown = shown
        self.entries = tuple(sorted(grid.entries, key=lambda one: (one.begins, one.item.id)))
        self.endResetModel()

    def show_lifts(self, lifts: Lifts) -> None:
        self._lifts = lifts
        if self.entries:
            last = len(COLUMNS) - 1
            self.dataChanged.emit(self.index(0, last), self.index(len(self.entries) - 1, last))

    def row_of(self, key: Key | None) -> int | None:
        return next((place for place, one in enumerate(self.entries) if one.key == key), None)

    def rowCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self.entries)

    def columnCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignLeft
            if COLUMNS[section][0] == "lift":
                side = Qt.AlignmentFlag.AlignRight
            return side | Qt.AlignmentFlag.AlignVCenter
        named = {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}
        return _(COLUMNS[section][1]) if role in named else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return self.words(self.entries[index.row()], COLUMNS[index.column()][0])
        return None

    def cell(self, row: int, column: int) -> Cell:
        entry, name = self.entries[row], COLUMNS[column][0]
        if name == "kind":
            return Cell(chips=[kind_chip(entry.item)])
        if name == "status":
            return Cell(chips=[status_chip(entry.item)])
        second = name in {"groups", "speaker"} or entry.item.status == "skipped"
        words = self.words(entry, name)
        return Cell(words, tone="second" if second else "text", right=name == "lift")

    def words(self, entry: Entry, name: str) -> str:
        item, shown = entry.item, self._shown
        if name == "day":
            return day_words.with_weekday(clock.day_of(entry.begins.date()))
        if name == "groups":
            return named(shown.group_names(item)) if shown else ""
        if name == "speaker":
            return self._masks.name(shown.names.get(item.speaker_id or 0, "")) if shown else ""
        return {
            "time": time_span(entry),
            "kind": kind_word(item.kind),
            "title": self._masks.text(" ".join(item.title.split())) or "—",
            "status": status_word(item.status),
            "lift": lift_words(self._lifts.get((item.id, item.starts_at))),
        }[name]
