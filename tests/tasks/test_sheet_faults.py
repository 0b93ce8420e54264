"""Cells that look blank and are not: formulas without results, and errors such as #N/A."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from qunmate.data.importers.xls_faults import xls_unseen
from qunmate.data.importers.xlsb_faults import xlsb_unseen
from qunmate.data.store import Store
from qunmate.errors import UserError
from qunmate.progress import finish
from qunmate.tasks.import_roster import import_roster
from tests.data.importers.test_sheets import ods
from tests.dry_runs import TODAY, dry_run, problems, told
from tests.roster_store import add_group
from tests.sheet_files import raw_xlsx, workbook, xlsb

XLS = Path(__file__).parents[1] / "data" / "importers" / "errors.xls"


def _formulas(path: Path, *rows: Sequence[str]) -> Path:
    """A workbook as programs write it that don't work formulas out."""
    book = Workbook()
    page = book.active
    assert page is not None
    for row in rows:
        page.append(row)
    book.save(path)
    return path


def test_a_formula_without_its_result_istold(store: Store, tmp_path: Path) -> None:
    path = _formulas(
        tmp_path / "a.xlsx",
        ["昵称", "手机", "城市", "积分"],
        ["林晓", '="139"&"12345678"', "杭州", "=1+1"],
        ["李娜", "13812345678", "=C2", "=1+2"],
        ["=A3", "=B3", "=C3", "=D3"],
    )
    read = dry_run(store, path)
    assert sorted(problems(read)[:4]) == [
        (2, "手机", "formula_unworked"),
        (2, "积分", "formula_unworked"),
        (3, "城市", "formula_unworked"),
        (3, "积分", "formula_unworked"),
    ]
    assert problems(read)[4:] == [(4, None, "formula_unworked")]
    assert read.new == read.rows == 2


def test_a_formula_without_its_result_is_no_blank(store: Store, tmp_path: Path) -> None:
    group = add_group(store)
    first = workbook(tmp_path / "a.xlsx", [["昵称", "城市"], ["林晓", "杭州"]])
    finish(import_roster(store, first, group=group, today=TODAY))
    again = _formulas(tmp_path / "b.xlsx", ["昵称", "城市"], ["林晓", "=A1"])
    read = finish(import_roster(store, again, group=group, today=TODAY, mode="replace"))
    assert (read.updated, read.unchanged) == (0, 1)


def _with_errors(path: Path) -> Path:
    """A workbook as a spreadsheet program saves it whose look-ups failed."""
    cell = '<c r="{}" t="inlineStr"><is><t>{}</t></is></c>'
    rows = [
        "".join(
            cell.format(f"{at}1", said)
            for at, said in zip("ABC", ("群昵称", "微信号", "手机"), strict=True)
        ),
        cell.format("A2", "林晓") + '<c r="C2" t="e"><f>VLOOKUP(A2,X!A:B,2,0)</f><v>#N/A</v></c>',
        cell.format("A3", "李娜") + '<c t="e" r="B3"><v>#REF!</v></c>',
        '<c r="A4" t="e"><f>X!A4</f><v>#NAME?</v></c>',
    ]
    numbered = (f'<row r="{number}">{row}</row>' for number, row in enumerate(rows, 1))
    return raw_xlsx(path, "".join(numbered))


def test_an_error_of_the_spreadsheet_program_istold(store: Store, tmp_path: Path) -> None:
    read = dry_run(store, _with_errors(tmp_path / "a.xlsx"))
    assert [(one.row, one.column, one.value) for one in read.errors] == [
        (2, "手机", "#N/A"),
        (3, "微信号", "#REF!"),
        (4, None, "#NAME?"),
    ]
    assert {one.problem.code for one in read.errors} == {"cell_error"}
    assert told(read, "nickname") == ["林晓", "李娜"]


