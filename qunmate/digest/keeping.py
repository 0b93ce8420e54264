"""The operator's words for a digest, as they are kept until they open it again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256
from typing import Any

from qunmate.digest.editing import REWORDED, Choice, Edits
from qunmate.digest.model import Digest, Item, Section


def kept(edits: Edits) -> dict[str, Any]:
    """As JSON holds it; empty where nothing was edited. An item is known by its print, so that
    nothing is kept of it but the operator's own words."""
    found: dict[str, Any] = {
        "title": edits.title,
        "subtitle": edits.subtitle,
        "closing": edits.closing or None,
        "items": {key: [_kept(one) for one in chosen] for key, chosen in edits.items.items()},
    }
    return {key: value for key, value in found.items() if value is not None and value != {}}


def restored(digest: Digest, kept: object) -> Edits:
    """The edits for a digest that was computed anew. What it does not hold any more (another
    import, somebody who opted out or was erased) does not come back."""
    if not isinstance(kept, Mapping):
        return Edits()
    title, subtitle, closing = (_text(kept.get(key)) for key in ("title", "subtitle", "closing"))
    items = kept.get("items")
    chosen = {
        section.key: _restored(section, items[section.key])
        for section in digest.sections
        if isinstance(items, Mapping) and isinstance(items.get(section.key), list)
    }
    return Edits(title, subtitle, closing or "", chosen)


def _kept(choice: Choice) -> list[Any]:
    names = REWORDED.get(type(choice.made), ())
    words = {name: getattr(choice.worded, name) for name in names}
    told = {name: text for name, text in words.items() if text != getattr(choice.made, name)}
    return [_print(choice.made), told]


def _restored(section: Section, kept: list[Any]) -> tuple[Choice, ...]:
    known = {_print(item): item for item in (*section.items, *section.spare)}
    found = []
    for one in kept:
        match one:
            case [str(print_), dict(told)] if print_ in known:
                found.append(Choice(known[print_], _worded(known[print_], told)))
    return tuple(found)


def _worded(item: Item, told: Mapping[str, object]) -> Item:
    names = REWORDED.get(type(item), ())
    words: dict[str, Any] = {
        name: text for name, text in told.items() if name in names and isinstance(text, str)
    }
    return replace(item, **words)


def _print(item: Item) -> str:
    return sha256(repr(item).encode()).hexdigest()[:16]


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
