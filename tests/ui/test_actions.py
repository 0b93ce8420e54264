"""The actions of the window, and the bar that a Mac has for them."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QMainWindow, QMenu
from pytestqt.qtbot import QtBot

from qunmate.ui import actions


def test_a_mac_has_the_actions_in_its_bar(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    done: list[str] = []
    acts: dict[str, actions.Act] = {
        one.name: partial(done.append, one.name) for one in actions.ACTIONS
    }
    made = actions.install(window, acts, mac=True)
    (menu,) = window.menuBar().findChildren(QMenu)
    assert menu.actions() == [made[name] for name in actions.BAR]
    assert made["settings"].menuRole() == made["settings"].MenuRole.PreferencesRole
    menu.actions()[0].trigger()
    assert done == ["import"]


def test_elsewhere_there_is_no_bar(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    actions.install(window, {one.name: list for one in actions.ACTIONS}, mac=False)
    assert window.menuWidget() is None
