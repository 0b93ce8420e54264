"""Highlights as a workbook: one sheet, a highlight a row, that can be read in again."""

from __future__ import annotations

from datetime import date
from io import BytesIO

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from qunmate.data.exporters import xlsx_style as style
from qunmate.highlight_book import HighlightBook, Page
from qunmate.highlight_sheet import headings
from qunmate.i18n import _
from qunmate.roster.cells import join_tags

WIDTHS = (14, 18, 14, 36, 80, 18, 16, 20, 8)
_TALLEST = 300  # points of a row
_LINE = 15


def render(book: HighlightBook) -> bytes:
    """A .xlsx file."""
    workbook = Workbook()
    workbook.properties.creator = "QunMate"
    workbook.properties.title = style.legal(book.title)
    sheet = workbook.active
    sheet.title = style.SheetNames().take(_("Highlights"))
    style.headings(sheet, 1, list(headings().values()))
    row = 1
    for chapter in book.chapters:
        for page in chapter.pages:
            row += 1
            _row(sheet, row, chapter.group, chapter.title, page)
    style.widths(sheet, WIDTHS)
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.auto_filter.ref = f"A1:I{row}"
    style.print_setup(sheet, book.title)
    sheet.page_setup.orientation = "landscape"
    buffer = BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def _row(sheet: Worksheet, row: int, group: str, kind: str, page: Page) -> None:
    one = page.highlight
    values = (
        one.occurred_on,
        group,
        kind,
        one.title,
        one.text,
        join_tags(one.topics),
        join_tags(one.tags),
        ";".join(page.authors),
        "★" if one.starred else "",
    )
    for column, value in enumerate(values, 1):
        style.put(sheet, row, column, value, wrap=True, indent=1)
    cell = sheet.cell(row, 1)
    cell.value = date.fromisoformat(one.occurred_on)
    cell.data_type, cell.number_format = "d", "yyyy-mm-dd"
    lines = sum(style.lines_needed(line, WIDTHS[4]) for line in one.text.splitlines() or [""])
    for value, width in zip(values[5:8], WIDTHS[5:8], strict=True):
        lines = max(lines, style.lines_needed(value, width))
    lines = max(lines, style.lines_needed(one.title, WIDTHS[3]))
    sheet.row_dimensions[row].height = min(6 + _LINE * lines, _TALLEST)
    style.rule(sheet, row, len(WIDTHS))
