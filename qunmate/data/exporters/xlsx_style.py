"""The calm look of our workbooks, and cells that are what they seem.

A text that begins like a formula stays text, characters that Excel refuses are left out,
and what is longer than a cell can hold is cut with an ellipsis.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from datetime import date

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

Cell = str | int | float | None

ACCENT = "0B6F6E"
SOFT = "E3F1F0"
TEXT = "1F2329"
SECOND = "5F666F"
WARN = "8F5B00"
LINE = "E3E6EA"
LONGEST = 32_767
WHOLE, DAY, MONTH, SHARE, SPAN = "#,##0", "yyyy-mm-dd", "yyyy-mm", "0.0%", "[h]:mm:ss"
FACE = "Microsoft YaHei"

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_CODE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")  # Excel would read _x0041_ as an A
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NO_SHEET_NAME = re.compile(r"[\\/*?:\[\]]")
_FIGURES = {"count": WHOLE, "share": SHARE, "mean": "#,##0.0", "score": "0.00", "score100": "0"}
_RULE = Border(bottom=Side("thin", LINE))


def font(size: int = 11, *, bold: bool = False, colour: str = TEXT) -> Font:
    return Font(name=FACE, size=size, bold=bold, color=colour)


def fill(colour: str) -> PatternFill:
    return PatternFill("solid", fgColor=colour)


def legal(text: str, limit: int = LONGEST) -> str:
    """What a cell may hold; Excel counts an emoji as two characters."""
    text = _ILLEGAL.sub("", text)
    if len(text.encode("utf-16-le")) // 2 <= limit:
        return text
    kept = text.encode("utf-16-le")[: 2 * (limit - 1)].decode("utf-16-le", "ignore")
    return kept + "…"


def put(
    sheet: Worksheet,
    row: int,
    column: int,
    value: Cell | date,
    *,
    look: Font | None = None,
    form: str = "General",
    wrap: bool = False,
    align: str | None = None,
    indent: int = 0,
) -> None:
    """Write one cell."""
    cell = sheet.cell(row, column)
    if isinstance(value, str):
        cell.value = _CODE.sub("_x005F_", legal(value))
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(_FORMULA)
    else:
        cell.value = value
        cell.number_format = form
    cell.font = look or font()
    cell.alignment = Alignment(
        horizontal=align or ("left" if indent else None),
        vertical="top" if wrap else "center",
        wrap_text=wrap,
        indent=indent,
    )


def figure_form(unit: str, value: float) -> str:
    """How a figure of this unit is shown; empty where it is better told in words."""
    return "#,##0.0" if unit == "count" and value != int(value) else _FIGURES.get(unit, "")


def band(sheet: Worksheet, row: int, columns: int, colour: str, height: float) -> None:
    """Fill a row from the first column on."""
    for column in range(1, columns + 1):
        sheet.cell(row, column).fill = fill(colour)
    sheet.row_dimensions[row].height = height


def headings(
    sheet: Worksheet,
    row: int,
    names: Sequence[str],
    numbers: Container[int] = (),
    *,
    start: int = 1,
) -> None:
    """A row of headings from the column `start` on; `numbers` are those of them (from 0) that
    stand above numbers."""
    for column, name in enumerate(names):
        align = "right" if column in numbers else "left"
        put(sheet, row, start + column, name, look=font(bold=True, colour=ACCENT), align=align)
        cell = sheet.cell(row, start + column)
        cell.fill = fill(SOFT)
        cell.alignment = Alignment(horizontal=align, vertical="center", indent=1)
    sheet.row_dimensions[row].height = 22


def rule(sheet: Worksheet, row: int, columns: int) -> None:
    """A thin line below a row."""
    for column in range(1, columns + 1):
        sheet.cell(row, column).border = _RULE


def widths(sheet: Worksheet, sizes: Sequence[float]) -> None:
    for column, size in enumerate(sizes, 1):
        sheet.column_dimensions[get_column_letter(column)].width = size


def lines_needed(text: str, width: float) -> int:
    """How many lines a wrapped text takes in a column; a Chinese character is two wide."""
    wide = sum(2 if ord(c) > 0x2E7F else 1 for c in text)
    return max(1, -(-wide // max(1, int(width) - 2)))


def print_setup(sheet: Worksheet, title: str) -> None:
    """A4, one page wide, with the title and page numbers at the foot."""
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.paperSize = 9
    sheet.page_setup.orientation = "portrait"
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_options.horizontalCentered = True
    for side in ("left", "right", "top"):
        setattr(sheet.page_margins, side, 0.5)
    sheet.oddFooter.left.text = legal(title.replace("&", "&&"), 100)
    sheet.oddFooter.right.text = "&P / &N"
    for part in (sheet.oddFooter.left, sheet.oddFooter.right):
        part.size = 8
        part.color = SECOND


class SheetNames:
    """Gives each sheet a name that Excel takes: short, without its signs, only once."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def take(self, wanted: str) -> str:
        base = _NO_SHEET_NAME.sub(" ", legal(wanted)).strip(" '")[:28] or "Sheet"
        name, number = base, 2
        while name.casefold() in self._taken or name.casefold() == "history":
            name, number = f"{base} {number}", number + 1
        self._taken.add(name.casefold())
        return name
