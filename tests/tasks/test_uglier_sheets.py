"""Member sheets of questionnaires, shops, wikis and printers: read as a person would."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from qunmate.data.store import Store
from tests.dry_runs import dry_run, problems, told
from tests.sheet_files import workbook


def test_one_heading_that_tells_people_among_words_nobody_knows(
    store: Store, tmp_path: Path
) -> None:
    rows = [
        ["昵称", "你最想学什么", "为什么加入", "座右铭", "还想说的"],
        ["林晓", "画画", "朋友介绍", "开心", "无"],
        ["李娜", "摄影", "自己搜到", "平安", ""],
    ]
    read = dry_run(store, workbook(tmp_path / "a.xlsx", rows))
    assert told(read, "nickname") == ["林晓", "李娜"]
    assert told(read, "custom:你最想学什么") == ["画画", "摄影"]


def test_columns_of_ticks_beside_a_name(store: Store, tmp_path: Path) -> None:
    rows = [["昵称", "讲师", "志愿者", "已付费"], ["林晓", "√", "", "是"], ["李娜", "", "✓", "否"]]
    read = dry_run(store, workbook(tmp_path / "a.xlsx", rows))
    assert told(read, "nickname") == ["林晓", "李娜"]
    assert read.mapping["讲师"] == "custom:讲师"


def test_a_sheet_of_a_shop(store: Store, tmp_path: Path) -> None:
    rows = [
        ["订单号", "商品", "收货人", "联系电话", "有效期"],
        ["E1", "年度会员", "林晓", "139-1234-5678（微信同号）", "2024-01-01至2025-01-01"],
        ["E2", "月度会员", "李娜", "13812345678", "2024/2/1 - 2024/3/1"],
        ["E3", "月度会员", "王强", "13712345678", "2024/2/1-某天"],
        ["E4", "体验", "赵六", "13612345678", "2024.2.1~2024.2.8"],
    ]
    read = dry_run(store, workbook(tmp_path / "a.xlsx", rows))
    assert told(read, "name") == ["林晓", "李娜", "王强", "赵六"]
    assert told(read, "phone")[0] == "13912345678"
    assert told(read, "expires_on") == ["2025-01-01", "2024-03-01", None, "2024-02-08"]
    assert problems(read) == [(4, "有效期", "date_bad")]


def test_a_table_of_a_wiki(store: Store, tmp_path: Path) -> None:
    text = "| 昵称 | 手机 | 标签 |\n|---|:--:|---|\n| 林晓 | 13912345678 | [\"讲师\", '老粉'] |\n"
    path = tmp_path / "a.csv"
    path.write_text(text, encoding="utf-8")
    read = dry_run(store, path)
    assert (told(read, "nickname"), read.errors) == (["林晓"], ())
    assert told(read, "tags") == [("讲师", "老粉")]


def test_what_a_printer_puts_between_people(store: Store, tmp_path: Path) -> None:
    rows = [
        ["Full Name", "Phone", "Joined Date"],
        ["Lin Xiao", "+1 (415) 555-0132", date(2024, 1, 2)],
        ["第1页 共2页"],
        ["Page 1 of 2"],
        ["Anna", "+44 20 7946 0958", "2-Jan-24"],
        ["审核：王总"],
    ]
    read = dry_run(store, workbook(tmp_path / "a.xlsx", rows))
    assert told(read, "name") == ["Lin Xiao", "Anna"]
    assert told(read, "joined_on") == ["2024-01-02", "2024-01-02"]
    assert read.errors == ()


def test_question_marks_for_characters_destroy_no_name(store: Store, tmp_path: Path) -> None:
    """As a spreadsheet program saves Chinese into an encoding that has none."""
    text = "\n昵称,微信号,城市,备注\n??-??,linxiao88,??,去哪??\n???,lina_2020,??,?\n"
    path = tmp_path / "a.csv"
    path.write_text(text, encoding="utf-8")
    read = dry_run(store, path)
    lost = [(3, "昵称"), (3, "城市"), (4, "昵称"), (4, "城市")]
    assert problems(read) == [(*place, "cell_unreadable") for place in lost]
    assert told(read, "notes") == ["去哪??", "?"]


def test_marks_that_nobody_sees_hide_neither_heading_nor_phone(
    store: Store, tmp_path: Path
) -> None:
    rows = [
        ["姓\u200b名", "手\u00a0机", "微\ufeff信号"],
        ["林晓", "139\u200b12345678", "lin\u2060xiao88"],
    ]
    read = dry_run(store, workbook(tmp_path / "a.xlsx", rows))
    assert told(read, "name") == ["林晓"]
    assert told(read, "phone") == ["13912345678"]
    assert told(read, "wechat") == [("linxiao88",)]


def test_what_people_write_around_a_number(store: Store, tmp_path: Path) -> None:
    rows = [
        ["姓名", "手机号", "微信号"],
        ["林晓", "电话：13912345678", "linxiao88（常用）"],
        ["李娜", "13812345678;", "lina_2020 (备用)"],
        ["王强", "13712345678。", "wangqiang1"],
    ]
    read = dry_run(store, workbook(tmp_path / "a.xlsx", rows))
    assert told(read, "phone") == ["13912345678", "13812345678", "13712345678"]
    assert told(read, "wechat") == [("linxiao88",), ("lina_2020",), ("wangqiang1",)]
    assert read.errors == ()


def test_years_are_headings_too(store: Store, tmp_path: Path) -> None:
    rows = [["学号", "姓名", 2021, 2022], ["2020001", "林晓", 90, 80], ["2020002", "李娜", 85, 70]]
    read = dry_run(store, workbook(tmp_path / "a.xlsx", rows))
    assert told(read, "name") == ["林晓", "李娜"]
    assert told(read, "custom:2021") == ["90", "85"]


def test_a_role_is_no_heading(store: Store, tmp_path: Path) -> None:
    rows = [["林晓", "杭州", "成员"], ["李娜", "上海", "群主"], ["王强", "广州", "成员"]]
    read = dry_run(store, workbook(tmp_path / "a.xlsx", rows))
    assert told(read, "name") == ["林晓", "李娜", "王强"]
    assert told(read, "role") == ["member", "owner", "member"]


def test_an_english_questionnaire(store: Store, tmp_path: Path) -> None:
    rows = [
        ["Timestamp", "What is your name?", "Your WeChat ID", "Enter your city"],
        ["2024/01/02 10:11", "Lin Xiao", "linxiao88", "Hangzhou"],
    ]
    read = dry_run(store, workbook(tmp_path / "a.xlsx", rows))
    assert (told(read, "name"), told(read, "wechat")) == (["Lin Xiao"], [("linxiao88",)])
    assert told(read, "city") == ["Hangzhou"]
