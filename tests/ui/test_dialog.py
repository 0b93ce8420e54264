"""Dialogs are as high as their words need, and fit on the screen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QDialog, QLineEdit, QVBoxLayout
from pytestqt.qtbot import QtBot

from qunmate.ui.dialog import FRAME, Dialog
from qunmate.ui.parts import button, label
from tests.legible import illegible


@pytest.fixture
def room(qapp: QApplication) -> QSize:
    return qapp.primaryScreen().availableGeometry().size() - FRAME


def told(lines: int, made: QDialog) -> QDialog:
    box = QVBoxLayout(made)
    for _line in range(lines):
        box.addWidget(label("一句很长的话,说明这一项是什么意思,要写两行才写得下。" * 2, wrap=True))
    made.setMinimumWidth(400)
    return made


def test_no_words_are_cut_on_a_low_screen(qtbot: QtBot, room: QSize) -> None:
    plain, made = told(16, QDialog()), told(16, Dialog())
    for one in (plain, made):
        qtbot.addWidget(one)
        one.show()
    assert illegible(plain)  # what Qt does
    assert not illegible(made)
    assert made.height() <= room.height()


def test_a_large_dialog_shrinks_to_the_screen(qtbot: QtBot, room: QSize) -> None:
    made = told(1, Dialog())
    qtbot.addWidget(made)
    made.resize(4000, 3000)
    made.show()
    assert made.size() == room


def test_words_that_come_later_find_room(qtbot: QtBot) -> None:
    made = told(3, Dialog())
    qtbot.addWidget(made)
    made.show()
    before = made.height()
    layout = made.layout()
    assert layout
    layout.addWidget(label("为什么没有写成,以及现在可以做什么。" * 6, wrap=True))
    qtbot.waitUntil(lambda: made.height() > before)
    assert not illegible(made)


def test_a_size_that_was_set_is_kept(qtbot: QtBot) -> None:
    made = told(1, Dialog())
    qtbot.addWidget(made)
    made.resize(500, 300)
    made.show()
    assert made.size() == QSize(500, 300)


def test_enter_presses_the_button_that_has_the_keys(qtbot: QtBot) -> None:
    """Whoever went to Cancel by keys must not say OK with Enter; elsewhere it does say OK."""
    pressed: list[str] = []
    made = Dialog()
    qtbot.addWidget(made)
    box = QVBoxLayout(made)
    field, tick = QLineEdit(), QCheckBox()
    ok = button("OK", lambda: pressed.append("OK"), "primary")
    ok.setDefault(True)
    cancel = button("Cancel", lambda: pressed.append("Cancel"))
    for widget in (field, tick, ok, cancel):
        box.addWidget(widget)
    made.show()
    with qtbot.waitActive(made):
        made.activateWindow()
    for widget, key in ((cancel, Qt.Key.Key_Return), (field, Qt.Key.Key_Return)):
        widget.setFocus()
        QTest.keyClick(widget, key)
    tick.setFocus()
    QTest.keyClick(tick, Qt.Key.Key_Enter)
    assert pressed == ["Cancel", "OK", "OK"]
    assert not tick.isChecked()
