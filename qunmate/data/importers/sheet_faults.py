"""Cells that look blank and are not: formulas whose results the file doesn't hold (many programs
write the formula alone, and only a spreadsheet program works it out), and errors such as #N/A."""

from __future__ import annotations

import html
import posixpath
import re
import zipfile
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from qunmate.data.importers.sheet_guard import column_number
from qunmate.errors import Problem

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
_ATTRIBUTE = re.compile(r"""(?:\w+:)?(\w+)\s*=\s*("[^"]*"|'[^']*')""")
_PLACE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{1,3})(\d{1,7})["']""")
_NO_TEXT = re.compile(rb"""\bt\s*=\s*["']str["']""")  # worked out: a text without characters


def faults(path: Path, sheet: str, parts: Collection[str]) -> Faults:
    """What is wrong with cells of a sheet. `parts` are the names of the parts of the workbook in
    which there may be such cells."""
    if not parts:
        return {}
    with zipfile.ZipFile(path) as book:
        if "content.xml" in parts:
            from qunmate.data.importers.ods_faults import ods_faults

            with book.open("content.xml") as stream:
                return ods_faults(stream, sheet)
        part = _part_of(book, sheet)
        return dict(_found(book, part)) if part in parts else {}


def _part_of(book: zipfile.ZipFile, sheet: str) -> str:
    """The name of the part that holds a sheet's cells; "" if it isn't told."""
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= set(book.namelist()):
        return ""
    links = _tags(book, "xl/_rels/workbook.xml.rels", "Relationship")
    targets = {one.get("Id", ""): one.get("Target", "") for one in links}
    for one in _tags(book, "xl/workbook.xml", "sheet"):
        if one.get("name") == sheet:
            target = targets.get(one.get("id", ""), "")
            return posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
    return ""


def _tags(book: zipfile.ZipFile, part: str, name: str) -> list[dict[str, str]]:
    """The attributes of each tag of this name, without their prefixes."""
    text = book.read(part).decode("utf-8", errors="replace")
    return [
        {key: html.unescape(value[1:-1]) for key, value in _ATTRIBUTE.findall(attributes)}
        for attributes in re.findall(rf"<(?:\w+:)?{name}\s([^<>]*)>", text)
    ]


def _found(book: zipfile.ZipFile, part: str) -> Iterator[tuple[tuple[int, int], Problem]]:
    rest = b""
    with book.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            whole = rest + chunk
            for cell in _ALONE.finditer(whole):
                if (place := _place(cell[1])) and not _NO_TEXT.search(cell[1]):
                    yield place, Problem("formula_unworked")
            for error in _ERROR.finditer(whole):
                tag = _opening(whole, error.start())
                if _IS_ERROR.search(tag) and (place := _place(tag)):
                    yield place, Problem("cell_error", {"error": error[1].decode()})
            rest = whole[-_LONGEST:]


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
