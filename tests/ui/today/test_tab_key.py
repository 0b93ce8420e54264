"""The Tab key in the lines of Today."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from qunmate.data.store import Store
from tests.today_book import busy
from tests.ui.today.desk import today


def test_tab_goes_through_a_line_before_it_goes_on(qtbot: QtBot, store: Store) -> None:
    busy(store)
    with today(qtbot, store) as window:
        tab = window.tab
        window.activateWindow()
        first, second = tab.posts.rows[:2]
        first.setFocus()
        for expected in (*first.buttons(), second, *second.buttons()):
            focused = QApplication.focusWidget()
            assert focused
            QTest.keyClick(focused, Qt.Key.Key_Tab)
            assert QApplication.focusWidget() is expected
