"""A Members tab on a real file, with the real reader and writer threads."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from pytestqt.qtbot import QtBot

from qunmate.data import member_card
from qunmate.data.store import Store
from qunmate.model import Group
from qunmate.ui.members.columns import COLUMNS
from qunmate.ui.members.tab import MembersTab
from tests.roster_store import add_member
from tests.ui.tab_desk import Window, settle, shown_tab

__all__ = ["members_tab", "names", "settle"]

KEYS = [column.key for column in COLUMNS]
TODAY = 20_779  # 2026-11-22


@contextmanager
def members_tab(qtbot: QtBot, store: Store, group: Group | None) -> Iterator[Window[MembersTab]]:
    """The tab, shown, with everything read."""
    make = lambda context, parent: MembersTab(context, parent, lambda: None)  # noqa: E731
    with shown_tab(qtbot, store, make, group) as window:
        yield window


def names(window: Window[MembersTab]) -> list[str]:
    model = window.tab.model
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def three(store: Store, group: Group) -> list[int]:
    return [
        add_member(store, group, "陈思远", tags=["讲师"], nickname="上海-设计-思远"),
        add_member(store, group, "安娜", wxid="wxid_anna", phone="13900005678"),
        add_member(store, group, "周子昂", tags=["种子用户", "讲师"], notes="沙龙"),
    ]


def cell(window: Window, row: int, key: str) -> str:
    return str(window.tab.model.index(row, KEYS.index(key)).data())


def tags_of(store: Store, member_id: int) -> tuple[str, ...]:
    found = member_card.card(store.db, member_id)
    assert found is not None
    return found.member.tags
