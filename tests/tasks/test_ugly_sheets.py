"""Member sheets as people really send them: read as a person would read them."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from qunmate.data import custom_fields, members, tags
from qunmate.data.store import Store
from qunmate.errors import Problem, UserError
from qunmate.progress import finish
from qunmate.roster.custom import CustomField
from qunmate.roster.layout import NO_HEADING
from qunmate.roster.sheet_taking import RosterImport
from qunmate.roster.tag_rules import Part, Rule
from qunmate.tasks.import_roster import import_roster
from qunmate.tasks.read_roster import read_roster
from qunmate.tasks.undo_import import undo_import
from tests.dry_runs import TODAY, dry_run, problems, told
from tests.roster_store import add_group, add_member
from tests.sheet_files import workbook


def _raw(path: Path, text: str, encoding: str) -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def test_a_long_id_that_lost_its_end_istold(store: Store, tmp_path: Path) -> None:
    rows: list[Sequence[Any]] = [
        ["姓名", "身份证号", "备注"],
        ["林晓", 310101199001011234, ""],
        ["李娜", "310101199001011234", ""],
        ["王强", 3.10101199001011e17, ""],
        ["赵六", 6222021234567890, ""],
        ["孙七", 6222021234567891, ""],
    ]
    read = dry_run(store, workbook(tmp_path / "a.xlsx", rows))
    lost = [(2, "身份证号"), (4, "身份证号"), (5, "身份证号")]
    assert problems(read) == [(*place, "digits_lost") for place in lost]
    kept = [None, "310101199001011234", None, None, "6222021234567891"]
    assert told(read, "custom:身份证号") == kept
    assert read.new == 5


def test_so_it_is_in_a_text_table(store: Store, tmp_path: Path) -> None:
    text = "姓名,身份证号,手机\n林晓,3.10101E+17,1.39123E+10\n李娜,31010119900101123X,13812345678\n"
    read = dry_run(store, _raw(tmp_path / "a.csv", text, "gbk"))
    assert problems(read) == [(2, "身份证号", "digits_lost"), (2, "手机", "digits_lost")]
    assert told(read, "custom:身份证号") == [None, "31010119900101123X"]


def test_numbers_kept_as_formulas_in_a_text_table(store: Store, tmp_path: Path) -> None:
    text = '昵称,手机,微信号\n林晓,="13812345678",="00123456"\n李娜,"=""13812345679""",\n'
    read = dry_run(store, _raw(tmp_path / "a.csv", text, "utf-8-sig"))
    assert told(read, "phone") == ["13812345678", "13812345679"]
    assert told(read, "wechat") == [("00123456",), None]


def test_ids_with_a_word_before_them(store: Store, tmp_path: Path) -> None:
    rows = [
        ["昵称", "QQ号", "微信号"],
        ["林晓", "QQ:223344", "微信：linxiao88"],
        ["李娜", "qq号 223355", "wxid_00123"],
        ["王强", "223366@qq.com", "vx: wangq_77"],
    ]
    read = dry_run(store, workbook(tmp_path / "a.xlsx", rows))
    assert told(read, "qq") == [("223344",), ("223355",), ("223366",)]
    assert told(read, "wechat") == [("linxiao88",), ("wxid_00123",), ("wangq_77",)]
    assert read.errors == ()


def test_a_hidden_sheet_is_not_what_a_person_sees(store: Store, tmp_path: Path) -> None:
    book = Workbook()
    old = book.active
    assert old is not None
    for row in (["姓名", "微信号", "手机", "城市"], ["旧人", "old_0001", "", ""]):
        old.append(row)
    old.sheet_state = "hidden"
    shown = book.create_sheet("成员")
    for row in (["姓名"], ["林晓"], ["李娜"]):
        shown.append(row)
    book.active = 1
    book.save(tmp_path / "a.xlsx")
    assert [plan.name for plan in dry_run(store, tmp_path / "a.xlsx").plans] == ["林晓", "李娜"]


