"""The score: its parts add up to it; their days, the goal and what is unknown are told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from qunmate import day_words
from qunmate.figures.score import WEIGHTS, points
from qunmate.ui.health.cards import changes, told
from qunmate.ui.main_window import MainWindow
from tests.ui.conftest import Open, add_chat, add_group, rest
from tests.ui.health.desk import health

PARTS = st.fixed_dictionaries({key: st.none() | st.floats(0, 1) for key in WEIGHTS})


@pytest.mark.parametrize(
    ("share", "words"), [(0.093, "9%"), (0.46, "46%"), (0.004, "0.4%"), (0.0, "0%"), (None, "—")]
)
def test_shares_on_cards_are_whole_as_their_changes_are(share: float | None, words: str) -> None:
    assert told("owner_dependency", share) == words


@given(PARTS)
def test_points_add_up_and_none_is_off_by_one(parts: dict[str, float | None]) -> None:
    exact = {key: WEIGHTS[key] * part for key, part in parts.items() if part is not None}
    found = points(parts)
    assert found.keys() == exact.keys()
    assert sum(found.values()) == round(sum(exact.values()))
    assert all(abs(found[key] - exact[key]) < 1 for key in exact)
    assert all(0 <= found[key] <= WEIGHTS[key] for key in exact)


def test_the_parts_shown_add_up_to_the_score_shown(sample: MainWindow, qtbot: QtBot) -> None:
    tab = health(sample, qtbot)
    why, cards = tab.page.why, tab.page.score_line.cards
    shown = [why._parts[key].text() for key in WEIGHTS]
    assert "—" not in shown
    assert sum(int(text.split("/")[0]) for text in shown) == int(cards["score"].figure.full_text())
    assert tab._shown
    assert why.basis.text() == (
        f"As of {day_words.month_day(tab._shown.last)}: active rate over the last 7 days against"
        " the goal of 30%; the other parts over the last 30 days."
    )


def test_what_is_unknown_is_told_beside_the_parts(sample: MainWindow, qtbot: QtBot) -> None:
    tab = health(sample, qtbot)
    assert tab._shown
    parts = {**dict.fromkeys(WEIGHTS, 0.5), "independence": None}
    now = replace(tab._shown.now, score_parts=parts, score=50.0)
    tab.page.why.show_score(now, "22 Nov", 0.8)
    lines = tab.page.why.basis.text().split("\n")
    assert "the goal of 80%" in lines[0]
    assert lines[1] == "42.5 of 85 points, as something is unknown; of 100 that is 50."


@pytest.mark.parametrize(("goal", "words", "tone"), [(0.01, "goal 1%", ""), (1.0, "", "bad")])
def test_a_step_back_above_the_goal_is_no_alarm(
    sample: MainWindow, qtbot: QtBot, goal: float, words: str, tone: str
) -> None:
    tab = health(sample, qtbot)
    tab.period_bar.chips.button(0).click()
    rest(qtbot, sample)
    shown = tab._shown
    assert shown
    assert shown.before
    record = replace(shown.record, frame=replace(shown.record.frame, target=goal))
    now, before = (
        replace(one, active_rate=rate) for one, rate in ((shown.now, 0.4), (shown.before, 0.5))
    )
    goal_told = changes(replace(shown, record=record, now=now, before=before))["active_rate"]
    assert goal_told.words.startswith("▼ 10 pts · goal ")
    assert words in goal_told.words
    assert goal_told.tone == tone


def test_a_figure_of_a_day_before_today_tells_the_day(
    open_window: Open, path: Path, qtbot: QtBot
) -> None:
    group = add_group(path, "早起读书会")
    add_chat(path, group, days=40)
    window = open_window()
    window.sidebar.choose(group.id)
    tab = health(window, qtbot)
    cards = tab.page.score_line.cards
    assert cards["members"].title.full_text() == "Members"
    tab.period_bar.earlier.click()
    rest(qtbot, window)
    assert cards["members"].title.full_text() == "Members on 23 Oct"
    assert cards["score"].title.full_text() == "Health score on 23 Oct"
    assert cards["active_rate"].title.full_text() == "Active rate"
