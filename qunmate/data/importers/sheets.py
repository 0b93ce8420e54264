"""Reads spreadsheets: .xlsx .xls .ods by calamine, text tables by csv_text."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from qunmate.data.importers.csv_text import RowProblem, read_text_table
from qunmate.data.importers.day_zero import day_zero
from qunmate.data.importers.sheet_faults import Faults, unseen
from qunmate.data.importers.sheet_guard import MOST_BYTES, MOST_CELLS, check_workbook
from qunmate.errors import Problem, UserError
from qunmate.figures.days import DAY_ZERO

_DOCUMENTS = (b"%PDF-", b"{\\rtf")  # text that is no table
_BINARY = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"PK\x05\x06")
_NO_SHEETS = frozenset({".json", ".jsonl"})
_MOST_ROWS = 1 << 20
MOST_COLUMNS = 1 << 14  # as in every spreadsheet program
_APART = (b",", b"\t", b";", b"|")  # what parts the cells of a text
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


@dataclass(frozen=True, slots=True)
class Sheet:
    """`rows[i]` is row i + 1 of the sheet. `merged_wide`: indexes of rows that are one cell
    across several columns. `format` is xlsx, xls, ods, csv, html or json. `faults`: cells that
    look blank and are not, by (row, column), from 0; `hidden`: indexes of rows not shown;
    `day_zero`: the day from which bare numbers count days."""

    name: str
    format: str
    rows: Sequence[Sequence[Any]]
    merged_wide: frozenset[int] = frozenset()
    problems: tuple[RowProblem, ...] = ()
    truncated: bool = False
    faults: Faults = field(default_factory=dict)
    hidden: frozenset[int] = frozenset()
    day_zero: date = DAY_ZERO


class Book(Protocol):
    """A file with one or several sheets."""

    @property
    def names(self) -> Sequence[str]: ...

    @property
    def shown(self) -> Sequence[str]:
        """Those that are not hidden, where any is not."""
        ...

    def read(self, name: str) -> Sheet:
        """UserError `sheet_unknown` or `sheet_too_large`."""
        ...


@contextlib.contextmanager
def open_book(path: Path) -> Iterator[Book]:
    """Open any spreadsheet. UserError if it is missing, empty, locked, damaged or too large."""
    try:
        with path.open("rb") as file:
            magic = file.read(8)
        size = path.stat().st_size
    except FileNotFoundError as error:
        raise UserError("source_missing", path=str(path)) from error
    except OSError as error:
        raise UserError("source_unreadable", path=str(path), reason=error.strerror) from error
    if size == 0:
        raise UserError("sheet_empty", path=str(path))
    if magic.startswith(_BINARY):
        with _calamine(path, magic) as book:
            yield book
        return
    if size > MOST_BYTES:
        raise UserError("sheet_too_large", path=str(path), limit=MOST_CELLS)
    yield _TextBook(path)


@contextlib.contextmanager
def _calamine(path: Path, magic: bytes) -> Iterator[Book]:
    from python_calamine import CalamineError, PasswordError

    doubtful = check_workbook(path)
    if magic.startswith(b"\xd0\xcf") and _ENCRYPTED in path.read_bytes():
        raise UserError("workbook_locked", path=str(path))
    try:
        workbook = _opened(path)
    except PasswordError as error:
        raise UserError("workbook_locked", path=str(path)) from error
    except (CalamineError, OSError) as error:
        raise UserError("workbook_damaged", path=str(path)) from error
    try:
        yield _CalamineBook(path, workbook, doubtful)
    finally:
        workbook.close()


def _opened(path: Path) -> Any:
    """The workbook by its name, or by its content where that is something else."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        return CalamineWorkbook.from_path(str(path))
    except PasswordError:
        raise
    except (CalamineError, OSError):
        with path.open("rb") as file:
            return CalamineWorkbook.from_filelike(file)


