"""Values of the operator's own fields."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from qunmate.errors import Problem
from qunmate.figures.days import DayRules
from qunmate.roster.custom import CustomField, read, reader, value

RULES = DayRules(date(2026, 11, 22))


@pytest.mark.parametrize(
    ("kind", "said", "kept"),
    [
        ("text", " 沪A1 ", "沪A1"),
        ("number", "1，200", "1200"),
        ("number", "3.50", "3.5"),
        ("number", "三", None),
        ("date", "2026/3/5", "2026-03-05"),
        ("date", "早上", None),
        ("yes_no", "√", "yes"),
        ("yes_no", "否", "no"),
        ("yes_no", "也许", None),
        ("choice", "朋友圈", "朋友圈"),
        ("number", "  ", ""),
        ("number", "nan", None),
        ("number", "1_000", None),
        ("number", "1e999", None),
        ("number", "-.5", "-0.5"),
    ],
)
def test_values_are_of_their_kind(kind: str, said: str, kept: str | None) -> None:
    assert value(CustomField("x", kind), said, RULES) == kept


def test_a_choice_is_one_of_its_options() -> None:
    field = CustomField("来源", "choice", ("朋友圈", "Live talk"))
    assert value(field, "ｌｉｖｅ  Talk", RULES) == "Live talk"
    assert value(field, "抖音", RULES) is None


@pytest.mark.parametrize(
    ("kind", "cell", "kept"),
    [
        ("text", 12.0, "12"),
        ("number", 12.5, "12.5"),
        ("number", True, "custom_number"),
        ("number", 3.1e17, "digits_lost"),
        ("date", datetime(2024, 1, 2, 8), "2024-01-02"),
        ("date", 45293.0, "2024-01-02"),
        ("date", "31/12/2024", "2024-12-31"),
        ("date", "开学那天", "date_bad"),
        ("yes_no", False, "no"),
        ("yes_no", "Y", "yes"),
        ("yes_no", "大概", "custom_yes_no"),
        ("choice", "乙", "custom_choice"),
        ("choice", " 甲 ", "甲"),
        ("choice", "", None),
    ],
)
def test_cells_are_of_their_kind(kind: str, cell: object, kept: str | None) -> None:
    field = CustomField("x", kind, ("甲",) if kind == "choice" else ())
    found = reader(field, RULES)(cell)
    assert (found.code if isinstance(found, Problem) else found) == kept


def test_a_kind_is_stored_with_its_options() -> None:
    field = CustomField("来源", "choice", ("朋友圈", "活动"))
    assert read("来源", field.stored) == field
    assert read("来源", "colour").type == "text"
