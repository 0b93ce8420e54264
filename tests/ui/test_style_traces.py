"""Nothing of what style sheets worked out for a dialog stays when it is gone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import SIGNAL
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from qunmate.ui.dialog import Dialog
from tests.ui.conftest import Open, rest

SHEET = "QWidget { border: 1px solid red; }"


@pytest.fixture
def dialog(qtbot: QtBot) -> Dialog:
    made = Dialog()
    made.setStyleSheet(SHEET)
    box, combo, spin = QVBoxLayout(made), QComboBox(), QSpinBox()
    combo.setEditable(True)
    combo.addItem("群伴")
    combo.view().setObjectName("choices")  # the list that opens is made here
    for field in (spin, combo, QPlainTextEdit(), QLineEdit()):
        box.addWidget(field)
    qtbot.addWidget(made)
    made.show()
    return made


def unheard(top: QWidget) -> list[str]:
    """The parts whose end nobody hears of."""
    return [
        part.metaObject().className()
        for part in top.findChildren(QWidget)
        if not part.receivers(SIGNAL("destroyed(QObject*)"))
    ]


def test_the_end_of_every_part_is_heard_of(dialog: Dialog) -> None:
    assert unheard(dialog)  # what Qt does
    dialog.hide()
    assert unheard(dialog) == []


def test_a_dialog_that_comes_back_looks_as_before(dialog: Dialog, qtbot: QtBot) -> None:
    before = seen(dialog, qtbot)
    dialog.hide()
    dialog.show()
    assert seen(dialog, qtbot) == before
    assert not [part for part in dialog.findChildren(QWidget) if part.styleSheet()]


def seen(dialog: Dialog, qtbot: QtBot) -> QImage:
    with qtbot.waitActive(dialog):
        pass
    dialog.setFocus()
    return dialog.grab().toImage()


def test_nothing_of_a_window_stays_either(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    rest(qtbot, window)
    window.close()
    assert unheard(window) == []
