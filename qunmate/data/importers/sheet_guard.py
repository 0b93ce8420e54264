"""Looks into a workbook before it is read, so that an absurd one can't eat the memory."""

from __future__ import annotations

import errno
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from qunmate.errors import UserError

MOST_CELLS = 12_000_000
OLD = "Workbook"  # the one part of an .xls; what is in it is not looked for here
MOST_BYTES = 700 * 1024 * 1024  # of XML in one part
_SMALL = 64 << 20  # below this no ratio is suspicious
_MOST_RATIO = 250  # to what it is packed into: a million equal rows come to 12
_NUMBERS = ("Index/Document.iwa", "Index.zip")  # what Apple's program writes
_CHUNK = 1 << 20
# a cell beyond column Z or row 199,999: only then a sheet is measured
_FAR = re.compile(rb'r="(?:[A-Za-z]{2,3}\d|[A-Za-z]?(?:[2-9]\d{5}|\d{7,})")')
_CELL = re.compile(
    rb"""<(?:\w+:)?c\b[^>]*?\sr\s*=\s*["']([A-Za-z]{1,3})(\d+)["'][^>]*(?<!/)>(?!</)"""
)
_ODS_ROW = re.compile(
    rb"<table:table-row\b([^>]*[^/>])>(.*?)(?=</table:table-row>|\Z)|<table:table-row\b[^>]*/>",
    re.DOTALL,
)
_REPEATED = re.compile(rb'number-(?:rows|columns)-repeated="(\d+)"')
_ODS_CELL = re.compile(rb"<table:table-cell\b([^>]*)(?<!/)>")
_ODS_DOUBTFUL = (b"table:formula=", b'"error"', b"table:visibility=")


def check_workbook(path: Path) -> frozenset[str]:
    """The names of the sheets' parts in which there may be formulas, errors or what is hidden.
    UserError where the workbook is locked, damaged, or would not fit into memory."""
    with path.open("rb") as file:
        magic = file.read(8)
    if not magic.startswith(b"PK"):
        return frozenset({OLD})
    try:
        with zipfile.ZipFile(path) as book:
            parts = book.infolist()
            if any(part.filename.endswith(_NUMBERS) for part in parts):
                raise UserError("workbook_numbers", path=str(path))
            return frozenset(part.filename for part in parts if _check_part(path, book, part))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise UserError("workbook_damaged", path=str(path)) from error
    except OSError as error:
        if error.errno != errno.EINVAL:  # a part that is said to lie in front of the file
            raise
        raise UserError("workbook_damaged", path=str(path)) from error


def _check_part(path: Path, book: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Whether it holds a sheet with formulas, errors or what is hidden."""
    name = part.filename.lower()
    sheet = "worksheets/" in name and name.endswith((".xml", ".bin"))
    if not sheet and not name.endswith(("sharedstrings.xml", "content.xml", "styles.xml")):
        return False
    bomb = part.file_size > _SMALL and part.file_size > _MOST_RATIO * part.compress_size
    if part.file_size > MOST_BYTES or bomb:
        raise UserError("sheet_too_large", path=str(path), limit=MOST_CELLS)
    doubtful = sheet and name.endswith(".bin")  # that is seen by looking through its records
    with book.open(part) as stream:
        if sheet and name.endswith(".xml"):
            cells, doubtful = _narrow_area(stream)
            if cells > MOST_CELLS:
                with book.open(part) as again:
                    cells = _filled_area(again)
        elif name == "content.xml":
            cells, doubtful = _ods_cells(stream)
        else:
            cells = 0
            for _chunk in _chunks(stream, 0):
                pass  # only to see that it can be unpacked
    if cells > MOST_CELLS:
        raise UserError("sheet_too_large", path=str(path), limit=MOST_CELLS)
    return doubtful


def _chunks(stream: IO[bytes], overlap: int) -> Iterator[bytes]:
    rest = b""
    while chunk := stream.read(_CHUNK):
        yield rest + chunk
        rest = chunk[-overlap:] if overlap else b""


def column_number(letters: bytes) -> int:
    """A is 1, Z 26, AA 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _narrow_area(stream: IO[bytes]) -> tuple[int, bool]:
    """An upper limit of rows × columns that is quick to find: beyond all limits where a cell
    lies far out; and whether there are formulas, errors or what is hidden. Reads to the end to see
    that all can be unpacked."""
    far = doubtful = False
    for chunk in _chunks(stream, 200):
        doubtful = doubtful or has_formula(chunk) or has_error(chunk) or has_hidden(chunk)
        far = far or _FAR.search(chunk) is not None or _is_unusual(chunk)
    return MOST_CELLS + 1 if far else 200_000 * 26, doubtful


def has_formula(chunk: bytes) -> bool:
    """The single byte is looked for first: it is found a hundred times as fast as several, and
    few sheets without formulas hold one."""
    return b"f" in chunk and (b"</f>" in chunk or b"<f " in chunk or b":f>" in chunk)


def has_error(chunk: bytes) -> bool:
    return b"#" in chunk and (b'"e"' in chunk or b"'e'" in chunk)


def has_hidden(chunk: bytes) -> bool:
    return b"h" in chunk and b"hidden=" in chunk


def _is_unusual(chunk: bytes) -> bool:
    """Whether references may be written in another way than r="A1". A single byte is found
    ten times as fast as two, so these are looked for first."""
    for mark in (b"'", b"\t", b"\n", b"\r"):
        if mark in chunk and (b"=" + mark in chunk or mark + b"=" in chunk):
            return True
    return b" =" in chunk or b"= " in chunk


def _filled_area(stream: IO[bytes]) -> int:
    """Rows × columns of the smallest box around the cells that hold something."""
    top = left = 1 << 30
    bottom = right = 0
    for chunk in _chunks(stream, 200):
        found = _CELL.findall(chunk) if _holds_something(chunk) else ()
        if found:
            rows = [int(row) for _letters, row in found]
            columns = [column_number(letters) for letters in {letters for letters, _row in found}]
            top, bottom = min(top, *rows), max(bottom, *rows)
            left, right = min(left, *columns), max(right, *columns)
    return max(0, bottom - top + 1) * max(0, right - left + 1)


def _holds_something(chunk: bytes) -> bool:
    """Whether a value, a text or a formula is in it: a million rows may be formatted and hold
    nothing. The single byte is looked for first, as above."""
    return any(
        one in chunk and (b"<" + one in chunk or b":" + one in chunk) for one in (b"v", b"i", b"f")
    )


def _ods_cells(stream: IO[bytes]) -> tuple[int, bool]:
    """Filled cells of an OpenDocument sheet, repeated ones unrolled, and whether there are
    formulas, errors or what is hidden. Of rows longer than a chunk only the repetitions near
    their ends are seen, which is where bombs have them."""
    total, doubtful = 0, False
    for chunk in _chunks(stream, 1 << 16):
        doubtful = doubtful or any(mark in chunk for mark in _ODS_DOUBTFUL)
        for row in _ODS_ROW.finditer(chunk):
            if row[1] is None:
                continue
            repeats = _REPEATED.search(row[1])
            width = sum(_repeat(cell) for cell in _ODS_CELL.findall(row[2]))
            total += width * (int(repeats[1]) if repeats else 1)
    return total, doubtful


def _repeat(attributes: bytes) -> int:
    found = _REPEATED.search(attributes)
    return int(found[1]) if found else 1
