"""Words of strangers in tooltips stay words."""

from __future__ import annotations

from PySide6.QtGui import QTextDocument
from pytestqt.qtbot import QtBot

from qunmate.ui.parts import ElidedLabel, hint

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
