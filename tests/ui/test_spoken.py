"""What a screen reader is told of controls that Qt does not know, and what it can do to them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from qunmate.ui import spoken
from qunmate.ui.widgets.editable import Editable
from qunmate.ui.widgets.menu_chip import MenuChip
from qunmate.ui.widgets.one_of import OneOf

Role = QAccessible.Role


def test_a_value_is_edited_by_the_reader_s_press(qtbot: QtBot) -> None:
    spoken.install()
    window = QWidget()
    qtbot.addWidget(window)
    value = Editable("城市", window)
    value.show_text("杭州")
    window.show()
    said = QAccessible.queryAccessibleInterface(value)
    assert (said.role(), said.text(QAccessible.Text.Name)) == (Role.Button, "城市: 杭州")
    assert spoken.PRESS in said.actionInterface().actionNames()
    said.actionInterface().doAction(spoken.PRESS)
    assert value.editing


def test_a_menu_is_opened_by_the_reader_s_press(qtbot: QtBot) -> None:
    spoken.install()
    window = QWidget()
    qtbot.addWidget(window)
    chip = MenuChip("分层", window)
    pressed = []
    chip.clicked.disconnect()
    chip.clicked.connect(lambda: pressed.append(chip))
    said = QAccessible.queryAccessibleInterface(chip)
    assert said.role() == Role.ButtonMenu
    said.actionInterface().doAction(spoken.PRESS)
    assert pressed == [chip]


def test_one_of_several_buttons_is_no_check_box(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    buttons = [QPushButton(words, window) for words in ("周", "月")]
    group = OneOf(window)
    for button in buttons:
        button.setCheckable(True)
        group.addButton(button)
    assert QAccessible.queryAccessibleInterface(buttons[0]).role() == Role.RadioButton
    buttons[0].click()
    buttons[1].click()
    assert group.checkedButton() is buttons[1]
    buttons[0].setChecked(True)  # as a key that opens a tab does
    takes = [bool(one.focusPolicy() & Qt.FocusPolicy.TabFocus) for one in buttons]
    assert takes == [True, False]


def test_a_page_that_scrolls_is_named_after_its_window(qtbot: QtBot) -> None:
    spoken.install()
    window = QWidget()
    qtbot.addWidget(window)
    window.setWindowTitle("设置")
    area = QScrollArea(window)
    said = QAccessible.queryAccessibleInterface(area)
    assert said.text(QAccessible.Text.Name) == "设置"
    area.setAccessibleName("常规")
    assert said.text(QAccessible.Text.Name) == "常规"
