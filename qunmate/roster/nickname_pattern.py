"""What a group's nicknames tell: such as 城市-行业-昵称."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from qunmate.errors import UserError
from qunmate.figures.days import DayRules
from qunmate.roster.custom import CustomField
from qunmate.roster.mapping import CUSTOM, Column, field_of_heading
from qunmate.roster.rows import converter

_LOOSE = re.compile(r"\s*[-_/|·•・｜／—－–—＿~～]+\s*|[\s　]+")  # between the parts, as people type
_TIGHT = re.compile(r"\s*[-_/|·•・｜／—－–＿]+\s*")
_FIELDS = frozenset({"name", "city", "trade", "birthday", "gender", "strengths", "needs", "notes"})
_WORDS = {"昵称": "name", "暱稱": "name", "nickname": "name"}
_RULES = DayRules(date(2030, 1, 1))  # decides only on the century of a birthday in '90
LONGEST_PART = 40  # characters: what is longer is no such part


@dataclass(frozen=True, slots=True)
class NicknamePattern:
    """`fields` are those of the card, `custom:NAME` for others, in the order of the parts."""

    said: str
    fields: tuple[str, ...]

    def read(self, nickname: str) -> dict[str, str]:
        """What a nickname tells by field; empty where it has not just as many parts."""
        for apart in (_TIGHT, _LOOSE):
            parts = [part.strip() for part in apart.split(nickname.strip())]
            filled = all(0 < len(part) <= LONGEST_PART for part in parts)
            if len(parts) == len(self.fields) and filled and not _torn(parts):
                return dict(zip(self.fields, parts, strict=True))
        return {}


def _torn(parts: list[str]) -> bool:
    """Whether a bracket or a sentence was parted, as in “Nora (Communities, London)”."""
    opened = [sum((one in "([（【") - (one in ")]）】") for one in part) for part in parts]
    return (any(opened) and sum(opened) == 0) or any(part[-1] in ",，;；" for part in parts)


def pattern(said: str) -> NicknamePattern:
    """The pattern that an operator typed. UserError unless it has two parts or more, each once,
    one of them the name."""
    words = [word for word in _LOOSE.split(said.strip()) if word]
    fields = tuple(_field(word) for word in words)
    if len(fields) < 2:
        raise UserError("pattern_short")
    if len(set(fields)) < len(fields):
        raise UserError("pattern_twice", words=sorted({w for w in words if words.count(w) > 1}))
    return NicknamePattern(said.strip(), fields)


def _field(word: str) -> str:
    known = _WORDS.get(word.lower()) or field_of_heading(word)
    if known in _FIELDS:
        return known
    return "name" if known == "nickname" else CUSTOM + word


def fitting(told: Mapping[str, str], own: Mapping[str, CustomField]) -> dict[str, str]:
    """What of it can stand in its field, as it would stand there; `own` are the operator's
    fields by name."""
    found = {}
    for field, said in told.items():
        convert = converter(field, Column(0, field, field, (said,)), [said], _RULES, "", own)
        value = convert(said)
        if isinstance(value, str):
            found[field] = value
    return found


def blanks(told: Mapping[str, str], held: Mapping[str, str | None]) -> dict[str, str]:
    """What of it fills a field that is blank."""
    return {field: value for field, value in told.items() if not held.get(field)}