def test_an_empty_sheet_is_passed_over(store: Store, tmp_path: Path) -> None:
    book = Workbook()
    book.create_sheet("甲").append(["新人", "13912345678"])
    book.save(tmp_path / "a.xlsx")
    assert [plan.row for plan in dry_run(store, tmp_path / "a.xlsx").plans] == [1]


def test_a_column_of_groups_parts_the_rows(store: Store, tmp_path: Path) -> None:
    rows = [["群", "昵称"], ["运营研究社", "林晓"], ["读书会", "李娜"]]
    path = workbook(tmp_path / "a.xlsx", rows)
    assert [plan.name for plan in dry_run(store, path).plans] == ["林晓"]
    rows[1][0] = "二群"
    workbook(path, rows)
    with pytest.raises(UserError) as refused:
        _read_other(store, path)
    assert refused.value.problem.code == "group_not_in_sheet"
    assert refused.value.problem.params["names"] == ["二群", "读书会"]


def _read_other(store: Store, path: Path) -> RosterImport:
    group = add_group(store, "新群")
    return finish(import_roster(store, path, group=group, today=TODAY, dry_run=True))


def test_a_title_at_work_is_no_role_here(store: Store, tmp_path: Path) -> None:
    rows = [["姓名", "职务"], ["林晓", "群主"], ["李娜", "管理员"], ["王强", "成员"]]
    read = dry_run(store, workbook(tmp_path / "a.xlsx", rows))
    assert told(read, "role") == ["owner", "admin", "member"]
    rows = [["姓名", "职务"], ["林晓", "总经理"], ["李娜", "店长"]]
    read = _read_other(store, workbook(tmp_path / "b.xlsx", rows))
    assert told(read, "custom:职务") == ["总经理", "店长"]


@pytest.mark.parametrize(
    "said",
    ["Jan 2, 2024", "2-Jan-24", "2 January 2024", "January 2nd, 2024", "2-Jan-2024 08:30"],
)
def test_months_by_their_names(store: Store, tmp_path: Path, said: str) -> None:
    read = dry_run(store, workbook(tmp_path / "a.xlsx", [["昵称", "入群时间"], ["林晓", said]]))
    assert told(read, "joined_on") == ["2024-01-02"]


