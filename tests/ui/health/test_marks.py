"""What is marked in the chart of days, what its lines are called, and where months begin."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations, pairwise, permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPainter, QPixmap
from pytestqt.qtbot import QtBot

from qunmate import clock
from qunmate.data import plan
from qunmate.data.store import open_store
from qunmate.ui.health.day_plot import MOST_MONTHS, beginnings
from qunmate.ui.health.marks import AWAY, NEAR, in_order_of_weight, placed
from qunmate.ui.health.period import Period
from qunmate.ui.health.reading import Mark
from qunmate.ui.main_window import MainWindow
from tests.ui.conftest import Open, add_chat, add_group, rest
from tests.ui.health.desk import END, chart, health

WANTS = st.lists(st.tuples(st.floats(0, 600), st.floats(1, 300)), max_size=20)


@given(WANTS)
def test_words_of_marks_never_overlap(wants: list[tuple[float, float]]) -> None:
    spots = placed(wants, 0, 600, 3, 8)
    assert len(spots) <= 8
    boxes = []
    for spot in spots:
        at, wide = wants[spot.which]
        boxes.append((spot.lane, at if spot.after else at - wide, wide))
    assert all(left >= 0 and left + wide <= 600 for _lane, left, wide in boxes)
    lines = sorted({wants[spot.which][0] for spot in spots})
    assert all(after - before >= NEAR for before, after in pairwise(lines))
    for one, other in combinations(boxes, 2):
        apart = one[1] + one[2] <= other[1] or other[1] + other[2] <= one[1]
        assert one[0] != other[0] or apart


def test_what_tells_most_has_room_first() -> None:
    marks = [Mark(10, "talk", None), Mark(11, "camp", 3.0), Mark(12, "camp", 2.0)]
    assert in_order_of_weight(marks) == [marks[1], marks[0]]
    # the second finds no room in the one lane there is, neither before nor after its mark
    assert [spot.which for spot in placed([(100, 80), (110, 120), (50, 40)], 0, 300, 1, 8)] == [
        0,
        2,
    ]


@given(WANTS)
def test_words_of_a_mark_do_not_end_at_another(wants: list[tuple[float, float]]) -> None:
    spots = placed(wants, 0, 600, 3, 8)
    for spot, other in permutations(spots, 2):
        at, wide = wants[spot.which]
        line = wants[other.which][0]
        far = at + wide if spot.after else at - wide
        # a line ends beside its own words: what stands above them it does not meet
        assert line == at or other.lane > spot.lane or abs(line - far) >= AWAY


def test_a_line_passes_behind_words_only_where_there_is_no_better_place() -> None:
    first, second = placed([(100, 80), (130, 60)], 0, 300, 3, 8)
    assert first == (0, 0, True)
    assert (second.lane, second.after) == (1, True)


def test_each_mark_that_is_drawn_is_named(open_window: Open, path: Path, qtbot: QtBot) -> None:
    group = add_group(path, "羽毛球周末约")
    add_chat(path, group, days=100)
    with open_store(path) as store, store.atomic() as db:
        for n in range(14):
            at = (END - n) * clock.DAY + 36_000 - 8 * 3600
            title = f"约球 · 周六14:00 第{n}场"
            plan.add(
                db, group_ids=[group.id], kind="game", title=title, starts_at=at, status="done"
            )
    window = open_window()
    window.sidebar.choose(group.id)
    found = chart(health(window, qtbot))
    rules = [line for line in found.rules if line.isVisible()]
    marks = [line for line in found.marks if line.isVisible()]
    assert 0 < len(rules) <= 8
    assert [line.value() for line in rules] == [line.value() for line in marks]
    assert all("周六14:00" in line.label.toPlainText() for line in marks)


def test_few_marks_have_half_the_room_and_one_without_a_title_is_named_by_its_kind(
    open_window: Open, path: Path, qtbot: QtBot
) -> None:
    group = add_group(path, "早起读书会")
    add_chat(path, group, days=100)
    title = "轮值分享・团子：写书评：我的三点体会和一个约"
    with open_store(path) as store, store.atomic() as db:
        for day, words in ((END - 20, title), (END - 3, "")):
            at = day * clock.DAY + 36_000 - 8 * 3600
            plan.add(
                db, group_ids=[group.id], kind="sharing", title=words, starts_at=at, status="done"
            )
    window = open_window()
    window.resize(1366, 768)
    window.sidebar.choose(group.id)
    found = chart(health(window, qtbot))
    rest(qtbot, window)
    named = [line.label.toPlainText() for line in found.marks if line.isVisible()]
    assert [words.partition(" ×")[0] for words in named] == ["Sharing", title]


def test_a_last_week_of_few_days_is_drawn_apart(
    open_window: Open, path: Path, qtbot: QtBot
) -> None:
    add_chat(path, add_group(path, "早起读书会"), days=200)
    window = open_window()
    tab = health(window, qtbot)
    tab.period_bar.choose(Period("custom", 0, END - 197, END - 1))  # 28 weeks and a day
    rest(qtbot, window)
    days = chart(tab).messages.getData()[0]
    assert list(chart(tab).messages.opts["connect"][-3:]) == [1, 0, 0]
    assert list(chart(tab).tails[0].getData()[0]) == list(days[-1:])
    tab.period_bar.choose(Period("custom", 0, END - 196, END - 1))
    rest(qtbot, window)
    assert chart(tab).tails[0].getData() == (None, None)


@given(st.dates(date(1990, 1, 1), date(2040, 1, 1)), st.integers(271, 9000))
def test_months_are_named_where_they_begin(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    days = [clock.date_of(int(day)) for day in beginnings(clock.day_of(first), clock.day_of(last))]
    assert 1 <= len(days) <= MOST_MONTHS
    assert all(day.day == 1 and first <= day <= last for day in days)
    months = [12 * day.year + day.month for day in days]
    assert len({after - before for before, after in pairwise(months)}) <= 1


def test_nought_stands_at_the_axis(open_window: Open, path: Path, qtbot: QtBot) -> None:
    add_chat(path, add_group(path, "早起读书会"), days=100)
    window = open_window()
    tab = health(window, qtbot)
    window.grab()
    axis = chart(tab).plot.values
    pixmap = QPixmap(10, 10)
    painter = QPainter(pixmap)
    painter.setFont(axis.style["tickFont"])
    _axis, _ticks, texts = axis.generateDrawSpecs(painter)
    painter.end()
    assert "0" in [words for _rect, _flags, words in texts]
    assert tab.page.members
    assert tab.page.members.plot.values.below == 0  # the growth stands right below it


def test_the_legend_shows_the_lines_as_they_are_drawn(
    open_window: Open, path: Path, qtbot: QtBot
) -> None:
    one, other = add_group(path, "早起读书会"), add_group(path, "群" * 40)
    for group in (one, other):
        add_chat(path, group, days=40)
    window = open_window()
    window.sidebar.choose(one.id)
    tab = health(window, qtbot)
    page = tab.page
    legend = page.activity_legend
    assert [(key.colours, key.line) for key in legend.keys][2] == (("second",), "mark")
    assert page.members_legend.keys[1].colours == ("good", "bad")
    tab.compare_with(other)
    rest(qtbot, window)
    assert (legend.keys[3].colours, legend.keys[3].line) == (("chart0", "chart1"), "dashed")
    assert chart(tab).others[0].opts["pen"].style() == Qt.PenStyle.DashLine
    # so long a name has a line of its own, below the title
    card = page.activity_card
    qtbot.waitUntil(lambda: legend.mapTo(card, QPoint()).y() >= card.about.geometry().bottom())
    tab.compare_with(None)
    rest(qtbot, window)
    qtbot.waitUntil(lambda: legend.mapTo(card, QPoint()).y() < card.about.geometry().bottom())


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_marks_and_speakers_differ_in_colour(sample: MainWindow, qtbot: QtBot, mode: str) -> None:
    sample.context.theme.set_mode(mode)
    found = chart(health(sample, qtbot))
    tokens = sample.context.theme.tokens
    assert found.rules[0].pen.color().name().upper() == tokens.second
    assert tokens.second not in tokens.chart
