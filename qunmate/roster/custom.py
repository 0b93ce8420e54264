"""Fields that the operator added: what kind of value each holds."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from qunmate.errors import Problem
from qunmate.figures.days import DayRules, day
from qunmate.roster import cells

TEXT, NUMBER, DATE, YES_NO, CHOICE = "text", "number", "date", "yes_no", "choice"
TYPES = (TEXT, NUMBER, DATE, YES_NO, CHOICE)
YES, NO = "yes", "no"
_YES = frozenset({"yes", "y", "true", "1", "是", "√", "✓", "有", "對", "对"})
_NO = frozenset({"no", "n", "false", "0", "否", "×", "✗", "无", "無"})
_APART = "\n"
_DIGITS = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")


@dataclass(frozen=True, slots=True)
class CustomField:
    """`options` are what a choice offers."""

    name: str
    type: str = TEXT
    options: tuple[str, ...] = ()

    @property
    def stored(self) -> str:
        """The type and its options in one text."""
        return _APART.join((self.type, *self.options))

    @property
    def words(self) -> tuple[str, ...]:
        """What can be chosen from, as it stands in a file; none where anything can be said."""
        return (YES, NO) if self.type == YES_NO else self.options if self.type == CHOICE else ()


def read(name: str, stored: str) -> CustomField:
    """The other way of `stored`; a type of a newer version reads as text."""
    kind, *options = stored.split(_APART)
    return CustomField(name, kind if kind in TYPES else TEXT, tuple(options))


def value(field: CustomField, said: str, rules: DayRules) -> str | None:
    """What the file holds for what was typed (“” for blank), None if it is of another kind."""
    text = said.strip()
    if not text or field.type == TEXT:
        return text
    if field.type == CHOICE:
        return _option(field, text)
    if field.type == YES_NO:
        low = text.lower()
        return YES if low in _YES else NO if low in _NO else None
    if field.type == DATE:
        found = day(text, rules)
        return found if isinstance(found, str) else None
    return _number(text)


def reader(field: CustomField, rules: DayRules) -> Callable[[Any], Any]:
    """How the cells of a sheet become values of the field: each gives the value, None for a
    blank, or a Problem where it is of another kind."""
    return cells.line if field.type == TEXT else partial(_read, field, rules)


def _read(field: CustomField, rules: DayRules, cell: Any) -> str | Problem | None:
    if field.type == DATE:
        return day(cell, rules)
    said = cells.line(cell)
    if said is None or isinstance(said, Problem):
        return said
    found = value(field, said, rules)
    if found is None and field.type == CHOICE:
        return Problem("custom_choice", {"options": field.options})
    return Problem(f"custom_{field.type}") if found is None else found


def _option(field: CustomField, text: str) -> str | None:
    """The option that was meant, whatever its case and width; any text where none are named."""
    known = {_loose(one): one for one in field.options}
    return known.get(_loose(text)) if known else text


def _loose(text: str) -> str:
    return " ".join(cells.narrow(text).casefold().split())


def _number(text: str) -> str | None:
    plain = cells.narrow(text).replace(",", "")
    number = float(plain) if _DIGITS.fullmatch(plain) else math.inf
    if not math.isfinite(number):
        return None
    return str(int(number)) if number.is_integer() and abs(number) < 1e15 else repr(number)
