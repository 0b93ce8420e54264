"""Plans and collections of highlights are told from chats and member sheets."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from qunmate.data import groups
from qunmate.data.store import Store
from qunmate.progress import finish
from qunmate.tasks.import_plan import import_plan
from qunmate.tasks.inspect_source import inspect

ICS = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//x//\r\nBEGIN:VEVENT\r\nUID:a@x\r\n"
    "DTSTART:20261123T090000\r\nSUMMARY:夜读\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)
ESSENCE = {
    "groupCode": "123",
    "groupName": "早起读书会",
    "totalCount": 1,
    "messages": [{"msgSeq": 1, "senderUin": "1", "senderTime": 1760000000, "content": []}],
}


def book(path: Path, *sheets: list[list[str]]) -> Path:
    made = Workbook()
    made.remove(made.active)
    for rows in sheets:
        page = made.create_sheet()
        for row in rows:
            page.append(row)
    made.save(path)
    return path


@pytest.mark.parametrize("name", ["plan.ics", "plan", "plan.txt"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_calendar_whatever_it_is_called(tmp_path: Path, name: str, mark: str) -> None:
    file = tmp_path / name
    file.write_text(mark + ICS, encoding="utf-8", newline="")
    assert inspect(file).kind == "plan"


def test_a_calendar_of_another_name_is_read_as_one(tmp_path: Path, store: Store) -> None:
    file = tmp_path / "plan"
    file.write_text(ICS, encoding="utf-8", newline="")
    with store.atomic() as db:
        group = groups.add(db, "早起读书会", "qq")
    result = finish(import_plan(store, file, group=group, today=date(2026, 11, 22)))
    assert (result.format, result.new) == ("ics", 1)


def test_sheets(tmp_path: Path) -> None:
    notes = [["说明"], ["每月一张"]]
    plan = book(tmp_path / "排期.xlsx", notes, [["日期", "时间", "标题", "状态"], ["11/23"]])
    kept = book(tmp_path / "精华.xlsx", [["问题", "答案", "回答人"], ["怎么入群", "扫码", "Ada"]])
    people = book(tmp_path / "名单.xlsx", [["姓名", "手机", "备注"], ["林小满", "1", "x"]])
    assert [inspect(one).kind for one in (plan, kept, people)] == ["plan", "highlights", "roster"]


def test_a_table_of_text(tmp_path: Path) -> None:
    file = tmp_path / "排期.csv"
    file.write_text("日期,时间,群,标题\n2026-11-23,9:00,早起读书会,夜读\n", encoding="gb18030")
    assert inspect(file).kind == "plan"


def test_essence_messages(tmp_path: Path) -> None:
    file = tmp_path / "group_essence_123.json"
    file.write_text(json.dumps(ESSENCE, ensure_ascii=False), encoding="utf-8")
    assert inspect(file).kind == "highlights"


def test_a_damaged_workbook_is_left_to_who_reads_it(tmp_path: Path) -> None:
    file = tmp_path / "x.xlsx"
    file.write_bytes(b"PK\x03\x04" + b"x" * 200)
    assert inspect(file).kind in {"roster", "unknown"}