def test_an_error_written_into_a_text_table_istold(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    text = "群昵称,城市,入群时间,标签\n#N/A,上海,#N/A,#VALUE!\n林晓,n/a,2024-01-02,#读书\n"
    path.write_text(text, encoding="utf-8")
    read = dry_run(store, path)
    assert [(one.row, one.column, one.value) for one in read.errors] == [
        (2, "群昵称", "#N/A"),
        (2, "入群时间", "#N/A"),
        (2, "标签", "#VALUE!"),
        (2, None, "上海"),
    ]
    assert told(read, "tags") == [None, ("#读书",)]


def test_formulas_and_errors_of_an_ods(store: Store, tmp_path: Path) -> None:
    def text(said: str) -> str:
        return f'<table:table-cell office:value-type="string"><text:p>{said}</text:p>' + end

    end = "</table:table-cell>"
    rows = [
        text("昵称") + text("城市") + text("备注"),
        text("林晓") + '<table:table-cell table:formula="of:=[.A1]"/>' + text("甲"),
        '<table:table-cell table:number-columns-repeated="3"/>',
        text("李娜")
        + '<table:table-cell table:formula="of:=NA()" office:value-type="string"'
        + f' office:string-value="" calcext:value-type="error"><text:p>#N/A</text:p>{end}'
        + '<table:table-cell table:formula="of:=&quot;&quot;" office:value-type="string"'
        + ' office:string-value=""/>',
    ]
    table = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    table += f'<table:table-row table:visibility="filter">{text("王强")}</table:table-row>'
    read = dry_run(store, ods(tmp_path / "a.ods", table))
    assert problems(read) == [
        (2, "城市", "formula_unworked"),
        (4, "城市", "cell_error"),
        (5, None, "rows_hidden"),
    ]
    assert told(read, "notes") == ["甲", None, None]


def test_a_sheet_of_formulas_alone(store: Store, tmp_path: Path) -> None:
    with pytest.raises(UserError) as refused:
        dry_run(store, _formulas(tmp_path / "a.xlsx", ["=B1", "=B2"], ["=C1", "=C2"]))
    assert refused.value.problem.code == "sheet_unworked"


def test_a_formula_that_gives_nothing_is_blank(store: Store, tmp_path: Path) -> None:
    rows = (
        '<row r="1"><c r="A1" t="str"><f>&quot;昵称&quot;</f><v>昵称</v></c>'
        '<c r="B1" t="inlineStr"><is><t>城市</t></is></c></row>'
        '<row r="2"><c r="A2" t="inlineStr"><is><t>林晓</t></is></c>'
        '<c r="B2" t="str"><f>IF(A2="","x","")</f><v></v></c></row>'
    )
    assert dry_run(store, raw_xlsx(tmp_path / "a.xlsx", rows)).errors == ()


def test_errors_and_hidden_rows_of_an_old_workbook(store: Store) -> None:
    read = dry_run(store, XLS)
    assert [(one.row, one.column, one.value) for one in read.errors] == [
        (2, "城市", "#N/A"),
        (2, "备注", "#DIV/0!"),
        (3, None, ""),
    ]
    assert told(read, "city") == [None, "杭州", "广州"]


def _binary(path: Path) -> Path:
    rows = [
        ["昵称", "城市", "备注"],
        ["林晓", "#N/A", "甲"],
        ["李娜", "=#REF!", ""],
        ["王强", "", "乙"],
    ]
    return xlsb(path, rows, hidden=[3])


def test_errors_and_hidden_rows_of_a_workbook_of_records(store: Store, tmp_path: Path) -> None:
    read = dry_run(store, _binary(tmp_path / "a.xlsb"))
    assert [(one.row, one.column, one.value) for one in read.errors] == [
        (2, "城市", "#N/A"),
        (3, "城市", "#REF!"),
        (4, None, ""),
    ]
    assert told(read, "notes") == ["甲", None, "乙"]


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 300), st.binary(min_size=1, max_size=8))
def test_no_workbook_of_records_is_too_broken(
    tmp_path_factory: pytest.TempPathFactory, at: int, junk: bytes
) -> None:
    path = _binary(tmp_path_factory.mktemp("xlsb") / "a.xlsb")
    with zipfile.ZipFile(path) as book:
        data = bytearray(book.read("xl/worksheets/sheet1.bin"))
    data[at : at + len(junk)] = junk
    faults, hidden = xlsb_unseen(bytes(data))
    assert len(faults) + len(hidden) <= 6


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 9000), st.binary(min_size=1, max_size=8))
def test_no_old_workbook_is_too_broken(
    tmp_path_factory: pytest.TempPathFactory, at: int, junk: bytes
) -> None:
    data = bytearray(XLS.read_bytes())
    data[at : at + len(junk)] = junk
    path = tmp_path_factory.mktemp("xls") / "a.xls"
    path.write_bytes(data)
    faults, hidden = xls_unseen(path, "成员")
    assert len(faults) <= 10
    assert len(hidden) <= 10
