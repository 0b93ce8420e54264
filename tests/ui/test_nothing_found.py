"""A search without hits says so in one place, with the way back to everything."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from qunmate.data import highlights
from qunmate.data.store import open_store
from qunmate.ui.empty import Hits
from qunmate.ui.highlights.tab import HighlightsTab
from qunmate.ui.main_window import MainWindow
from qunmate.ui.members.tab import MembersTab
from tests.ui.conftest import Open, add_chat, add_group, rest

MEMBERS, HIGHLIGHTS = 1, 3


@pytest.fixture
def window(open_window: Open, path: Path) -> MainWindow:
    group = add_group(path, "早起读书会")
    add_chat(path, group, days=2)
    with open_store(path) as store, store.atomic() as db:
        highlights.add(db, group_id=group.id, kind="quote", title="早起", occurred_on="2026-11-01")
    return open_window()


def test_members(window: MainWindow, qtbot: QtBot) -> None:
    window.show_tab(MEMBERS)
    rest(qtbot, window)
    (tab,) = window.findChildren(MembersTab)
    hits = tab.findChild(Hits)
    assert tab.table.isVisible()
    tab.filters.search.setText("没有这样的人")
    qtbot.waitUntil(lambda: not tab.table.isVisible())
    assert not tab.detail.isVisible()
    seen = [one for one in tab.findChildren(QPushButton) if one.isVisible()]
    assert [one.text() for one in seen if one.property("look") == "primary"] == ["Import sheet…"]
    hits.nothing.buttons[0].click()
    qtbot.waitUntil(tab.table.isVisible)
    assert tab.filters.search.text() == ""


def test_highlights_and_messages(window: MainWindow, qtbot: QtBot) -> None:
    window.show_tab(HIGHLIGHTS)
    rest(qtbot, window)
    (tab,) = window.findChildren(HighlightsTab)
    tab.shelf.filters.search.setText("没有这样的精华")
    assert not tab.shelf.list.isVisible()
    assert not tab.shelf.reading.isVisible()
    tab.shelf.findChild(Hits).nothing.buttons[0].click()
    assert tab.shelf.list.isVisible()
    tab.show_browser()
    rest(qtbot, window)
    browser = tab.browser
    assert browser is not None
    browser.bar.search.setText("没有这样的话")
    qtbot.waitUntil(lambda: not browser.view.isVisible())
    browser.findChild(Hits).nothing.buttons[0].click()
    qtbot.waitUntil(browser.view.isVisible)
    rest(qtbot, window)
