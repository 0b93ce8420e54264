"""The calendar as rows of seven days: what stands in which cell, and where on the board."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from PySide6.QtCore import QRect

from qunmate import clock
from qunmate.model import PlanItem
from qunmate.ui.calendar.reading import Shown

View = Literal["month", "week", "groups", "list"]
Cell = tuple[int, int]  # row, column
Key = tuple[int, int]  # of an item: the id of its series or its own, the time it stands for

DAYS = 7
HEAD = 32  # px, the line of weekdays
ROW_HEAD = 144  # px, before a row of a group
LINE = 24  # px, an item and the gap below it
LOW = 21  # px, the same in the month, where there is little room
TALL = 46  # px, the same where there is room, or a need, for two lines of words
TALLEST = 62  # px, or for a third, which names the group
DAY_LINE = 24  # px, the number of the day in a cell of the month
PAD = 4  # px
LEAST = {"month": DAY_LINE + 2 * LOW + PAD, "week": 240, "groups": 72}


@dataclass(frozen=True, slots=True)
class Entry:
    """An item in one cell; one of several groups stands in the row of each."""

    item: PlanItem
    begins: datetime
    cell: Cell

    @property
    def key(self) -> Key:
        return key_of(self.item)


def key_of(item: PlanItem) -> Key:
    """The same before and after an occurrence gets a row of its own."""
    return item.series_id or item.id, item.occurrence_at or 0


@dataclass(frozen=True, slots=True)
class Grid:
    """`rows` are weeks (by their Monday) or groups; `entries` are in order of cell and time."""

    view: View
    first: int
    rows: int
    groups: tuple[int, ...]
    entries: tuple[Entry, ...]
    cells: Mapping[Cell, Sequence[Entry]] = field(default_factory=dict)
    of_all: bool = False  # so that a cell may hold items of several groups

    def day(self, cell: Cell) -> int:
        row, column = cell
        return self.first + column + (DAYS * row if self.view == "month" else 0)

    def group(self, cell: Cell) -> int | None:
        return self.groups[cell[0]] if self.groups else None

    def cell_of(self, day: int, group_id: int | None = None) -> Cell | None:
        """Where a day is, in the row of a group if each has its own."""
        place = day - self.first
        if not 0 <= place < DAYS * (self.rows if self.view == "month" else 1):
            return None
        if self.view == "month":
            return divmod(place, DAYS)
        row = self.groups.index(group_id) if group_id in self.groups else 0
        return row, place

    def find(self, key: Key | None, cell: Cell | None = None) -> Entry | None:
        """The entry of an item, that in `cell` first where it stands in several."""
        found = [entry for entry in self.entries if entry.key == key]
        here = [entry for entry in found if entry.cell == cell]
        return next(iter(here or found), None)


def arrange(shown: Shown, view: View) -> Grid:
    """Lay the items into cells."""
    days = shown.last - shown.first + 1
    groups: tuple[int, ...] = ()
    rows = 1
    if view == "groups":
        groups = tuple(shown.figures)
        rows = len(groups)
    elif view == "month":
        rows = -(-days // DAYS)
    grid = Grid(view, shown.first, rows, groups, ())
    entries = [
        Entry(item, wall, cell)
        for item in shown.items
        for group_id in (groups or (None,))
        if group_id is None or group_id in item.group_ids
        for wall in [shown.wall(item, group_id)]
        for cell in [grid.cell_of(clock.day_of(wall.date()), group_id)]
        if cell is not None
    ]
    entries.sort(key=lambda entry: (entry.cell, entry.begins, entry.item.id))
    cells: dict[Cell, list[Entry]] = {}
    for entry in entries:
        cells.setdefault(entry.cell, []).append(entry)
    of_all = shown.group is None and not groups
    return Grid(view, shown.first, rows, groups, tuple(entries), cells, of_all)


class Places:
    """Where everything of a grid stands in a board of some size; y counts from the top of the
    first row. `least` is how wide an item must be to tell itself in one line."""

    def __init__(self, grid: Grid, width: int, height: int, least: int = 0) -> None:
        self.grid = grid
        self.left = ROW_HEAD if grid.view == "groups" else 0
        self._width = max(width - self.left, DAYS)
        self.line = self._line(height, least)
        self.top = DAY_LINE if grid.view == "month" else PAD
        self._tops = self._row_tops(height)
        self.height = self._tops[-1]
        self.filled = self.height >= height  # so that nothing stands below the last row

    def _line(self, height: int, least: int) -> int:
        """How high an item is, with the gap below it."""
        if self.grid.view == "month":
            return LOW
        if self.grid.view == "week":
            return self._tall(height)
        narrow = self._width // DAYS - 2 * PAD < least
        return TALL if narrow or sum(self._least_rows(TALL)) <= height else LINE

    def _tall(self, height: int) -> int:
        """How high an item of the week is: groups are named as long as every item is seen."""
        most = max(map(len, self.grid.cells.values()), default=0)
        fits = 2 * PAD + most * TALLEST + PAD <= height
        return TALLEST if self.grid.of_all and fits else TALL

    def _row_tops(self, height: int) -> list[int]:
        rows = max(self.grid.rows, 1)
        least = LEAST[self.grid.view]
        if self.grid.view == "month":
            each = max(height // rows, least)
            tops = [each * row for row in range(rows)]
            return [*tops, max(each * rows, height)]
        tops = [0]
        for room in self._shared(self._least_rows(self.line), height):
            tops.append(tops[-1] + room)
        return tops

    def _least_rows(self, line: int) -> list[int]:
        """How high each row must be for its items of that height."""
        most = [0] * max(self.grid.rows, 1)
        for (row, _column), entries in self.grid.cells.items():
            most[row] = max(most[row], len(entries))
        return [max(LEAST[self.grid.view], 3 * PAD + count * line) for count in most]

    @staticmethod
    def _shared(rows: list[int], height: int) -> list[int]:
        """With the room that is left, which the lowest rows get first."""
        level, room = 0, height
        for done, least in enumerate(sorted(rows, reverse=True)):
            level = room // (len(rows) - done)
            if least <= level:
                break
            room -= least
        else:
            return rows
        made = [max(least, level) for least in rows]
        made[-1] += max(height - sum(made), 0)
        return made

    def column(self, column: int) -> tuple[int, int]:
        """Left edge and width."""
        left = self.left + self._width * column // DAYS
        return left, self.left + self._width * (column + 1) // DAYS - left

    def cell(self, cell: Cell) -> QRect:
        left, width = self.column(cell[1])
        top, bottom = self._tops[cell[0]], self._tops[cell[0] + 1]
        return QRect(left, top, width, bottom - top)

    def head(self, row: int) -> QRect:
        """The head of a group's row."""
        return QRect(0, self._tops[row], self.left, self._tops[row + 1] - self._tops[row])

    def fits(self, cell: Cell) -> int:
        """How many items a cell shows; the last line tells of the rest if there are more."""
        count = len(self.grid.cells.get(cell, ()))
        room = (self.cell(cell).height() - self.top - PAD) // self.line
        return count if count <= room else max(room - 1, 0)

    def between(self, cell: Cell, top: int, bottom: int) -> range:
        """Which of a cell's items stand at least in part between two heights."""
        begin = self.item(cell, 0).top()
        first = max((top - begin) // self.line, 0)
        last = (bottom - begin) // self.line + 1
        return range(first, max(min(last, self.fits(cell)), first))

    def item(self, cell: Cell, place: int) -> QRect:
        box = self.cell(cell)
        top = box.top() + self.top + PAD // 2 + place * self.line
        # as wide in each column, of which some have a pixel more: else words would come and go
        return QRect(box.left() + PAD, top, self._width // DAYS - 2 * PAD, self.line - 2)

    def more(self, cell: Cell) -> QRect:
        """The line that tells of items which have no room."""
        return self.item(cell, self.fits(cell))

    def cell_at(self, x: int, y: int) -> Cell | None:
        if not (self.left <= x < self.left + self._width and 0 <= y < self.height):
            return None
        row = next(row for row in range(len(self._tops) - 1) if y < self._tops[row + 1])
        column = min((x - self.left) * DAYS // self._width, DAYS - 1)
        for near in (column - 1, column, column + 1):
            left, width = self.column(near)
            if 0 <= near < DAYS and left <= x < left + width:
                return row, near
        return row, column

    def entry_at(self, x: int, y: int) -> Entry | None:
        cell = self.cell_at(x, y)
        if cell is None:
            return None
        entries = self.grid.cells.get(cell, ())
        for place in range(self.fits(cell)):
            if self.item(cell, place).contains(x, y):
                return entries[place]
        return None
