"""Any table with a time, a sender and a text is a chat; a list of members is none."""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from qunmate.chat_columns import TableChoice, columns_of, find_heading, labels_of, propose
from qunmate.data.importers import pick, plain_table
from qunmate.data.importers.source import Source
from qunmate.data.importers.table_times import moment, reading_of
from qunmate.errors import UserError
from qunmate.model import Kind
from tests.data.importers.reading import chats, one_chat, put_together, wall

SAID = [("小满", "早"), ("一川", "好\n第二行")]
GOOD = '"好\n第二行"\n'
FIRST = wall(2026, 1, 2, 3, 4, 0)
REPEATED = "".join(
    f"{day}日,{who},{text}\n".replace("日", "")
    for day, who, text in (
        ("2026-01-02 03:04", "小满", "早上好呀各位"),
        ("2026-01-02 03:05", "一川", "今天读第几章"),
        ("2026-01-02 03:06", "小满", "读到第四章为止"),
        ("2026-01-02 03:07", "小满", "晚上八点说"),
        ("2026-01-02 03:08", "一川", "好"),
    )
)


@pytest.mark.parametrize(
    "text",
    [
        f"时间,发言人,内容\n2026/1/2 3:04,小满,早\n2026/1/2 3:05,一川,{GOOD}",
        f"群聊备份\n\nTime,Sender,Message\n2026-01-02 03:04,小满,早\n2026-01-02 03:05,一川,{GOOD}",
        f"日期;时间;发送者;消息内容\n2026年1月2日;上午3:04;小满;早\n2026年1月2日;上午3:05;一川;{GOOD}",
        f"date\tclock\tfrom\tbody\n2/1/2026\t3:04 AM\t小满\t早\n13/1/2026\t3:05 AM\t一川\t{GOOD}",
        (
            '内容,昵称,发送者ID,日期时间\n早,小满,wxid_a,"Jan 2, 2026 3:04"\n'
            '"好\n第二行",一川,wxid_b,"Jan 2, 2026 3:05"\n'
        ),
        f"时间,发送人,内容\n46024.12777778,小满,早\n46024.13,一川,{GOOD}",
    ],
)
def test_headings_of_all_kinds(text: str) -> None:
    chat = one_chat(text, "记录.csv")
    assert chat.said == SAID
    assert chat.records[0].at == FIRST
    assert (chat.head.zoned, chat.problems) == (False, [])


@pytest.mark.parametrize(
    ("text", "zoned"),
    [
        ("ts,sender,text\n1767294245,小满,早\n1767294246,一川,好\n", True),
        ("ts,sender,text\n1767294245000,小满,早\n1767294246000,一川,好\n", True),
        (
            "ts,sender,text\n2026-01-02T03:04:05+08:00,小满,早\n2026-01-02T03:04:06+08:00,一川,好\n",
            True,
        ),
    ],
)
def test_instants(text: str, *, zoned: bool) -> None:
    chat = one_chat(text, "a.csv")
    assert (chat.head.zoned, chat.records[0].at) == (zoned, 1_767_294_245)


def test_without_headings_the_cells_tell() -> None:
    chat = one_chat(REPEATED, "a.csv")
    assert [name for name, _ in chat.said] == ["小满", "一川", "小满", "小满", "一川"]
    assert chat.said[1][1] == "今天读第几章"


def test_a_column_that_is_always_the_same_is_no_sender() -> None:
    rows = [line.split(",") for line in REPEATED.splitlines()]
    columns = columns_of([["小程序", *row] for row in rows], None)
    assert propose(columns) == {"A": "", "B": "time", "C": "sender", "D": "text"}


