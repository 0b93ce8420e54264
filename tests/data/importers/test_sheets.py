"""Spreadsheets in every shape: encodings, merged cells, broken and absurd files."""

from __future__ import annotations

import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qunmate.data.importers.csv_text import find_delimiter, find_encoding, read_text_table
from qunmate.data.importers.sheet_guard import MOST_CELLS
from qunmate.data.importers.sheets import MOST_COLUMNS, Sheet, open_book
from qunmate.errors import Problem, UserError
from tests.sheet_files import raw_xlsx, text_table, workbook

ROWS = [
    ["昵称", "手机", "城市", "备注"],
    ["小明", "13912345678", "杭州", "喜欢爬山和摄影"],
    ["小红", "13812345678", "宁波", "介绍了三位新人入群"],
]
TRADITIONAL = [
    ["暱稱", "電話", "城市", "備註"],
    ["曉東", "0912345678", "臺北", "喜歡爬山與攝影，每週參加讀書會"],
    ["雅婷", "0922345678", "臺中", "介紹了三位新會員"],
]


def read(path: Path, name: str | None = None) -> Sheet:
    with open_book(path) as book:
        return book.read(name or book.names[0])


def code(path: Path) -> str:
    with pytest.raises(UserError) as caught:
        read(path)
    return caught.value.problem.code


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "gbk", "gb18030"]
)
@pytest.mark.parametrize("sign", [",", "\t", ";", "|"])
def test_text_tables(tmp_path: Path, encoding: str, sign: str) -> None:
    sheet = read(text_table(tmp_path / "a.csv", ROWS, encoding, sign))
    assert sheet.rows == ROWS
    assert (sheet.problems, sheet.truncated, sheet.format) == ((), False, "csv")


@pytest.mark.parametrize("encoding", ["utf-8", "big5", "utf-16-be"])
def test_traditional_text_tables(tmp_path: Path, encoding: str) -> None:
    assert read(text_table(tmp_path / "a.csv", TRADITIONAL, encoding)).rows == TRADITIONAL


def test_quotes_hold_signs_and_line_breaks() -> None:
    table = read_text_table(b'a,b\r\n"x, ""y""\r\nz",2\r\n')
    assert table.rows == [["a", "b"], ['x, "y"\nz', "2"]]


def test_blank_lines_keep_the_numbers_of_rows() -> None:
    assert read_text_table(b"a,b\n\n1,2\n").rows == [["a", "b"], [], ["1", "2"]]


def test_a_quote_that_is_never_closed_costs_its_own_row_only() -> None:
    table = read_text_table('姓名,备注\n甲,"没有结束\n乙,x\n丙,y\n'.encode())
    assert table.rows == [["姓名", "备注"], [], ["乙", "x"], ["丙", "y"]]
    assert [(one.row, one.problem.code) for one in table.problems] == [(2, "row_cut_off")]


@pytest.mark.parametrize("end", ["四", '四""', "四\n五", "四\n五,\n\n六\n"])
def test_a_file_cut_off_inside_quotes_keeps_nothing_of_the_last_row(end: str) -> None:
    table = read_text_table(
        f'昵称,城市,备注\n"甲","杭","一"\n"乙","杭","二"\n"丙","杭","{end}'.encode()
    )
    assert table.rows == [["昵称", "城市", "备注"], ["甲", "杭", "一"], ["乙", "杭", "二"], []]
    assert [(one.row, one.problem.code) for one in table.problems] == [(4, "row_cut_off")]
    assert table.truncated


def test_a_file_cut_off_in_the_middle() -> None:
    whole = "姓名,手机,城市\n" + "".join(f"人{n},1391234{n:04},杭州\n" for n in range(9))
    table = read_text_table(whole.encode()[:-8])
    assert table.truncated
    assert len(table.rows) == 10
    assert table.rows[8] == ["人7", "13912340007", "杭州"]
    assert [one.row for one in table.problems] == [10]


def test_a_cut_inside_a_character_is_still_utf8() -> None:
    assert find_encoding("姓名,城市\n小明,杭州".encode()[:-1]) == "utf-8"


def test_a_separator_told_by_excel() -> None:
    assert read_text_table(b"sep=;\na;b,c\n").rows == [["a", "b,c"]]
    assert find_delimiter("a;b\nc;d,e\n") == ";"
    assert find_delimiter("名字\n甲\n") == ","


