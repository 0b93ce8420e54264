"""Writes rosters as .xlsx and .csv so that reading them back changes nothing."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qunmate.data.exporters.whole_file import whole_file, write_whole
from qunmate.roster.cells import stays_text
from qunmate.roster.sheet import RosterSheet
from qunmate.roster.titles import sheet_title

if TYPE_CHECKING:
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

_CHOICES_DOWN_TO = 100_000  # rows that get a drop-down list
_LONGEST_LIST = 250  # characters; with a longer one Excel calls the file broken
_CODE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")  # Excel would read _x0041_ as an A
_WIDTHS = {"notes": 36, "tags": 24, "strengths": 24, "needs": 24, "wechat": 22, "phone": 16}


def write_xlsx(path: Path, sheets: Sequence[RosterSheet], notes: Sequence[str] = ()) -> int:
    """Write a workbook, with a sheet of notes at its end if there are any; gives the number of
    rows. UserError if the file can't be written."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    taken: list[str] = []
    count = 0
    for sheet in sheets:
        taken.append(sheet_title(sheet.title, taken))
        count += _write_sheet(book.create_sheet(taken[-1]), sheet)
    if notes:
        page = book.create_sheet(sheet_title("说明 Notes", taken))
        page.column_dimensions["A"].width = 100
        for note in notes:
            page.append([_plain(page, note)])
    content = BytesIO()  # a workbook that can't be written to the disk warns by itself
    book.save(content)
    write_whole(path, content.getvalue())
    return count


def _write_sheet(page: WriteOnlyWorksheet, sheet: RosterSheet) -> int:
    from openpyxl.styles import Alignment
    from openpyxl.utils import get_column_letter

    from qunmate.data.exporters.xlsx_style import ACCENT, SOFT, fill, font

    page.freeze_panes = "A2"
    last = get_column_letter(len(sheet.fields))
    for at, field in enumerate(sheet.fields, 1):
        page.column_dimensions[get_column_letter(at)].width = _WIDTHS.get(field, 14)
        if formula := _listed(sheet.choices.get(field, ())):
            page.data_validations.append(_drop_down(formula, get_column_letter(at)))
    page.row_dimensions[1].height = 24
    heads = []
    for heading in sheet.headings:
        cell = _text(page, _CODE.sub("_x005F_", heading))
        cell.font, cell.fill = font(bold=True, colour=ACCENT), fill(SOFT)
        cell.alignment = Alignment(vertical="center")
        heads.append(cell)
    page.append(heads)
    count = 0
    kinds = [_KINDS.get(field, _plain) for field in sheet.fields]
    for row in sheet.rows:
        page.append([kind(page, value) for kind, value in zip(kinds, row, strict=True)])
        count += 1
    page.auto_filter.ref = f"A1:{last}{count + 1}"
    return count


def _listed(words: Sequence[str]) -> str:
    """The words of a drop-down as Excel takes them; empty where it can't."""
    said = ",".join(words)
    if len(said) > _LONGEST_LIST or any("," in word for word in words):
        return ""
    return '"{}"'.format(said.replace('"', '""')) if said else ""


def _drop_down(formula: str, column: str) -> Any:
    from openpyxl.worksheet.datavalidation import DataValidation

    choice = DataValidation("list", formula1=formula, allow_blank=True)
    choice.showErrorMessage = False  # an own word may be typed as well
    choice.add(f"{column}2:{column}{_CHOICES_DOWN_TO}")
    return choice


def _plain(page: WriteOnlyWorksheet, value: str) -> Any:
    """Text that a spreadsheet program can't take for a formula."""
    from qunmate.data.exporters.xlsx_style import legal

    text = _CODE.sub("_x005F_", legal(value)) if value else None
    return _text(page, text) if stays_text(text) else text


def _digits(page: WriteOnlyWorksheet, value: str) -> Any:
    """Phones and ids: text also after they were edited."""
    return _text(page, value) if value else None


def _text(page: WriteOnlyWorksheet, text: str | None) -> Any:
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(page, text)
    cell.data_type = "s"
    cell.number_format = "@"
    cell.quotePrefix = stays_text(text)
    return cell


def _day(page: WriteOnlyWorksheet, value: str) -> Any:
    """A day that can be sorted and filtered as such; text where it has no year."""
    from openpyxl.cell import WriteOnlyCell

    try:
        day = date.fromisoformat(value)
    except ValueError:
        return _plain(page, value)
    if day.year <= 1900:  # a spreadsheet can't hold it
        return value
    cell = WriteOnlyCell(page, day)
    cell.number_format = "yyyy-mm-dd"
    return cell


_KINDS = {
    **dict.fromkeys(("phone", "wechat", "qq", "id"), _digits),
    **dict.fromkeys(("joined_on", "left_on", "expires_on", "birthday"), _day),
}


def write_csv(path: Path, sheet: RosterSheet) -> int:
    """Write one sheet as UTF-8 text with a mark, as Excel likes it; gives the number of rows."""
    count = 0
    with whole_file(path) as stream:
        stream.write("\ufeff")
        writer = csv.writer(stream, lineterminator="\r\n")
        writer.writerow(sheet.headings)
        for row in sheet.rows:
            writer.writerow([_guarded(value) for value in row])
            count += 1
    return count


def _guarded(value: str) -> str:
    """A mark before what Excel would calculate; reading our own file takes it off again."""
    return "'" + value if stays_text(value.lstrip("'")) else value
