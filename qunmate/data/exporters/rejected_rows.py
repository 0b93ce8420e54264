"""Rows of a sheet that could not be taken in, as a workbook with the reason beside each."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from qunmate.data.exporters.whole_file import write_whole
from qunmate.i18n import _


def write_rejected(
    path: Path, columns: Sequence[str], rows: Iterable[tuple[int, Sequence[Any], str]]
) -> int:
    """Rows as (number in the sheet, cells, reason); the cells stand as they were, so that the
    file can be put right and taken in (roster/mapping.py passes over what is added). Gives how
    many were written. UserError if the file can't be written."""
    from openpyxl import Workbook

    from qunmate.data.exporters.xlsx_style import headings, put, widths

    book = Workbook()
    sheet = book.active
    sheet.title = _("Rejected rows")
    headings(sheet, 1, (*columns, _("Why not taken in"), _("Row of the sheet")))
    count = 0
    for count, (number, cells, reason) in enumerate(rows, 1):
        for at, cell in enumerate(cells[: len(columns)], 1):
            if cell not in (None, ""):
                put(sheet, count + 1, at, cell)
        put(sheet, count + 1, len(columns) + 1, reason, wrap=True)
        put(sheet, count + 1, len(columns) + 2, number)
    widths(sheet, (*[16] * len(columns), 48, 8))
    sheet.freeze_panes = "A2"
    stream = io.BytesIO()
    book.save(stream)
    write_whole(path, stream.getvalue())
    return count
