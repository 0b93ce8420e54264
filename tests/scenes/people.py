"""Merging, splitting and erasing people, filling their cards."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from qunmate.data import custom_fields, groups, members, merging
from qunmate.data.database import Database
from qunmate.roster.custom import CustomField
from qunmate.ui.import_dialog import ImportDialog
from qunmate.ui.importing.sheet_model import DOUBT
from qunmate.ui.importing.sheet_part import ROWS, SheetPart
from qunmate.ui.members.erase_dialog import EraseDialog
from qunmate.ui.members.introduction_dialog import IntroductionDialog
from qunmate.ui.members.lookalikes_dialog import LookalikesDialog
from qunmate.ui.members.merge_dialog import MergeDialog
from qunmate.ui.members.own_fields_dialog import OwnFieldsDialog
from qunmate.ui.members.pattern_dialog import PatternDialog
from qunmate.ui.members.split_dialog import SplitDialog
from tests.scenes.showing import members_tab

if TYPE_CHECKING:
    from tests.screens import Studio

INTRODUCTION = """大家好！自我介绍一下～
【昵称】文杰
坐标：深圳南山
行业: 跨境电商
擅长：亚马逊选品、海外仓
需求：想认识做独立站的朋友
生日：1988-03-05
MBTI：ENTJ
"""


def scenes(studio: Studio) -> Iterator[tuple[str, Callable[[], QWidget]]]:  # noqa: PLR0915
    window = studio.window
    context = window.context
    group = groups.all_groups(context.store.db)[0]

    def pair() -> tuple[int, int]:
        found = members_tab(studio, group)
        ids = found.model.member_id(0), found.model.member_id(1)
        context.jobs.edit(lambda db: _spoil(db, *ids, group.id), found.tables)
        studio.settle()
        return ids

    def settled(dialog: QWidget) -> QWidget:
        studio.settle()
        return dialog

    def introduced() -> QWidget:
        dialog = IntroductionDialog(context, window, pair()[0])
        dialog.text.setPlainText(INTRODUCTION)
        dialog.read()
        return dialog

    def pattern() -> QWidget:
        pair()
        dialog = PatternDialog(context, window, group)
        dialog.pattern.setText("城市-行业-昵称")
        dialog._read()
        return settled(dialog)

    def card() -> QWidget:
        ids = pair()
        members_tab(studio, group).keeper.choose(ids[:1], ids[0])
        return settled(window)

    def split() -> QWidget:
        first, second = pair()
        context.jobs.edit(
            lambda db: merging.merge(db, first, second), members_tab(studio, group).tables
        )
        studio.settle()
        dialog = SplitDialog(context, window, first, "林晓")
        dialog.boxes[0].setChecked(True)
        return dialog

    def rows(*, doubt: bool = False) -> QWidget:
        pair()
        sheet = studio.place / "十一月名单.csv"
        sheet.write_text(_sheet(context.store.db, group.id), encoding="utf-8")
        dialog = ImportDialog(context, [sheet], group, print, window)
        studio.settle()
        part = dialog.cards[0].part
        assert isinstance(part, SheetPart)
        part.full.setChecked(True)
        studio.settle()
        part.show_step(ROWS)
        if doubt:
            part.rows.filter(DOUBT)
            part.rows.table.selectRow(0)
        return settled(dialog)

    yield "people-import-rows", rows
    yield "people-import-doubt", lambda: rows(doubt=True)
    yield "people-lookalikes", lambda: settled(LookalikesDialog(context, window))
    yield "people-card", card
    yield "people-merge", lambda: MergeDialog(context, window, *pair())
    yield "people-own-fields", lambda: OwnFieldsDialog(context, window)
    yield "people-introduction", introduced
    yield "people-pattern", pattern
    yield "people-erase", lambda: settled(EraseDialog(context, window, pair()[0], "林晓"))
    yield "people-split", split


def _sheet(db: Database, group_id: int) -> str:
    """Some of the group changed, some missing, some new, some wrong, one in doubt."""
    rows = members.listing(db, group_id)[:40]
    lines = ["十一月的名单,,,,", "姓名,微信号,城市,手机,入群时间"]
    for at, one in enumerate(rows):
        id_ = next((i.value for i in one.identities if i.group_id is None), "")
        city = "青岛" if at % 5 == 0 else one.city or ""
        phone = "打微信" if at % 11 == 3 else one.phone or ""
        lines.append(f"{one.name},{id_},{city},{phone},2026-13-01" if at % 13 == 4 else
                     f"{one.name},{id_},{city},{phone},")  # fmt: skip
    lines += ["王新来,wxid_new0001,厦门,13900008888,2026-11-01", "林晓,,,,", ",,,,2026-11-01"]
    return "\n".join(lines) + "\n"


def _spoil(db: Database, first: int, second: int, group_id: int) -> None:
    """Two cards that contradict each other everywhere."""
    for id_, city, name in ((first, "上海", "林晓"), (second, "上海浦东新区" * 8, "🦄林晓晓🦄")):
        db.execute(
            "UPDATE members SET name = ?, city = ?, trade = ?, phone = ? WHERE id = ?",
            [name, city, f"教育 {id_}", f"139{id_:08}", id_],
        )
        custom_fields.set_value(db, [id_], "车牌", f"沪A{id_:05}")
        db.execute(
            "UPDATE memberships SET nickname = ? WHERE member_id = ? AND group_id = ?",
            [f"{city[:2]}-教育-{name}", id_, group_id],
        )
    custom_fields.keep(db, CustomField("付费", "yes_no"))
    custom_fields.keep(db, CustomField("来源", "choice", ("朋友圈", "转介绍", "活动")))
