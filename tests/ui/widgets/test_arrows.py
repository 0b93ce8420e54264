"""The arrow keys of a search field choose in the list below it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from qunmate.ui.formats_dialog import FormatsDialog
from qunmate.ui.widgets.arrows import Arrows


def test_the_arrows_choose_and_the_letters_search(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = FormatsDialog(parent)
    field, shown = dialog.search, dialog.list
    assert dialog.findChild(Arrows)
    rows = []
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown):
        QTest.keyClick(field, key)
        rows.append(shown.currentRow())
    assert rows[:3] == [1, 2, 1]
    assert rows[3] > 1
    QTest.keyClicks(field, "csv")
    assert (field.text(), shown.currentRow()) == ("csv", 0)
