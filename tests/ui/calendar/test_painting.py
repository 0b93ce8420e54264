"""How an item of the calendar is painted."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from itertools import combinations, product

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from qunmate.model import PLAN_KINDS, PLAN_STATUSES, PlanItem
from qunmate.plan_words import kind_word
from qunmate.ui.calendar.board import Board
from qunmate.ui.calendar.grid import DAYS, LOW, Entry, Grid, Places
from qunmate.ui.calendar.looks import TONES
from qunmate.ui.calendar.painting import (
    GAP,
    INSET,
    MARK_GAP,
    RIGHT,
    SHAPE,
    Brush,
    item_colours,
    paint_item,
)
from qunmate.ui.calendar.shapes import shape
from qunmate.ui.theme import DARK, LIGHT, READS, SEEN, Theme, Tokens, contrast
from qunmate.ui.widgets.chips import chip_colours

WIDTH, HEIGHT, EDGE = 108, 44, 14  # px, a day of a week at 1366, and the place of a mark
APART = 15  # in CIE Lab, where 2 is just seen side by side
ITEM = PlanItem(1, (1,), "knowledge", "选品", "", 0, None, None, "done")
READY = replace(ITEM, status="ready")


class Written(Brush):
    """Remembers what was written where."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app.font())
        self.said: list[str] = []
        self.ends: list[int] = []

    def words(
        self, painter: QPainter, box: QRect, text: str, colour: str, *, centred: bool = False
    ) -> int:
        used = super().words(painter, box, text, colour, centred=centred)
        self.said.append(text)
        self.ends.append(box.left() + used)
        return used


def painted(
    qapp: QApplication, item: PlanItem, width: int, height: int, lift: float | None = None
) -> tuple[QImage, Written]:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(LIGHT.surface)
    painter, brush = QPainter(image), Written(qapp)
    entry = Entry(item, datetime(2026, 6, 1, 12, 30), (0, 0))
    paint_item(painter, brush, QRect(0, 0, width, height), entry, LIGHT, lift=lift)
    painter.end()
    return image, brush


def lab(colour: str) -> tuple[float, float, float]:
    """A colour in CIE Lab, where distances are what is seen."""
    red, green, blue, _alpha = QColor(colour).getRgbF()
    parts = [(one / 12.92) if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4
             for one in (red, green, blue)]  # fmt: skip
    rows = ((0.4339, 0.3762, 0.1899), (0.2126, 0.7152, 0.0722), (0.0177, 0.1095, 0.8728))
    x, y, z = (sum(a * b for a, b in zip(row, parts, strict=True)) ** (1 / 3) for row in rows)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_no_two_kinds_look_alike(tokens: Tokens) -> None:
    for one, other in combinations(PLAN_KINDS, 2):
        pair = [lab(getattr(tokens, TONES[kind])) for kind in (one, other)]
        far = sum((a - b) ** 2 for a, b in zip(*pair, strict=True)) ** 0.5
        assert far >= APART, (one, other)
        assert shape(one) != shape(other)
    for kind in PLAN_KINDS:
        ink, ground = chip_colours(TONES[kind], tokens)
        assert contrast(ink, ground) >= READS, kind


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("chosen", [False, True])
def test_the_shape_of_a_kind_is_seen_on_every_item(tokens: Tokens, chosen: bool) -> None:
    for kind, status in product(PLAN_KINDS, PLAN_STATUSES):
        ground, hue, _inks = item_colours(kind, status, tokens, chosen=chosen)
        assert contrast(hue, ground) >= SEEN, (kind, status)
        if status == "ready" and not chosen:
            assert hue == getattr(tokens, TONES[kind])


@pytest.mark.parametrize("lift", [None, 2.4])
def test_the_longest_kind_leaves_room_for_what_became_of_it(
    qapp: QApplication, lift: float | None
) -> None:
    ends = [
        painted(qapp, one, WIDTH, HEIGHT, lift)[0].copy(WIDTH - EDGE, 0, EDGE, HEIGHT)
        for one in (ITEM, READY)
    ]
    assert ends[0] != ends[1]


