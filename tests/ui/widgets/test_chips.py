"""Chips: readable, never cut without a sign, and filters by menu."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from qunmate.model import LAYERS
from qunmate.ui.theme import DARK, LIGHT, Theme, Tokens, contrast
from qunmate.ui.widgets.chips import (
    GAP,
    Chip,
    chip_colours,
    chip_font,
    chip_text,
    fitting,
    tag_tone,
)
from qunmate.ui.widgets.flow import FlowLayout
from qunmate.ui.widgets.menu_chip import Choice, MenuChip
from qunmate.ui.widgets.tag_chip import TagChip

OWN = ("#FF0000", "#FFFF00", "#101010", "#EEEEEE")
TONES = [*LAYERS, *dict.fromkeys(tag_tone(id_) for id_ in range(20)), *OWN]


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("tone", TONES)
@pytest.mark.parametrize("chosen", [False, True], ids=["plain", "chosen"])
def test_words_on_chips_can_be_read(tone: str, tokens: Tokens, *, chosen: bool) -> None:
    ink, ground = chip_colours(tone, tokens, chosen=chosen)
    assert contrast(ink, ground) >= 4.5


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("tone", [tone for tone in TONES if tone not in {"quiet", *OWN}])
def test_a_chip_in_a_chosen_row_keeps_its_colour(tone: str, tokens: Tokens) -> None:
    plain, chosen = (
        QColor(chip_colours(tone, tokens, chosen=on)[1]).hslHue() for on in (False, True)
    )
    assert abs((plain - chosen + 180) % 360 - 180) <= 12
    assert contrast(chip_colours(tone, tokens, chosen=True)[1], tokens.selection) >= 1.1


def test_a_tag_keeps_its_colour() -> None:
    assert tag_tone(3) == tag_tone(3)
    assert tag_tone(3, "#123456") == "#123456"
    assert len({tag_tone(id_) for id_ in range(6)}) == 6


@given(st.lists(st.integers(10, 200), max_size=8), st.integers(0, 400))
def test_what_is_shown_has_room(widths: list[int], room: int) -> None:
    shown = fitting(widths, room, 20)
    assert shown == sorted(set(shown))
    assert bool(shown) == bool(widths)
    used = sum(widths[place] for place in shown) + GAP * (len(shown) - 1)
    count = GAP + 20 if len(shown) < len(widths) else 0
    assert used + count <= room or shown == [0]


def test_no_chip_is_cut_as_long_as_another_stands_whole() -> None:
    assert fitting([64, 40], 108, 13) == [0, 1]
    assert fitting([64, 40], 107, 13) == [0]
    assert fitting([64, 40], 80, 13) == [1]
    assert fitting([64, 40, 40], 110, 13) == [0]
    assert fitting([30, 200, 40], 110, 13) == [0, 2]
    assert fitting([64, 64], 70, 13) == [0]


def test_a_count_is_not_cut_with_a_long_tag(qtbot: QtBot) -> None:
    metrics = QFontMetrics(chip_font(QApplication.font()))
    chip = Chip("一个名字长得怎么也放不下的标签", "core", " 12")
    shown = chip_text(chip, 80, metrics)
    assert shown.startswith("一个")
    assert shown.endswith("… 12")
    assert metrics.horizontalAdvance(shown) <= 80
    assert chip_text(chip, 800, metrics) == chip.text + chip.end


def test_the_flow_goes_on_in_the_next_line(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    flow = FlowLayout(parent, 8)
    buttons = [QPushButton("x") for _ in range(5)]
    for button in buttons:
        button.setFixedSize(90, 30)
        flow.addWidget(button)
    assert flow.heightForWidth(1000) == 30
    assert flow.heightForWidth(200) == 30 * 3 + 8 * 2
    flow.setGeometry(QRect(0, 0, 200, 200))
    assert [(b.x(), b.y()) for b in buttons] == [(0, 0), (98, 0), (0, 38), (98, 38), (0, 76)]
    buttons[0].hide()
    assert flow.count() == 5
    assert flow.itemAt(9) is None


def test_several_choices_hold_at_once(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    chip = MenuChip("Tag", parent)
    chip.offer([Choice("a", "甲"), Choice("b", "乙&丙", "12"), Choice("c", "丁")])
    assert chip.text() == "Tag ▾"
    menu = chip.menu_of_choices()
    with qtbot.waitSignal(chip.picked):
        menu.actions()[0].trigger()
    menu.actions()[1].trigger()
    assert chip.chosen == ["a", "b"]
    assert chip.text() == "Tag: 甲, 乙&&丙 ▾"
    assert chip.isChecked()
    menu.actions()[2].trigger()
    assert chip.text() == "Tag: 3 chosen ▾"
    menu.actions()[1].trigger()
    assert chip.chosen == ["a", "c"]
    menu.deleteLater()


def test_one_choice_or_none(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    chip = MenuChip("Silent", parent, many=False)
    chip.offer([Choice("7", "7 d"), Choice("30", "30 d")])
    menu = chip.menu_of_choices()
    menu.actions()[0].trigger()
    menu.actions()[1].trigger()
    assert chip.chosen == ["30"]
    menu.deleteLater()
    again = chip.menu_of_choices()
    again.actions()[-1].trigger()
    assert chip.chosen == []
    assert not chip.isChecked()
    again.deleteLater()


def test_a_tag_is_taken_off_by_mouse_and_by_key(qtbot: QtBot) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    parent = QWidget()
    qtbot.addWidget(parent)
    chip = TagChip(Theme(app, "light"), Chip("讲师", "core"), parent, removable=True)
    chip.resize(chip.sizeHint())
    with qtbot.waitSignal(chip.removed):
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=chip._cross().center())
    with qtbot.waitSignal(chip.removed):
        qtbot.keyClick(chip, Qt.Key.Key_Delete)
    with qtbot.assertNotEmitted(chip.removed):
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=chip.rect().topLeft())


def test_endless_names_do_not_widen_a_chip(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    chip = MenuChip("Groups", parent, named=False)
    endless = "有事请直接打电话" * 20
    chip.offer([Choice("1", endless), Choice("2", "早起读书会")])
    chip.choose(["1"])
    assert chip.sizeHint().width() < 400
    assert chip.toolTip() == endless
    chip.choose(["2"])
    assert (chip.text(), chip.toolTip()) == ("早起读书会 ▾", "")


def test_a_long_name_makes_no_menu_as_wide_as_the_screen(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    chip = MenuChip("作者", parent)
    name = "亚马逊-户外-文杰-深圳南山科技园-十年老卖家-有事请直接打电话" * 4
    chip.offer([Choice(name, name, "7"), Choice("a&b", "a&b", hint="why")])
    first, second = chip.menu_of_choices().actions()[:2]
    words, note = first.text().split("\t")
    assert words.endswith("…")
    assert words[:-1] == name[: len(words) - 1]
    assert chip.menu_of_choices().sizeHint().width() < 800
    assert (note, first.toolTip()) == ("7", name)
    assert (second.text(), second.toolTip()) == ("a&&b", "why")
