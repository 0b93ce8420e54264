"""A digest that may be shown while the screen is shared: names can't be read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from qunmate.digest.model import Digest, Entry, Honour, Item, Person, PlanLine, Quote, Row, Section
from qunmate.digest.private import OF_PEOPLE
from qunmate.veil import Masks


def masked(digest: Digest, masks: Masks) -> Digest:
    """The digest with every name of a person masked, in what people said too."""
    return replace(
        digest,
        sections=tuple(_section(one, masks) for one in digest.sections),
        closing=masks.text(digest.closing),
    )


def _section(section: Section, masks: Masks) -> Section:
    by_name = section.key in OF_PEOPLE
    return replace(section, items=tuple(_item(one, masks, by_name) for one in section.items))


def _item(item: Item, masks: Masks, by_name: bool) -> Item:  # noqa: FBT001 - of the rows' section
    name, text = masks
    match item:
        case Quote(question, answer, author, note):
            return Quote(text(question), text(answer), name(author), text(note))
        case Entry():
            return replace(
                item,
                title=text(item.title),
                author=name(item.author),
                text=text(item.text),
                note=text(item.note),
            )
        case Honour(names, deed, mark):
            return Honour(tuple(name(one) for one in names), text(deed), mark)
        case Person(called, note):
            return Person(name(called), text(note))
        case PlanLine():
            return replace(item, title=text(item.title), note=text(item.note))
        case Row(cells):
            first = name if by_name else text
            return Row((_cell(cells[0], first), *(_cell(one, text) for one in cells[1:])))


def _cell(value: str | float | None, mask: Callable[[str], str]) -> str | float | None:
    return mask(value) if isinstance(value, str) else value
