"""The groups with many of them, long names, archived ones; their menu; the group dialog."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from qunmate.data import groups
from qunmate.data.database import Database
from qunmate.model import PLATFORMS
from qunmate.ui.group_dialog import GroupDialog
from qunmate.ui.touched import GROUPS

if TYPE_CHECKING:
    from tests.screens import Studio

UGLY = (
    "一个名字长到任何边栏都放不下的群：关于如何在周末早上七点半起床并且坚持打卡的互助小组",
    "🏸🏸🏸 周末 羽毛球 👨‍👩‍👧‍👦",
    "مجموعة القراءة",
    "A very long English name that nobody would ever give to a group, and yet",
)


def scenes(studio: Studio) -> Iterator[tuple[str, Callable[[], QWidget]]]:
    window = studio.window

    def menu() -> QWidget:
        return window.sidebar.menu_for(window.sidebar.view.item_at(1))

    def edit() -> QWidget:
        return GroupDialog(window, groups.all_groups(window.context.store.db)[0], set())

    def fill(db: Database) -> None:
        names = [*UGLY, *(f"第 {number} 群" for number in range(1, 46))]
        for place, name in enumerate(names):
            made = groups.add(db, name, PLATFORMS[place % len(PLATFORMS)], "Asia/Shanghai")
            if place % 9 == 8:
                db.execute("UPDATE groups SET archived = 1 WHERE id = ?", [made.id])

    def many() -> QWidget:
        window.context.jobs.edit(fill, GROUPS)
        studio.settle()
        return window

    def unfolded() -> QWidget:
        window.sidebar.toggle_archived()
        window.sidebar.view.scrollToBottom()
        return window

    yield "sidebar-menu", menu
    yield "group-edit", edit
    yield "sidebar-many", many
    yield "sidebar-archived", unfolded
