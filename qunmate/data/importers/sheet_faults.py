"""What the values of a sheet don't tell: cells that look blank and are not, because they are
formulas whose results the file doesn't hold (many programs write the formula alone, and only a
spreadsheet program works it out) or errors such as #N/A; and the rows that nobody sees."""

from __future__ import annotations

import html
import posixpath
import re
import zipfile
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from qunmate.data.importers import xlsb_faults
from qunmate.data.importers.sheet_guard import (
    OLD,
    column_number,
    has_error,
    has_formula,
    has_hidden,
)
from qunmate.errors import Problem

BOOK = "xl/workbook.xml"
Faults = Mapping[tuple[int, int], Problem]  # by (row, column), from 0
_CHUNK = 1 << 20
_LONGEST = 40_000  # bytes of one cell; a formula has 8,192 characters at most
# a formula that is all its cell holds
_ALONE = re.compile(
    rb"<(?:\w+:)?c\b([^<>]*)>\s*<(?:\w+:)?f\b(?:[^<>]*/>|[^<>]*>[^<]*</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_ERROR = re.compile(rb">(#[A-Z/0_]{2,20}[!?]?)</(?:\w+:)?v>")
_IS_ERROR = re.compile(rb"""\bt\s*=\s*["']e["']""")
_HIDDEN = re.compile(
    rb"""<(?:\w+:)?row\b(?=[^<>]*\bhidden\s*=\s*["'](?:1|true)["'])[^<>]*\br\s*=\s*["'](\d{1,7})["']"""
)
_ATTRIBUTE = re.compile(r"""(?:\w+:)?(\w+)\s*=\s*("[^"]*"|'[^']*')""")
_PLACE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{1,3})(\d{1,7})["']""")
_NO_TEXT = re.compile(rb"""\bt\s*=\s*["']str["']""")  # worked out: a text without characters


class Unseen(NamedTuple):
    """`faults`: what is wrong with cells; `hidden`: indexes of rows that are not shown."""

    faults: Faults
    hidden: frozenset[int]


def unseen(path: Path, sheet: str, parts: Collection[str]) -> Unseen:
    """`parts` are the names of the parts of the workbook in which there may be such a thing."""
    if not parts:
        return Unseen({}, frozenset())
    if OLD in parts:
        from qunmate.data.importers.xls_faults import xls_unseen

        return Unseen(*xls_unseen(path, sheet))
    with zipfile.ZipFile(path) as book:
        if "content.xml" in parts:
            from qunmate.data.importers.ods_faults import ods_unseen

            with book.open("content.xml") as stream:
                return Unseen(*ods_unseen(stream, sheet))
        part = _part_of(book, sheet)
        if part not in parts:
            return Unseen({}, frozenset())
        if part.endswith(".bin"):
            return Unseen(*xlsb_faults.xlsb_unseen(book.read(part)))
        found: dict[tuple[int, int], Problem] = {}
        hidden: set[int] = set()
        for text in _pieces(book, part):
            found.update(_found(text))
            if has_hidden(text):
                hidden.update(int(row) - 1 for row in _HIDDEN.findall(text))
        return Unseen(found, frozenset(hidden))


def _part_of(book: zipfile.ZipFile, sheet: str) -> str:
    """The name of the part that holds a sheet's cells; "" if it isn't told."""
    names = set(book.namelist())
    binary = xlsb_faults.BOOK in names
    part = xlsb_faults.BOOK if binary else BOOK
    rels = f"xl/_rels/{posixpath.basename(part)}.rels"
    if not {part, rels} <= names:
        return ""
    targets = {one.get("Id"): one.get("Target", "") for one in _tags(book, rels, "Relationship")}
    ids = xlsb_faults.sheets(book) if binary else _sheets(book)
    target = targets.get(ids.get(sheet))
    return posixpath.normpath(posixpath.join("/xl", target)).lstrip("/") if target else ""


def _sheets(book: zipfile.ZipFile) -> dict[str, str]:
    return {one.get("name", ""): one.get("id", "") for one in _tags(book, BOOK, "sheet")}


def _tags(book: zipfile.ZipFile, part: str, name: str) -> list[dict[str, str]]:
    """The attributes of each tag of this name, without their prefixes."""
    text = book.read(part).decode("utf-8", errors="replace")
    return [
        {key: html.unescape(value[1:-1]) for key, value in _ATTRIBUTE.findall(attributes)}
        for attributes in re.findall(rf"<(?:\w+:)?{name}\s([^<>]*)>", text)
    ]


def _pieces(book: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """The text of a part, piece by piece; each begins with the end of the one before."""
    rest = b""
    with book.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            yield rest + chunk
            rest = (rest + chunk)[-_LONGEST:]


def _found(text: bytes) -> Iterator[tuple[tuple[int, int], Problem]]:
    for cell in _ALONE.finditer(text) if has_formula(text) else ():
        if (place := _place(cell[1])) and not _NO_TEXT.search(cell[1]):
            yield place, Problem("formula_unworked")
    for error in _ERROR.finditer(text) if has_error(text) else ():
        tag = _opening(text, error.start())
        if _IS_ERROR.search(tag) and (place := _place(tag)):
            yield place, Problem("cell_error", {"error": error[1].decode()})


def _opening(text: bytes, end: int) -> bytes:
    """The tag of the cell that holds the value at `end`."""
    first = max(0, end - _LONGEST)
    opened = text.rfind(b"<c ", first, end)
    if opened < 0:
        opened = text.rfind(b":c ", first, end)
    return text[opened : text.find(b">", opened)] if opened >= 0 else b""


def _place(attributes: bytes) -> tuple[int, int] | None:
    found = _PLACE.search(attributes)
    return (int(found[2]) - 1, column_number(found[1]) - 1) if found else None
