"""A collection of highlights as it is exported: in sections, with names fit to be posted."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from qunmate.i18n import N_, _
from qunmate.model import Highlight

SECTIONS = {
    "answer": N_("Questions and answers"),
    "sharing": N_("Talks"),
    "resource": N_("Resources"),
    "discussion": N_("Discussions"),
    "quote": N_("Quotes"),
}


@dataclass(frozen=True, slots=True)
class Page:
    """One highlight. `authors` are names."""

    highlight: Highlight
    authors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """The highlights of one kind of one group."""

    group: str
    title: str
    pages: tuple[Page, ...]


@dataclass(frozen=True, slots=True)
class HighlightBook:
    """`title` and `subtitle` stand on top; `several` says that chapters name their group."""

    title: str
    subtitle: str
    chapters: tuple[Chapter, ...]
    several: bool

    @property
    def count(self) -> int:
        return sum(len(chapter.pages) for chapter in self.chapters)


def compose(
    title: str,
    subtitle: str,
    items: Sequence[Highlight],
    groups: Mapping[int, str],
    names: Mapping[int, str],
) -> HighlightBook:
    """Group by group, kind by kind, the starred ones first, then the newest. `names` are those
    of the members who may be named."""
    kinds = [*SECTIONS, *sorted({one.kind for one in items} - SECTIONS.keys())]
    chapters = []
    for group_id, group in groups.items():
        for kind in kinds:
            found = [one for one in items if one.group_id == group_id and one.kind == kind]
            found.sort(key=lambda one: not one.starred)
            if found:
                pages = tuple(Page(one, _authors(one, names)) for one in found)
                word = _(SECTIONS[kind]) if kind in SECTIONS else kind
                chapters.append(Chapter(group, word, pages))
    held: Collection[str] = {chapter.group for chapter in chapters}
    return HighlightBook(title, subtitle, tuple(chapters), len(held) > 1)


def _authors(one: Highlight, names: Mapping[int, str]) -> tuple[str, ...]:
    return tuple(names[who] for who in one.authors if who in names)
