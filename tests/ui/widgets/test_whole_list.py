"""A list in which no line is cut in half."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from qunmate.ui.widgets.whole_list import WholeList


def test_it_ends_with_a_whole_line_where_it_scrolls(qtbot: QtBot) -> None:
    made = WholeList()
    qtbot.addWidget(made)
    made.addItems([str(number) for number in range(30)])
    made.resize(200, 307)
    made.show()
    line = made.sizeHintForRow(0)
    for height in range(300, 300 + line):
        made.resize(200, height)
        assert made.viewport().height() % line == 0
        assert height - made.viewport().height() - 2 * made.frameWidth() < line
    last = made.item(29)
    made.scrollToBottom()
    assert made.visualItemRect(last).bottom() == made.viewport().height() - 1


def test_where_all_lines_have_room_nothing_is_left_out(qtbot: QtBot) -> None:
    made = WholeList()
    qtbot.addWidget(made)
    made.resize(200, 307)
    made.show()
    made.addItems([str(number) for number in range(30)])
    made.clear()
    made.addItems(["a", "b"])
    made.doItemsLayout()
    assert made.viewport().height() == 307 - 2 * made.frameWidth()
