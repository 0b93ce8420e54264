"""The Health tab: cards, changes, gaps, hover, retention, the parts of the score."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QMouseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from qunmate.figures.words import FIGURES
from qunmate.ui.health.cards import KEYS
from qunmate.ui.health.tab import HealthTab
from qunmate.ui.health.telling import Change, change, faster, flow
from qunmate.ui.main_window import MainWindow
from tests.ui.conftest import Open, add_chat, add_group, rest


def health(window: MainWindow, qtbot: QtBot) -> HealthTab:
    window.show_tab_named("health")
    rest(qtbot, window)
    tab = window.stack.currentWidget()
    assert isinstance(tab, HealthTab)
    qtbot.waitUntil(lambda: tab.chart is not None)
    return tab


def test_cards_show_the_figures_of_the_chosen_group(
    open_window: Open, path: Path, qtbot: QtBot
) -> None:
    group = add_group(path, "早起读书会")
    add_chat(path, group, days=200)
    window = open_window()
    window.sidebar.choose(group.id)
    tab = health(window, qtbot)
    figures = {key: card.figure.full_text() for key, card in tab.score_line.cards.items()}
    assert figures["members"] == "5"
    assert figures["active_rate"] == "100 %"
    assert figures["stage"] == "Mature"
    assert figures["score"] == "100" or float(figures["score"]) > 50
    assert tab.score_line.cards["active_rate"].note.text() == "as before"
    assert "早起读书会" in tab.note.full_text()


def test_every_card_explains_itself(open_window: Open, path: Path, qtbot: QtBot) -> None:
    add_chat(path, add_group(path, "早起读书会"))
    tab = health(open_window(), qtbot)
    for key in KEYS:
        assert tab.score_line.cards[key].toolTip() == FIGURES[key].meaning


def test_period_chips_change_what_is_shown(open_window: Open, path: Path, qtbot: QtBot) -> None:
    add_chat(path, add_group(path, "早起读书会"), days=40)
    window = open_window()
    tab = health(window, qtbot)
    for place, days in enumerate((7, 30, 90, 40)):
        tab.chips.button(place).click()
        rest(qtbot, window)
        qtbot.waitUntil(lambda days=days: len(tab.chart.messages.getData()[0]) == days)


def test_gaps_are_left_open(open_window: Open, path: Path, qtbot: QtBot) -> None:
    group = add_group(path, "早起读书会")
    add_chat(path, group, days=5)
    window = open_window()
    tab = health(window, qtbot)
    tab.chips.button(1).click()
    rest(qtbot, window)
    qtbot.waitUntil(lambda: len(tab.chart.messages.getData()[0]) == 30)
    counts = tab.chart.messages.getData()[1]
    assert np.isnan(counts[:25]).all()
    assert list(counts[25:]) == [5.0] * 5
    first = int(tab.chart.messages.getData()[0][0])
    assert tab.chart.words(first) == "2026-10-24: no data"
    assert tab.chart.words(first + 29) == "2026-11-22 · 5 messages · 5 speakers"
    assert "with gaps" in tab.note.full_text()


def test_hover_says_the_day(open_window: Open, path: Path, qtbot: QtBot) -> None:
    add_chat(path, add_group(path, "早起读书会"), days=100)
    tab = health(open_window(), qtbot)
    view = tab.chart.plot.getViewBox()
    tab.chart.plot.scene().sigMouseMoved.emit(view.sceneBoundingRect().center())
    assert "5 messages" in tab.legend.said()
    tab.chart.plot.scene().sigMouseMoved.emit(QPointF(-10, -10))
    assert tab.legend.said() == ""


def test_group_without_messages_says_so(open_window: Open, path: Path, qtbot: QtBot) -> None:
    group = add_group(path, "空群")
    window = open_window()
    window.sidebar.choose(group.id)
    window.show_tab_named("health")
    rest(qtbot, window)
    tab = window.stack.currentWidget()
    assert isinstance(tab, HealthTab)
    assert tab.shows_empty


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


def test_heatmap_tells_the_hour_under_the_mouse(
    open_window: Open, path: Path, qtbot: QtBot
) -> None:
    add_chat(path, add_group(path, "早起读书会"))
    tab = health(open_window(), qtbot)
    heatmap = tab.heatmap
    assert heatmap.words(0, 10).startswith("Monday 10:00–11:00 · ")
    place = heatmap.cell_centre(0, 10)
    move = QMouseEvent(
        QEvent.Type.MouseMove, place, heatmap.mapToGlobal(place), Qt.MouseButton.NoButton,
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(heatmap, move)
    assert "messages" in heatmap.accessibleDescription()


def test_retention_tells_what_a_share_is_of(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    window.verbs.fill_sample(messages=1_500, members=80)
    rest(qtbot, window)
    window.sidebar.choose(1)
    tab = health(window, qtbot)
    assert not tab.retention.isHidden()
    words = tab.retention.words(0, 0)
    assert "who joined in" in words
    help_ = QHelpEvent(QEvent.Type.ToolTip, QPoint(5, 5), tab.retention.mapToGlobal(QPoint(5, 5)))
    QApplication.sendEvent(tab.retention, help_)


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
