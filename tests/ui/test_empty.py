"""What stands where there is nothing yet."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from qunmate.ui.empty import WORDS, even_width
from qunmate.ui.parts import label

LONG = (
    "Import a member sheet or a chat record: drop the file anywhere in this window, or paste "
    "copied chat text. Everything stays in one file on this computer."
)


@pytest.mark.parametrize("text", ["", "早", LONG, LONG * 3, "把成员表或聊天记录拖进窗口，" * 7])
def test_the_lines_are_as_even_as_can_be(qtbot: QtBot, text: str) -> None:
    words = label(text, wrap=True)
    qtbot.addWidget(words)
    width = even_width(words)
    assert width <= WORDS
    assert words.heightForWidth(width) == words.heightForWidth(WORDS)
    if len(text) > 1:
        assert words.heightForWidth(width - 8) > words.heightForWidth(WORDS)
