"""The Health tab of an open window, for its tests."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from qunmate import clock
from qunmate.ui.context import Visit
from qunmate.ui.health.activity_chart import ActivityChart
from qunmate.ui.health.tab import HealthTab
from qunmate.ui.main_window import MainWindow
from tests.ui.conftest import TODAY, rest

END = clock.day_of(TODAY)


def health(window: MainWindow, qtbot: QtBot) -> HealthTab:
    window.show_tab_named("health")
    rest(qtbot, window)
    tab = window.stack.currentWidget()
    assert isinstance(tab, HealthTab)
    qtbot.waitUntil(lambda: tab.page.members is not None)
    return tab


def chart(tab: HealthTab) -> ActivityChart:
    assert tab.page.activity
    return tab.page.activity


def visits(window: MainWindow) -> list[Visit]:
    """What the tab asks for; the window itself does not follow."""
    found: list[Visit] = []
    window.context.guide.asked.disconnect()
    window.context.guide.asked.connect(found.append)
    return found
