"""Rules that give tags: conditions put together, and the JSON they are kept as."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any

from qunmate import clock
from qunmate.model import LAYERS, ROLES, TALK_ROLES

# what each kind of condition needs told: days, count, text, day (an ISO day, kept as text),
# a choice (kept as text), group or tag (an id, kept as ref), or perhaps a group (0: any)
FIELDS: dict[str, tuple[str, ...]] = {
    "silent": ("days",),
    "never_spoke": (),
    "messages_least": ("count", "days"),
    "messages_most": ("count", "days"),
    "said": ("text", "days", "any_group"),
    "joined_before": ("days",),
    "joined_within": ("days",),
    "joined_before_day": ("day",),
    "joined_since_day": ("day",),
    "expires_within": ("days",),
    "layer": ("choice",),
    "talk_role": ("choice",),
    "role": ("choice",),
    "in_group": ("group",),
    "not_in_group": ("group",),
    "tag": ("tag",),
    "city": ("text",),
    "trade": ("text",),
}
CHOICES: dict[str, tuple[str, ...]] = {
    "layer": LAYERS,
    "talk_role": TALK_ROLES,
    "role": ROLES,
}
MOST_DAYS = 9_999
_OF_FILE = frozenset(
    {"said", "expires_within", "role", "in_group", "not_in_group", "tag", "city", "trade"}
)


@dataclass(frozen=True, slots=True)
class Part:
    """One condition; FIELDS says which of the values its kind uses."""

    kind: str
    days: int = 0
    count: int = 0
    text: str = ""
    ref: int = 0

    @property
    def of_file(self) -> bool:
        """Whether the file itself lists who meets it, not the figures."""
        return self.kind in _OF_FILE

    @property
    def complete(self) -> bool:
        """Whether everything that its kind needs is told."""
        return all(_told(self, field) for field in FIELDS[self.kind])


def _told(part: Part, field: str) -> bool:
    if field in {"group", "tag"}:
        return part.ref > 0
    if field == "days":
        return 0 < part.days <= MOST_DAYS
    if field == "count":
        return part.count > 0 or part.kind == "messages_most"
    if field == "choice":
        return part.text in CHOICES[part.kind]
    if field == "day":
        return clock.is_iso_day(part.text)
    return field != "text" or bool(part.text.strip())


@dataclass(frozen=True, slots=True)
class Rule:
    """All of its parts must hold, or any of them. Judged over one group, or over all that are
    not put away; nobody who is in none of them meets it."""

    parts: tuple[Part, ...] = ()
    any_of: bool = False
    group_id: int | None = None

    @property
    def complete(self) -> bool:
        return bool(self.parts) and all(part.complete for part in self.parts)

    @property
    def tags(self) -> frozenset[int]:
        """The tags that it looks at."""
        return frozenset(part.ref for part in self.parts if part.kind == "tag")


def to_json(rule: Rule) -> str:
    """Without what says nothing, so that equal rules are equal texts."""
    kept: dict[str, Any] = {
        "parts": [{k: v for k, v in asdict(part).items() if v} for part in rule.parts]
    }
    if rule.any_of:
        kept["any"] = True
    if rule.group_id is not None:
        kept["group"] = rule.group_id
    return json.dumps(kept, ensure_ascii=False)


def from_json(text: str) -> Rule:
    """ValueError for what is no rule of this version."""
    try:
        kept = json.loads(text)
        parts = tuple(Part(**one) for one in kept["parts"])
        rule = Rule(parts, bool(kept.get("any")), kept.get("group"))
        known = all(part.kind in FIELDS for part in parts)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"no rule: {text}") from error
    if not known or not rule.complete:
        raise ValueError(f"no rule: {text}")
    return rule


def with_tag(rule: Rule, old: int, new: int) -> Rule:
    """The same rule, looking at another tag in place of one."""
    parts = tuple(
        Part(one.kind, one.days, one.count, one.text, new)
        if one.kind == "tag" and one.ref == old
        else one
        for one in rule.parts
    )
    return Rule(parts, rule.any_of, rule.group_id)


def in_order(rules: dict[int, Rule]) -> list[int]:
    """The tags of these rules, each after those that its rule looks at. In a circle the one
    that comes first sees what the others gave the last time."""
    ordered: list[int] = []
    begun: set[int] = set()

    def visit(tag: int) -> None:
        if tag in begun or tag not in rules:
            return
        begun.add(tag)
        for needed in sorted(rules[tag].tags):
            visit(needed)
        ordered.append(tag)

    for tag in sorted(rules):
        visit(tag)
    return ordered