def test_a_title_comes_before_the_word_for_its_kind(qapp: QApplication) -> None:
    advance = QFontMetrics(Brush(qapp.font()).note).horizontalAdvance
    before = INSET + advance("12:30") + GAP + SHAPE + GAP
    after = MARK_GAP + advance("✓") + RIGHT
    both = before + advance(kind_word("knowledge")) + GAP + advance("选品") + after
    assert painted(qapp, ITEM, both + 2, LOW)[1].said == ["12:30", "✓", "Knowledge", "选品"]
    assert painted(qapp, ITEM, both - 2, LOW)[1].said == ["12:30", "✓", "选品"]
    named = replace(ITEM, title="")
    assert painted(qapp, named, both, LOW)[1].said == ["12:30", "✓", "Knowledge"]


def test_a_series_tells_the_same_on_each_day(qapp: QApplication) -> None:
    """Done or not, and however the pixels of the columns fall."""
    advance = QFontMetrics(Brush(qapp.font()).note).horizontalAdvance
    both = INSET + advance("12:30") + GAP + SHAPE + GAP + advance(kind_word("knowledge")) + GAP
    both += advance("选品") + MARK_GAP + advance("✓") + RIGHT
    for room in (-3, 3):
        said = [painted(qapp, one, both + room, LOW)[1].said for one in (ITEM, READY)]
        assert [one for one in said[0] if one != "✓"] == said[1]
    places = Places(Grid("month", 0, 5, (), ()), 1001 + 4, 600)
    assert len({places.item((0, column), 0).width() for column in range(DAYS)}) == 1


def test_a_kind_without_a_title_is_told_as_far_as_it_has_room(qapp: QApplication) -> None:
    advance = QFontMetrics(Brush(qapp.font()).note).horizontalAdvance
    fixed = INSET + advance("12:30") + GAP + SHAPE + GAP + MARK_GAP + advance("✓") + RIGHT
    named = replace(ITEM, title="")
    for room, said in ((advance("Know…"), ["Knowledge"]), (advance("…"), [])):
        assert painted(qapp, named, fixed + room, LOW)[1].said == ["12:30", "✓", *said]


def test_words_that_are_cut_keep_away_from_the_mark(qapp: QApplication) -> None:
    """…and a kind that has no room is told by its shape, or below."""
    long = replace(ITEM, title="怎么选到一款好卖又不会被跟卖的产品")
    _image, brush = painted(qapp, long, WIDTH, LOW)
    mark = WIDTH - RIGHT - QFontMetrics(brush.note).horizontalAdvance("✓")
    assert brush.said == ["12:30", "✓", long.title]
    assert brush.ends[2] <= mark - GAP
    assert painted(qapp, long, 92, HEIGHT)[1].said == ["12:30", "✓", long.title]
    assert painted(qapp, replace(ITEM, title=""), 92, HEIGHT)[1].said == ["12:30", "✓", "Knowledge"]


def test_the_shape_yields_to_the_title_and_dots_never_stand_alone(qapp: QApplication) -> None:
    advance = QFontMetrics(Brush(qapp.font()).note).horizontalAdvance
    fixed = INSET + advance("12:30") + GAP + MARK_GAP + advance("✓") + RIGHT
    two, one, none = (
        painted(qapp, ITEM, fixed + room, LOW)[1].said
        for room in (advance("一一") + 2, advance("一…") + 2, advance("…"))
    )
    assert two == one == ["12:30", "✓", "选品"]
    assert none == ["12:30", "✓"]


def test_a_lift_below_the_usual_is_not_good_news(qapp: QApplication) -> None:
    inks = []
    for lift in (0.0, 2.7):
        image, brush = painted(qapp, ITEM, 300, LOW, lift)
        assert f"×{lift}" in brush.said
        strip = image.copy(300 - 60, 0, 60 - EDGE, LOW)
        colours = {strip.pixel(x, y) for x in range(strip.width()) for y in range(LOW)}
        inks.append(any(QColor(one).green() > QColor(one).red() + 40 for one in colours))
    assert inks == [False, True]


def test_no_days_are_shown_before_they_are_known(qapp: QApplication, qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    board = Board(Theme(qapp, "light"), page)
    board.resize(700, 400)
    ink = board.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    assert len({bytes(ink.constScanLine(line)) for line in range(ink.height())}) == 1
    assert not board.isEnabled()