@pytest.mark.parametrize("content", [b"\x00" * 200, b"\n\n\n", b"\xef\xbb\xbf \r\n"])
def test_a_sheet_of_nothing_is_called_empty(store: Store, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.csv").write_bytes(content)
    with pytest.raises(UserError) as refused:
        dry_run(store, tmp_path / "a.csv")
    assert refused.value.problem.code == "sheet_empty"


def test_a_workbook_of_nothing_is_called_empty(store: Store, tmp_path: Path) -> None:
    with pytest.raises(UserError) as refused:
        dry_run(store, workbook(tmp_path / "a.xlsx", []))
    assert refused.value.problem.code == "sheet_empty"


def test_cells_of_another_kind_than_their_field(store: Store, tmp_path: Path) -> None:
    with store.atomic() as db:
        custom_fields.keep(db, CustomField("年费", "number"))
        custom_fields.keep(db, CustomField("来源", "choice", ("朋友圈", "活动")))
    rows = [
        ["昵称", "年费", "来源", "城市"],
        ["林晓", "１，９９０元", "朋友圈", "上海"],
        ["李娜", "1,990", "抖音", "杭州"],
    ]
    read = dry_run(store, workbook(tmp_path / "a.xlsx", rows))
    assert problems(read) == [(2, "年费", "custom_number"), (3, "来源", "custom_choice")]
    assert told(read, "custom:年费") == [None, "1990"]
    assert told(read, "custom:来源") == ["朋友圈", None]
    assert told(read, "city") == ["上海", "杭州"]


def test_replacing_takes_off_no_tag_that_a_rule_gave(store: Store, tmp_path: Path) -> None:
    group = add_group(store)
    member = add_member(store, group, "林晓", tags=["讲师", "老粉"])
    with store.atomic() as db:
        silent = tags.add(db, "沉默", rule=Rule((Part("silent", days=30),)))
        tags.give(db, silent, [member])
    path = workbook(tmp_path / "a.xlsx", [["昵称", "标签"], ["林晓", "讲师"]])
    before = store.db.execute("SELECT * FROM member_tags ORDER BY 1, 2").fetchall()
    done = finish(import_roster(store, path, group=group, mode="replace", today=TODAY))
    assert set(members.by_id(store.db, member).tags) == {"沉默", "讲师"}
    assert done.import_id is not None
    finish(undo_import(store, done.import_id))
    assert store.db.execute("SELECT * FROM member_tags ORDER BY 1, 2").fetchall() == before


HEADINGS = ["群昵称", "微信号", "手机", "入群时间", "标签"]
PEOPLE = [
    ["上海-林晓", "linxiao88", "13912345678", "2024-01-02", "讲师、老粉"],
    ["李娜", "lina_2020", "13812345679", "2024/1/3", "老粉"],
    ["王强", "wangq_77", "13712345670", "2024年1月4日", ""],
]


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["gbk", "utf-8-sig", "utf-16", "utf-16-le", "utf-8"])
@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_any_text_table(
    store: Store, tmp_path: Path, sign: str, encoding: str, suffix: str
) -> None:
    """Whatever it is called, in whatever encoding, with a title above and a sum below."""
    path = tmp_path / f"a.{suffix}"
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=sign).writerows(
            [["成员名单"], [], HEADINGS, *PEOPLE, [], ["合计", "3"]]
        )
    read = dry_run(store, path)
    assert told(read, "nickname") == ["上海-林晓", "李娜", "王强"]
    assert told(read, "joined_on") == ["2024-01-02", "2024-01-03", "2024-01-04"]
    assert told(read, "tags") == [("讲师", "老粉"), ("老粉",), None]
    assert read.errors == ()


def test_a_heading_of_two_rows_without_its_merges(store: Store, tmp_path: Path) -> None:
    """As an .ods gives it: cells that reach down over two rows are blank in the lower one."""
    rows: list[Sequence[Any]] = [
        ["基本信息", None, "联系", None, "标签", "城市"],
        ["昵称", "微信号", "手机", "入群时间", None, None],
        ["林晓", "linxiao88", "13912345678", "2024-01-02", "讲师", "上海"],
    ]
    read = dry_run(store, workbook(tmp_path / "a.xlsx", rows))
    assert told(read, "tags") == [("讲师",)]
    assert told(read, "city") == ["上海"]


def test_a_lower_row_that_parts_a_heading(store: Store, tmp_path: Path) -> None:
    rows: list[Sequence[Any]] = [
        ["姓名", "手机", "城市", "问卷", None],
        [None, None, None, "第一题", "第二题"],
        ["林晓", "13912345678", "上海", "甲", "乙"],
    ]
    path = workbook(tmp_path / "a.xlsx", rows)
    read = dry_run(store, path)
    assert read.mapping["第二题"] == "custom:第二题"
    assert [plan.name for plan in read.plans] == ["林晓"]
    merged = [f"{column}1:{column}2" for column in "ABC"] + ["D1:E1"]
    read = _read_other(store, workbook(path, rows, merged=merged))
    assert read.mapping["第一题"] == "custom:第一题"
    assert [plan.name for plan in read.plans] == ["林晓"]


XML_BOOK = """<?xml version="1.0" encoding="UTF-8"?>
<?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="名单"><Table>
<Row><Cell ss:MergeAcross="1"><Data ss:Type="String">名单</Data></Cell></Row>
<Row ss:Index="3"><Cell><Data ss:Type="String">昵称</Data></Cell>
<Cell><Data ss:Type="String">手机</Data></Cell>
<Cell ss:Index="4"><Data ss:Type="String">入群时间</Data></Cell></Row>
<Row><Cell><Data ss:Type="String">林晓</Data><Comment><ss:Data>旧名</ss:Data></Comment></Cell>
<Cell><Data ss:Type="Number">13912345678</Data></Cell>
<Cell ss:Index="4"><Data ss:Type="DateTime">2024-01-02T00:00:00.000</Data></Cell></Row>
</Table></Worksheet></Workbook>"""


