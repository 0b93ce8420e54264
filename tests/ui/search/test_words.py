"""Where the words of a hit are marked, and where they are cut."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from qunmate.ui.search.lines import meant_by
from qunmate.ui.search.view import around


def test_what_was_typed_by_its_sound_is_marked_in_the_name() -> None:
    assert meant_by("l", "刘琪", "wxid_l1") == "刘"
    assert meant_by("zy", "张伟", "上海-设计-子昱", "wxid_zy") == "子昱"
    assert meant_by("liuq", "刘琪") == "刘琪"
    assert meant_by("leo", "Leo 刘", "wxid_1") == ""  # it stands there as it was typed
    assert meant_by("刘", "刘琪") == ""
    assert meant_by("x", "😀", "", "Ab") == ""


@pytest.mark.parametrize("width", [180, 300, 600, 2000])
def test_the_words_are_cut_so_that_the_hit_is_seen_and_no_room_left(
    qtbot: QtBot, width: int
) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    metrics = label.fontMetrics()
    words = "周六羽毛球接龙，先到先得，满十六位为止，记得带水和球鞋，我们在三号场 Leo 报名了"
    shown = around(words, ["Leo"], metrics, width)
    cut = metrics.elidedText(shown, Qt.TextElideMode.ElideRight, width)
    assert "Leo" in cut
    left_out = words.removesuffix(shown.removeprefix("…"))
    assert bool(left_out) == shown.startswith("…") == (metrics.horizontalAdvance(words) > width)
    if left_out:
        assert metrics.horizontalAdvance(left_out[-1] + shown) > width
    assert around(words, ["没有"], metrics, width) == words
