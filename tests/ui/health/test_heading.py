"""The line beside the title: whose figures, of which days, and whether they are complete."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from qunmate.ui.health.period import CUSTOM, Period
from tests.ui.conftest import Open, add_chat, add_group, rest
from tests.ui.health.desk import END, health

LONG = "亚马逊户外文杰深圳南山科技园十年老卖家有事请直接打电话交流群"


@pytest.mark.parametrize("width", [1000, 1120, 1366, 1920])
def test_a_long_name_gives_way_to_the_days(
    open_window: Open, path: Path, qtbot: QtBot, width: int
) -> None:
    """And where there still is no room, the word that nothing is missing does."""
    group = add_group(path, LONG)
    add_chat(path, group, days=400)
    window = open_window()
    window.resize(width, 768)
    window.sidebar.choose(group.id)
    tab = health(window, qtbot)
    tab.period_bar.choose(Period(CUSTOM, 0, END - 380, END - 1))
    rest(qtbot, window)
    said = tab.note.text()
    assert said.startswith("亚马逊户外文杰")
    assert " · 2025-11-07 – 2026-11-21 · " in said
    assert said.endswith(" · data up to 22 Nov 10:04")
    assert (LONG in said) == (width in {1120, 1920})  # in 1120 px the line stands below
    for words in (LONG, "complete"):
        assert words in tab.note.text() + tab.note.toolTip()


def test_a_name_that_is_not_long_stays_whole(open_window: Open, path: Path, qtbot: QtBot) -> None:
    add_chat(path, add_group(path, "早起读书会"), days=100)
    window = open_window()
    window.resize(1366, 768)
    tab = health(window, qtbot)
    assert tab.note.text() == "All groups · 24 Oct – 22 Nov · data up to 22 Nov 10:04"
    assert "complete up to yesterday" in tab.note.toolTip()


def test_a_day_that_is_not_over_is_not_complete(
    open_window: Open, path: Path, qtbot: QtBot
) -> None:
    add_chat(path, add_group(path, "早起读书会"), days=100)
    window = open_window()
    tab = health(window, qtbot)
    assert "· complete up to yesterday ·" in tab.note.accessibleName()
    tab.period_bar.earlier.click()
    rest(qtbot, window)
    assert "· complete ·" in tab.note.accessibleName()