def test_a_workbook_of_xml_that_is_called_xls(store: Store, tmp_path: Path) -> None:
    read = dry_run(store, _raw(tmp_path / "a.xls", XML_BOOK, "utf-8"))
    assert [(plan.row, plan.name) for plan in read.plans] == [(4, "林晓")]
    assert told(read, "phone") == ["13912345678"]
    assert told(read, "joined_on") == ["2024-01-02"]


PAGE = """<html><meta charset="utf-8"><table>
<tr><th rowspan=2>群昵称<th colspan=2>联系<th rowspan=2>城市</tr>
<tr><th>手机<th>微信号</tr>
<tr><td>林晓<td>13912345678<td>linxiao1<td rowspan=2>杭州</tr>
<tr><td>李娜</td><td>13812345678</td><td>lina0001</td></tr>
<tr><td>王强<td>13712345678<td>wangq001<td>宁波
</table></html>"""


def test_cells_that_reach_over_rows_of_a_page(store: Store, tmp_path: Path) -> None:
    read = dry_run(store, _raw(tmp_path / "a.xls", PAGE, "utf-8"))
    assert told(read, "nickname") == ["林晓", "李娜", "王强"]
    assert told(read, "phone") == ["13912345678", "13812345678", "13712345678"]
    assert told(read, "wechat") == [("linxiao1",), ("lina0001",), ("wangq001",)]
    assert told(read, "city") == ["杭州", "杭州", "宁波"]


def test_a_page_without_a_table_is_no_sheet(store: Store, tmp_path: Path) -> None:
    with pytest.raises(UserError) as refused:
        dry_run(store, _raw(tmp_path / "a.xls", "<html><body>请登录</body></html>", "utf-8"))
    assert refused.value.problem.code == "format_unknown"


def test_of_two_tables_side_by_side_the_left_one_is_taken(store: Store, tmp_path: Path) -> None:
    rows = [
        ["昵称", "手机", "", "昵称", "手机"],
        ["林晓", "13912345678", "", "李娜", "13812345678"],
        ["", "", "", "王强", "13712345678"],
    ]
    path = workbook(tmp_path / "a.xlsx", rows)
    read = dry_run(store, path)
    assert [plan.name for plan in read.plans] == ["林晓"]
    assert problems(read) == [(1, "昵称 (2)", "table_beside")]
    assert read.mapping == {"昵称": "nickname", "手机": "phone"}
    other = {"昵称 (2)": "nickname"}
    group = add_group(store, "二群")
    read = finish(import_roster(store, path, group=group, today=TODAY, mapping=other))
    assert (read.new, read.rejected) == (2, 0)
    assert read.mapping == {"昵称 (2)": "nickname", "手机 (2)": "phone"}
    again = finish(import_roster(store, path, group=group, today=TODAY))
    assert (again.unchanged, again.errors) == (2, ())


def test_who_will_leave_is_still_there(store: Store, tmp_path: Path) -> None:
    rows = [
        ["昵称", "退群时间"],
        ["林晓", "2027-05-01"],
        ["李娜", "2026-11-23"],
        ["王强", date(2026, 5, 1)],
        ["赵六", date(2062, 5, 1)],
    ]
    read = dry_run(store, workbook(tmp_path / "a.xlsx", rows))
    assert problems(read) == [(2, "退群时间", "left_to_come"), (5, "退群时间", "left_to_come")]
    assert told(read, "left_on") == [None, "2026-11-23", "2026-05-01", None]
    assert read.new == 4


