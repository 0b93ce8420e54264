"""Sheets taken into a group of a real file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from qunmate.data import members
from qunmate.data.store import Store
from qunmate.model import Group, Member, Membership
from qunmate.progress import finish
from qunmate.roster.sheet_taking import RosterImport
from qunmate.tasks.import_roster import import_roster
from tests.sheet_files import workbook

TODAY = date(2026, 11, 22)


class Desk:
    """A file, a group, and a place for sheets."""

    def __init__(self, store: Store, group: Group, folder: Path) -> None:
        self.store, self.group, self.folder = store, group, folder
        self.sheets = 0

    def take(
        self,
        rows: Sequence[Sequence[Any]],
        *,
        mode: str = "update",
        mapping: Mapping[str, str] | None = None,
        dry_run: bool = False,
        group: Group | None = None,
        merged: Sequence[str] = (),
    ) -> RosterImport:
        self.sheets += 1
        path = workbook(self.folder / f"{self.sheets}.xlsx", rows, merged=merged)
        return self.take_file(path, mode=mode, mapping=mapping, dry_run=dry_run, group=group)

    def take_file(self, path: Path, *, group: Group | None = None, **how: Any) -> RosterImport:
        job = import_roster(self.store, path, group=group or self.group, today=TODAY, **how)
        return finish(job)

    def everyone(self) -> list[Member]:
        return members.listing(self.store.db)

    def one(self, name: str) -> Member:
        (found,) = [one for one in self.everyone() if one.name == name]
        return found

    def membership(self, name: str) -> Membership:
        (found,) = [s for s in self.one(name).memberships if s.group_id == self.group.id]
        return found

    def dump(self) -> dict[str, list[Any]]:
        tables = ("members", "identities", "memberships", "stays", "tags", "member_tags")
        return {
            table: self.store.db.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall()
            for table in tables
        }


def counts(result: RosterImport) -> tuple[int, int, int, int]:
    assert result.rows == result.new + result.updated + result.unchanged + result.rejected
    return result.new, result.updated, result.unchanged, result.rejected


def problems(result: RosterImport) -> list[tuple[int, str | None, str]]:
    return [(one.row, one.column, one.problem.code) for one in result.errors]


UGLY = [
    ["2024 年读书会会员名单（内部）"],
    [],
    [None, "序号", "群昵称", "姓名", "微信号", "QQ", "手机", "城市", "入群时间", "标签", "群职务",
     "邀请人", "备注", "星座"],
    [None, 1, "小明", "王明", "wxid_a1", 12345.0, 13912345678, "杭州", 45293, "老粉;讲师 摄影",
     "群主", "小红", "=1+1", "双鱼"],
    [None, 2, "小红", "李红", None, None, "１３８ ０００１ ０００１", None, "2024年1月3日",
     "老粉、会员", "管理员", None, "喜欢\u00a0爬山", None],
    [],
    [None, 3, "阿强", "陈强", "无", None, "1.3700010002E10", "宁波", "2024.1.4", None, None, "王明",
     None, None],
    [None, "合计", 3],
    ["注：以上数据截至十一月"],
]  # fmt: skip
