"""Room is given to the columns that can use it, and taken from those that can spare it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QApplication

from qunmate.ui.members.column_layout import shared
from qunmate.ui.members.columns import COLUMNS, least_width
from qunmate.ui.table_cells import MARGIN

WIDTHS = {0: 72, 1: 120, 2: 90, 3: 120}
LEAST = {0: 60, 1: 100, 2: 90, 3: 60}
SHARES = {0: 1, 1: 2, 3: 3}


def test_a_nickname_of_city_trade_and_name_has_room(qapp: QApplication) -> None:
    metrics = QFontMetrics(QFont(qapp.font()))
    (column,) = (one for one in COLUMNS if one.key == "nickname")
    room = least_width(column, metrics) - 2 * MARGIN
    assert room >= metrics.horizontalAdvance("上海-知识付费-初轩")


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
