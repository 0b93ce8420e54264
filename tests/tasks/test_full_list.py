"""A sheet that lists everybody of a group, against the last such sheet; doubts decided."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from qunmate.data import members
from qunmate.data.store import Store
from qunmate.model import Group, Stay
from qunmate.progress import finish
from qunmate.roster.sheet_taking import RosterImport
from qunmate.roster.taking import SOMEBODY_NEW
from qunmate.tasks.import_roster import import_roster
from qunmate.tasks.undo_import import undo_import
from tests.roster_store import add_group, add_member
from tests.sheet_files import workbook

HEAD = ["群昵称", "微信号", "群职务"]
OCTOBER = [HEAD, ["小明", "wxid_ming1", "成员"], ["小红", "wxid_hong1", "成员"],
           ["小刚", "wxid_gang1", "成员"]]  # fmt: skip
NOVEMBER = [HEAD, ["小明明", "wxid_ming1", "管理员"], ["小红", "wxid_hong1", "成员"],
            ["小新", "wxid_xinn1", "成员"]]  # fmt: skip


@pytest.fixture
def group(store: Store) -> Group:
    return add_group(store)


def _take(store: Store, group: Group, rows: Any, day: date, **ways: Any) -> RosterImport:
    sheet = workbook(store.path.parent / f"{day}.xlsx", rows)
    return finish(import_roster(store, sheet, group=group, today=day, full=True, **ways))


def _stays(store: Store) -> dict[str, tuple[tuple[str | None, str | None], ...]]:
    return {
        one.identities[0].value: tuple((s.joined_on, s.left_on) for s in one.memberships[0].stays)
        for one in members.listing(store.db)
    }


def _both(store: Store, group: Group) -> RosterImport:
    _take(store, group, OCTOBER, date(2026, 10, 1))
    return _take(store, group, NOVEMBER, date(2026, 11, 1))


def test_the_first_list_is_only_kept(store: Store, group: Group) -> None:
    first = _take(store, group, OCTOBER, date(2026, 10, 1))
    assert (first.new, first.left, first.compared) == (3, 0, ())
    assert _stays(store)["wxid_ming1"] == ((None, None),)


def test_the_next_says_who_came_went_and_changed(store: Store, group: Group) -> None:
    second = _both(store, group)
    told = {(one.kind, one.name, one.old, one.new) for one in second.compared}
    assert told == {
        ("renamed", "小明", "小明", "小明明"),
        ("role", "小明", "member", "admin"),
        ("joined", "小新", None, None),
        ("left", "小刚", None, None),
    }
    assert second.left == 1
    stays = _stays(store)
    assert stays["wxid_gang1"] == ((None, "2026-11-01"),)
    assert stays["wxid_xinn1"] == (("2026-11-01", None),)
    assert stays["wxid_hong1"] == ((None, None),)


def test_who_is_on_it_again_is_back(store: Store, group: Group) -> None:
    _both(store, group)
    third = _take(store, group, OCTOBER, date(2026, 12, 1))
    assert _stays(store)["wxid_gang1"] == ((None, "2026-11-01"), ("2026-12-01", None))
    assert third.left == 1  # 小新


def test_the_dry_run_tells_and_writes_nothing(store: Store, group: Group) -> None:
    _take(store, group, OCTOBER, date(2026, 10, 1))
    before = members.listing(store.db)
    dry = _take(store, group, NOVEMBER, date(2026, 11, 1), dry_run=True)
    gone = [plan for plan in dry.plans if plan.status == "left"]
    assert [(plan.row, plan.name) for plan in gone] == [(0, "小刚")]
    assert members.listing(store.db) == before


def test_whom_the_operator_keeps_stays(store: Store, group: Group) -> None:
    _take(store, group, OCTOBER, date(2026, 10, 1))
    gang = members.find(store.db, "wxid_gang1")
    kept = _take(store, group, NOVEMBER, date(2026, 11, 1), stay_in=frozenset({gang}))
    assert kept.left == 0
    assert _stays(store)["wxid_gang1"] == ((None, None),)


def test_undoing_takes_the_list_back_too(store: Store, group: Group) -> None:
    _take(store, group, OCTOBER, date(2026, 10, 1))
    before = members.listing(store.db)
    second = _take(store, group, NOVEMBER, date(2026, 11, 1))
    assert second.import_id is not None
    finish(undo_import(store, second.import_id))
    assert members.listing(store.db) == before
    again = _take(store, group, NOVEMBER, date(2026, 11, 2))
    assert {one.kind for one in again.compared} == {"renamed", "role", "joined", "left"}


def test_who_left_by_the_sheet_itself_is_not_back(store: Store, group: Group) -> None:
    rows = [[*HEAD, "退群时间"], ["小明", "wxid_ming1", "成员", "2026/9/1"]]
    _take(store, group, rows, date(2026, 10, 1))
    _take(store, group, rows, date(2026, 11, 1))
    person = members.by_id(store.db, members.find(store.db, "wxid_ming1"))
    assert person.memberships[0].stays == (Stay(None, "2026-09-01", "2026-10-01"),)


def test_doubts_are_decided(store: Store, group: Group) -> None:
    first = add_member(store, group, "李娜", city="上海", nickname="小娜")
    second = add_member(store, group, "李娜", city="杭州", nickname="娜娜")
    rows = [["姓名", "城市"], ["李娜", "北京"], ["李娜", "苏州"]]
    dry = _take(store, group, rows, date(2026, 11, 1), dry_run=True)
    doubt = dry.plans[0].reason
    assert doubt is not None
    assert (dry.rejected, set(doubt.about), dry.left) == (2, {first, second}, 0)
    done = _take(store, group, rows, date(2026, 11, 1), decided={2: second, 3: SOMEBODY_NEW})
    assert (done.new, done.updated, done.rejected, done.left) == (1, 1, 0, 1)
    assert members.by_id(store.db, second).city == "北京"
