"""What the charts draw, and what they tell under the mouse and by keys."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QHelpEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from qunmate import clock
from qunmate.data import plan
from qunmate.data.exporters.chart_xlsx import ChartTable
from qunmate.data.store import open_store
from qunmate.ui.health.activity_chart import DOT
from qunmate.ui.health.chart_card import ChartCard
from qunmate.ui.health.day_plot import DayPlot
from qunmate.ui.health.members_chart import MembersChart
from qunmate.ui.health.period import Period
from qunmate.ui.main_window import MainWindow
from tests.ui.conftest import Open, add_chat, add_group, rest
from tests.ui.health.desk import END, chart, health


def test_a_day_that_is_not_over_is_an_open_dot_to_which_no_line_falls(
    open_window: Open, path: Path, qtbot: QtBot
) -> None:
    add_chat(path, add_group(path, "早起读书会"), days=40)
    window = open_window()
    tab = health(window, qtbot)
    line = chart(tab).messages
    assert list(line.getData()[0][[0, -1]]) == [END - 29, END]
    assert list(line.opts["connect"]) == [1] * 28 + [0, 0]
    tail = chart(tab).tails[0]
    assert list(tail.getData()[0]) == [END]
    assert tail.opts["pen"] is None
    assert tail.opts["symbolBrush"] == QColor(window.context.theme.tokens.surface)
    assert [key.words for key in tab.page.activity_legend.keys if key.line == "dot"] == [
        "Unfinished"
    ]


def test_no_line_of_another_group_falls_to_a_day_that_is_not_over(
    open_window: Open, path: Path, qtbot: QtBot
) -> None:
    one, other = add_group(path, "早起读书会"), add_group(path, "羽毛球")
    for group in (one, other):
        add_chat(path, group, days=40)
    window = open_window()
    window.sidebar.choose(one.id)
    tab = health(window, qtbot)
    assert chart(tab).other_tails[0].getData() == (None, None)
    tab.compare_with(other)
    rest(qtbot, window)
    assert list(chart(tab).others[0].opts["connect"]) == [1] * 28 + [0, 0]
    tail = chart(tab).other_tails[0]
    assert list(tail.getData()[0]) == [END]
    assert tail.opts["pen"] is None
    assert tail.opts["symbolPen"].color() == chart(tab).others[0].opts["pen"].color()


def test_a_day_that_is_not_over_and_in_no_import_has_no_dot(
    open_window: Open, path: Path, qtbot: QtBot
) -> None:
    add_chat(path, add_group(path, "早起读书会"), days=40)
    tab = health(open_window(), qtbot)
    assert tab._shown
    now = tab._shown.now
    gap = [clock.iso_day(END)] * 2
    gapped = replace(now, data={**now.data, "gaps": [gap]})
    chart(tab).show_health(replace(tab._shown, now=gapped))
    assert not chart(tab).plot.grab().isNull()
    assert chart(tab).tails[0].getData() == (None, None)


def test_an_open_dot_at_the_edge_is_seen_in_whole(
    open_window: Open, path: Path, qtbot: QtBot
) -> None:
    add_chat(path, add_group(path, "早起读书会"), days=197)  # 28 weeks and a day
    window = open_window()
    tab = health(window, qtbot)
    tab.period_bar.choose(Period("all"))
    rest(qtbot, window)
    shown = tab._shown
    assert shown
    daily = [*shown.now.daily[:-1], {**shown.now.daily[-1], "messages": 0, "speakers": 0}]
    chart(tab).show_health(replace(shown, now=replace(shown.now, daily=daily)))
    plot = chart(tab).plot
    picture = plot.grab().toImage()
    ratio = picture.devicePixelRatio()
    middle = plot.mapFromScene(plot.getViewBox().mapViewToScene(QPointF(END, 0)))
    colour = QColor(window.context.theme.tokens.chart[1])
    for step in (QPoint(DOT // 2, 0), QPoint(-DOT // 2 + 1, 0), QPoint(0, DOT // 2)):
        seen = {
            picture.pixelColor((middle + step + QPoint(x, y)) * ratio).name()
            for x in (-1, 0, 1)
            for y in (-1, 0, 1)
        }
        assert colour.name() in seen, step


@pytest.mark.parametrize("width", [160, 300, 700])
def test_days_on_the_axis_do_not_touch(
    open_window: Open, path: Path, qtbot: QtBot, width: int
) -> None:
    add_chat(path, add_group(path, "早起读书会"), days=40)
    plot = chart(health(open_window(), qtbot)).plot
    first, last = END - 29, END
    ((_step, days),) = plot.days.tickValues(first - 0.5, last + 0.5, width)
    assert (days[0], days[-1]) == (first, last)
    wide = QFontMetrics(plot.days.style["tickFont"]).horizontalAdvance("12月28日")
    apart = min(after - before for before, after in pairwise(days)) * width / (last - first + 1)
    assert apart > wide
    assert len(days) == {160: 3, 300: 6, 700: 7}[width]


def test_a_week_that_is_not_over_is_drawn_apart(
    open_window: Open, path: Path, qtbot: QtBot
) -> None:
    add_chat(path, add_group(path, "早起读书会"), days=200)
    window = open_window()
    tab = health(window, qtbot)
    tab.period_bar.choose(Period("all"))
    rest(qtbot, window)
    days = chart(tab).messages.getData()[0]
    assert list(chart(tab).messages.opts["connect"][-3:]) == [1, 0, 0]
    assert list(chart(tab).tails[0].getData()[0]) == list(days[-1:])
    assert [key.words for key in tab.page.activity_legend.keys if key.line == "dot"] == [
        "Part of a week"
    ]


def test_tab_comes_to_a_chart_after_its_buttons(sample: MainWindow, qtbot: QtBot) -> None:
    tab = health(sample, qtbot)
    page, members = tab.page, tab.page.members
    assert members
    for before, after in (
        (page.activity_card.more, chart(tab).plot),
        (page.members_card.more, members.plot),
        (members.plot, members.growth),
    ):
        before.setFocus()
        QTest.keyClick(before, Qt.Key.Key_Tab)
        assert sample.focusWidget() is after


def test_gaps_are_left_open(open_window: Open, path: Path, qtbot: QtBot) -> None:
    group = add_group(path, "早起读书会")
    add_chat(path, group, days=5)
    window = open_window()
    tab = health(window, qtbot)
    tab.period_bar.chips.button(1).click()
    rest(qtbot, window)
    days, counts = chart(tab).messages.getData()
    assert np.isnan(counts[:25]).all()
    assert list(counts[25:]) == [5.0] * 5
    first = int(days[0])
    assert "no data" in chart(tab).words(first)
    told = ["Sun 22 Nov", "5 messages", "5 speakers", "The day is not over yet"]
    assert chart(tab).words(first + 29).split("\n") == told
    assert "with gaps" in tab.note.full_text()
    table = tab.page.activity_card.table()
    assert table.rows[0][1] is None
    assert table.rows[-1][1] == 5


def test_hover_and_keys_tell_of_a_day(open_window: Open, path: Path, qtbot: QtBot) -> None:
    add_chat(path, add_group(path, "早起读书会"), days=100)
    tab = health(open_window(), qtbot)
    plot = chart(tab).plot
    view = plot.getViewBox()
    plot.scene().sigMouseMoved.emit(view.sceneBoundingRect().center())
    assert "5 messages" in plot.bubble.text()
    assert not plot.bubble.isHidden()
    plot.scene().sigMouseMoved.emit(QPointF(-10, -10))
    assert plot.bubble.isHidden()
    QTest.keyClick(plot, Qt.Key.Key_Left)
    assert plot.day == END
    QTest.keyClick(plot, Qt.Key.Key_PageUp)
    assert plot.day == END - 7
    assert "Sun 15 Nov" in plot.bubble.text()


def test_planned_items_are_marked(open_window: Open, path: Path, qtbot: QtBot) -> None:
    group = add_group(path, "早起读书会")
    add_chat(path, group, days=100)
    at = (END - 10) * clock.DAY + 36_000 - 8 * 3600
    with open_store(path) as store, store.atomic() as db:
        for kind, title in (("sharing", "周一川 {分享}"), ("greeting", "早安")):
            plan.add(db, group_ids=[group.id], kind=kind, title=title, starts_at=at, status="done")
    window = open_window()
    window.sidebar.choose(group.id)
    tab = health(window, qtbot)
    shown = [line for line in chart(tab).marks if line.isVisible()]
    assert [line.value() for line in shown] == [END - 10]
    assert shown[0].label.toPlainText() == "周一川 (分享) ×1.0"
    assert "▸ 早安" in chart(tab).words(END - 10)
    assert [bar.key for bar in tab.page.lifts.bars] == ["greeting", "sharing"]


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_line_under_the_mouse_is_no_line_of_a_plan(
    open_window: Open, path: Path, qtbot: QtBot, mode: str
) -> None:
    add_chat(path, add_group(path, "早起读书会"), days=40)
    window = open_window()
    plot = chart(health(window, qtbot)).plot
    window.context.theme.set_mode(mode)
    pen = plot.day_line.pen
    assert pen.style() == Qt.PenStyle.SolidLine
    assert pen.color() == QColor(window.context.theme.tokens.second)


def test_another_group_lies_over_it(open_window: Open, path: Path, qtbot: QtBot) -> None:
    one, other = add_group(path, "早起读书会"), add_group(path, "羽毛球")
    add_chat(path, one, days=100)
    add_chat(path, other, days=100)
    window = open_window()
    window.sidebar.choose(one.id)
    tab = health(window, qtbot)
    tab._fill_compare()
    names = [action.text() for action in tab._menu.actions()]
    assert names == ["No comparison", "", "羽毛球"]
    tab._menu.actions()[2].trigger()
    rest(qtbot, window)
    assert np.isfinite(chart(tab).others[0].getData()[1]).all()
    assert "羽毛球" in tab.page.score_line.cards["score"].note.full_text()
    assert "羽毛球" in chart(tab).words(END)
    page = tab.page
    overview, activity, members = (
        [*table.headings] for table in page.all_tables() if "羽毛球" in "".join(table.headings)
    )
    assert overview[3] == "羽毛球"
    assert activity[3:5] == ["羽毛球: Messages", "羽毛球: Speakers"]
    assert members[4] == "羽毛球: Members"
    assert page.activity_card.table().rows[-1][1:5] == (5, 5, 5, 5)
    assert page.members_card.table().rows[-1][4] == 5
    tab.compare_with(None)
    rest(qtbot, window)
    assert np.isnan(chart(tab).others[0].getData()[1]).all()


def test_a_title_stands_at_the_top_before_there_is_a_chart(open_window: Open, qtbot: QtBot) -> None:
    card = ChartCard(open_window().context, "Messages", "", lambda: ChartTable("", "", (), ()))
    qtbot.addWidget(card)
    card.resize(600, 340)
    card.show()
    assert card.title.geometry().center().y() < 40


def test_heatmap_tells_the_hour_under_the_mouse_and_by_keys(
    open_window: Open, path: Path, qtbot: QtBot
) -> None:
    add_chat(path, add_group(path, "早起读书会"))
    tab = health(open_window(), qtbot)
    heatmap = tab.page.heatmap
    assert heatmap.words(0, 10).startswith("Monday 10:00–11:00 · ")
    place = heatmap.cell_centre(0, 10)
    move = QMouseEvent(
        QEvent.Type.MouseMove, place, heatmap.mapToGlobal(place), Qt.MouseButton.NoButton,
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(heatmap, move)
    assert heatmap.cell == (0, 10)
    QTest.keyClick(heatmap, Qt.Key.Key_Up)
    assert heatmap.cell == (6, 10)
    assert "messages" in heatmap.accessibleDescription()


def test_retention_tells_what_a_share_is_of(sample: MainWindow, qtbot: QtBot) -> None:
    tab = health(sample, qtbot)
    retention = tab.page.retention
    assert not retention.isHidden()
    assert "who joined in" in retention.words(0, 0)
    help_ = QHelpEvent(QEvent.Type.ToolTip, QPoint(5, 5), retention.mapToGlobal(QPoint(5, 5)))
    QApplication.sendEvent(retention, help_)


def test_members_chart_tells_who_came_and_went(sample: MainWindow, qtbot: QtBot) -> None:
    tab = health(sample, qtbot)
    members = tab.page.members
    assert isinstance(members, MembersChart)
    assert tab._shown
    told = {
        day["joins"] or 0: members.words(clock.parse_day(day["day"]))
        for day in tab._shown.now.daily
    }
    assert max(told)
    assert all("members" in words for words in told.values())
    assert all((f"+{joins}" in words) == bool(joins) for joins, words in told.items())
    members.plot.point(tab._shown.last)
    assert members.growth.day == tab._shown.last


@pytest.mark.parametrize("came", [0, 1, 3, 5, 6, 40])
def test_members_are_counted_in_whole_numbers(sample: MainWindow, qtbot: QtBot, came: int) -> None:
    tab = health(sample, qtbot)
    members, shown = tab.page.members, tab._shown
    assert isinstance(members, MembersChart)
    assert shown
    daily = [{**day, "members": 99} for day in shown.now.daily]
    daily[-1]["members"] += came
    members.show_health(replace(shown, now=replace(shown.now, daily=daily)))
    low, high = members.plot.viewRange()[1]
    assert low < 99 < high
    assert_whole(members.plot)


def test_messages_are_counted_in_whole_numbers(sample: MainWindow, qtbot: QtBot) -> None:
    tab = health(sample, qtbot)
    shown = tab._shown
    assert shown
    for most in (0, 1, 2, 3, 7, 40):
        daily = [{**day, "messages": most, "speakers": min(most, 1)} for day in shown.now.daily]
        chart(tab).show_health(replace(shown, now=replace(shown.now, daily=daily)))
        assert_whole(chart(tab).plot)


def assert_whole(plot: DayPlot) -> None:
    low, high = plot.viewRange()[1]
    for size in (120, 300, 600):
        levels = plot.values.tickValues(low, high, size)
        ticks = [tick for _spacing, level in levels for tick in level]
        assert ticks == [round(tick) for tick in ticks]
        assert len(set(ticks)) > 1
