"""The numbers behind charts as a workbook."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

from openpyxl import load_workbook

from qunmate.data.exporters import xlsx_style as style
from qunmate.data.exporters.chart_xlsx import ChartTable, Shaped, render


def test_each_table_has_a_sheet_with_title_note_and_numbers() -> None:
    heads = ["Day", *map(str, range(40))]
    wide = ChartTable("Hours", "Readers", heads, [["=Mon", *range(40)]])
    short = ChartTable("Hours", "Readers · 2026", ("Who", "Share"), [("林小满", 0.5), ("x", None)])
    book = load_workbook(BytesIO(render([wide, short])))
    assert book.sheetnames == ["Hours", "Hours 2"]
    first, second = book.worksheets
    assert first["A5"].value == "=Mon"
    assert first["A5"].data_type == "s"
    assert first["AO5"].value == 39
    assert second["A2"].value == "Readers · 2026"
    assert [cell.value for cell in second["B"]][3:] == ["Share", 0.5, None]


def test_what_stands_below_a_heading_is_in_line_with_it() -> None:
    short = ChartTable("Hours", "", ("Who", "Share", "Days"), [("林小满", 0.5, 3), ("x", None, 4)])
    sheet = load_workbook(BytesIO(render([short]))).worksheets[0]
    for heading, *cells in sheet.iter_cols(min_row=4):
        sides = {(cell.alignment.horizontal, cell.alignment.indent) for cell in cells}
        assert sides == {(heading.alignment.horizontal, heading.alignment.indent)}


def test_days_and_shares_are_numbers_that_can_be_reckoned_with() -> None:
    first = datetime(2026, 11, 1)
    row = (first.date(), Shaped(first.date(), style.MONTH), Shaped(0.412345678, style.SHARE), 1.5)
    sheet = load_workbook(
        BytesIO(render([ChartTable("Days", "", ("Day", "Month", "Share", "Points"), [row])]))
    ).worksheets[0]
    cells = [(cell.value, cell.number_format) for cell in sheet[5]]
    assert cells == [
        (first, "yyyy-mm-dd"),
        (first, "yyyy-mm"),
        (0.412345678, "0.0%"),
        (1.5, "0.0##"),
    ]
    assert sheet.column_dimensions["C"].width < 12


def test_a_table_without_rows_is_a_sheet_with_headings() -> None:
    book = load_workbook(BytesIO(render([ChartTable("Kinds", "", ("Kind", "Messages"), ())])))
    assert [cell.value for cell in book.worksheets[0][4]] == ["Kind", "Messages"]
