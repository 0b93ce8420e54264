"""Merging, splitting and erasing people, filling their cards."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from qunmate.data import custom_fields, groups, merging
from qunmate.data.store import Database
from qunmate.roster.custom import CustomField
from qunmate.ui.members.erase_dialog import EraseDialog
from qunmate.ui.members.introduction_dialog import IntroductionDialog
from qunmate.ui.members.merge_dialog import MergeDialog
from qunmate.ui.members.own_fields_dialog import OwnFieldsDialog
from qunmate.ui.members.pattern_dialog import PatternDialog
from qunmate.ui.members.split_dialog import SplitDialog
from qunmate.ui.members.tab import MembersTab

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


def scenes(studio: Studio) -> Iterator[tuple[str, Callable[[], QWidget]]]:
    window = studio.window
    context = window.context
    group = groups.all_groups(context.store.db)[0]

    def tab() -> MembersTab:
        window.sidebar.choose(group.id)
        window.show_tab_named("members")
        studio.settle()
        found = window.findChild(MembersTab)
        assert found is not None
        return found

    def pair() -> tuple[int, int]:
        found = tab()
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
        dialog._timer.start()
        return settled(dialog)

    def card() -> QWidget:
        ids = pair()
        tab().keeper.choose(ids[:1], ids[0])
        return settled(window)

    def split() -> QWidget:
        first, second = pair()
        context.jobs.edit(lambda db: merging.merge(db, first, second), tab().tables)
        studio.settle()
        dialog = SplitDialog(context, window, first, "林晓")
        dialog.boxes[0].setChecked(True)
        return dialog

    yield "people-card", card
    yield "people-merge", lambda: MergeDialog(context, window, *pair())
    yield "people-own-fields", lambda: OwnFieldsDialog(context, window)
    yield "people-introduction", introduced
    yield "people-pattern", pattern
    yield "people-erase", lambda: settled(EraseDialog(context, window, pair()[0], "林晓"))
    yield "people-split", split


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