def test_who_will_join_has_not_joined(store: Store, tmp_path: Path) -> None:
    rows = [
        ["昵称", "入群时间"],
        ["林晓", "2027-05-01"],
        ["李娜", "2026-11-23"],
        ["王强", date(2026, 5, 1)],
        ["赵六", 59292],
        ["孙七", "12月30日"],
    ]
    read = dry_run(store, workbook(tmp_path / "a.xlsx", rows))
    assert problems(read) == [(2, "入群时间", "joined_to_come"), (5, "入群时间", "joined_to_come")]
    days = [None, "2026-11-23", "2026-05-01", None, "2025-12-30"]
    assert told(read, "joined_on") == days
    assert read.new == 5


def test_one_person_in_several_rows_is_told(store: Store, tmp_path: Path) -> None:
    rows = [
        ["昵称", "微信号", "城市"],
        ["林晓", "linxiao88", "上海"],
        ["李娜", "lina_2020", ""],
        ["林晓", "linxiao88", "上海"],
        ["晓晓", "linxiao88", "杭州"],
    ]
    read = dry_run(store, workbook(tmp_path / "a.xlsx", rows))
    assert [plan.again for plan in read.plans] == [None, None, 2, 2]


def test_hidden_rows_are_taken_in_and_told(store: Store, tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [["昵称"], ["林晓"], ["李娜"], ["王强"], [], ["合计"]])
    book = load_workbook(path)
    for row in (3, 4, 6):
        book.active.row_dimensions[row].hidden = True
    book.save(path)
    read = dry_run(store, path)
    assert told(read, "nickname") == ["林晓", "李娜", "王强"]
    assert [(one.row, one.problem) for one in read.errors] == [
        (3, Problem("rows_hidden", {"n": 2}))
    ]


def test_the_operator_may_say_that_there_is_no_heading(store: Store, tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [["姓名", "微信"], ["林晓", "linxiao88"]])
    read = read_roster(store, path, group=add_group(store), heading=NO_HEADING)
    assert read.layout.heading is None
    assert read.layout.people == (0, 1)


def test_a_mapping_of_columns_without_headings_is_for_this_sheet_alone(
    store: Store, tmp_path: Path
) -> None:
    group = add_group(store)
    bare = workbook(tmp_path / "a.xlsx", [["林晓", "甲"], ["李娜", "乙"]])
    chosen = {"A": "notes", "B": "name"}
    finish(import_roster(store, bare, group=group, mapping=chosen, today=TODAY))
    titled = workbook(tmp_path / "b.xlsx", [["名单"], [], ["昵称", "城市"], ["王强", "上海"]])
    read = finish(import_roster(store, titled, group=group, today=TODAY, dry_run=True))
    assert read.mapping == {"昵称": "nickname", "城市": "city"}
    assert told(read, "city") == ["上海"]


def test_another_table_beneath_is_left_out_and_told(store: Store, tmp_path: Path) -> None:
    rows: list[Sequence[Any]] = [
        ["昵称", "手机"],
        ["林晓", "13900000001"],
        ["昵称", "手机"],
        ["李娜", "13900000002"],
        [],
        ["退群名单"],
        ["昵称", "退群时间"],
        ["王强", "2024-01-02"],
    ]
    path = workbook(tmp_path / "a.xlsx", rows)
    read = dry_run(store, path)
    assert told(read, "nickname") == ["林晓", "李娜"]
    assert problems(read) == [(7, None, "table_below")]
    below = read_roster(store, path, group=add_group(store, "二群"), heading=6)
    assert (below.layout.people, below.layout.below) == ((7,), None)


def test_numbers_as_a_program_shows_them(store: Store, tmp_path: Path) -> None:
    text = '昵称,手机,QQ号\n林晓,"13,912,345,678","12,345,678"\n李娜,－,－\n'
    read = dry_run(store, _raw(tmp_path / "a.csv", text, "utf-8"))
    assert told(read, "phone") == ["13912345678", None]
    assert told(read, "qq") == [("12345678",), None]
    assert read.errors == ()