@given(st.binary(max_size=300))
def test_no_bytes_are_too_strange(data: bytes) -> None:
    read_text_table(data)


@given(st.lists(st.lists(st.text(max_size=6), min_size=2, max_size=2), min_size=1, max_size=5))
def test_nothing_is_lost_from_a_decent_file(rows: list[list[str]]) -> None:
    import csv
    import io

    plain = [[cell.replace("\r", "").replace("\x00", "") for cell in row] for row in rows]
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows([["姓名", "城市"], *plain])
    text = out.getvalue().encode("utf-8", "replace").decode()
    want = [[cell.encode("utf-8", "replace").decode() for cell in row] for row in plain]
    assert read_text_table(text.encode("utf-8-sig")).rows[1:] == want


def test_workbook_cells_keep_their_place_and_kind(tmp_path: Path) -> None:
    rows = [
        [],
        [None, "姓名", "日期"],
        [None, 5, date(2024, 1, 2)],
        [None, datetime(2024, 1, 2, 3)],
    ]
    sheet = read(workbook(tmp_path / "a.xlsx", rows))
    assert sheet.rows[1] == ["", "姓名", "日期"]
    assert sheet.rows[2] == ["", 5.0, date(2024, 1, 2)]
    assert sheet.rows[3][1] == datetime(2024, 1, 2, 3)


def test_merged_cells_are_read_as_they_look(tmp_path: Path) -> None:
    rows = [["会员名单"], ["姓名", "城市"], ["甲", "杭州"], ["乙"], ["丙", "宁波"]]
    sheet = read(workbook(tmp_path / "a.xlsx", rows, merged=["A1:B1", "B3:B4"]))
    assert sheet.merged_wide == {0}
    assert [row[1] for row in sheet.rows[2:]] == ["杭州", "杭州", "宁波"]


def test_several_sheets(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [["x"]], [["y"]])
    with open_book(path) as book:
        assert list(book.names) == ["Sheet", "Sheet2"]
        assert book.read("Sheet2").rows == [["y"]]
        with pytest.raises(UserError, match="sheet_unknown"):
            book.read("Sheet3")


