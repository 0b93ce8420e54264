"""A page ends at the same edge whether it scrolls or not."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from qunmate.ui.widgets.page_area import MARGIN, OUTSIDE, PageArea


def test_the_scroll_bar_lies_in_the_margin(qtbot: QtBot) -> None:
    window, page, content = QWidget(), QWidget(), QFrame()
    QVBoxLayout(page).addWidget(content)
    area = PageArea(page)
    box = QVBoxLayout(window)
    box.setContentsMargins(0, 0, OUTSIDE, 0)
    box.addWidget(area)
    qtbot.addWidget(window)
    window.resize(400, 300)
    window.show()

    def edge() -> int:
        return content.mapTo(window, QPoint(content.width(), 0)).x()

    assert not area.verticalScrollBar().isVisible()
    assert edge() == 400 - MARGIN
    content.setMinimumHeight(1000)
    qtbot.waitUntil(area.verticalScrollBar().isVisible)
    qtbot.waitUntil(lambda: edge() == 400 - MARGIN)
    assert page.height() == 1000 + MARGIN
