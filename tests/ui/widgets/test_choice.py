"""A drop-down list is as wide as its words need, and not as wide as the screen."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from qunmate.model import PLAN_KINDS
from qunmate.ui.theme import Theme
from qunmate.ui.widgets.choice import MOST, Choice

TIP = Qt.ItemDataRole.ToolTipRole


def opened(qtbot: QtBot, _theme: Theme, *names: str) -> Choice:
    box = Choice()
    qtbot.addWidget(box)
    box.addItems(names)
    box.resize(120, 30)
    box.show()
    box.showPopup()
    return box


def test_a_name_of_200_letters_is_cut_and_told_on_a_hover(qtbot: QtBot, theme: Theme) -> None:
    box = opened(qtbot, theme, "短", "名" * 200)
    assert box.view().window().width() <= MOST
    assert (box.itemData(0, TIP), box.itemData(1, TIP)) == ("", "名" * 200)
    assert box.view().textElideMode() != Qt.TextElideMode.ElideNone


def test_choices_longer_than_the_field_are_seen_in_full(qtbot: QtBot, theme: Theme) -> None:
    words = "in the group for more than … days"
    box = opened(qtbot, theme, words)
    needed = box.fontMetrics().horizontalAdvance(words)
    assert needed > box.width()
    assert box.view().viewport().width() > needed


def test_many_choices_get_a_scroll_bar(qtbot: QtBot, theme: Theme) -> None:
    box = opened(qtbot, theme, *(str(n) for n in range(100)))
    assert box.maxVisibleItems() >= len(PLAN_KINDS)
    rows = box.view().height() / box.view().sizeHintForRow(0)
    assert rows <= box.maxVisibleItems() + 1
    assert box.view().verticalScrollBar().isVisible()
