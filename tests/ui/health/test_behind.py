"""What is behind a point of a chart: messages, and members."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from qunmate import clock, day_words
from qunmate.data.message_order import MessageFilter
from qunmate.ui.main_window import MainWindow
from qunmate.ui.message_browser.browser import MessageBrowser
from tests.ui.conftest import Open, add_chat, add_group, rest
from tests.ui.health.desk import END, chart, health, visits


def test_a_day_leads_to_its_messages(open_window: Open, path: Path, qtbot: QtBot) -> None:
    group = add_group(path, "早起读书会")
    add_chat(path, group, days=100)
    window = open_window()
    window.sidebar.choose(group.id)
    tab = health(window, qtbot)
    asked = visits(window)
    QTest.keyClick(chart(tab).plot, Qt.Key.Key_End)
    QTest.keyClick(chart(tab).plot, Qt.Key.Key_Return)
    (visit,) = asked
    assert (visit.tab, visit.what, visit.day, visit.last_day) == (
        "highlights",
        "messages",
        END,
        END,
    )
    assert visit.group_id == group.id


def test_an_hour_of_the_week_leads_to_its_messages(
    open_window: Open, path: Path, qtbot: QtBot
) -> None:
    group = add_group(path, "早起读书会")
    add_chat(path, group, days=100)
    window = open_window()
    window.sidebar.choose(group.id)
    tab = health(window, qtbot)
    heatmap, asked = tab.page.heatmap, visits(window)
    counts = [(n, at) for at, n in enumerate(chain(*heatmap.counts))]
    (n, full), (none, empty) = max(counts), min(counts)
    assert n
    assert none == 0
    for hour in (empty, full):
        place = heatmap.cell_centre(*divmod(hour, 24)).toPoint()
        QTest.mouseClick(heatmap, Qt.MouseButton.LeftButton, pos=place)
        heatmap.cell = divmod(hour, 24)
        QTest.keyClick(heatmap, Qt.Key.Key_Return)
    by_mouse, by_key = asked
    assert by_mouse == by_key
    assert (by_key.tab, by_key.what, by_key.hour) == ("highlights", "messages", full)
    assert (by_key.day, by_key.last_day, by_key.group_id) == (END - 29, END, group.id)
    window.go(by_key)
    rest(qtbot, window)
    browser = window.findChild(MessageBrowser)
    assert browser
    assert len(browser.view.pages) == n
    assert heatmap.words(*divmod(full, 24)).startswith(browser.bar.hour.accessibleName())
    browser.bar.hour.click()
    rest(qtbot, window)
    assert browser.bar.filter() == MessageFilter(first=END - 29, last=END)
    assert browser.bar.hour.isHidden()


def test_layers_roles_and_cohorts_lead_to_their_members(sample: MainWindow, qtbot: QtBot) -> None:
    tab = health(sample, qtbot)
    asked = visits(sample)
    assert tab._shown
    now = tab._shown.now
    for bars, counts in ((tab.page.layers, now.layers), (tab.page.roles, now.roles)):
        for place, bar in enumerate(bars.bars):
            bars.choose(place)
            rest(qtbot, sample)
            assert len(asked[-1].ids) == counts[bar.key]
            assert bar.label in asked[-1].title
    cohorts = now.retention
    assert cohorts
    cohort = next(one for one in cohorts if one["rates"][0])
    tab.page.retention.chosen.emit(cohort["month"], -1)
    rest(qtbot, sample)
    assert len(asked[-1].ids) == cohort["size"]
    tab.page.retention.chosen.emit(cohort["month"], 0)
    rest(qtbot, sample)
    assert len(asked[-1].ids) == round((cohort["rates"][0] or 0) * cohort["size"])
    assert {visit.tab for visit in asked} == {"members"}


def test_where_nobody_is_behind_a_figure_it_is_said_at_once(
    sample: MainWindow, qtbot: QtBot
) -> None:
    tab = health(sample, qtbot)
    asked = visits(sample)
    assert tab._shown
    silent = next(one for one in tab._shown.now.retention or () if one["rates"][0] == 0)
    tab.page.retention.chosen.emit(silent["month"], 0)
    rest(qtbot, sample)
    assert asked == []
    assert silent["month"] in sample.status_bar.notice.full_text()


def test_a_bar_is_chosen_by_keys(sample: MainWindow, qtbot: QtBot) -> None:
    tab = health(sample, qtbot)
    asked = visits(sample)
    top = tab.page.top
    QTest.keyClick(top, Qt.Key.Key_Down)
    QTest.keyClick(top, Qt.Key.Key_Down)
    QTest.keyClick(top, Qt.Key.Key_Up)
    QTest.keyClick(top, Qt.Key.Key_Return)
    assert tab._shown
    assert asked[-1].ids == (tab._shown.top[0].member_id,)
    tab.page.retention.setFocus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Return):
        QTest.keyClick(tab.page.retention, key)
    rest(qtbot, sample)
    assert "spoke in month +0" in asked[-1].title


def test_the_graph_leads_to_a_member(sample: MainWindow, qtbot: QtBot) -> None:
    tab = health(sample, qtbot)
    asked = visits(sample)
    graph = tab.page.graph
    assert tab._shown
    members = tab._shown.graph.members
    assert len(members) > 5
    assert graph.place_at(graph.spot(0)) >= 0
    QTest.keyClick(graph, Qt.Key.Key_Right)
    assert "talks with" in graph.words(graph.current)
    QTest.keyClick(graph, Qt.Key.Key_Return)
    assert asked[-1].ids == (members[0],)


def test_a_day_of_the_members_chart_leads_to_who_came_and_went(
    sample: MainWindow, qtbot: QtBot
) -> None:
    tab = health(sample, qtbot)
    asked = visits(sample)
    shown, members = tab._shown, tab.page.members
    assert shown
    assert members
    moves = {one["day"]: (one["joins"] or 0) + (one["leaves"] or 0) for one in shown.now.daily}
    day = next(day for day, count in moves.items() if count)
    members.growth.point(clock.parse_day(day))
    QTest.keyClick(members.growth, Qt.Key.Key_Return)
    rest(qtbot, sample)
    (visit,) = asked
    assert (visit.tab, visit.what) == ("members", "members")
    assert 0 < len(visit.ids) <= moves[day]
    assert day_words.month_day(clock.parse_day(day)) in visit.title
