"""What several scenes begin with: the Members tab of a group, names that are hard to show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from qunmate.model import Group
from qunmate.ui.members.columns import COLUMNS
from qunmate.ui.members.tab import MembersTab

if TYPE_CHECKING:
    from tests.screens import Studio

UGLY_NAMES = (
    "亚马逊-户外-文杰-深圳南山科技园-十年老卖家-有事请直接打电话",
    "🦄🌈✨独角兽✨🌈🦄",
    "محمد العربي",
    "O'Brien & <b>Söhne</b>",
    "一",
)


def members_tab(studio: Studio, group: Group) -> MembersTab:
    studio.window.sidebar.choose(group.id)
    studio.window.show_tab_named("members")
    studio.settle()
    found = studio.window.findChild(MembersTab)
    assert found is not None
    return found


def those_who_talk_most(studio: Studio, group: Group) -> None:
    """They stand first, and the second of them is chosen."""
    found = members_tab(studio, group)
    words = [column.key for column in COLUMNS].index("messages_30d")
    found.table.sortByColumn(words, Qt.SortOrder.DescendingOrder)
    studio.settle()
    found.keeper.choose([found.model.member_id(1)], found.model.member_id(1))
    studio.settle()
