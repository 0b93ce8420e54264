"""Writes plan items as a sheet (.xlsx) that reads back whole."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from qunmate.data.exporters.whole_file import write_whole
from qunmate.planning.export import COLUMNS, ExportItem, cells, headings

_WIDTHS = {"uid": 16, "title": 36, "text": 60, "groups": 24, "rrule": 24, "series": 24}


def write(path: Path, items: Sequence[ExportItem], title: str, language: str) -> int:
    """Write the items; gives the number of rows. UserError if the file can't be written."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment
    from openpyxl.utils import get_column_letter

    from qunmate.data.exporters.xlsx_style import ACCENT, SOFT, fill, font, legal

    book = Workbook(write_only=True)
    page = book.create_sheet(title)
    page.freeze_panes = "A2"
    for place, name in enumerate(COLUMNS, 1):
        page.column_dimensions[get_column_letter(place)].width = _WIDTHS.get(name, 14)

    def cell(text: str, *, head: bool = False) -> WriteOnlyCell:
        made = WriteOnlyCell(page, legal(text))
        made.data_type = "s"  # never a formula
        made.alignment = Alignment(vertical="top", wrap_text="\n" in text)
        if head:
            made.font, made.fill = font(bold=True, colour=ACCENT), fill(SOFT)
        return made

    page.append([cell(text, head=True) for text in headings(language)])
    for one in items:
        page.append([cell(text) for text in cells(one)])
    content = BytesIO()
    book.save(content)
    write_whole(path, content.getvalue())
    return len(items)
