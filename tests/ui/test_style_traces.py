"""Nothing of what style sheets worked out for a dialog stays when it is gone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import SIGNAL, Qt
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
from qunmate.ui.theme import Theme
from tests.ui.conftest import Open, rest


@pytest.fixture
def dialog(qtbot: QtBot, theme: Theme) -> Dialog:
    assert theme.tokens
    made = Dialog()
    box, combo, spin = QVBoxLayout(made), QComboBox(), QSpinBox()
    combo.setEditable(True)
    combo.addItem("群伴")
    combo.view().setObjectName("choices")  # the list that opens is made here
    for field in (spin, combo, QPlainTextEdit(), QLineEdit()):
        field.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the caret comes with the window's turn
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


def test_a_dialog_that_comes_back_looks_as_before(dialog: Dialog) -> None:
    before = dialog.grab().toImage()
    dialog.hide()
    dialog.show()
    assert dialog.grab().toImage() == before
    assert not [part for part in dialog.findChildren(QWidget) if part.styleSheet()]


def test_nothing_of_a_window_stays_either(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    rest(qtbot, window)
    window.close()
    assert unheard(window) == []
