"""The problems of an import as a list that can be worked through: text or .xlsx."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

from qunmate.data.exporters.whole_file import whole_file, write_whole
from qunmate.i18n import _

Line = tuple[str, str]  # the source, what is wrong where


def write_problems(path: Path, lines: Sequence[Line]) -> None:
    """As the ending of the name says, else as text. UserError if it can't be written."""
    if path.suffix.lower() == ".xlsx":
        write_whole(path, _workbook(lines))
        return
    with whole_file(path) as stream:
        for source, words in lines:
            stream.write(f"{source}\t{words}\n")


def _workbook(lines: Sequence[Line]) -> bytes:
    from openpyxl import Workbook

    from qunmate.data.exporters.xlsx_style import headings, put, widths

    book = Workbook()
    sheet = book.active
    sheet.title = _("Problems")
    headings(sheet, 1, (_("Source"), _("Problem")))
    for row, (source, words) in enumerate(lines, 2):
        put(sheet, row, 1, source)
        put(sheet, row, 2, words, wrap=True)
    widths(sheet, (40, 90))
    sheet.freeze_panes = "A2"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
