"""What a self-introduction tells: lines of a label and a value."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qunmate.errors import Problem
from qunmate.figures.days import DayRules
from qunmate.roster.mapping import CUSTOM, Column, field_of_heading
from qunmate.roster.rows import converter

_LINE = re.compile(r"^\s*[-*•·【\[（(]?\s*(?:\d{1,2}\s*[.、．)）]\s*)?"
                   r"(?P<label>[^\s:：】\]][^:：】\]\n]{0,11}?)\s*[】\])）]?\s*[:：】\]]\s*"
                   r"(?P<value>\S.*?)\s*$")  # fmt: skip
_FIELDS = frozenset(
    {"name", "phone", "city", "trade", "birthday", "gender", "strengths", "needs", "notes"}
)
_WORDS = {
    "我是": "name", "昵称": "name", "暱稱": "name", "称呼": "name",
    "坐标": "city", "座标": "city", "base": "city", "常驻": "city", "现居": "city",
    "可以提供": "strengths", "我能提供": "strengths", "能提供": "strengths", "擅长": "strengths",
    "资源": "strengths", "我能给": "strengths", "需求": "needs", "我需要": "needs",
    "希望获得": "needs", "想要": "needs", "期待": "needs", "做什么": "trade", "从事": "trade",
}  # fmt: skip
_NOT_LABELS = re.compile(r"https?$|^\d+$|^//")


@dataclass(frozen=True, slots=True)
class Told:
    """One line: the field (or `custom:NAME`), its label as written, and the value."""

    field: str
    label: str
    value: str


def read(text: str, rules: DayRules) -> list[Told]:
    """The lines that tell something, each field once; a value that can't be what the label
    says is left out."""
    found: dict[str, Told] = {}
    for line in text.splitlines():
        match = _LINE.match(line)
        if match is None or _NOT_LABELS.search(match["label"]):
            continue
        told = _told(match["label"].strip(), match["value"], rules)
        if told is not None:
            found.setdefault(told.field, told)
    return list(found.values())


def looks_like_one(text: str) -> bool:
    """Whether a message has at least three such lines, one of them about a field we know."""
    labels = [match["label"].strip() for line in text.splitlines() if (match := _LINE.match(line))]
    return len(labels) >= 3 and any(_known(label) for label in labels)


def _known(label: str) -> str | None:
    field = _WORDS.get(label.lower()) or field_of_heading(label)
    field = "name" if field == "nickname" else field
    return field if field in _FIELDS else None


def _told(label: str, said: str, rules: DayRules) -> Told | None:
    field = _known(label) or CUSTOM + label
    column = Column(0, label, label, (said,))
    value = converter(field, column, [said], rules, "")(said)
    if value is None or isinstance(value, Problem):
        return None
    return Told(field, label, str(value))
