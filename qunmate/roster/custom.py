"""Fields that the operator added: what kind of value each holds."""

from __future__ import annotations

from dataclasses import dataclass

from qunmate.figures.days import DayRules, day
from qunmate.roster import cells

TEXT, NUMBER, DATE, YES_NO, CHOICE = "text", "number", "date", "yes_no", "choice"
TYPES = (TEXT, NUMBER, DATE, YES_NO, CHOICE)
YES, NO = "yes", "no"
_YES = frozenset({"yes", "y", "true", "1", "是", "√", "✓", "有", "對", "对"})
_NO = frozenset({"no", "n", "false", "0", "否", "×", "✗", "无", "無"})
_APART = "\n"


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


def read(name: str, stored: str) -> CustomField:
    """The other way of `stored`; a type of a newer version reads as text."""
    kind, *options = stored.split(_APART)
    return CustomField(name, kind if kind in TYPES else TEXT, tuple(options))


def value(field: CustomField, said: str, rules: DayRules) -> str | None:
    """What the file holds for what was typed (“” for blank), None if it is of another kind."""
    text = said.strip()
    if not text or field.type in {TEXT, CHOICE}:
        return text
    if field.type == YES_NO:
        low = text.lower()
        return YES if low in _YES else NO if low in _NO else None
    if field.type == DATE:
        found = day(text, rules)
        return found if isinstance(found, str) else None
    return _number(text)


def _number(text: str) -> str | None:
    plain = cells.narrow(text).replace(",", "")
    try:
        number = float(plain)
    except ValueError:
        return None
    return str(int(number)) if number.is_integer() and abs(number) < 1e15 else repr(number)
