"""A group's nickname pattern fills the cards of whom an import brings."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from qunmate.data import custom_fields, members
from qunmate.data.store import Store
from qunmate.model import Group
from qunmate.progress import finish
from qunmate.roster.custom import CustomField
from qunmate.roster.sheet_taking import RosterImport
from qunmate.tasks import nickname_pattern
from qunmate.tasks.chat_intake import ChatImport
from qunmate.tasks.import_chat import Pasted, import_chat
from qunmate.tasks.import_roster import import_roster
from qunmate.tasks.undo_import import undo_import
from tests.roster_store import add_group, add_member
from tests.sheet_files import workbook

TODAY = date(2026, 11, 22)


@pytest.fixture
def group(store: Store) -> Group:
    group = add_group(store)
    with store.atomic() as db:
        custom_fields.keep(db, CustomField("年级", "number"))
        nickname_pattern.fill(db, group, "城市-年级-昵称")
    return group


def _taken(store: Store, group: Group, path: Path, *rows: list[str]) -> RosterImport:
    workbook(path, [["群昵称", "微信号", "城市"], *rows])
    return finish(import_roster(store, path, group=group, today=TODAY))


def _cards(store: Store) -> dict[str, tuple[str | None, dict[str, str]]]:
    return {one.name: (one.city, one.custom) for one in members.listing(store.db)}


def test_newcomers_of_a_sheet_are_filled_in(store: Store, group: Group, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    done = _taken(
        store,
        group,
        path,
        ["上海-03-林晓", "linxiao88", ""],
        ["杭州-三-李娜", "lina_2020", "宁波"],
        ["王强", "wangq_77", ""],
    )
    filled: dict[str, tuple[str | None, dict[str, str]]] = {
        "林晓": ("上海", {"年级": "3"}),
        "李娜": ("宁波", {}),
        "王强": (None, {}),
    }
    assert _cards(store) == filled
    again = finish(import_roster(store, path, group=group, today=TODAY))
    assert (again.new, again.updated, again.unchanged) == (0, 0, 3)
    assert _cards(store) == filled
    for one in (again, done):
        assert one.import_id is not None
        finish(undo_import(store, one.import_id))
    assert _cards(store) == {}


def test_who_is_renamed_is_filled_in_and_goes_back(
    store: Store, group: Group, tmp_path: Path
) -> None:
    add_member(store, group, "林晓", nickname="晓", wxid="linxiao88")
    emptied = add_member(store, group, "李娜", nickname="杭州-3-李娜", wxid="lina_2020")
    before = store.db.execute("SELECT * FROM members").fetchall()
    memberships = store.db.execute("SELECT * FROM memberships").fetchall()
    done = _taken(
        store,
        group,
        tmp_path / "a.xlsx",
        ["上海-3-林晓晓", "linxiao88", ""],
        ["杭州-3-李娜", "lina_2020", ""],
    )
    assert _cards(store) == {"林晓": ("上海", {"年级": "3"}), "李娜": (None, {})}
    assert members.by_id(store.db, emptied).city is None  # nobody's nickname changed there
    assert done.import_id is not None
    finish(undo_import(store, done.import_id))
    assert store.db.execute("SELECT * FROM members").fetchall() == before
    assert store.db.execute("SELECT * FROM memberships").fetchall() == memberships


def test_a_dry_run_tells_what_would_be_filled_in(
    store: Store, group: Group, tmp_path: Path
) -> None:
    add_member(store, group, "林晓", nickname="晓", wxid="linxiao88")
    path = tmp_path / "a.xlsx"
    rows = [
        ["群昵称", "微信号", "城市"],
        ["上海-3-林晓晓", "linxiao88", ""],
        ["杭州-4-李娜", "lina_2020", "宁波"],
        ["王强", "wangq_77", ""],
    ]
    workbook(path, rows)
    dry = finish(import_roster(store, path, group=group, today=TODAY, dry_run=True))
    told = [{one.field: one.new for one in plan.changes} for plan in dry.plans]
    assert told == [
        {"nickname": "上海-3-林晓晓", "city": "上海", "custom:年级": "3"},
        {
            "nickname": "杭州-4-李娜",
            "wechat": ("lina_2020",),
            "city": "宁波",
            "custom:年级": "4",
            "name": "李娜",
        },
        {"nickname": "王强", "wechat": ("wangq_77",)},
    ]
    finish(import_roster(store, path, group=group, today=TODAY))
    done = {"林晓": ("上海", {"年级": "3"}), "李娜": ("宁波", {"年级": "4"}), "王强": (None, {})}
    assert _cards(store) == done


def test_who_speaks_first_is_filled_in(store: Store, group: Group) -> None:
    text = "上海-2-林晓(12345) 2026-04-08 00:00:10\n大家好\n\n李娜(12346) 2026-04-08 00:01:10\n好\n"
    (done,) = finish(
        import_chat(store, [Pasted("群聊", text)], group=group.name, format_="auto", today=TODAY)
    )
    assert isinstance(done, ChatImport)
    assert _cards(store) == {"林晓": ("上海", {"年级": "2"}), "李娜": (None, {})}
    assert done.import_id is not None
    finish(undo_import(store, done.import_id))
    assert _cards(store) == {}
