"""Chat records as tables: CSV as a stream, workbooks by their sheets. A format names the
columns by which its heading row is known; rows above it are passed over."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from qunmate.data.importers.beginning import WORKBOOK, beginning
from qunmate.data.importers.source import Source
from qunmate.data.importers.text import pieces
from qunmate.errors import Problem
from qunmate.records import Batch, ChatHead, LineProblem, Participant, Problems, Record

Row = dict[str, str]
# makes a record of a row, or tells the batch what is wrong with it; gets its line
Make = Callable[[Batch, Row, int], Record | None]
BATCH = 5_000
_HEADING_LINES = 12
_MOST_LINES = 5_000  # in one row; more means that a quote was never closed
_DELIMITERS = ",\t;"


def has_columns(head: str, wanted: Collection[str]) -> bool:
    """Whether one of the first lines is a heading row with all these columns."""
    lines = head.removeprefix(WORKBOOK).splitlines()[:_HEADING_LINES]
    return any(
        _is_heading(cells, wanted)
        for line in lines
        for delimiter in _DELIMITERS
        for cells in csv.reader([line], delimiter=delimiter)
    )


def _is_heading(cells: Sequence[str], wanted: Collection[str]) -> bool:
    return set(wanted) <= {cell.strip().removeprefix("\ufeff") for cell in cells}


def read_table(
    source: Source,
    wanted: Collection[str],
    head: Callable[[Row], ChatHead],
    make: Make,
    people: Callable[[Sequence[Sequence[str]]], list[Participant]] | None = None,
    table: Table | None = None,
) -> Iterator[ChatHead | Batch]:
    """One chat. `head` gets the first row. `people` reads a workbook's other sheets. `table`
    says where the rows are, for a table of no known format."""
    reading = _Reading(source, wanted, table)
    batch, records, begun = Batch(), list[Record](), False
    for line, row in reading.rows():
        record = make(batch, row, line)
        if record:
            records.append(record)
        if not begun:
            begun = True
            yield head(row)
            if people:
                batch.participants += [one for rows in reading.others for one in people(rows)]
        if len(records) >= BATCH or batch.problems.total >= BATCH:
            yield _filled(batch, records, reading)
            batch, records = Batch(), []
    if begun or reading.problems:
        if not begun:
            yield head({})
        yield _filled(batch, records, reading)


def rows_of(source: Source, wanted: Collection[str]) -> Iterator[tuple[int, Row]]:
    """The rows below the heading, with their lines, as far as they are asked for."""
    yield from _Reading(source, wanted).rows()


def _filled(batch: Batch, records: list[Record], reading: _Reading) -> Batch:
    if records:
        batch.extend(records)
    batch.problems += reading.problems
    reading.problems = Problems()
    batch.truncated = reading.truncated
    batch.position = reading.position
    return batch


@dataclass(frozen=True, slots=True)
class Table:
    """A table that was looked at: `labels` name its columns, whatever its heading says, the
    cells of which are `heading` (none if it has no heading); `sheet` is that of a workbook."""

    labels: tuple[str, ...]
    heading: tuple[str, ...] | None
    delimiter: str = ","
    sheet: str = ""


@dataclass(slots=True)
class _Reading:
    """Rows below the heading by column names, with the line where each begins."""

    source: Source
    wanted: Collection[str]
    table: Table | None = None
    position: int = 0
    truncated: bool = False
    cut_inside: bool = False  # a character of the last row
    problems: Problems = field(default_factory=Problems)
    others: list[Sequence[Sequence[str]]] = field(default_factory=list)

    def rows(self) -> Iterator[tuple[int, Row]]:
        if self.table:
            yield from self._rows_of(self.table)
            return
        heading: list[str] | None = None
        for line, cells in self._cells():
            if heading is None or cells[: len(heading)] == heading:
                heading = self._heading(cells)
            elif any(cells):
                yield line, dict(zip(heading, cells, strict=False))

    def _rows_of(self, table: Table) -> Iterator[tuple[int, Row]]:
        begun = table.heading is None
        for line, cells in self._cells():
            if table.heading is not None and tuple(cells) == table.heading:
                begun = True
            elif begun and any(cells):
                yield line, dict(zip(table.labels, cells, strict=False))

    def _heading(self, cells: Sequence[str]) -> list[str] | None:
        if not _is_heading(cells, self.wanted):
            return None
        return [cell.strip().removeprefix("\ufeff") for cell in cells]

    def _cells(self) -> Iterator[tuple[int, list[str]]]:
        if beginning(self.source).startswith(WORKBOOK):
            yield from self._workbook()
        else:
            yield from self._text()

    def _workbook(self) -> Iterator[tuple[int, list[str]]]:
        from qunmate.data.importers.sheets import open_book

        found: list[list[list[str]]] = []
        with open_book(self.source.path) as book:
            names = [self.table.sheet] if self.table else book.names
            sheets = [[[cell_text(c) for c in row] for row in book.read(n).rows] for n in names]
        with self.source.stream() as stream:
            self.position = stream.position  # the stream hashes the file
        for rows in sheets:
            if self.table or any(_is_heading(row, self.wanted) for row in rows[:_HEADING_LINES]):
                found.append(rows)
            else:
                self.others.append(rows)
        for rows in found:
            yield from enumerate(rows, 1)

    def _text(self) -> Iterator[tuple[int, list[str]]]:
        csv.field_size_limit(2**31 - 1)
        lines = _Lines(self)
        delimiter = self._delimiter()
        reader = csv.reader(lines, delimiter=delimiter)
        widths = set[int]()
        while True:
            lines.begin()
            try:
                cells = next(reader, None)
            except (_UnclosedError, csv.Error) as error:
                ended = isinstance(error, _UnclosedError) and error.ended
                wrong = Problem("cut_off" if ended else "quote_open")
                self.problems.append(LineProblem(lines.first, wrong))
                if ended and lines.are_text(max(widths, default=0), delimiter):
                    return
                reader = csv.reader(lines, delimiter=delimiter)
                continue
            if cells is None or (lines.is_unended and self._is_cut(cells, widths, lines)):
                return
            widths.add(len(cells))
            yield lines.first, cells

    def _is_cut(self, cells: list[str], widths: set[int], lines: _Lines) -> bool:
        """Whether the last row, whose line has no end, lacks cells that all others have."""
        if self.cut_inside:
            return True
        if len(widths) != 1 or len(cells) >= max(widths):
            return False
        self.truncated = True
        self.problems.append(LineProblem(lines.first, Problem("cut_off")))
        return True

    def _delimiter(self) -> str:
        if self.table:
            return self.table.delimiter
        for line in beginning(self.source).splitlines()[:_HEADING_LINES]:
            for delimiter in _DELIMITERS:
                if any(
                    _is_heading(row, self.wanted) for row in csv.reader([line], delimiter=delimiter)
                ):
                    return delimiter
        return ","


class _UnclosedError(Exception):
    """A quote that was never closed has swallowed too many lines, or all up to the end."""

    def __init__(self, *, ended: bool) -> None:
        super().__init__()
        self.ended = ended


class _Lines:
    """The lines of a text, counted; the lines of a row that never ends are given again."""

    def __init__(self, reading: _Reading) -> None:
        self._reading = reading
        self._fresh = self._read()
        self._row: list[str] = []
        self._again: list[str] = []
        self.first = 1

    def begin(self) -> None:
        """A new row begins with the next line."""
        self.first += len(self._row)
        self._row = []

    @property
    def is_unended(self) -> bool:
        """Whether the row is the text's last and its line has no end."""
        return bool(self._row) and not self._row[-1].endswith("\n")

    def are_text(self, width: int, delimiter: str) -> bool:
        """Whether what was given back is what a quote holds: none of it has a row's cells."""
        lines = csv.reader(self._again, delimiter=delimiter, quoting=csv.QUOTE_NONE)
        return not any(len(cells) >= width for cells in lines)

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._next()
        while not self._row and line.isspace():  # of which there may be millions
            self.first += 1
            line = self._next()
        if not line:
            if self._row:
                self._give_back(ended=True)
            raise StopIteration
        self._row.append(line)
        if len(self._row) > _MOST_LINES:
            self._give_back(ended=False)
        return line

    def _next(self) -> str:
        return self._again.pop() if self._again else next(self._fresh, "")

    def _give_back(self, *, ended: bool) -> None:
        """Take the row's first line for lost, and its others for rows of their own."""
        self._again = self._row[:0:-1] + self._again
        self._row = self._row[:1]
        self._reading.truncated = self._reading.truncated or ended
        raise _UnclosedError(ended=ended)

    def _read(self) -> Iterator[str]:
        for piece in pieces(self._reading.source):
            self._reading.position = piece.position
            self._reading.problems += piece.problems
            if piece.cut:
                self._reading.truncated = self._reading.cut_inside = True
                line = piece.line + piece.text.count("\n")
                self._reading.problems.append(LineProblem(line, Problem("cut_off")))
            yield from io.StringIO(piece.text, newline="\n")


def cell_text(cell: Any) -> str:
    """A workbook's cell as text: a date as ISO, a number without a needless `.0`."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return (cell + timedelta(microseconds=500_000)).strftime("%Y-%m-%d %H:%M:%S")
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