@dataclass
class _CalamineBook:
    path: Path
    workbook: Any
    doubtful: frozenset[str]

    @property
    def names(self) -> Sequence[str]:
        return tuple(self.workbook.sheet_names)

    @property
    def shown(self) -> Sequence[str]:
        from python_calamine import SheetVisibleEnum

        known = self.workbook.sheets_metadata
        shown = [one.name for one in known if one.visible == SheetVisibleEnum.Visible]
        return tuple(shown) or self.names

    def read(self, name: str) -> Sheet:
        from python_calamine import CalamineError, WorksheetNotFound

        try:
            sheet = self.workbook.get_sheet_by_name(name)
        except WorksheetNotFound as error:
            raise UserError(
                "sheet_unknown", path=str(self.path), name=name, names=self.names
            ) from error
        except CalamineError as error:
            raise UserError("workbook_damaged", path=str(self.path)) from error
        if sheet.total_height * sheet.total_width > MOST_CELLS:
            raise UserError("sheet_too_large", path=str(self.path), limit=MOST_CELLS)
        rows = sheet.to_python(skip_empty_area=False)
        wide = _spread_merged(rows, sheet.merged_cell_ranges or ())
        suffix = self.path.suffix.lower().lstrip(".") or "xlsx"
        faults, hidden = unseen(self.path, name, self.doubtful)
        end = min(max((row + 1 for row, _column in faults), default=0), _MOST_ROWS)
        rows.extend([] for _row in range(len(rows), end))
        zero = day_zero(self.path)
        return Sheet(name, suffix, rows, wide, faults=faults, hidden=hidden, day_zero=zero)


def _spread_merged(rows: list[list[Any]], ranges: Sequence[Any]) -> frozenset[int]:
    """Give each row below the first of a merged block its value, as a reader sees it; gives
    the rows whose only content is a cell merged across columns (titles and notes)."""
    wide: set[int] = set()
    for (top, left), (bottom, right) in ranges:
        if top >= len(rows) or left >= len(rows[top]):
            continue
        value = rows[top][left]
        for row in range(top + 1, min(bottom, len(rows) - 1) + 1):
            if left == right:
                rows[row][left] = value
        if right > left and all(
            cell in ("", None) for at, cell in enumerate(rows[top]) if at != left
        ):
            wide.update(range(top, bottom + 1))
    return frozenset(wide)


def _is_noise(rows: Sequence[Sequence[str]]) -> bool:
    """Whether what was decoded is no text: a picture, a database, an archive."""
    sample = "".join(cell for row in rows[:200] for cell in row)[:4000]
    noise = sum(char == "\ufffd" or (char < " " and not char.isspace()) for char in sample)
    return noise > 8 and noise * 12 > len(sample)


@dataclass
class _TextBook:
    path: Path
    text_name: str = field(init=False)

    def __post_init__(self) -> None:
        self.text_name = self.path.stem

    @property
    def names(self) -> Sequence[str]:
        return (self.text_name,)

    @property
    def shown(self) -> Sequence[str]:
        return self.names

    def read(self, name: str) -> Sheet:
        if name != self.text_name:
            raise UserError("sheet_unknown", path=str(self.path), name=name, names=self.names)
        data = self.path.read_bytes()
        if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<":
            from qunmate.data.importers.html_table import read_html_table

            if not (rows := read_html_table(data)):
                raise UserError("format_unknown", path=str(self.path))
            return Sheet(name, "html", rows, problems=tuple(_narrowed(rows)))
        if self.path.suffix.lower() in _NO_SHEETS:
            from qunmate.data.importers.qq_members import read_members

            rows, problems, truncated = read_members(self.path)
            if rows:
                return Sheet(name, "json", rows, problems=problems, truncated=truncated)
        if max(map(data.count, _APART)) > MOST_CELLS:
            raise UserError("sheet_too_large", path=str(self.path), limit=MOST_CELLS)
        table = read_text_table(data)
        other = self.path.suffix.lower() in _NO_SHEETS or data.startswith(_DOCUMENTS)
        if other or _is_noise(table.rows):
            raise UserError("format_unknown", path=str(self.path))
        problems = (*table.problems, *_narrowed(table.rows))
        return Sheet(name, "csv", table.rows, problems=problems, truncated=table.truncated)


def _narrowed(rows: list[list[str]]) -> list[RowProblem]:
    """Cut off what lies beyond the columns that any program has room for, and tell it."""
    found = []
    for at, row in enumerate(rows):
        if len(row) > MOST_COLUMNS:
            problem = Problem("row_too_wide", {"n": len(row), "limit": MOST_COLUMNS})
            found.append(RowProblem(at + 1, next(filter(None, row), "")[:80], problem))
            rows[at] = row[:MOST_COLUMNS]
    return found
