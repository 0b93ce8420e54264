"""The bar at the top of the window."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from qunmate.ui.top_bar import SEARCH_LEAST, SEARCH_WIDTH, SearchBox


def test_the_search_field_says_no_more_than_it_has_room_for(qtbot: QtBot) -> None:
    box = SearchBox()
    qtbot.addWidget(box)
    box.resize(SEARCH_WIDTH, 30)
    box.show()
    assert box.placeholderText() == "Search members, messages, highlights"
    assert box.keys.isVisible()
    box.resize(SEARCH_LEAST, 30)
    assert box.placeholderText() == "Search"
    box.resize(SEARCH_WIDTH, 30)
    assert box.placeholderText() == "Search members, messages, highlights"
