"""What a source begins with, as text that tells its format."""

from __future__ import annotations

import contextlib
from pathlib import Path

from qunmate.data.importers.source import Source
from qunmate.data.importers.text import decode_head
from qunmate.errors import UserError

CONTAINER = "files:\n"
WORKBOOK = "workbook:\n"
_MOST_NAMES = 2_000
_ROWS = 12
_ZIP = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


def beginning(source: Source) -> str:
    """The decoded first bytes of a text; CONTAINER and the names of the files in a folder or
    zip, a line each; WORKBOOK and the first rows of each sheet, cells parted by tabs."""
    if source.begins is None:
        source.begins = _looked_at(source)
    return source.begins


def _looked_at(source: Source) -> str:
    if source.is_container():
        return CONTAINER + "\n".join(source.names()[:_MOST_NAMES])
    head = source.head()
    if head.startswith(_ZIP) and not source.member:
        with contextlib.suppress(UserError):
            return WORKBOOK + _first_rows(source.path)
        return ""
    return decode_head(head)


def _first_rows(path: Path) -> str:
    from qunmate.data.importers.sheets import open_book

    lines = []
    with open_book(path) as book:
        for name in book.names[:3]:
            lines.append(f"[{name}]")
            rows = book.read(name).rows[:_ROWS]
            lines += ["\t".join(map(_on_one_line, row)) for row in rows]
    return "\n".join(lines)


def _on_one_line(cell: object) -> str:
    return "" if cell is None else " ".join(str(cell).split())
