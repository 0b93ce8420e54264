"""The Members tab with ugly people, several chosen, a visit; its dialogs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from qunmate.data import contact_notes, groups
from qunmate.data.database import Database
from qunmate.i18n import _
from qunmate.ui.context import Visit
from qunmate.ui.members.add_dialog import AddDialog
from qunmate.ui.members.put_in_dialog import PutInDialog
from qunmate.ui.members.set_field_dialog import SetFieldDialog
from tests.scenes.showing import UGLY_NAMES, members_tab

if TYPE_CHECKING:
    from tests.screens import Studio

TAGS = ("种子用户", "一个名字长得怎么也放不下的标签啊啊啊啊", "讲师", "已付费", "志愿者", "🌟")


def scenes(studio: Studio) -> Iterator[tuple[str, Callable[[], QWidget]]]:
    window = studio.window
    group = groups.all_groups(window.context.store.db)[0]

    def several() -> QWidget:
        found = members_tab(studio, group)
        found.table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        ids = [found.model.member_id(row) for row in range(2, 8)]
        found.keeper.choose(ids, ids[0])
        return window

    def visit() -> QWidget:
        found = members_tab(studio, group)
        ids = tuple(found.model.member_id(row) for row in range(3, 9))
        found.visit(Visit("members", "members", ids, title=_("Health")))
        return window

    def nothing_found() -> QWidget:
        found = members_tab(studio, group)
        found.filters.end_visit()
        found.filters.search.setText("没有这样的人")
        return window

    def blurred() -> QWidget:
        found = members_tab(studio, group)
        found.filters.clear()
        studio.settle()
        found.keeper.choose([found.model.member_id(3)], found.model.member_id(3))
        window.context.blur.turn(on=True)
        return window

    def ugly() -> QWidget:
        window.context.blur.turn(on=False)
        found = members_tab(studio, group)
        ids = [found.model.member_id(row) for row in range(len(UGLY_NAMES))]
        window.context.jobs.edit(lambda db: _spoil(db, ids, group.id), found.tables)
        studio.settle()
        found.visit(Visit("members", "members", tuple(ids), title=UGLY_NAMES[0]))
        found.keeper.choose(ids[:1], ids[0])
        return window

    def adding(name: str = "") -> QWidget:
        """Somebody new; or who is called as somebody of another group."""
        members_tab(studio, group)
        dialog = AddDialog(window.context, window)
        dialog.show()
        dialog.name.setText(name)
        for tag in TAGS[:2] if name else ():
            dialog.tags.added.emit(tag)
        dialog._look()
        studio.settle()
        return dialog

    def known() -> QWidget:
        row = (
            "SELECT name FROM members WHERE id NOT IN (SELECT member_id FROM memberships"
            " WHERE group_id = ?) LIMIT 1"
        )
        return adding(window.context.store.db.execute(row, [group.id]).fetchone()[0])

    yield "members-several", several
    yield "members-add", adding
    yield "members-add-known", known
    yield "members-put-in", lambda: PutInDialog(window.context, window, [1, 2, 3])
    yield "members-visit", visit
    yield "members-nothing-found", nothing_found
    yield "members-blurred", blurred
    yield "members-ugly", ugly
    yield "members-set-field", lambda: SetFieldDialog(window, 12, one_group=True)


def _spoil(db: Database, ids: list[int], group_id: int) -> None:
    for id_, name in zip(ids, UGLY_NAMES, strict=True):
        db.execute("UPDATE members SET name = ? WHERE id = ?", [name, id_])
        db.execute("UPDATE memberships SET nickname = ? WHERE member_id = ?", [name * 2, id_])
        for tag in TAGS:
            db.execute("INSERT INTO tags (name) VALUES (?) ON CONFLICT DO NOTHING", [tag])
            db.execute(
                "INSERT INTO member_tags (member_id, tag_id)"
                " SELECT ?, id FROM tags WHERE name = ? ON CONFLICT DO NOTHING",
                [id_, tag],
            )
    first = ids[0]
    db.execute(
        "UPDATE members SET phone = '13900005678', strengths = ?, city = '深圳南山科技园',"
        " trade = '跨境电商', needs = '找投放合作' WHERE id = ?",
        ["直播选品、私域、供应链、团队管理、跨境物流、亚马逊运营", first],
    )
    db.execute(
        "UPDATE memberships SET invited_by = ?, welcomed_on = '2026-11-20', expires_on ="
        " '2027-03-01' WHERE member_id = ? AND group_id = ?",
        [ids[1], first, group_id],
    )
    db.execute("UPDATE memberships SET invited_by = ? WHERE member_id = ?", [first, ids[2]])
    contact_notes.add(
        db,
        member_id=first,
        group_id=group_id,
        noted_on="2026-11-08",
        text="想在群里组织线下沙龙，地点还没有定，要先问问大家的时间",
        follow_up_on="2026-11-25",
    )
