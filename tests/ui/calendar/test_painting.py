"""How an item of the calendar is painted."""

from __future__ import annotations

from datetime import datetime

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QFontMetrics, QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from qunmate.model import PLAN_KINDS, PlanItem
from qunmate.plan_words import kind_word
from qunmate.ui.calendar.board import Board
from qunmate.ui.calendar.grid import Entry
from qunmate.ui.calendar.looks import MARKS
from qunmate.ui.calendar.painting import GAP, INSET, RIGHT, Brush, paint_item
from qunmate.ui.theme import LIGHT, Theme

WIDTH, HEIGHT, EDGE = 108, 44, 14  # px, a day of a week at 1366, and the place of a mark


def painted(qapp: QApplication, status: str, lift: float | None) -> QImage:
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    image.fill(LIGHT.surface)
    begins = datetime(2026, 6, 1, 12, 30)
    item = PlanItem(1, (1,), "knowledge", "选品", "", 0, None, None, status)
    painter = QPainter(image)
    box, entry = QRect(0, 0, WIDTH, HEIGHT), Entry(item, begins, (0, 0))
    paint_item(painter, Brush(qapp.font()), box, entry, LIGHT, lift=lift)
    painter.end()
    return image.copy(WIDTH - EDGE, 0, EDGE, HEIGHT)


@pytest.mark.parametrize("lift", [None, 2.4])
def test_the_longest_kind_leaves_room_for_what_became_of_it(
    qapp: QApplication, lift: float | None
) -> None:
    assert painted(qapp, "done", lift) != painted(qapp, "ready", None)


def test_a_line_that_is_wide_enough_cuts_no_kind_for_its_mark(qapp: QApplication) -> None:
    brush = Brush(qapp.font())
    advance = QFontMetrics(brush.note).horizontalAdvance
    words = INSET + advance("20:00") + GAP + RIGHT
    for kind in PLAN_KINDS:
        for mark in MARKS.values():
            assert words + advance(kind_word(kind)) + GAP + advance(mark) <= brush.least


def test_no_days_are_shown_before_they_are_known(qapp: QApplication, qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    board = Board(Theme(qapp, "light"), page)
    board.resize(700, 400)
    ink = board.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    assert len({bytes(ink.constScanLine(line)) for line in range(ink.height())}) == 1
    assert not board.isEnabled()
