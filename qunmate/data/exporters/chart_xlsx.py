"""The numbers behind charts as a workbook, a sheet for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO

from openpyxl import Workbook

from qunmate.data.exporters import xlsx_style as style
from qunmate.data.exporters.xlsx_style import Cell

_WIDEST = 48.0


@dataclass(frozen=True, slots=True)
class Shaped:
    """A number or a day in another form than its kind usually has."""

    value: float | date
    form: str


ChartCell = Cell | date | Shaped


@dataclass(frozen=True, slots=True)
class ChartTable:
    """`note` says whose numbers they are and of which days."""

    title: str
    note: str
    headings: Sequence[str]
    rows: Sequence[Sequence[ChartCell]]


def render(tables: Sequence[ChartTable]) -> bytes:
    """A .xlsx file."""
    book = Workbook()
    book.remove(book.active)
    names = style.SheetNames()
    for table in tables:
        sheet = book.create_sheet(names.take(table.title))
        columns = list(zip(table.headings, *table.rows, strict=True))
        numbers = {
            at
            for at, cells in enumerate(columns)
            if any(isinstance(_shape(cell)[0], (int, float)) for cell in cells[1:])
        }
        style.widths(sheet, [_width(cells) for cells in columns])
        style.put(sheet, 1, 1, table.title, look=style.font(16, bold=True, colour=style.ACCENT))
        style.put(sheet, 2, 1, table.note, look=style.font(10, colour=style.SECOND))
        style.headings(sheet, 4, table.headings, numbers)
        sheet.freeze_panes = "A5"
        for row, cells in enumerate(table.rows, 5):
            for column, cell in enumerate(cells, 1):
                value, form = _shape(cell)
                align = "right" if column - 1 in numbers else "left"
                style.put(sheet, row, column, value, form=form, align=align, indent=1)
        style.print_setup(sheet, f"{table.title} · {table.note}")
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _shape(cell: ChartCell) -> tuple[Cell | date, str]:
    """The value, and the form in which it is shown."""
    if isinstance(cell, Shaped):
        return cell.value, cell.form
    if isinstance(cell, date):
        return cell, style.DAY
    return cell, style.WHOLE if isinstance(cell, int) else "0.0##"


def _width(cells: Sequence[ChartCell]) -> float:
    """As wide as the longest text or day, with room for any number; a Chinese character is two
    wide."""
    told = ("" if isinstance(cell, (Shaped, float)) else str(cell or "") for cell in cells)
    longest = max(sum(2 if ord(c) > 0x2E7F else 1 for c in text) for text in told)
    return min(max(10.0, longest + 3.0), _WIDEST)