def test_a_page_that_calls_itself_xls(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    path.write_bytes(
        "<html><table><tr><th>姓名<th>城市</tr><tr><td>小明</td><td>杭<br>州</td></tr>"
        "<tr><td colspan=2>合计</td></tr></table></html>".encode("gbk")
    )
    assert read(path).rows == [["姓名", "城市"], ["小明", "杭\n州"], ["合计", ""]]


def test_text_that_calls_itself_xls(tmp_path: Path) -> None:
    assert read(text_table(tmp_path / "a.xls", ROWS, "gbk", "\t")).rows == ROWS


def test_bad_files_are_told(tmp_path: Path) -> None:
    assert code(tmp_path / "no.xlsx") == "source_missing"
    assert code(tmp_path) == "source_unreadable"
    empty = tmp_path / "empty.csv"
    empty.touch()
    assert code(empty) == "sheet_empty"
    whole = workbook(tmp_path / "a.xlsx", ROWS)
    for share in (3, 10):
        half = tmp_path / f"half{share}.xlsx"
        half.write_bytes(whole.read_bytes()[: whole.stat().st_size * share // 11])
        assert code(half) == "workbook_damaged"
    other = tmp_path / "zip.xlsx"
    with zipfile.ZipFile(other, "w") as file:
        file.writestr("a.txt", "x")
    assert code(other) == "workbook_damaged"


def test_a_locked_workbook_is_told(tmp_path: Path) -> None:
    path = tmp_path / "locked.xlsx"
    path.write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    )
    assert code(path) == "workbook_locked"


def test_a_document_of_numbers_is_told(tmp_path: Path) -> None:
    path = tmp_path / "名单.numbers"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("Index/Document.iwa", b"x")
    assert code(path) == "workbook_numbers"


def test_a_workbook_of_another_kind_than_its_name_says(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", ROWS).rename(tmp_path / "a.xls")
    assert read(path).rows == ROWS


def test_a_document_is_no_list_of_names(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.4\n1 0 obj\nendobj\n")
    assert code(path) == "format_unknown"


def cell(place: str, text: str = "x") -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def test_absurd_sheets_are_refused_before_they_eat_the_memory(tmp_path: Path) -> None:
    far = f'<row r="1">{cell("A1")}</row><row r="1048576">{cell("XFD1048576")}</row>'
    assert code(raw_xlsx(tmp_path / "far.xlsx", far)) == "sheet_too_large"
    sly = f'<row r="1">{cell("A1")}{cell("XFD900000")}</row>'
    assert code(raw_xlsx(tmp_path / "sly.xlsx", sly)) == "sheet_too_large"


def test_a_bomb_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qunmate.data.importers.sheet_guard.MOST_BYTES", 1_000_000)
    bomb = f'<row r="1">{cell("A1", " " * 2_000_000)}</row>'
    assert code(raw_xlsx(tmp_path / "bomb.xlsx", bomb)) == "sheet_too_large"


def test_what_unpacks_to_hundreds_of_times_its_size_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qunmate.data.importers.sheet_guard._SMALL", 1_000_000)
    bomb = f'<row r="1">{cell("A1", " " * 2_000_000)}</row>'
    assert code(raw_xlsx(tmp_path / "bomb.xlsx", bomb)) == "sheet_too_large"


def test_formatted_emptiness_is_no_size(tmp_path: Path) -> None:
    rows = f'<row r="1">{cell("A1", "姓名")}</row><row r="2">{cell("A2", "小明")}</row>'
    rows += '<row r="1048576"><c r="XFD1048576" s="1"/></row>'
    assert [row[0] for row in read(raw_xlsx(tmp_path / "a.xlsx", rows)).rows[:2]] == [
        "姓名",
        "小明",
    ]


def test_a_row_wider_than_any_sheet_is_cut_and_told(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("昵称,城市\n林晓,上海\n李娜" + "," * 100_000 + "x\n王强,\n", encoding="utf-8")
    sheet = read(path)
    assert [len(row) for row in sheet.rows] == [2, 2, MOST_COLUMNS, 2]
    (told,) = sheet.problems
    assert (told.row, told.value) == (3, "李娜")
    assert told.problem == Problem("row_too_wide", {"n": 100_001, "limit": MOST_COLUMNS})


def test_a_text_of_nothing_but_commas_is_too_large(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"," * (MOST_CELLS + 1))
    assert code(path) == "sheet_too_large"


def ods(path: Path, table: str, settings: str = "") -> Path:
    content = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
        ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body>'
        f'<office:spreadsheet>{settings}<table:table table:name="S">{table}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        file.writestr("content.xml", content)
        file.writestr(
            "META-INF/manifest.xml",
            '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
    return path


ODS_CELL = (
    '<table:table-cell office:value-type="string"{more}><text:p>{text}</text:p></table:table-cell>'
)


def test_ods_with_the_usual_empty_tail(tmp_path: Path) -> None:
    row = "".join(ODS_CELL.format(more="", text=text) for text in ("姓名", "城市"))
    tail = '<table:table-row table:number-rows-repeated="1048575"><table:table-cell'
    tail += ' table:number-columns-repeated="16384"/></table:table-row>'
    sheet = read(ods(tmp_path / "a.ods", f"<table:table-row>{row}</table:table-row>{tail}"))
    assert sheet.rows == [["姓名", "城市"]]
    assert sheet.format == "ods"


def test_an_ods_bomb_is_refused(tmp_path: Path) -> None:
    cells = ODS_CELL.format(more=' table:number-columns-repeated="16384"', text="x")
    rows = f'<table:table-row table:number-rows-repeated="1048576">{cells}</table:table-row>'
    assert code(ods(tmp_path / "a.ods", rows)) == "sheet_too_large"


@pytest.mark.parametrize("noise", [b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, b"\0\1\2" * 999])
def test_what_is_no_text_is_no_sheet(tmp_path: Path, noise: bytes) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(noise)
    with open_book(path) as book, pytest.raises(UserError, match="format_unknown"):
        book.read(book.names[0])


def test_a_chat_in_json_is_no_sheet(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"_type": "header"}\n', encoding="utf-8")
    with open_book(path) as book, pytest.raises(UserError, match="format_unknown"):
        book.read(book.names[0])


def test_a_very_long_line_is_one_cell(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("昵称,备注\n小明," + "长" * 200_000 + "\n", encoding="utf-8")
    with open_book(path) as book:
        assert len(book.read("a").rows[1][1]) == 200_000
