"""The line beside the title: whose figures, of which days, and whether they are complete."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from qunmate.ui.health.period import CUSTOM, Period
from tests.ui.conftest import Open, add_chat, add_group, rest
from tests.ui.health.desk import END, health

LONG = "亚马逊户外文杰深圳南山科技园十年老卖家有事请直接打电话交流群"


@pytest.mark.parametrize("width", [1120, 1366, 1920])
def test_a_long_name_gives_way_to_the_days(
    open_window: Open, path: Path, qtbot: QtBot, width: int
) -> None:
    group = add_group(path, LONG)
    add_chat(path, group, days=400)
    window = open_window()
    window.resize(width, 768)
    window.sidebar.choose(group.id)
    tab = health(window, qtbot)
    tab.period_bar.choose(Period(CUSTOM, 0, END - 380, END - 1))
    rest(qtbot, window)
    QApplication.processEvents()
    said = tab.note.text()
    assert "complete" in said
    assert "亚马逊户外文杰" in said
    assert (LONG in said) == (width != 1366)  # in 1120 px the line stands below
    assert LONG in tab.note.text() + tab.note.toolTip()


def test_a_day_that_is_not_over_is_not_complete(
    open_window: Open, path: Path, qtbot: QtBot
) -> None:
    add_chat(path, add_group(path, "早起读书会"), days=100)
    window = open_window()
    tab = health(window, qtbot)
    assert "· complete up to yesterday ·" in tab.note.full_text()
    tab.period_bar.earlier.click()
    rest(qtbot, window)
    assert "· complete ·" in tab.note.full_text()
