"""The Health tab: its cards, the period, the groups, and what is said where there is nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from qunmate.data import groups
from qunmate.data.store import open_store
from qunmate.figures.words import FIGURES
from qunmate.ui.health.cards import KEYS
from qunmate.ui.health.period import CUSTOM, Period
from qunmate.ui.health.period_bar import DaysDialog
from qunmate.ui.health.tab import HealthTab
from qunmate.ui.health.telling import Change, change, faster, flow, flow_of_all
from qunmate.ui.main_window import MainWindow
from tests.ui.conftest import Open, add_chat, add_group, rest
from tests.ui.health.desk import END, chart, health, visits


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
    assert "早起读书会 · 24 Oct – 22 Nov · " in tab.note.full_text()


def test_every_card_explains_itself(open_window: Open, path: Path, qtbot: QtBot) -> None:
    add_chat(path, add_group(path, "早起读书会"))
    tab = health(open_window(), qtbot)
    for key in KEYS:
        card = tab.page.score_line.cards[key]
        assert card.toolTip().startswith(FIGURES[key].meaning)
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


def test_charts_are_used_again(open_window: Open, path: Path, qtbot: QtBot) -> None:
    add_chat(path, add_group(path, "早起读书会"), days=100)
    window = open_window()
    tab = health(window, qtbot)
    before = chart(tab), tab.page.members
    tab.period_bar.chips.button(0).click()
    rest(qtbot, window)
    assert (chart(tab), tab.page.members) == before


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
    assert not tab.period_bar.isVisible()  # there are no days to choose from
    assert not tab.compare.isVisible()
    steps = [one for one in tab.findChildren(QPushButton) if one.text() == "Import a chat…"]
    assert [one.isVisible() for one in steps] == [True]


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
    assert tab.period_bar.isVisible()
    rest(qtbot, window)


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
        (change(0.34, 0.29, share=True, more_is="bad"), Change("▲ 5 pts", "bad")),
        (change(0.2, 0.21, share=True, more_is="good"), Change("▼ 1 pt", "bad")),
        (change(5, 5, more_is="good"), Change("as before")),
        (change(None, 5, more_is="good"), Change("")),
        (faster(300, 420), Change("2 min faster", "good")),
        (faster(420, 300), Change("2 min slower", "bad")),
        (faster(300, 301), Change("as before")),
        (faster(300, None), Change("")),
        (flow(21, 6), Change("+21 / −6")),
        (flow(1, 0), Change("+1")),
        (flow(0, 2), Change("−2")),
        (flow(0, 0), Change("as before")),
        (
            flow_of_all(8, 71, 17),
            Change("+8 · by group +71 / −17", shorter=("by group +71 / −17", "+71 / −17")),
        ),
        (
            flow_of_all(-1, 0, 3),
            Change("−1 · by group −3", shorter=("by group −3", "−3")),
        ),
        (
            flow_of_all(0, 1, 1),
            Change("±0 · by group +1 / −1", shorter=("by group +1 / −1", "+1 / −1")),
        ),
        (flow_of_all(0, None, None), Change("as before")),
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
