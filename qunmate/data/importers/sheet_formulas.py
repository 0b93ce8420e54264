"""Formulas whose results a workbook doesn't hold: many programs write the formula alone, and only
a spreadsheet program works it out. Such a cell would be read as blank."""

from __future__ import annotations

import html
import posixpath
import re
import zipfile
from collections.abc import Collection, Iterator
from pathlib import Path

from qunmate.data.importers.sheet_guard import column_number

_CHUNK = 1 << 20
_LONGEST = 40_000  # bytes of one cell; a formula has 8,192 characters at most
# a formula that is all its cell holds
_ALONE = re.compile(
    rb"<(?:\w+:)?c\b([^<>]*)>\s*<(?:\w+:)?f\b(?:[^<>]*/>|[^<>]*>[^<]*</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_ATTRIBUTE = re.compile(r"""(?:\w+:)?(\w+)\s*=\s*("[^"]*"|'[^']*')""")
_PLACE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{1,3})(\d{1,7})["']""")
_NO_TEXT = re.compile(rb"""\bt\s*=\s*["']str["']""")  # worked out: a text without characters


def unworked(path: Path, sheet: str, parts: Collection[str]) -> frozenset[tuple[int, int]]:
    """(row, column), from 0, of the formulas of a sheet that have no result. `parts` are the
    names of the parts of the workbook in which there are formulas."""
    if not parts:
        return frozenset()
    with zipfile.ZipFile(path) as book:
        part = _part_of(book, sheet)
        return frozenset(_places(book, part)) if part in parts else frozenset()


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


def _places(book: zipfile.ZipFile, part: str) -> Iterator[tuple[int, int]]:
    rest = b""
    with book.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            for cell in _ALONE.finditer(rest + chunk):
                place = _PLACE.search(cell[1])
                if place and not _NO_TEXT.search(cell[1]):
                    yield int(place[2]) - 1, column_number(place[1]) - 1
            rest = (rest + chunk)[-_LONGEST:]