def test_all_that_a_row_can_tell() -> None:
    chat = one_chat(
        "消息ID,发送时间,发送者ID,昵称,群昵称,类型,内容\n"
        "91,2026-01-02 03:04,10001,小满,满满@杭州,图片,\n"
        "92,2026-01-02 03:05,,,,,一川加入了群聊\n"
        "93,不知何时,10002,一川,,文本,早\n",
        "a.csv",
    )
    first, second = chat.records
    assert (first.sender_id, first.sender, first.nickname) == ("10001", "小满", "满满@杭州")
    assert (first.kind, first.platform_id) == (Kind.IMAGE, "91")
    assert second.kind is Kind.SYSTEM
    assert [event.person for event in chat.events] == [("", "一川")]
    assert chat.codes == ["bad_date"]
    assert chat.head.platform == "qq"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_any_encoding(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "记录.csv"
    path.write_bytes("时间,发言人,内容\n2026/1/2 3:04,小满,早上好呀大家\n".encode(encoding))
    (chat,) = chats(Source(path))
    assert chat.said == [("小满", "早上好呀大家")]


def workbook(path: Path, **sheets: list[list[Any]]) -> Path:
    book = Workbook()
    del book["Sheet"]
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    buffer = BytesIO()
    book.save(buffer)
    path.write_bytes(buffer.getvalue())
    return path


def test_a_workbook_with_a_cover(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx",
        说明=[["群聊备份"], ["共", 2]],
        记录=[
            ["早起读书会"],
            ["时间", "发言人", "内容"],
            [datetime(2026, 1, 2, 3, 4), "小满", "早"],
            [datetime(2026, 1, 2, 3, 5), "一川", "好\n第二行"],
        ],
    )
    (chat,) = chats(Source(path))
    assert chat.said == SAID
    assert chat.records[0].at == FIRST


@pytest.mark.parametrize(
    "text",
    [
        "姓名,手机,备注\n林小满,13900000001,早\n",
        "QQ号,群职务,昵称,群名片,入群时间,最后发言\n10001,群主,小满,,2026/1/2,2026/1/3 8:00\n",
        "提交时间,姓名,留言\n"
        + "".join(f"2026/1/2 3:0{n},人{n},我想参加第{n}期\n" for n in range(8)),
        "日期,内容\n2026-01-02,早\n",
        "2026-01-02 03:04,小满,早\n",
        "小满: 早\n一川: 好\n",
        "",
    ],
)
def test_what_is_no_chat(text: str) -> None:
    assert not plain_table.identify(text)


def test_what_the_operator_says_counts() -> None:
    text = "甲,乙,丙,丁\n2026-01-02 03:04,小满,早,x\n2026-01-02 03:05,一川,好,y\n"
    choice = TableChoice({"甲": "time", "丙": "text", "乙": "sender", "丁": ""}, "wecom")
    source = Source(Path("a.csv"), text, table=choice)
    (chat,) = put_together(pick(source, "plain_table").read(source))
    assert chat.said == [("小满", "早"), ("一川", "好")]
    assert chat.head.platform == "wecom"


def test_months_first_if_the_operator_says_so() -> None:
    text = "time,sender,text\n1/2/2026 3:04,Lin,hi\n1/3/2026 3:04,Lin,hi\n"
    source = Source(Path("a.csv"), text, table=TableChoice(times="mdy"))
    (chat,) = put_together(plain_table.read(source))
    assert chat.records[0].at == FIRST


def test_what_is_missing_is_said() -> None:
    source = Source(
        Path("a.csv"), "时间,备注\n2026-01-02 03:04,好\n", table=TableChoice({"备注": ""})
    )
    with pytest.raises(UserError) as told:
        put_together(plain_table.read(source))
    assert told.value.problem.code == "chat_columns_missing"
    source.table = TableChoice({"无此列": "text"})
    with pytest.raises(UserError) as told:
        put_together(plain_table.read(source))
    assert told.value.problem.code == "column_unknown"
    source.table = TableChoice({"备注": "colour"})
    with pytest.raises(UserError) as told:
        put_together(plain_table.read(source))
    assert told.value.problem.code == "chat_field_unknown"


def test_headings_that_are_alike_stay_apart() -> None:
    rows = [["时间", "姓名", "内容", "内容"], ["2026-01-02 03:04", "小满", "早", "早"]]
    columns = columns_of(rows, find_heading(rows))
    assert [column.label for column in columns] == ["时间", "姓名", "内容", "内容 (2)"]
    assert propose(columns)["内容 (2)"] == ""


@given(
    st.lists(
        st.tuples(
            st.datetimes(datetime(2000, 1, 1), datetime(2040, 1, 1)),
            st.text(st.characters(blacklist_categories=["C", "Z"]), min_size=1, max_size=9),
            st.text(st.characters(blacklist_categories=["C"]), max_size=30),
        ),
        min_size=1,
        max_size=12,
    )
)
def test_rows_come_out_as_they_went_in(rows: list[tuple[datetime, str, str]]) -> None:
    def cell(text: str) -> str:
        return '"' + text.replace('"', '""') + '"'

    lines = [f"{at:%Y-%m-%d %H:%M:%S},{cell(who)},{cell(text)}" for at, who, text in rows]
    text = "时间,发送者,内容\n" + "\n".join(lines) + "\n"
    source = Source(Path("a.csv"), text)
    (chat,) = put_together(plain_table.read(source))
    assert chat.said == [(who, said.strip()) for _, who, said in rows]
    assert [record.at for record in chat.records] == [
        int(at.replace(tzinfo=UTC, microsecond=0).timestamp()) for at, _, _ in rows
    ]


@settings(max_examples=60)
@given(st.binary(max_size=400))
def test_any_bytes_do_no_harm(data: bytes) -> None:
    text = "时间,发送者,内容\n" + data.decode("utf-8", "replace")
    source = Source(Path("a.csv"), text)
    with contextlib.suppress(UserError):
        put_together(plain_table.read(source))


@pytest.mark.parametrize(
    ("cell", "parts"),
    [
        ("2026-01-02 03:04:05", (3, 4, 5)),
        ("2026/1/2 15:04", (15, 4, 0)),
        ("2026.1.2 3:04 PM", (15, 4, 0)),
        ("２０２６年１月２日 下午３：０４", (15, 4, 0)),
        ("2026年1月2日 中午12:04", (12, 4, 0)),
        ("2 Jan 2026, 3:04 p.m.", (15, 4, 0)),
        ("January 2, 2026 03:04", (3, 4, 0)),
        ("2026-01-02T03:04:05.123", (3, 4, 5)),
        ("2026-01-02", (0, 0, 0)),
    ],
)
def test_moments(cell: str, parts: tuple[int, int, int]) -> None:
    assert moment(cell, "dmy") == wall(2026, 1, 2, *parts)


@pytest.mark.parametrize("cell", ["", "早", "2026-13-40 10:00", "2026-01-02 25:61", "12:30"])
def test_what_is_no_moment(cell: str) -> None:
    assert moment(cell, "dmy") is None


def test_the_order_is_settled_over_the_samples() -> None:
    at, _ = reading_of(["01/02/2026 10:00", "01/13/2026 10:00"])
    assert at("01/02/2026 10:00") == wall(2026, 1, 2, 10, 0)


def test_ten_thousand_columns_of_one_name_each_have_their_own() -> None:
    labels = labels_of(["时间", "时间 (2)", *["时间"] * 20_000], 20_002)
    assert len(set(labels)) == len(labels)
    assert labels[:4] == ["时间", "时间 (2)", "时间 (3)", "时间 (4)"]


@pytest.mark.parametrize("who", ["", "系统", "系统消息", "System"])
def test_what_the_system_says_is_nobodys(who: str) -> None:
    line = f"2026-01-02 03:05,{who},小满邀请一川加入了群聊\n"
    chat = one_chat(f"时间,发送者,内容\n2026-01-02 03:04,小满,早\n{line}", "a.csv")
    assert [(r.sender, r.kind) for r in chat.records] == [("小满", Kind.TEXT), ("", Kind.SYSTEM)]
    assert [(event.kind, event.person[1]) for event in chat.events] == [("join", "一川")]


@pytest.mark.parametrize("sign", ["\u2028", "\x85", "\n", "\t"])
def test_cells_with_separators_of_their_own(sign: str, tmp_path: Path) -> None:
    rows: list[list[str]] = [["时间", "发言人", "内容"]]
    rows += [[f"2026-01-02 03:0{n}", "小满", f"早{sign}{sign}{n}"] for n in range(5)]
    path = workbook(tmp_path / "a.xlsx", 记录=rows)
    assert [said for _, said in chats(Source(path))[0].said] == [row[2] for row in rows[1:]]
    text = "\n".join(",".join([*row[:2], f'"{row[2]}"']) for row in rows)
    assert [said for _, said in one_chat(text, "a.csv").said] == [row[2] for row in rows[1:]]


@pytest.mark.parametrize("more", [0, 1])
def test_a_first_row_that_is_longer_than_what_is_looked_at(more: int, tmp_path: Path) -> None:
    row = "2026-01-02 03:04:05,小满,{}\n"
    path = tmp_path / "a.csv"
    text = "时间,发言人,内容\n" + row.format("早" * 100_000) + more * row.format("好")
    path.write_text(text, encoding="utf-8")
    (chat,) = chats(Source(path))
    assert [len(record.text) for record in chat.records] == [100_000, 1][: 1 + more]


def test_whether_somebody_sent_it_themselves_is_nobody_s_name() -> None:
    rows = "".join(f"2024-03-05 08:3{n},{n % 2},早安{n}\n" for n in range(8))
    assert not plain_table.identify("StrTime,IsSender,Message\n" + rows)
    assert plain_table.identify("StrTime,Who,Message\n" + rows)
