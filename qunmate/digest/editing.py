"""A digest as its operator wants it: own words, chosen quotes, sections in another order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from qunmate.digest.model import Digest, Entry, Honour, Item, PlanLine, Quote, Section

# what may be reworded by hand, by kind of item
REWORDED: dict[type[Item], tuple[str, ...]] = {
    Quote: ("question", "answer"),
    Entry: ("title", "text"),
    Honour: ("deed",),
    PlanLine: ("title",),
}


class Choice(NamedTuple):
    """An item as it was made, and as its operator words it."""

    made: Item
    worded: Item


@dataclass(frozen=True, slots=True)
class Edits:
    """`title` and `subtitle` are None where they stay as made; `items` are what stands in the
    sections that were edited, by section key."""

    title: str | None = None
    subtitle: str | None = None
    closing: str = ""
    items: Mapping[str, tuple[Choice, ...]] = field(default_factory=dict)

    def choices(self, section: Section) -> tuple[Choice, ...]:
        """What stands in a section."""
        made = tuple(Choice(item, item) for item in section.items)
        return self.items.get(section.key, made)


def edited(digest: Digest, edits: Edits) -> Digest:
    """The digest in the operator's words. A section without items is left out."""
    sections = [
        replace(section, items=tuple(choice.worded for choice in edits.choices(section)))
        for section in digest.sections
    ]
    return replace(
        digest,
        title=digest.title if edits.title is None else edits.title,
        subtitle=digest.subtitle if edits.subtitle is None else edits.subtitle,
        closing=edits.closing,
        sections=tuple(section for section in sections if section.items),
    )


def ordered(sections: Sequence[Section], keys: Sequence[str]) -> list[Section]:
    """The sections in the order of these keys; one that has no place yet stays behind the one
    it was made behind."""
    places = {key: float(at) for at, key in enumerate(keys)}
    before = -1.0
    for section in sections:
        before = places.setdefault(section.key, before + 1e-3)
    return sorted(sections, key=lambda section: places[section.key])


def arranged(digest: Digest, keys: Sequence[str], off: Sequence[str] = ()) -> Digest:
    """The digest with its sections in the order of `keys`, without those that are `off`."""
    kept = [one for one in ordered(digest.sections, keys) if one.key not in off]
    return replace(digest, sections=tuple(kept))
