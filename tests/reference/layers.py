"""The pyramid on a day: of a group, or of the distinct persons of several groups."""

from __future__ import annotations

from math import log

from . import people
from .conversations import answered_starts
from .reading import Book
from .relations import partners_of

LAYERS = ("leader", "core", "active", "quiet", "dormant", "newcomer")


def days_spoken(books: list[Book], member: int, first: int, last: int) -> list[int]:
    """The day of each human message."""
    days = [line.day for book in books for line in book.human_lines if line.sender == member]
    return [day for day in days if first <= day <= last]


def standing_without_rank(books: list[Book], member: int, end: int) -> str | None:
    """newcomer, dormant or quiet; None for whoever is ranked."""
    known = people.stay_that_holds(books, member, end)[1].joined_on is not None
    tenure = people.tenure(books, member, end)
    if known and tenure < 14:
        return "newcomer"
    silent_since = end - books[0].dormant_days + 1
    if tenure >= books[0].dormant_days and not days_spoken(books, member, silent_since, end):
        return "dormant"
    if not days_spoken(books, member, end - 29, end):
        return "quiet"
    return None


def score(books: list[Book], member: int, end: int) -> float:
    days = days_spoken(books, member, end - 29, end)
    m = len(days)
    a = len(set(days))
    c = answered_starts(books, member, end - 29, end)
    r = len(partners_of(books, member, end - 29, end))
    return 1.0 * log(1 + m) + 2.0 * log(1 + a) + 1.5 * log(1 + c) + 1.5 * log(1 + r)


def computed_layers(books: list[Book], end: int) -> dict[int, str]:
    """The layer of each member on that day, before overrides."""
    layers: dict[int, str] = {}
    others = []
    for member in people.members_on(books, end):
        layer = standing_without_rank(books, member, end)
        if layer is None:
            others.append(member)
        else:
            layers[member] = layer
    others.sort(key=lambda member: (-round(score(books, member, end), 9), member))
    n = len(others)
    leaders = (n + 19) // 20  # 5 %, rounded up, without going through binary fractions
    cores = (n + 4) // 5
    for rank, member in enumerate(others, start=1):
        if rank <= leaders and answered_starts(books, member, end - 29, end) >= 1:
            layers[member] = "leader"
        elif rank <= cores:
            layers[member] = "core"
        else:
            layers[member] = "active"
    return layers


def layers_on(books: list[Book], end: int) -> dict[int, str]:
    """The layer of each member on that day. An override by hand wins in its own group."""
    computed = computed_layers(books, end)
    by_hand = books[0].layer_overrides if len(books) == 1 else {}
    return {member: by_hand.get(member, layer) for member, layer in computed.items()}


def layers(books: list[Book], end: int) -> dict[str, int]:
    found = list(layers_on(books, end).values())
    return {layer: found.count(layer) for layer in LAYERS}
