"""Words of strangers in tooltips stay words, and links are in line with the words above."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QStyle, QStyleOptionButton
from pytestqt.qtbot import QtBot

from qunmate.ui.parts import ElidedLabel, button, hint
from qunmate.ui.theme import Theme

MARKUP = "<b>读书会</b> <img src='file:///x.png'> & co\n第二行"


def test_what_looks_like_markup_is_shown_as_it_is_written(qtbot: QtBot) -> None:
    document = QTextDocument()
    document.setHtml(hint(MARKUP))
    assert document.toPlainText() == MARKUP
    assert hint("a & b\nc") == "a & b\nc"


def test_a_cut_label_tells_all_of_it(qtbot: QtBot) -> None:
    label = ElidedLabel(MARKUP.replace("\n", " "))
    qtbot.addWidget(label)
    label.resize(40, 20)
    label.show()
    assert label.toolTip() == hint(label.full_text())


@pytest.mark.parametrize("look", ["link", "line"])
def test_the_words_of_a_link_begin_where_other_words_do(
    qtbot: QtBot, theme: Theme, look: str
) -> None:
    made = button("还有 4 项", look=look)
    qtbot.addWidget(made)
    made.show()
    option = QStyleOptionButton()
    made.initStyleOption(option)
    part = QStyle.SubElement.SE_PushButtonContents
    words = made.style().subElementRect(part, option, made)
    assert (words.left(), words.right()) == (0, made.width() - 1)
