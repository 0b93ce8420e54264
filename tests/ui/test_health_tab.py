"""The Health tab: cards, changes, gaps, hover, keys, what is behind a point, pictures and data."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

import numpy as np
import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QImage, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from qunmate import clock
from qunmate.data import groups, plan
from qunmate.data.exporters.chart_xlsx import ChartTable
from qunmate.data.message_order import MessageFilter
from qunmate.data.store import open_store
from qunmate.figures.words import FIGURES
from qunmate.progress import finish
from qunmate.tasks.demo import fill_demo
from qunmate.ui.context import Visit
from qunmate.ui.health.activity_chart import ActivityChart
from qunmate.ui.health.cards import KEYS
from qunmate.ui.health.chart_card import ChartCard
from qunmate.ui.health.members_chart import MembersChart
from qunmate.ui.health.period import CUSTOM, Period
from qunmate.ui.health.period_bar import DaysDialog
from qunmate.ui.health.tab import HealthTab
from qunmate.ui.health.telling import Change, change, faster, flow
from qunmate.ui.main_window import MainWindow
from qunmate.ui.message_browser.browser import MessageBrowser
from tests.ui.conftest import TODAY, Open, add_chat, add_group, rest

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


@pytest.fixture
def sample(open_window: Open, path: Path) -> MainWindow:
    with open_store(path) as store:
        finish(fill_demo(store, messages=1_500, members=80, seed=1, until=TODAY))
    window = open_window()
    window.sidebar.choose(1)
    return window


def test_cards_show_the_figures_of_the_chosen_group(
    open_window: Open, path: Path, qtbot: QtBot
) -> None:
    group = add_group(path, "早起读书会")
    add_chat(path, group, days=200)
    window = open_window()
    window.sidebar.choose(group.id)
    tab = health(window, qtbot)
    cards = tab.page.score_line.cards
    figures = {key: card.figure.full_text() for key, card in cards.items()}
    assert figures["members"] == "5"
    assert figures["active_rate"] == "100%"
    assert figures["stage"] == "Mature"
    assert float(figures["score"]) > 50
    assert cards["active_rate"].note.full_text() == "as before"
    assert cards["stage"].note.full_text() == "for 25 weeks"
    assert "早起读书会" in tab.note.full_text()
    assert "早起读书会 · 10-24 – 11-22 · " in tab.note.full_text()


def test_every_card_explains_itself(open_window: Open, path: Path, qtbot: QtBot) -> None:
    add_chat(path, add_group(path, "早起读书会"))
    tab = health(open_window(), qtbot)
    for key in KEYS:
        card = tab.page.score_line.cards[key]
        assert card.toolTip() == FIGURES[key].meaning
        assert card.focusPolicy() == Qt.FocusPolicy.StrongFocus
    for chart_card in tab.page.cards:
        assert chart_card.meaning
        assert chart_card.about.accessibleName()
        assert chart_card.more.accessibleName()


def test_period_chips_change_what_is_shown(open_window: Open, path: Path, qtbot: QtBot) -> None:
    add_chat(path, add_group(path, "早起读书会"), days=40)
    window = open_window()
    tab = health(window, qtbot)
    for place, days in enumerate((7, 30, 90, 40)):
        tab.period_bar.chips.button(place).click()
        rest(qtbot, window)
        assert len(chart(tab).messages.getData()[0]) == days
    assert window.context.state.text("health/period").startswith("all")


def test_earlier_and_later_turn_by_a_period(open_window: Open, path: Path, qtbot: QtBot) -> None:
    add_chat(path, add_group(path, "早起读书会"), days=40)
    window = open_window()
    tab = health(window, qtbot)
    tab.period_bar.chips.button(0).click()
    rest(qtbot, window)
    assert not tab.period_bar.later.isEnabled()
    tab.period_bar.earlier.click()
    rest(qtbot, window)
    assert chart(tab).messages.getData()[0][-1] == END - 7
    tab.period_bar.later.click()
    rest(qtbot, window)
    assert chart(tab).messages.getData()[0][-1] == END


def test_own_days_can_be_chosen(open_window: Open, path: Path, qtbot: QtBot) -> None:
    add_chat(path, add_group(path, "早起读书会"), days=40)
    window = open_window()
    tab = health(window, qtbot)
    dialog = DaysDialog(tab, END - 20, END - 11)
    assert dialog.period() == Period(CUSTOM, 0, END - 20, END - 11)
    tab.period_bar.choose(dialog.period())
    rest(qtbot, window)
    assert list(chart(tab).messages.getData()[0][[0, -1]]) == [END - 20, END - 11]
    assert chart(tab).tails[0].getData() == (None, None)
    assert Period(CUSTOM, 0, END - 20, END - 11).moved(-1).days(0, END) == (END - 30, END - 21)


def test_the_way_to_a_day_that_is_not_over_is_drawn_apart(
    open_window: Open, path: Path, qtbot: QtBot
) -> None:
    add_chat(path, add_group(path, "早起读书会"), days=40)
    window = open_window()
    tab = health(window, qtbot)
    line = chart(tab).messages
    assert list(line.getData()[0][[0, -1]]) == [END - 29, END]
    assert list(line.opts["connect"]) == [1] * 28 + [0, 0]
    assert list(chart(tab).tails[0].getData()[0]) == [END - 1, END]
    assert chart(tab).tails[0].opts["pen"].style() == Qt.PenStyle.DotLine


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
    told = ["2026-11-22 Sun", "5 messages", "5 speakers", "The day is not over yet"]
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
    assert "2026-11-15" in plot.bubble.text()


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
    tab.compare_with(None)
    rest(qtbot, window)
    assert np.isnan(chart(tab).others[0].getData()[1]).all()


def test_charts_are_used_again(open_window: Open, path: Path, qtbot: QtBot) -> None:
    add_chat(path, add_group(path, "早起读书会"), days=100)
    window = open_window()
    tab = health(window, qtbot)
    before = chart(tab), tab.page.members
    tab.period_bar.chips.button(0).click()
    rest(qtbot, window)
    assert (chart(tab), tab.page.members) == before


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


def test_names_are_masked_while_the_screen_is_shared(sample: MainWindow, qtbot: QtBot) -> None:
    tab = health(sample, qtbot)
    plain = [bar.label for bar in tab.page.top.bars]
    sample.context.blur.turn(on=True)
    masked = [bar.label for bar in tab.page.top.bars]
    assert not set(plain) & set(masked)
    assert tab.page.graph.name(0) not in plain
    sample.context.blur.turn(on=False)
    assert [bar.label for bar in tab.page.top.bars] == plain


def test_pictures_and_data_are_given_away(sample: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    tab = health(sample, qtbot)
    for place, card in enumerate(tab.page.cards):
        card.copy_picture()
        assert not QApplication.clipboard().image().isNull()
        picture, data = tmp_path / f"{place}.png", tmp_path / f"{place}.xlsx"
        card.save_picture_to(picture)
        card.save_data_to(data)
        rest(qtbot, sample)
        assert QImage(str(picture)).width() == 2 * card.width()
        sheet = load_workbook(data).worksheets[0]
        table = card.table()
        assert sheet["A1"].value == table.title
        assert [cell.value for cell in sheet[4]] == list(table.headings)
        assert sheet.max_row == 4 + len(table.rows)
    titles = [table.title for table in tab.page.all_tables()]
    assert titles[0] == "Overview"
    assert len(titles) == len(set(titles))


def test_lines_are_as_thick_on_a_picture_as_on_the_screen(sample: MainWindow, qtbot: QtBot) -> None:
    tab = health(sample, qtbot)
    assert tab.page.members
    for card, plot, line in (
        (tab.page.activity_card, chart(tab).plot, chart(tab).messages),
        (tab.page.members_card, tab.page.members.plot, tab.page.members.line),
    ):
        screen = line.opts["pen"].widthF()
        widths: list[float] = []
        plot.sharpened.connect(
            lambda line=line, widths=widths: widths.append(line.opts["pen"].widthF())
        )
        card.copy_picture()
        assert widths == [2 * screen, screen]


def test_the_score_says_what_is_worth_doing(sample: MainWindow, qtbot: QtBot) -> None:
    tab = health(sample, qtbot)
    asked = visits(sample)
    why = tab.page.why
    assert why.worst
    why.step.click()
    rest(qtbot, sample)
    assert len(asked) == 1
    sample.sidebar.choose(None)
    rest(qtbot, sample)
    assert "a score of its own" in why.advice.text()
    assert why.step.isHidden()


def test_group_without_messages_says_so(open_window: Open, path: Path, qtbot: QtBot) -> None:
    group = add_group(path, "空群")
    window = open_window()
    window.sidebar.choose(group.id)
    window.show_tab_named("health")
    rest(qtbot, window)
    tab = window.stack.currentWidget()
    assert isinstance(tab, HealthTab)
    assert tab.shows_empty


def test_a_title_stands_at_the_top_before_there_is_a_chart(open_window: Open, qtbot: QtBot) -> None:
    card = ChartCard(open_window().context, "Messages", "", lambda: ChartTable("", "", (), ()))
    qtbot.addWidget(card)
    card.resize(600, 340)
    card.show()
    assert card.title.geometry().center().y() < 40


def test_the_keys_stay_where_they_were_when_a_picture_is_taken(
    open_window: Open, qtbot: QtBot
) -> None:
    card = ChartCard(open_window().context, "Messages", "", lambda: ChartTable("", "", (), ()))
    page = QWidget()
    qtbot.addWidget(page)
    box = QVBoxLayout(page)
    box.addWidget(card)
    box.addWidget(QPushButton("next"))
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    card.more.setFocus()
    card.picture()
    assert card.more.hasFocus()


def test_an_import_refreshes_the_tab(open_window: Open, path: Path, qtbot: QtBot) -> None:
    group = add_group(path, "早起读书会")
    window = open_window()
    window.show_tab_named("health")
    rest(qtbot, window)
    add_chat(path, group)
    window.jobs.look()
    tab = window.stack.currentWidget()
    assert isinstance(tab, HealthTab)
    qtbot.waitUntil(lambda: not tab.shows_empty)
    rest(qtbot, window)


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


def test_both_themes_are_painted(open_window: Open, path: Path, qtbot: QtBot) -> None:
    add_chat(path, add_group(path, "早起读书会"))
    window = open_window()
    health(window, qtbot)
    light = window.grab().toImage()
    window.context.theme.set_mode("dark")
    dark = window.grab().toImage()
    window.context.theme.set_mode("light")
    assert light.pixelColor(400, 400).lightness() > 200
    assert dark.pixelColor(400, 400).lightness() < 80


def test_members_chart_tells_who_came_and_went(sample: MainWindow, qtbot: QtBot) -> None:
    tab = health(sample, qtbot)
    members = tab.page.members
    assert isinstance(members, MembersChart)
    assert tab._shown
    words = members.words(tab._shown.last)
    assert "members" in words
    assert "+" in words
    members.plot.point(tab._shown.last)
    assert members.growth.day == tab._shown.last


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
    assert day in visit.title


def test_the_period_is_remembered(open_window: Open, path: Path, qtbot: QtBot) -> None:
    group = add_group(path, "早起读书会")
    add_chat(path, group, days=40)
    window = open_window()
    health(window, qtbot).period_bar.chips.button(1).click()
    rest(qtbot, window)
    window.close()
    again = health(open_window(), qtbot)
    assert again.period_bar.period.key == "month"
    with open_store(path) as store:
        assert groups.all_groups(store.db)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (change(76.2, 72.4, more_is="good"), Change("▲ 4", "good")),
        (change(0.34, 0.29, scale=100, unit=" pt", more_is="bad"), Change("▲ 5 pt", "bad")),
        (change(0.2, 0.3, scale=100, unit=" pt", more_is="good"), Change("▼ 10 pt", "bad")),
        (change(5, 5, more_is="good"), Change("as before")),
        (change(None, 5, more_is="good"), Change("")),
        (faster(300, 420), Change("2 min faster", "good")),
        (faster(420, 300), Change("2 min slower", "bad")),
        (faster(300, 301), Change("as before")),
        (faster(300, None), Change("")),
        (flow(21, 6), Change("+21 / −6")),
        (flow(None, None), Change("joins not known")),
    ],
)
def test_changes_in_words(told: Change, expected: Change) -> None:
    assert told == expected


def test_a_narrow_window_tells_the_days_and_the_lines_below(
    open_window: Open, path: Path, qtbot: QtBot
) -> None:
    group = add_group(path, "早起读书会")
    add_chat(path, group, days=100)
    window = open_window()
    tab = health(window, qtbot)
    legend = tab.page.activity_legend

    def below() -> tuple[bool, bool]:
        QApplication.processEvents()
        title, chart_title = tab.export, tab.page.activity_card.title
        note_top = tab.note.mapTo(tab, QPoint()).y()
        legend_top = legend.mapTo(tab.page.activity_card, QPoint()).y()
        head_low = title.mapTo(tab, QPoint(0, title.height())).y()
        return note_top >= head_low, legend_top >= chart_title.geometry().bottom()

    window.resize(1366, 768)
    assert below() == (False, False)
    window.resize(960, 600)
    assert below() == (True, True)
    assert tab.note.text() == tab.note.full_text()
    assert legend.width() >= legend.sizeHint().width()
    window.resize(1366, 768)
    assert below() == (False, False)
