"""The field in which a repeat rule is chosen or put together."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from qunmate import clock
from qunmate.ui.calendar.repeat_field import CUSTOM, RepeatField

MONDAY = clock.parse_day("2026-11-02")  # the first of its month


@pytest.fixture
def field(qtbot: QtBot) -> Iterator[RepeatField]:
    parent = QWidget()
    qtbot.addWidget(parent)
    yield RepeatField(parent)
    parent.close()


def to_custom(field: RepeatField) -> None:
    field.choice.setCurrentIndex(field.choice.findData(CUSTOM))


def test_something_else_begins_with_what_was_chosen(field: RepeatField) -> None:
    field.show_rule(None, MONDAY)
    field.choice.setCurrentIndex(field.choice.findData("FREQ=MONTHLY;BYDAY=1MO"))
    to_custom(field)
    custom = field._custom
    custom._every.setValue(2)
    assert field.rule() == "FREQ=MONTHLY;INTERVAL=2;BYDAY=1MO"
    assert "first Monday" in custom._words.text()
    custom._unit.setCurrentIndex(custom._unit.findData("WEEKLY"))
    assert field.rule() == "FREQ=WEEKLY;INTERVAL=2"


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=MONTHLY;BYDAY=-1FR;COUNT=6",
        "FREQ=MONTHLY;BYMONTHDAY=31",
        "FREQ=YEARLY;BYMONTH=5;BYDAY=2SU",
        "FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,TH",
        "FREQ=DAILY;INTERVAL=2;UNTIL=20261231",
    ],
)
def test_nothing_of_a_rule_is_lost_on_the_way(field: RepeatField, rule: str) -> None:
    field.show_rule(rule, MONDAY)
    assert field.rule() == rule
    to_custom(field)
    made = field.rule()
    assert made is not None
    assert set(made.split(";")) == set(rule.split(";"))
