from __future__ import annotations

import json
from pathlib import Path

import pytest

from qunmate.data.importers.qq_members import read_members
from qunmate.data.importers.sheets import open_book
from qunmate.errors import UserError
from qunmate.tasks.inspect_source import inspect

MEMBERS = [
    {
        "uin": 10001,
        "role": 0,
        "nick": "林&amp;森",
        "card": "小满",
        "g": 0,
        "qage": 10,
        "join_time": 1711929600,
        "lv": {"level": 5, "point": 100},
        "last_speak_time": 1763700000,
    },
    {"uin": "10002", "role": 2, "nick": "周", "card": "", "g": 1, "join_time": 1711929700},
]
ROWS = [
    ["10001", "群主", "林&森", "小满", "男", "10", "2024-04-01", "5", "2025-11-21"],
    ["10002", "", "周", "", "女", "", "2024-04-01", "", ""],
]


@pytest.mark.parametrize(
    "told", [{"ec": 0, "mems": MEMBERS}, MEMBERS, [{"mems": [one]} for one in MEMBERS]]
)
def test_the_list_is_a_sheet(told: object, tmp_path: Path) -> None:
    path = tmp_path / "members.json"
    path.write_text(json.dumps(told), encoding="utf-8")
    assert inspect(path).kind == "roster"
    with open_book(path) as book:
        sheet = book.read(book.names[0])
    assert sheet.format == "json"
    assert sheet.rows[0][:4] == ["QQ号", "群职务", "昵称", "群名片"]
    assert list(sheet.rows[1:]) == ROWS


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b'{"uin":1,"join_time":',
        b'[{"uin":true,"join_time":1}]',
        b'{"uin":{},"join_time":[]}',
    ],
)
def test_what_is_no_such_list_has_no_rows(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "other.json"
    path.write_bytes(data or b" ")
    assert read_members(path).rows == []
    with pytest.raises(UserError), open_book(path) as book:
        book.read(book.names[0])


@pytest.mark.parametrize("told", [{"ec": 0, "mems": MEMBERS}, MEMBERS])
def test_a_list_cut_off_keeps_whole_members_and_tells(told: object, tmp_path: Path) -> None:
    path = tmp_path / "members.json"
    whole = json.dumps(told)
    for end in range(whole.index('"10002"') + 9, len(whole)):
        path.write_text(whole[:end])
        with open_book(path) as book:
            sheet = book.read(book.names[0])
        assert sheet.rows[1:] in (ROWS[:1], ROWS)
        assert sheet.truncated
        assert [wrong.problem.code for wrong in sheet.problems] == ["cut_off"]
