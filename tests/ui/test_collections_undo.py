"""A plan and a collection of highlights, taken in by their tabs: Ctrl+Z and back, seen there."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from qunmate.data import highlights, plan
from qunmate.ui.calendar import files
from qunmate.ui.calendar.tab import CalendarTab
from qunmate.ui.highlights import transfer
from qunmate.ui.highlights.tab import HighlightsTab
from qunmate.ui.main_window import MainWindow
from tests.ui.conftest import Open, add_chat, add_group, rest

PLAN = "日期,时间,群,类型,标题,内容\n2026-11-23,09:00,早起读书会,话题,夜读,今晚读什么\n"
KEPT = "标题,内容,日期\n直播话术,拆成卡片,2026-11-20\n"


@pytest.fixture
def window(open_window: Open, path: Path, qtbot: QtBot) -> MainWindow:
    group = add_group(path, "早起读书会")
    add_chat(path, group)
    made = open_window()
    made.sidebar.choose(group.id)
    rest(qtbot, made)
    return made


def press(qtbot: QtBot, window: MainWindow, name: str) -> None:
    assert window.actions_by_name[name].isEnabled()
    window.actions_by_name[name].trigger()
    rest(qtbot, window)


def test_a_plan_comes_goes_and_comes_again(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    source = tmp_path / "排期.csv"
    source.write_text(PLAN, "utf-8")
    window.show_tab_named("calendar")
    rest(qtbot, window)
    tab = window.stack.currentWidget()
    assert isinstance(tab, CalendarTab)

    def shown() -> tuple[list[str], int]:
        rest(qtbot, window)
        stored = len(plan.listing(window.context.store.db))
        return [entry.item.title for entry in tab.board.grid.entries], stored

    tab.set_view("month")
    files.take_in(window.context, source)
    assert shown() == (["夜读"], 1)
    press(qtbot, window, "undo")
    assert shown() == ([], 0)
    press(qtbot, window, "redo")
    assert shown() == (["夜读"], 1)


def test_a_collection_comes_goes_and_comes_again(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    source = tmp_path / "精华.csv"
    source.write_text(KEPT, "utf-8")
    window.show_tab_named("highlights")
    rest(qtbot, window)
    tab = window.stack.currentWidget()
    assert isinstance(tab, HighlightsTab)

    def shown() -> tuple[list[str], int]:
        rest(qtbot, window)
        stored = len(highlights.listing(window.context.store.db))
        return [one.title for one in tab.shelf.model.items], stored

    transfer.take_in(window.context, source)
    assert shown() == (["直播话术"], 1)
    press(qtbot, window, "undo")
    assert shown() == ([], 0)
    press(qtbot, window, "redo")
    assert shown() == (["直播话术"], 1)
