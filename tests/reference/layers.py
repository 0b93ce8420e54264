"""The pyramid, per group and day."""

from __future__ import annotations

from math import log

from . import people
from .conversations import answered_starts
from .reading import Book
from .relations import partners_of

LAYERS = ("leader", "core", "active", "quiet", "dormant", "newcomer")


def days_spoken(book: Book, member: int, first: int, last: int) -> list[int]:
    """The day of each human message."""
    days = [line.day for line in book.human_lines if line.sender == member]
    return [day for day in days if first <= day <= last]


def standing_without_rank(book: Book, member: int, end: int) -> str | None:
    """newcomer, dormant or quiet; None for whoever is ranked."""
    known = people.stay_that_holds(book, member, end).joined_on is not None
    tenure = people.tenure(book, member, end)
    if known and tenure < 14:
        return "newcomer"
    silent_since = end - book.dormant_days + 1
    if tenure >= book.dormant_days and not days_spoken(book, member, silent_since, end):
        return "dormant"
    if not days_spoken(book, member, end - 29, end):
        return "quiet"
    return None


def score(book: Book, member: int, end: int) -> float:
    days = days_spoken(book, member, end - 29, end)
    m = len(days)
    a = len(set(days))
    c = answered_starts([book], member, end - 29, end)
    r = len(partners_of([book], member, end - 29, end))
    return 1.0 * log(1 + m) + 2.0 * log(1 + a) + 1.5 * log(1 + c) + 1.5 * log(1 + r)


def computed_layers(book: Book, end: int) -> dict[int, str]:
    """The layer of each member on that day, before overrides."""
    layers: dict[int, str] = {}
    others = []
    for member in people.members_of(book, end):
        layer = standing_without_rank(book, member, end)
        if layer is None:
            others.append(member)
        else:
            layers[member] = layer
    others.sort(key=lambda member: (-round(score(book, member, end), 9), member))
    n = len(others)
    leaders = (n + 19) // 20  # 5 %, rounded up, without going through binary fractions
    cores = (n + 4) // 5
    for rank, member in enumerate(others, start=1):
        if rank <= leaders and answered_starts([book], member, end - 29, end) >= 1:
            layers[member] = "leader"
        elif rank <= cores:
            layers[member] = "core"
        else:
            layers[member] = "active"
    return layers


def layers_on(book: Book, end: int) -> dict[int, str]:
    """The layer of each member on that day, an override by hand winning."""
    computed = computed_layers(book, end)
    return {m: book.layer_overrides.get(m, layer) for m, layer in computed.items()}


def layers(books: list[Book], end: int) -> dict[str, int]:
    """How many stand where. Pooled: each membership stands in its own group's pyramid."""
    counts = dict.fromkeys(LAYERS, 0)
    for book in books:
        for layer in layers_on(book, end).values():
            counts[layer] += 1
    return counts
