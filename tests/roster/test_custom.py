"""Values of the operator's own fields."""

from __future__ import annotations

from datetime import date

import pytest

from qunmate.figures.days import DayRules
from qunmate.roster.custom import CustomField, read, value

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
    ],
)
def test_values_are_of_their_kind(kind: str, said: str, kept: str | None) -> None:
    assert value(CustomField("x", kind), said, RULES) == kept


def test_a_kind_is_stored_with_its_options() -> None:
    field = CustomField("来源", "choice", ("朋友圈", "活动"))
    assert read("来源", field.stored) == field
    assert read("来源", "colour").type == "text"
