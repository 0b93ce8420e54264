"""The Calendar tab: its views, and what it tells."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from qunmate import clock
from qunmate.data import groups, plan
from qunmate.data.store import Store
from qunmate.model import PLAN_KINDS, PlanItem
from qunmate.plan_words import kind_word
from qunmate.ui.calendar.grid import HEAD, TALL, TALLEST, Places
from qunmate.ui.calendar.list_view import ListView
from qunmate.ui.calendar.listing import COLUMNS
from qunmate.ui.calendar.reading import GroupFigures, read_shown
from qunmate.ui.calendar.tab import CalendarTab
from qunmate.ui.context import Visit
from qunmate.ui.stages import Dot
from qunmate.ui.table_cells import MARGIN
from qunmate.ui.widgets.chips import chip_font, chip_width
from tests.ui.calendar.desk import MONDAY, SUNDAY, ZONE, at
from tests.ui.tab_desk import Window, settle, shown_tab


def test_each_view_shows_the_plan(qtbot: QtBot, desk: Window[CalendarTab]) -> None:
    tab = desk.tab
    assert tab.view == "groups"
    assert len(tab.board.grid.entries) == 7 + 2  # the talk stands in both rows
    for view, count in (("month", 15 + 6 + 1), ("week", 8), ("list", 16)):
        tab.set_view(view)  # type: ignore[arg-type]
        settle(qtbot, desk)
        assert len(tab.board.grid.entries) == count, view
    assert tab.table.isVisible()
    assert tab.model.rowCount() == 16
    assert desk.context.state.text("calendar/view") == "list"
    tab.turn(1)
    settle(qtbot, desk)
    assert tab.head.period.full_text() == "December 2026"
    assert {entry.item.title for entry in tab.board.grid.entries} == {"早安"}


def test_days_and_times_are_read_in_full_in_the_list(desk: Window[CalendarTab]) -> None:
    holder = QWidget()
    holder.setStyleSheet("font-size: 20px")
    table = ListView(desk.context, holder)
    for column, words in enumerate(["Wed 18 Nov", "20:00–21:00"]):
        needed = table.fontMetrics().horizontalAdvance(words) + 2 * MARGIN
        assert table.columnWidth(column) >= needed


def test_no_sliver_of_a_line_is_left_below_the_lists_heading(
    qtbot: QtBot, desk: Window[CalendarTab]
) -> None:
    """Where the keyboard goes down to a line that was not in sight."""
    tab = desk.tab
    tab.set_view("list")
    settle(qtbot, desk)
    table = tab.table
    high = table.rowHeight(0)
    table.setFixedHeight(table.horizontalHeader().height() + 4 * high + high // 2)
    table.selectRow(0)
    settle(qtbot, desk)
    bar = table.verticalScrollBar()
    for row in (6, 7):
        table.selectRow(row)
        assert bar.value() > 0
        assert bar.value() % high == 0
        assert table.visualRect(table.currentIndex()).bottom() <= table.viewport().height()


def test_the_columns_of_the_list_are_named_and_stay_as_they_are_left(
    qtbot: QtBot, desk: Window[CalendarTab], store: Store
) -> None:
    tab = desk.tab
    tab.set_view("list")
    settle(qtbot, desk)
    menu = tab.table.column_menu(tab)
    assert [one.text() for one in menu.actions()][:3] == ["Day", "Time", "Kind"]
    next(one for one in menu.actions() if one.text() == "Lift").trigger()
    tab.table.setColumnWidth(0, 150)
    menu.close()
    with shown_tab(qtbot, store, CalendarTab) as again:
        assert again.tab.table.columnWidth(0) == 150
        assert again.tab.table.isColumnHidden(7)
        assert not again.tab.table.isColumnHidden(6)


def test_a_group_has_the_same_dot_before_its_row_as_everywhere(
    qtbot: QtBot, desk: Window[CalendarTab]
) -> None:
    first, second = groups.all_groups(desk.store.db)
    assert [head.dot for head in desk.tab.board.heads] == ["quiet", "quiet"]
    desk.context.dots.keep(second.id, Dot("bad", "silent"))
    assert [head.dot for head in desk.tab.board.heads] == ["quiet", "bad"]
    desk.context.dots.keep(first.id, Dot("warn", "in decline"))
    desk.tab.reload()
    settle(qtbot, desk)
    assert [head.dot for head in desk.tab.board.heads] == ["warn", "bad"]


def test_groups_share_the_room_and_a_week_of_all_names_them(
    qtbot: QtBot, desk: Window[CalendarTab]
) -> None:
    tab = desk.tab
    arranged = tab.board.grid
    rows = range(arranged.rows)
    for height, least in ((0, 72), (230, 72), (900, 400)):
        places = Places(arranged, 700, height)
        assert all(places.cell((row, 0)).height() >= least for row in rows)
        assert places.height >= height
    tab.set_view("week")
    settle(qtbot, desk)
    grid = tab.board.grid
    assert (Places(grid, 700, 400).line, Places(grid, 700, 100).line) == (TALLEST, TALL)
    desk.context.choice.choose(groups.all_groups(desk.store.db)[0])
    tab.reload()
    settle(qtbot, desk)
    assert Places(tab.board.grid, 700, 400).line == TALL


def test_a_title_stands_below_the_time_where_it_has_no_room_beside_it(
    qtbot: QtBot, desk: Window[CalendarTab]
) -> None:
    tab = desk.tab
    grid = tab.board.grid
    assert Places(grid, 700, 100, 170).line == TALL
    assert Places(grid, 1900, 100, 170).line < TALL
    assert Places(grid, 1900, 900, 170).line == TALL  # as there is room for it
    tab.set_view("list")
    settle(qtbot, desk)
    kind = [name for name, _words, _width in COLUMNS].index("kind")
    metrics = QFontMetrics(chip_font(tab.table.font()))
    widest = max(chip_width(kind_word(one), metrics) for one in PLAN_KINDS)
    assert tab.table.columnWidth(kind) >= widest + 2 * MARGIN


def test_an_evening_elsewhere_stands_in_its_own_row(qtbot: QtBot, store: Store) -> None:
    with store.atomic() as db:
        here = groups.add(db, "读书会", "wechat", ZONE).id
        there = groups.add(db, "纽约读书会", "wechat", "America/New_York").id
        plan.add(
            db,
            group_ids=[here, there],
            kind="topic",
            title="共读",
            starts_at=at("2026-11-23T09:00"),
        )
    with shown_tab(qtbot, store, CalendarTab) as window:
        (entry,) = window.tab.board.grid.entries
        assert (entry.cell, f"{entry.begins:%m-%d %H:%M}") == ((1, 6), "11-22 20:00")
        window.tab.turn(1)
        settle(qtbot, window)
        assert [one.cell for one in window.tab.board.grid.entries] == [(0, 0)]


def test_figures_of_a_week_long_past_count_the_30_days_before(store: Store) -> None:
    with store.atomic() as db:
        group = groups.add(db, "读书会", "wechat", ZONE)
        for day, kind in (("01", "ad"), ("05", "topic"), ("20", "topic"), ("25", "topic")):
            plan.add(
                db, group_ids=[group.id], kind=kind, title=kind, status="done",
                starts_at=at(f"2026-03-{day}T20:00"),
            )  # fmt: skip
    first = clock.parse_day("2026-03-23")
    shown = read_shown(store, None, first, first + 6, SUNDAY)
    assert shown.figures == {group.id: GroupFigures(ad_share=0.25, variety=2, done=4)}


def test_others_lead_here(qtbot: QtBot, desk: Window[CalendarTab]) -> None:
    tab = desk.tab
    series = next(item for item in plan.listing(desk.store.db) if item.rrule)
    later = clock.parse_day("2026-12-24")
    tab.visit(Visit("calendar", "item", (series.id,), day=later))
    settle(qtbot, desk)
    assert tab.entry is not None
    assert f"{tab.entry.begins:%Y-%m-%d}" == "2026-12-24"
    tab.visit(Visit("calendar", "day", day=MONDAY))
    settle(qtbot, desk)
    assert tab.board.grid.first == MONDAY
    tab.visit(Visit("calendar", "new", text="欢迎新人", title="欢迎"))
    settle(qtbot, desk)
    assert tab.desk.editor is not None
    assert tab.desk.editor.text.toPlainText() == "欢迎新人"
    tab.desk.editor.reject()


def test_an_empty_calendar_offers_to_begin(qtbot: QtBot, store: Store) -> None:
    with store.atomic() as db:
        groups.add(db, "读书会", "wechat", ZONE)
    with shown_tab(qtbot, store, CalendarTab) as window:
        button = next(
            one for one in window.tab.findChildren(QPushButton)
            if one.text() == "New item" and one.isVisible()
        )  # fmt: skip
        button.setFocus()
        button.click()
        editor = window.tab.desk.editor
        assert editor is not None
        editor.title.setText("第一条")
        editor.ok.click()
        settle(qtbot, window)
        assert window.focusWidget() is window.tab.board  # where it goes on by keys
        assert [item.title for item in plan.listing(store.db)] == ["第一条"]
        assert window.tab.board.isVisible()


def test_tab_goes_through_the_head_the_plan_and_the_pane_beside_it(
    desk: Window[CalendarTab],
) -> None:
    tab, passed = desk.tab, []
    desk.setFocus()
    for _key in range(20):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        parts = {tab.head: "head", tab.board: "plan", tab.side: "pane"}
        passed += [
            name for part, name in parts.items() if focus is part or part.isAncestorOf(focus)
        ]
    assert [name for name, _times in groupby(passed)][:3] == ["head", "plan", "pane"]


def test_a_full_month_paints_only_what_is_seen(qtbot: QtBot, store: Store) -> None:
    with store.atomic() as db:
        group = groups.add(db, "读书会", "wechat", ZONE)
        for number in range(2000):
            start = at("2026-11-01T06:00") + number // 67 * 86_400 + number % 67 * 600
            plan.add(db, group_ids=[group.id], kind="ad", title="推广 " * 30, starts_at=start)
    with shown_tab(qtbot, store, CalendarTab, group) as window:
        tab = window.tab
        tab.set_view("month")
        settle(qtbot, window)
        assert len(tab.board.grid.entries) == 2000
        seen = sum(tab.board.places.fits(cell) for cell in tab.board.grid.cells)
        assert 0 < seen < 200
        cell = next(iter(tab.board.grid.cells))
        QTest.mouseClick(
            tab.board.viewport(),
            Qt.MouseButton.LeftButton,
            pos=QPointF(tab.board.places.more(cell).center()).toPoint() + QPoint(0, HEAD),
        )
        settle(qtbot, window)
        assert tab.view == "week"
        assert isinstance(tab.board.grid.entries[0].item, PlanItem)
