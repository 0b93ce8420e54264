"""How wide the columns of the list are."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from qunmate.data import plan
from qunmate.data.database import Database
from qunmate.ui.calendar.list_columns import TITLE, spread
from qunmate.ui.calendar.tab import CalendarTab
from tests.ui.tab_desk import Window, settle

GROUPS, SPEAKER = TITLE + 1, TITLE + 3
TALK, GROUP = "约球 · 周六14:00 奥体羽毛球馆", "社群经营研究社"
ROOM = 822  # px, on a laptop's screen, beside the chosen item


@pytest.fixture
def tab(qtbot: QtBot, desk: Window[CalendarTab]) -> CalendarTab:
    def change(db: Database) -> None:
        db.execute("UPDATE groups SET name = ? WHERE id = 1", [GROUP])
        item = db.execute("SELECT id FROM plan_items WHERE kind = 'sharing'").fetchone()[0]
        plan.change(db, item, title=TALK, group_ids=[1])

    desk.jobs.edit(change, {"plan_items", "groups"})
    desk.tab.set_view("list")
    desk.tab.table.setFixedWidth(ROOM)
    settle(qtbot, desk)
    return desk.tab


def needed(tab: CalendarTab, *words: str) -> list[int]:
    return [tab.table.room_for(one) for one in words]


def test_no_name_is_cut_beside_free_room(tab: CalendarTab) -> None:
    table = tab.table
    assert table.columnWidth(GROUPS) == needed(tab, GROUP)[0]
    assert table.columnWidth(SPEAKER) >= needed(tab, "林小满")[0]
    assert table.columnWidth(TITLE) >= needed(tab, TALK)[0]
    whole = sum(table.columnWidth(at) for at in range(table.model().columnCount()))
    assert whole == table.viewport().width()


def test_the_width_follows_the_names_until_it_is_changed_by_hand(
    qtbot: QtBot, desk: Window[CalendarTab], tab: CalendarTab
) -> None:
    long = GROUP * 2

    def rename(db: Database) -> None:
        db.execute("UPDATE groups SET name = ? WHERE id = 1", [long])

    desk.jobs.edit(rename, {"groups"})
    settle(qtbot, desk)
    fitted = tab.table.columnWidth(GROUPS)
    assert fitted > needed(tab, GROUP)[0]
    tab.table.setColumnWidth(GROUPS, 60)
    tab.table.setFixedWidth(ROOM + 100)
    settle(qtbot, desk)
    assert tab.table.columnWidth(GROUPS) == 60
    menu: QMenu = tab.table.column_menu(tab)
    next(one for one in menu.actions() if one.text() == "Reset columns").trigger()
    menu.close()
    assert tab.table.columnWidth(GROUPS) >= fitted


@pytest.mark.parametrize(
    ("free", "widths"),
    [
        (500, [200, 100, 50]),  # all have what they want
        (300, [157, 93, 50]),
        (200, [100, 60, 40]),  # each its share
        (0, [0, 0, 0]),
    ],
)
def test_who_wants_less_than_its_share_leaves_the_rest(free: int, widths: list[int]) -> None:
    given = spread(free, {0: 200, 1: 100, 2: 50}, {0: 5, 1: 3, 2: 2})
    assert [given[at] for at in range(3)] == widths
