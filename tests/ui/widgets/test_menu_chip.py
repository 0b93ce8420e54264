"""A chip that opens a menu of choices."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from qunmate.ui.parts import LONGEST
from qunmate.ui.widgets.menu_chip import ENDS, FEW, LINE, MOST_LINES, Choice, MenuChip


@pytest.fixture
def chip(qtbot: QtBot) -> Iterator[MenuChip]:
    parent = QWidget()
    qtbot.addWidget(parent)
    yield MenuChip("Author", parent)
    parent.close()


def people(count: int) -> list[Choice]:
    return [Choice(str(n), f"成员{n}", f"{1500 // (n + 1):,}") for n in range(count)]


def test_a_menu_that_would_be_endless_goes_on_beside_it(chip: MenuChip) -> None:
    chip.offer(people(45))
    chip.choose(["44"])
    menu, seen = chip.menu_of_choices(), []
    while menu is not None:
        lines = [one for one in menu.actions() if not one.isSeparator() and one.text() != "Any"]
        assert len(lines) <= MOST_LINES
        seen += [one.text().split("\t")[0] for one in lines if not one.menu()]
        menu = next((one.menu() for one in lines if one.menu()), None)
    assert seen == ["成员44", *(f"成员{n}" for n in range(44))]


def test_few_more_are_not_put_beside_where_the_screen_has_room(chip: MenuChip) -> None:
    room = chip.screen().availableGeometry().height() // LINE - ENDS
    assert room > MOST_LINES  # else there is nothing to show here
    for count, beside in ((MOST_LINES + 1, False), (min(MOST_LINES + FEW, room) + 1, True)):
        chip.offer(people(count))
        assert any(one.menu() for one in chip.menu_of_choices().actions()) == beside


def test_numbers_have_their_units_below_one_another(chip: MenuChip) -> None:
    chip.offer(people(3))
    menu = chip.menu_of_choices()
    notes = [one.text().split("\t")[1] for one in menu.actions()[:3]]
    assert notes == ["1,500", "\u2007\u2008750", "\u2007\u2008500"]


def test_a_long_name_is_cut_where_the_menu_is_as_wide_as_it_may_be(chip: MenuChip) -> None:
    chip.offer([Choice("1", "i" * 200), Choice("2", "深圳南山科技园" * 20)])
    metrics = QFontMetrics(QApplication.font())
    menu = chip.menu_of_choices()
    widths = [metrics.horizontalAdvance(one.text()) for one in menu.actions()[:2]]
    assert all(LONGEST - 20 <= width <= LONGEST for width in widths)
