"""Room is given to the columns that can use it, and taken from those that can spare it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from qunmate.data.store import Store
from qunmate.model import Group
from qunmate.ui.members.column_layout import fitted, shared
from qunmate.ui.members.columns import COLUMNS, column_width, least_width
from qunmate.ui.table_cells import MARGIN
from qunmate.ui.widgets.chips import chip_font, chip_width, fitting
from qunmate.ui.widgets.menu_chip import StayingMenu
from tests.roster_store import add_group, add_member
from tests.ui.members.desk import members_tab

WIDTHS = {0: 72, 1: 120, 2: 90, 3: 120}
LEAST = {0: 60, 1: 100, 2: 90, 3: 60}
SHARES = {0: 1, 1: 2, 3: 3}


@pytest.fixture
def group(store: Store) -> Group:
    return add_group(store, "甲群")


def test_a_nickname_of_city_trade_and_name_has_room(qapp: QApplication) -> None:
    metrics = QFontMetrics(QFont(qapp.font()))
    (column,) = (one for one in COLUMNS if one.key == "nickname")
    room = least_width(column, metrics) - 2 * MARGIN
    assert room >= metrics.horizontalAdvance("上海-知识付费-初轩")


def test_two_short_tags_have_room(qapp: QApplication) -> None:
    metrics = QFontMetrics(QFont(qapp.font()))
    chips = QFontMetrics(chip_font(qapp.font()))
    (column,) = (one for one in COLUMNS if one.key == "tags")
    room = least_width(column, metrics) - 2 * MARGIN
    for tags in (("种子用户", "讲师"), ("已付费", "老学员")):
        widths = [chip_width(tag, chips) for tag in tags]
        assert fitting(widths, room, 20) == [0, 1]


def test_a_day_that_is_only_derived_has_room(qapp: QApplication) -> None:
    metrics = QFontMetrics(QFont(qapp.font()))
    (column,) = (one for one in COLUMNS if one.key == "joined_on")
    room = column_width(column, metrics) - 2 * MARGIN
    assert room >= metrics.horizontalAdvance("≈2026-10-28")


def test_names_and_tags_give_room_away_last(qapp: QApplication) -> None:
    metrics = QFontMetrics(QFont(qapp.font()))
    usual = {place: column_width(one, metrics) for place, one in enumerate(COLUMNS) if one.shown}
    yielding = {place for place in usual if COLUMNS[place].key in {"nickname", "weeks"}}
    least = {place: least_width(COLUMNS[place], metrics) for place in yielding}
    room = sum((usual | least).values())
    widths = fitted(room, metrics)
    assert widths == usual | least
    tags = next(place for place, one in enumerate(COLUMNS) if one.key == "tags")
    narrow = fitted(room - 6, metrics)
    assert {place: widths[place] - narrow[place] for place in (0, tags)} == {0: 3, tags: 3}


def test_columns_are_left_out_before_the_table_has_to_be_scrolled(qapp: QApplication) -> None:
    metrics = QFontMetrics(QFont(qapp.font()))
    roomy = fitted(10_000, metrics)
    kept = {place for place in roomy if COLUMNS[place].key not in {"talk_role", "weeks"}}
    room = sum(column_width(COLUMNS[place], metrics) for place in kept)
    tight = fitted(room, metrics)
    assert tight.keys() == kept
    assert sum(tight.values()) == room


def test_a_table_that_has_to_be_scrolled_shows_names_as_usual(qapp: QApplication) -> None:
    metrics = QFontMetrics(QFont(qapp.font()))
    scrolled = fitted(300, metrics)
    assert {COLUMNS[place].key for place in scrolled}.isdisjoint({"talk_role", "weeks"})
    assert scrolled == {place: column_width(COLUMNS[place], metrics) for place in scrolled}


def test_room_that_is_left_is_shared() -> None:
    assert shared(WIDTHS, LEAST, SHARES, 60) == {0: 82, 1: 140, 2: 90, 3: 150}


def test_what_one_cannot_spare_another_gives() -> None:
    fitted = shared(WIDTHS, LEAST, SHARES, -90)
    assert fitted == {0: 60, 1: 100, 2: 90, 3: 62}


@given(st.integers(-500, 500))
def test_never_narrower_than_the_heading(left: int) -> None:
    fitted = shared(WIDTHS, LEAST, SHARES, left)
    assert all(fitted[place] >= LEAST[place] for place in WIDTHS)
    spare = sum(WIDTHS[place] - LEAST[place] for place in SHARES)
    if left >= -spare:
        assert (
            sum(WIDTHS.values()) + left - 3 <= sum(fitted.values()) <= sum(WIDTHS.values()) + left
        )


def test_columns_are_chosen_in_one_menu_and_put_back(
    qtbot: QtBot, store: Store, group: Group
) -> None:
    add_member(store, group, "林", nickname="杭州-林")
    with members_tab(qtbot, store, group) as window:
        tab = window.tab
        table, keys = tab.table, [column.key for column in COLUMNS]
        usual = [table.isColumnHidden(place) for place in range(len(keys))]
        entry = next(one for one in tab.tools.menu().actions() if one.text() == "Columns")
        menu = entry.menu()
        assert isinstance(menu, StayingMenu)
        by_words = {one.text(): one for one in menu.actions()}
        notes = keys.index("notes")
        by_words["Notes"].trigger()
        left = table.columnViewportPosition(notes)
        assert 0 <= left < left + table.columnWidth(notes) <= table.viewport().width()
        for place, key in enumerate(keys):
            if key not in {"city", "notes"} and not table.isColumnHidden(place):
                table.show_column(place, on=False)
        by_words["City"].trigger()
        by_words["City"].trigger()
        assert not by_words["Notes"].isEnabled()
        by_words["City"].trigger()
        assert by_words["Notes"].isEnabled()
        table.horizontalHeader().moveSection(0, 3)
        by_words["Reset columns"].trigger()
        assert [table.isColumnHidden(place) for place in range(len(keys))] == usual
        assert table.horizontalHeader().visualIndex(0) == 0
        assert not window.context.state.text("members/columns")
