"""What the values of an OpenDocument sheet don't tell (see sheet_faults.py)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import IO
from xml.parsers import expat

from qunmate.errors import Problem

_UNWORKED = Problem("formula_unworked")
_NUMBERS = {"float", "percentage", "currency", "date", "time", "boolean"}
_MOST_ROWS, _MOST_COLUMNS = 1 << 20, 1 << 14


def ods_unseen(
    stream: IO[bytes], sheet: str
) -> tuple[dict[tuple[int, int], Problem], frozenset[int]]:
    """Faults by (row, column) and the indexes of hidden rows, from 0. `stream` is the content of
    the workbook."""
    reader = _Reader(sheet)
    try:
        reader.parser.ParseFile(stream)
    except expat.ExpatError:
        return {}, frozenset()  # the reader of the cells tells that it is damaged
    return reader.found, frozenset(reader.hidden)


class _Reader:
    def __init__(self, sheet: str) -> None:
        self.found: dict[tuple[int, int], Problem] = {}
        self.hidden: set[int] = set()
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._begin
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._says
        self._sheet = sheet
        self._inside = False
        self._row = self._column = 0
        self._row_times = self._times = 1
        self._cell: Mapping[str, str] | None = None
        self._text = ""

    def _begin(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "table:table":
            self._inside = attributes.get("table:name") == self._sheet
            self._row = 0
        elif not self._inside:
            return
        elif tag == "table:table-row":
            self._row_times = _times(attributes, "table:number-rows-repeated")
            self._column = 0
            if attributes.get("table:visibility", "visible") != "visible":
                end = min(self._row + self._row_times, _MOST_ROWS)
                self.hidden.update(range(self._row, end))
        elif tag in {"table:table-cell", "table:covered-table-cell"}:
            self._times = _times(attributes, "table:number-columns-repeated")
            self._cell, self._text = attributes, ""

    def _says(self, text: str) -> None:
        if self._cell is not None:
            self._text += text

    def _end(self, tag: str) -> None:
        if not self._inside:
            return
        if tag == "table:table":
            self._inside = False
        elif tag == "table:table-row":
            self._row += self._row_times
        elif tag in {"table:table-cell", "table:covered-table-cell"} and self._cell is not None:
            if problem := _fault(self._cell, self._text.strip()):
                self._tell(problem)
            self._column += self._times
            self._cell = None

    def _tell(self, problem: Problem) -> None:
        for row in range(self._row, min(self._row + self._row_times, _MOST_ROWS)):
            for column in range(self._column, min(self._column + self._times, _MOST_COLUMNS)):
                self.found[row, column] = problem


def _fault(cell: Mapping[str, str], text: str) -> Problem | None:
    kind = cell.get("office:value-type")
    if "error" in {kind, cell.get("calcext:value-type")}:
        return Problem("cell_error", {"error": text[:20] or "#N/A"})
    if "table:formula" not in cell or text:
        return None
    told = any(name.startswith("office:") and name.endswith("value") for name in cell)
    return None if told or (kind and kind not in _NUMBERS) else _UNWORKED


def _times(attributes: Mapping[str, str], name: str) -> int:
    said = attributes.get(name, "1")
    return int(said) if said.isdecimal() and len(said) < 9 else 1
