"""A digest that may be shown while the screen is shared: names can't be read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from qunmate.digest.model import Digest, Entry, Honour, Item, Person, Quote, Row, Section
from qunmate.digest.private import OF_PEOPLE

Mask = Callable[[str], str]


def masked(digest: Digest, mask: Mask) -> Digest:
    """The digest with every name of a person through `mask`; what people said stays."""
    return replace(digest, sections=tuple(_section(one, mask) for one in digest.sections))


def _section(section: Section, mask: Mask) -> Section:
    by_name = section.key in OF_PEOPLE
    return replace(section, items=tuple(_item(one, mask, by_name) for one in section.items))


def _item(item: Item, mask: Mask, by_name: bool) -> Item:  # noqa: FBT001 - of the rows' section
    match item:
        case Quote() | Entry():
            return replace(item, author=mask(item.author))
        case Honour():
            return replace(item, names=tuple(mask(name) for name in item.names))
        case Person():
            return replace(item, name=mask(item.name))
        case Row() if by_name:
            return Row((mask(str(item.cells[0])), *item.cells[1:]))
        case _:
            return item
