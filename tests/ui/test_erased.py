"""Whoever is erased is named nowhere in the window: not by what was typed, chosen or visited."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from qunmate.data.store import open_store
from qunmate.ui.app import Desk
from qunmate.ui.context import Visit
from qunmate.ui.main_window import MainWindow
from qunmate.ui.members.erase_dialog import EraseDialog
from qunmate.ui.members.tab import MembersTab
from qunmate.ui.search import recent
from qunmate.ui.settings_state import WindowState
from tests.roster_store import add_member
from tests.ui.conftest import TODAY, add_group, rest

NAME = "欧阳锦绣"


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(qapp, TODAY, WindowState(tmp_path / "state"))
    yield made
    made.close()
    made.theme.deleteLater()
    made.deleteLater()


def shown(desk: Desk) -> MainWindow:
    assert desk.window is not None
    return desk.window


def told(widget: QWidget) -> str:
    """All that a widget says."""
    ways = ("text", "toolTip", "accessibleName", "windowTitle", "toPlainText", "full_text")
    return "\n".join(str(getattr(widget, way)()) for way in ways if hasattr(widget, way))


def test_nothing_typed_or_shown_names_whoever_is_erased(
    desk: Desk, path: Path, qtbot: QtBot
) -> None:
    group = add_group(path, "早起")
    with open_store(path) as store:
        person = add_member(store, group, NAME)
        add_member(store, group, "林晓")
    assert desk.open(path)
    window = shown(desk)
    rest(qtbot, window)
    window.sidebar.choose(group.id)
    window.context.guide.lead(Visit("members", "member", ids=(person,)))
    rest(qtbot, window)
    window.context.guide.lead(Visit("members", "members", ids=(person,), title=NAME))
    rest(qtbot, window)
    tab = window.stack.currentWidget()
    assert isinstance(tab, MembersTab)
    for field in window.findChildren(QLineEdit):
        field.setText(NAME)
    desk.state.keep(recent.KEY, json.dumps(["林", "oyjx", "锦绣", "讲师"]))
    rest(qtbot, window)
    dialog = EraseDialog(window.context, window, person, NAME)
    dialog.open()
    rest(qtbot, window)
    dialog.accept()
    qtbot.waitUntil(lambda: desk.window is not window)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    rest(qtbot, shown(desk))
    assert shown(desk).status_bar.notice.full_text() == "Erased."
    assert shown(desk).context.group == group
    assert [one for one in QApplication.allWidgets() if NAME[2:] in told(one)] == []
    assert recent.recent(desk.state) == ["林", "讲师"]
