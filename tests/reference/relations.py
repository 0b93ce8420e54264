"""Who talks to whom."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from . import activity
from .conversations import conversations_of
from .reading import Book

Pair = tuple[int, int]


@lru_cache(maxsize=16)
def touches(book: Book) -> list[tuple[int, Pair]]:
    """One (day, pair) for each unit of weight in the group, pairs with the lower id first."""
    human = book.human_lines
    sender_of_id = {line.platform_id: line.sender for line in human if line.platform_id is not None}
    before = {}
    for talk in conversations_of(book):
        for earlier, later in pairwise(talk):
            if later.at - earlier.at <= 300:
                before[later.id] = earlier.sender
    found = []
    for line in human:
        if line.sender is None:
            continue
        partners: set[int | None] = set(line.mentioned)
        partners.add(before.get(line.id))
        if line.reply_to is not None:
            partners.add(sender_of_id.get(line.reply_to))
        for partner in partners - {None, line.sender}:
            assert partner is not None
            pair = (min(partner, line.sender), max(partner, line.sender))
            found.append((line.day, pair))
    return found


def weights(books: list[Book], first: int, last: int) -> dict[Pair, int]:
    counts: dict[Pair, int] = {}
    for book in books:
        for day, pair in touches(book):
            if first <= day <= last:
                counts[pair] = counts.get(pair, 0) + 1
    return counts


def partners_of(books: list[Book], member: int, first: int, last: int) -> set[int]:
    pairs = weights(books, first, last)
    return {other for pair in pairs if member in pair for other in pair if other != member}


def pairs(books: list[Book], first: int, last: int) -> int:
    return len(weights(books, first, last))


def reach(books: list[Book], first: int, last: int) -> float | None:
    speakers = activity.speakers_in(books, first, last)
    if not speakers:
        return None
    total = sum(len(partners_of(books, member, first, last)) for member in speakers)
    return total / len(speakers)


def giant_share(books: list[Book], first: int, last: int) -> float | None:
    speakers = activity.speakers_in(books, first, last)
    if not speakers:
        return None
    known = [p for p in weights(books, first, last) if p[0] in speakers and p[1] in speakers]
    largest = 0
    for someone in speakers:
        component = {someone}
        grown = True
        while grown:
            grown = False
            for one, other in known:
                if (one in component) != (other in component):
                    component |= {one, other}
                    grown = True
        largest = max(largest, len(component))
    return largest / len(speakers)


def leads(book: Book, member: int) -> bool:
    return book.roles.get(member) in {"owner", "admin"}


def owner_dependency(books: list[Book], first: int, last: int) -> float | None:
    """Pooled, a pair touches an owner where it was found: in a group that this person leads."""
    if not any(leads(book, member) for book in books for member in book.roles):
        return None
    touching = total = 0
    for book in books:
        for day, (one, other) in touches(book):
            if first <= day <= last:
                total += 1
                touching += leads(book, one) or leads(book, other)
    return touching / total if total else None
