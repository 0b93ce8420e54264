"""Where each member of a group stands on a day."""

from __future__ import annotations

from typing import Any

from . import conversations, layers, people
from .reading import Book, calendar_date, iso


def standings(book: Book, end: int) -> dict[int, dict[str, Any]]:
    """Of everyone who is a member on that day."""
    found = layers.layers_on([book], end)
    return {member: standing(book, member, layer, end) for member, layer in found.items()}


def standing(book: Book, member: int, layer: str, end: int) -> dict[str, Any]:
    begin, stay = people.stay_that_holds([book], member, end)
    spoken = [line.day for line in book.human_lines if line.sender == member and line.day <= end]
    last_spoke = max(spoken) if spoken else None
    return {
        "layer": layer,
        "overridden": member in book.layer_overrides,
        "talk_role": conversations.role_of([book], member, end - 29, end),
        "messages_30d": len(layers.days_spoken([book], member, end - 29, end)),
        "messages": len(spoken),
        "last_spoke_on": None if last_spoke is None else iso(last_spoke),
        "days_silent": None if last_spoke is None else end - last_spoke,
        "joined_on": iso(begin),
        "joined_known": stay.joined_on is not None,
        "left_on": None if stay.left_on is None else iso(stay.left_on),
        "weeks": weekly(spoken, end),
    }


def weekly(days: list[int], end: int) -> list[int]:
    """Messages of the 12 ISO weeks up to and including that of `end`, oldest first."""
    monday = end - calendar_date(end).weekday()
    mondays = [monday - 7 * back for back in range(11, -1, -1)]
    return [sum(1 for day in days if start <= day < start + 7) for start in mondays]
