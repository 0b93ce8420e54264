"""Looks into a workbook before it is read, so that an absurd one can't eat the memory."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from qunmate.errors import UserError

MOST_CELLS = 12_000_000
MOST_BYTES = 700 * 1024 * 1024  # of XML in one part
_CHUNK = 1 << 20
_ROW = re.compile(rb'<(?:\w+:)?row\b[^>]*? r="(\d+)"')
_FAR_COLUMN = re.compile(rb' r="([A-Z]{2,3})\d')
_CELL = re.compile(rb'<(?:\w+:)?c\b[^>]*? r="([A-Z]{1,3})(\d+)"[^>]*(?<!/)>(?!</)')
_ODS_ROW = re.compile(
    rb"<table:table-row\b([^>]*[^/>])>(.*?)(?=</table:table-row>|\Z)|<table:table-row\b[^>]*/>",
    re.DOTALL,
)
_REPEATED = re.compile(rb'number-(?:rows|columns)-repeated="(\d+)"')
_ODS_CELL = re.compile(rb"<table:table-cell\b([^>]*)(?<!/)>")


def check_workbook(path: Path) -> None:
    """UserError where the workbook is locked, damaged, or would not fit into memory."""
    with path.open("rb") as file:
        magic = file.read(8)
    if not magic.startswith(b"PK"):
        return
    try:
        with zipfile.ZipFile(path) as book:
            for part in book.infolist():
                _check_part(path, book, part)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise UserError("workbook_damaged", path=str(path)) from error


def _check_part(path: Path, book: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    name = part.filename.lower()
    sheet = "worksheets/" in name and name.endswith((".xml", ".bin"))
    if not sheet and not name.endswith(("sharedstrings.xml", "content.xml", "styles.xml")):
        return
    if part.file_size > MOST_BYTES:
        raise UserError("sheet_too_large", path=str(path), limit=MOST_CELLS)
    with book.open(part) as stream:
        if sheet and name.endswith(".xml"):
            cells = _area(stream)
            if cells > MOST_CELLS:
                with book.open(part) as again:
                    cells = _filled_area(again)
        elif name == "content.xml":
            cells = _ods_cells(stream)
        else:
            cells = 0
            for _chunk in _chunks(stream, 0):
                pass  # only to see that it can be unpacked
    if cells > MOST_CELLS:
        raise UserError("sheet_too_large", path=str(path), limit=MOST_CELLS)


def _chunks(stream: IO[bytes], overlap: int) -> Iterator[bytes]:
    rest = b""
    while chunk := stream.read(_CHUNK):
        yield rest + chunk
        rest = chunk[-overlap:] if overlap else b""


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _area(stream: IO[bytes]) -> int:
    """Rows × columns up to the furthest cell, empty ones included: quick."""
    rows = columns = 1
    for chunk in _chunks(stream, 200):
        found = _ROW.findall(chunk)
        rows = max(rows, max(map(int, found), default=0))
        far = set(_FAR_COLUMN.findall(chunk))
        columns = max(columns, max(map(_column, far), default=26))
    return rows * columns


def _filled_area(stream: IO[bytes]) -> int:
    """Rows × columns of the smallest box around the cells that hold something."""
    top = left = 1 << 30
    bottom = right = 0
    for chunk in _chunks(stream, 200):
        for letters, row in _CELL.findall(chunk):
            top, bottom = min(top, int(row)), max(bottom, int(row))
            left, right = min(left, _column(letters)), max(right, _column(letters))
    return max(0, bottom - top + 1) * max(0, right - left + 1)


def _ods_cells(stream: IO[bytes]) -> int:
    """Filled cells of an OpenDocument sheet, repeated ones unrolled. Of rows longer than a
    chunk only the repetitions near their ends are seen, which is where bombs have them."""
    total = 0
    for chunk in _chunks(stream, 1 << 16):
        for row in _ODS_ROW.finditer(chunk):
            if row[1] is None:
                continue
            repeats = _REPEATED.search(row[1])
            width = sum(_repeat(cell) for cell in _ODS_CELL.findall(row[2]))
            total += width * (int(repeats[1]) if repeats else 1)
    return total


def _repeat(attributes: bytes) -> int:
    found = _REPEATED.search(attributes)
    return int(found[1]) if found else 1
