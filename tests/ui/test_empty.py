"""What stands where there is nothing yet."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QLabel, QStackedLayout, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from qunmate.ui.empty import WORDS, Drawing, Empty, even_width
from qunmate.ui.parts import label
from qunmate.ui.theme import Theme

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


def test_the_drawing_stands_at_the_same_place_of_every_page(
    qtbot: QtBot, qapp: QApplication
) -> None:
    theme = Theme(qapp, "light")
    window, pages = QWidget(), QStackedLayout()
    qtbot.addWidget(window)
    box = QVBoxLayout(window)
    box.setContentsMargins(0, 0, 0, 0)
    box.addLayout(pages)
    alone = Empty(theme, "Nothing yet", LONG, [], head="Calendar")
    below, inner = QWidget(), Empty(theme, "Nobody", "Nobody is here.", [("Import…", print)] * 2)
    lower = QVBoxLayout(below)
    lower.setContentsMargins(0, 0, 0, 0)
    lower.addWidget(QLabel("Highlights"))
    lower.addWidget(inner)
    for page in (alone, below):
        pages.addWidget(page)
    window.resize(900, 600)
    window.show()
    places = []
    for page in (alone, below):
        pages.setCurrentWidget(page)
        QApplication.processEvents()
        drawing = page.findChild(Drawing)
        assert drawing is not None
        places.append(drawing.mapTo(window, QPoint()))
    assert places[0] == places[1]
    assert 150 < places[0].y() < 220
