"""The tokens: readable in both themes, and all of them in the style sheet."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QRegularExpression, Qt
from PySide6.QtGui import QColor, QImage, QPalette, QStandardItemModel, QStyleHints
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDateEdit,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QSpinBox,
    QTextEdit,
    QTimeEdit,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from qunmate.model import PLAN_KINDS, PLAN_STATUSES
from qunmate.ui.calendar.painting import item_colours
from qunmate.ui.health.retention_grid import shade
from qunmate.ui.table import Table
from qunmate.ui.tabs import TABS
from qunmate.ui.theme import (
    DARK,
    LIGHT,
    READS,
    Theme,
    Tokens,
    contrast,
    font,
    mix,
    palette,
    style_sheet,
    tokens_for,
)
from tests.ui.conftest import Open, add_chat, add_group, rest

TEXTS = (
    "text", "second", "accent", "good", "warn", "bad",
    "leader", "core", "active", "quiet", "dormant", "newcomer",
)  # fmt: skip
GROUNDS = ("ground", "surface", "selection", "hover", "faint")


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("ground", GROUNDS)
def test_every_text_reads_on_every_ground(tokens: Tokens, text: str, ground: str) -> None:
    assert contrast(getattr(tokens, text), getattr(tokens, ground)) >= 4.5


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_words_on_accent_read(tokens: Tokens) -> None:
    assert contrast(tokens.on_accent, tokens.accent) >= 4.5
    assert contrast(tokens.on_accent, tokens.accent_hover) >= 4.5


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_figures_of_retention_read_in_one_colour(tokens: Tokens) -> None:
    grounds = [shade(tokens, rate / 100) for rate in range(101)]
    assert min(contrast(tokens.text, ground) for ground in grounds) >= 4.5
    assert len(set(grounds)) > 60
    assert contrast(grounds[0], grounds[100]) > 2


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("line", range(6))
def test_chart_lines_stand_out(tokens: Tokens, line: int) -> None:
    at_least = 3.0 if tokens is DARK or line in {0, 2, 3} else 2.0
    assert contrast(tokens.chart[line], tokens.surface) >= at_least


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("chosen", [False, True])
def test_words_on_an_item_of_the_calendar_read(tokens: Tokens, chosen: bool) -> None:
    for kind in PLAN_KINDS:
        for status in PLAN_STATUSES:
            ground, _hue, inks = item_colours(kind, status, tokens, chosen=chosen)
            for colour in (inks.text, inks.second, inks.good):
                assert contrast(colour, ground) >= 4.5, (kind, status, colour, ground)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_sign_that_empties_a_field_is_seen(
    qapp: QApplication, qtbot: QtBot, theme: str
) -> None:
    made = Theme(qapp, theme)
    field = QLineEdit("小雪")
    qtbot.addWidget(field)
    field.setClearButtonEnabled(True)
    field.resize(200, 30)
    field.show()
    (button,) = field.findChildren(QToolButton)
    picture = button.icon().pixmap(16, 16).toImage()
    inks = [picture.pixelColor(x, y) for x in range(16) for y in range(16)]
    ink = max(inks, key=lambda one: one.alpha()).name()
    assert contrast(ink, made.tokens.surface) >= 3.0
    made.deleteLater()


@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit, QTextEdit, QComboBox])
@pytest.mark.parametrize("mode", ["light", "dark"])
def test_what_a_field_asks_for_reads(
    qapp: QApplication, qtbot: QtBot, mode: str, kind: type[QWidget]
) -> None:
    made = Theme(qapp, mode)
    field = kind()
    qtbot.addWidget(field)
    if isinstance(field, QComboBox):
        field.setEditable(True)
    field.show()
    asking = field.lineEdit() if isinstance(field, QComboBox) else field
    assert asking
    seen = asking.palette().color(QPalette.ColorRole.PlaceholderText)
    surface = made.tokens.surface
    assert contrast(mix(seen.name(), surface, seen.alphaF()), surface) >= READS
    made.deleteLater()


@pytest.mark.parametrize("chosen", [False, True])
def test_a_radio_button_is_a_circle(theme: Theme, qtbot: QtBot, chosen: bool) -> None:
    """As far from its middle aslant as straight."""
    ground = QWidget()
    qtbot.addWidget(ground)
    button = QRadioButton(ground)
    button.setChecked(chosen)
    button.resize(16, 16)
    ground.resize(16, 16)
    seen = ground.grab().toImage()
    side = seen.width()

    def far(step_x: int, step_y: int) -> float:
        """How many pixels of length from the middle to the last one that is inked."""
        steps = [
            step
            for step in range(side // 2)
            if seen.pixelColor(side // 2 + step * step_x, side // 2 + step * step_y).lightness()
            < 200
        ]
        return max(steps) * math.hypot(step_x, step_y)

    assert far(1, 0) == pytest.approx(side / 2 - 1, abs=1)
    assert far(1, 1) == pytest.approx(far(1, 0), abs=1.2)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_what_cannot_be_used_is_dimmed_and_can_be_read(tokens: Tokens) -> None:
    assert (
        3.0
        <= contrast(tokens.dimmed, tokens.ground)
        <= contrast(tokens.second, tokens.ground) / 1.5
    )
    assert f"QPushButton:disabled {{ color: {tokens.dimmed}" in style_sheet(tokens)


@pytest.mark.parametrize("columns", [1, 2])
def test_the_frame_of_a_table_is_round_beside_its_heading_too(
    theme: Theme, qtbot: QtBot, columns: int
) -> None:
    ground = QWidget()
    qtbot.addWidget(ground)
    table = Table(theme, ground)
    table.setModel(QStandardItemModel(0, columns))
    table.fix_columns({}, *range(columns))
    table.resize(300, 200)
    seen = table.grab().toImage()

    def ink(xs: range, ys: range) -> int:
        lights = [seen.pixelColor(x, y).lightness() for x in xs for y in ys]
        return sum(max(245 - light, 0) for light in lights)  # of the frame, not of the heading

    left, right, top, bottom = range(6), range(294, 300), range(6), range(194, 200)
    assert ink(left, top) >= ink(left, bottom)
    assert ink(right, top) >= ink(right, bottom)


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_mix_goes_from_ground_to_colour() -> None:
    assert mix("#0B6F6E", "#FFFFFF", 0) == "#FFFFFF"
    assert mix("#0B6F6E", "#FFFFFF", 1) == "#0B6F6E"


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_style_sheet_is_filled_and_understood(qapp: QApplication, tokens: Tokens) -> None:
    sheet = style_sheet(tokens)
    assert "$" not in sheet
    used = QRegularExpression("#[0-9A-Fa-f]{6}").globalMatch(sheet)
    while used.hasNext():
        assert QColor(used.next().captured(0)).isValid()


def test_theme_can_be_switched(qapp: QApplication, theme: Theme) -> None:
    seen: list[bool] = []
    theme.changed.connect(lambda: seen.append(theme.dark))
    theme.set_mode("dark")
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(DARK.ground)
    theme.set_mode("light")
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(LIGHT.ground)
    assert seen == [True, False]


@pytest.mark.parametrize(
    ("mode", "system", "expected"),
    [
        ("system", Qt.ColorScheme.Dark, DARK),
        ("system", Qt.ColorScheme.Light, LIGHT),
        ("system", Qt.ColorScheme.Unknown, LIGHT),
        ("light", Qt.ColorScheme.Dark, LIGHT),
        ("dark", Qt.ColorScheme.Light, DARK),
    ],
)
def test_theme_follows_the_system_unless_chosen(
    mode: str, system: Qt.ColorScheme, expected: Tokens
) -> None:
    assert tokens_for(mode, system) is expected


def test_palette_greys_out_what_is_disabled() -> None:
    disabled = palette(LIGHT).color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text)
    assert disabled == QColor(LIGHT.second)


@pytest.mark.parametrize("language", ["zh_CN", "zh_TW", "en"])
def test_font_is_13_px(qapp: QApplication, language: str) -> None:
    assert font(language).pixelSize() == 13


def test_everything_follows_when_the_system_turns_dark(
    open_window: Open, theme: Theme, path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    """While the window is open: bars, tables, the board and the charts of every tab."""
    system = [Qt.ColorScheme.Light]
    monkeypatch.setattr(QStyleHints, "colorScheme", lambda _hints: system[0])
    add_chat(path, add_group(path, "早起读书会"), days=9)
    theme.set_mode("system")
    window = open_window()
    for place in range(len(TABS)):
        window.show_tab(place)
        rest(qtbot, window)
        assert {"ground", "surface", "line"} <= seen_of(LIGHT, window)
    system[0] = Qt.ColorScheme.Dark
    QApplication.styleHints().colorSchemeChanged.emit(system[0])
    for place in reversed(range(len(TABS))):
        window.show_tab(place)
        rest(qtbot, window)
        assert not seen_of(LIGHT, window)
        assert {"ground", "surface", "line"} <= seen_of(DARK, window)


def seen_of(tokens: Tokens, window: QWidget) -> set[str]:
    """Which grounds of a theme a picture of the window holds."""
    picture = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(picture.constBits(), np.uint32) & 0xFFFFFF
    names = ("ground", "surface", "selection", "faint", "line")
    return {name for name in names if (pixels == int(getattr(tokens, name)[1:], 16)).any()}


@pytest.mark.parametrize("kind", [QLineEdit, QComboBox, QDateEdit, QTimeEdit, QSpinBox])
def test_a_field_that_rests_has_the_colour_of_the_ground(
    qapp: QApplication, qtbot: QtBot, kind: type[QWidget]
) -> None:
    made = Theme(qapp, "light")
    field = kind()
    qtbot.addWidget(field)
    field.resize(120, 30)
    grounds = []
    for on in (True, False):
        field.setEnabled(on)
        grounds.append(field.grab().toImage().pixelColor(4, 6).name().upper())
    assert grounds == [made.tokens.surface, made.tokens.ground]
