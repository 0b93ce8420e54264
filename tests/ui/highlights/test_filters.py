"""The search field and the chips above the highlights."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from qunmate.ui.highlights.filters import SEARCH, HighlightBar
from qunmate.ui.parts import GRID


def test_the_search_yields_so_that_all_chips_stand_on_one_line(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    bar = HighlightBar(parent)
    parent.show()
    chips = [one for one in bar._chips if one.isVisible()]
    wide = sum(one.sizeHint().width() + GRID for one in chips) + SEARCH[1]
    for width, least in ((wide + 1, SEARCH[1]), (wide - 40, SEARCH[0])):
        bar.resize(width, 30)
        QApplication.processEvents()
        assert least <= bar.search.width() <= SEARCH[1]
        assert bar.heightForWidth(width) < 40
        assert len({one.geometry().center().y() for one in chips}) == 1
