"""What the values of an .xlsb sheet don't tell (see sheet_faults.py): its parts are records, each
of a kind, a length and a body."""

from __future__ import annotations

import contextlib
import struct
import zipfile
from collections.abc import Iterator

from qunmate.data.importers.xls_faults import ERRORS
from qunmate.errors import Problem

BOOK = "xl/workbook.bin"
_ROW, _ERROR, _FORMULA_ERROR, _SHEET, _SETTINGS = 0, 3, 11, 156, 153
_IS_HIDDEN = 0x10
_Place = tuple[int, int]


def xlsb_unseen(sheet: bytes) -> tuple[dict[_Place, Problem], frozenset[int]]:
    """Faults by (row, column) and the indexes of hidden rows, from 0. Nothing is found behind a
    broken record: the reader of the cells tells if the part is damaged."""
    found: dict[_Place, Problem] = {}
    hidden: set[int] = set()
    row = 0
    with contextlib.suppress(struct.error, IndexError):
        for kind, at in _records(sheet):
            if kind == _ROW:
                row = struct.unpack_from("<I", sheet, at)[0]
                if sheet[at + 11] & _IS_HIDDEN:
                    hidden.add(row)
            elif kind in {_ERROR, _FORMULA_ERROR} and sheet[at + 8] in ERRORS:
                column = struct.unpack_from("<I", sheet, at)[0]
                found[row, column] = Problem("cell_error", {"error": ERRORS[sheet[at + 8]]})
    return found, frozenset(hidden)


def sheets(book: zipfile.ZipFile) -> dict[str, str]:
    """The ids by which a workbook names the parts of its sheets, by their names."""
    body, found = book.read(BOOK), {}
    with contextlib.suppress(struct.error, IndexError, UnicodeDecodeError):
        for kind, at in _records(body):
            if kind == _SHEET:
                id_, end = _text(body, at + 8)
                found[_text(body, end)[0]] = id_
    return found


def counts_from_1904(book: zipfile.ZipFile) -> bool:
    """Whether its days are numbers from 1904 on."""
    body = book.read(BOOK)
    with contextlib.suppress(IndexError):
        return any(kind == _SETTINGS and body[at] & 1 for kind, at in _records(body))
    return False


def _records(part: bytes) -> Iterator[tuple[int, int]]:
    """(kind, place of the body). IndexError where the last one breaks off."""
    at, end = 0, len(part)
    while at < end:
        kind, at = part[at], at + 1
        if kind & 0x80:
            kind, at = kind & 0x7F | part[at] << 7, at + 1
        length = shift = 0
        while shift < 28:
            byte, at = part[at], at + 1
            length |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                break
        yield kind, at
        at += length


def _text(part: bytes, at: int) -> tuple[str, int]:
    """Characters behind their number, and the place behind them."""
    length = struct.unpack_from("<I", part, at)[0]
    end = at + 4 + 2 * length
    return part[at + 4 : end].decode("utf-16-le"), end
