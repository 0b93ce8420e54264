"""A group with highlights of several kinds, in the Highlights tab."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from qunmate.data import highlights, message_order
from qunmate.data.message_order import MessageFilter
from qunmate.data.store import Store
from qunmate.model import Group
from qunmate.ui.highlights.tab import HighlightsTab
from tests.chat_book import QUESTION, add_chat, filler
from tests.ui.tab_desk import Window, shown_tab

Shown = Window[HighlightsTab]


def fill(store: Store) -> Group:
    group = add_chat(store, [*filler(2, 20), *QUESTION, (1, 900, 0, "https://example.org 对照表")])
    ids = message_order.order(store.db, group.id, MessageFilter()).tolist()
    people = dict(store.db.execute("SELECT name, id FROM members").fetchall())
    start = ids.index(
        message_order.order(store.db, group.id, MessageFilter(text="念稿")).tolist()[0]
    )
    with store.atomic() as db:
        for kind, title, text, more in (
            ("quote", "「活跃不是刷屏」", "是有人接话", {"authors": [people["何知微"]]}),
            (
                "sharing",
                "视频号冷启动 30 天复盘",
                "话术也要改\n· 一\n· 二",
                {"starred": True, "topics": ["话术"]},
            ),
            (
                "answer",
                "直播话术怎么改才不像念稿？",
                "问：怎么改\n答：拆成提示词卡\n补充：\n王一诺：写价格 https://example.org/a",
                {
                    "authors": [people["周子昂"]],
                    "topics": ["直播", "话术"],
                    "messages": ids[start : start + 6],
                },
            ),
        ):
            highlights.add(
                db,
                group_id=group.id,
                kind=kind,
                title=title,
                text=text,
                occurred_on="2026-11-16",
                **more,  # type: ignore[arg-type]
            )
    return group


@pytest.fixture
def shown(qtbot: QtBot, store: Store) -> Iterator[Shown]:
    group = fill(store)
    with shown_tab(qtbot, store, HighlightsTab, group) as window:
        yield window


def titles(shown: Shown) -> list[str]:
    return [one.title for one in shown.tab.shelf.model.items]


def choose(shown: Shown, words: str) -> None:
    model = shown.tab.shelf.model
    at = next(at for at, one in enumerate(model.items) if words in one.title)
    shown.tab.shelf.list.setCurrentIndex(model.index(at, 0))
