"""Sheets as they come from the field, read as a person would."""

from __future__ import annotations

import json

import pytest

from qunmate.errors import UserError
from tests.sheet_files import text_table, workbook
from tests.tasks.roster_desk import UGLY, Desk, counts, problems


def test_an_ugly_sheet_is_read_as_a_person_would(desk: Desk) -> None:
    result = desk.take(UGLY, merged=["A1:N1"])
    assert counts(result) == (3, 0, 0, 0)
    assert problems(result) == []
    assert result.mapping["星座"] == "custom:星座"
    ming = desk.one("王明")
    assert (ming.phone, ming.city, ming.notes) == ("13912345678", "杭州", "=1+1")
    assert ming.custom == {"星座": "双鱼"}
    assert set(ming.tags) == {"老粉", "讲师", "摄影"}
    assert {(one.platform, one.value) for one in ming.identities} == {
        ("wechat", "wxid_a1"), ("qq", "12345"),
    }  # fmt: skip
    membership = desk.membership("王明")
    assert (membership.nickname, membership.role) == ("小明", "owner")
    assert membership.invited_by == desk.one("李红").id
    assert membership.stays[0].joined_on == "2024-01-02"
    assert desk.one("李红").phone == "13800010001"
    assert desk.one("陈强").phone == "13700010002"
    assert desk.membership("陈强").invited_by == ming.id
    assert desk.membership("李红").stays[0].brought_on == "2026-11-22"


def test_a_mapping_is_remembered_for_the_same_headings(desk: Desk) -> None:
    rows = [["称谓", "从事"], ["甲", "设计"]]
    with pytest.raises(UserError, match="no_person_column"):
        desk.take([["爱好", "从事"], ["爬山", "设计"]])
    desk.take(rows, mapping={"称谓": "name", "从事": "trade"})
    again = desk.take([["从事", "称谓"], ["教育", "甲"]])
    assert again.mapping == {"从事": "trade", "称谓": "name"}
    assert desk.one("甲").trade == "教育"


def test_a_tick_puts_the_tag_of_its_column_on(desk: Desk) -> None:
    rows = [["姓名", "VIP"], ["甲", "√"], ["乙", "否"], ["丙", "年费;老粉"]]
    desk.take(rows, mapping={"VIP": "tags"})
    assert [one.tags for one in desk.everyone()] == [("VIP",), (), ("年费", "老粉")]


def test_no_heading_at_all(desk: Desk) -> None:
    result = desk.take([["小明", "13912345678"], ["小红", "13812345678"]])
    assert counts(result) == (2, 0, 0, 0)
    assert result.mapping == {"A": "name", "B": "phone"}
    assert problems(result) == []


def test_a_gbk_table_with_numbers_spoiled_by_excel(desk: Desk) -> None:
    rows = [["昵称", "手机", "QQ号", "入群时间"],
            ["小明", "1.3912345678E10", "12345.0", "2024/1/2"],
            ["小红", "1.39E+10", "", "1月2日"]]  # fmt: skip
    result = desk.take_file(text_table(desk.folder / "a.csv", rows, "gbk"))
    assert counts(result) == (2, 0, 0, 0)
    assert problems(result) == [(3, "手机", "digits_lost")]
    assert desk.one("小明").phone == "13912345678"
    assert desk.membership("小红").stays[0].joined_on == "2026-01-02"


def test_a_table_cut_off_keeps_its_whole_rows(desk: Desk) -> None:
    path = desk.folder / "cut.csv"
    path.write_bytes("姓名,城市\n甲,杭州\n乙,宁波\n丙,上海\n丁".encode())
    result = desk.take_file(path)
    assert (result.new, result.truncated, problems(result)) == (3, True, [(5, None, "row_cut_off")])


def test_the_sheet_with_people_is_found(desk: Desk) -> None:
    path = workbook(
        desk.folder / "a.xlsx", [["说明"], ["请看下一页"]], [["姓名", "手机"], ["甲", "1"]]
    )
    assert desk.take_file(path).new == 1
    with pytest.raises(UserError, match="sheet_unknown"):
        desk.take_file(path, sheet="没有")


def test_the_longest_cell(desk: Desk) -> None:
    long = "长" * 32_767
    assert counts(desk.take([["姓名", "备注"], ["甲", long]])) == (1, 0, 0, 0)
    assert desk.one("甲").notes == long


def test_rows_may_be_left_out(desk: Desk) -> None:
    path = workbook(desk.folder / "a.xlsx", [["姓名"], ["甲"], ["乙"], ["丙"]])
    assert desk.take_file(path, left_out=frozenset({3})).new == 2
    assert [one.name for one in desk.everyone()] == ["甲", "丙"]


def test_custom_fields_are_json_in_the_file(desk: Desk) -> None:
    desk.take([["姓名", "星座", "年龄"], ["甲", "双鱼", 30]])
    (row,) = desk.store.db.execute("SELECT custom FROM members").fetchall()
    assert json.loads(row[0]) == {"星座": "双鱼", "年龄": "30"}


def test_a_gender_written_by_hand_is_the_same_one(desk: Desk) -> None:
    desk.take([["姓名", "性别"], ["甲", "女"]])
    with desk.store.atomic() as db:
        db.execute("UPDATE members SET gender = '女'")
    assert counts(desk.take([["姓名", "性别"], ["甲", "女"]])) == (0, 0, 1, 0)
