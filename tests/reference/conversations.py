"""Conversations, who started them, and roles in talk."""

from __future__ import annotations

from functools import lru_cache

from . import activity, people
from .reading import Book, Line

Conversation = list[Line]


@lru_cache(maxsize=16)
def conversations_of(book: Book) -> list[Conversation]:
    """All of the group's, oldest first. A line without a sender is in none of them."""
    found: list[Conversation] = []
    for line in book.human_lines:
        if line.sender is None:
            continue
        if found and line.at - found[-1][-1].at < book.gap_minutes * 60:
            found[-1].append(line)
        else:
            found.append([line])
    return found


def conversations_in(books: list[Book], first: int, last: int) -> list[Conversation]:
    every = [talk for book in books for talk in conversations_of(book)]
    return [talk for talk in every if first <= talk[0].day <= last]


def answered(talk: Conversation) -> bool:
    return len({line.sender for line in talk}) >= 2


def starter(talk: Conversation) -> int:
    assert talk[0].sender is not None
    return talk[0].sender


def unanswered_rate(books: list[Book], first: int, last: int) -> float | None:
    talks = conversations_in(books, first, last)
    if not talks:
        return None
    return sum(1 for talk in talks if not answered(talk)) / len(talks)


def first_reply_seconds(books: list[Book], first: int, last: int) -> float | None:
    waits = []
    for talk in conversations_in(books, first, last):
        if answered(talk):
            reply = next(line for line in talk if line.sender != starter(talk))
            waits.append(reply.at - talk[0].at)
    return median(waits)


def median(values: list[int]) -> float | None:
    if not values:
        return None
    ranked = sorted(values)
    middle = len(ranked) // 2
    if len(ranked) % 2 == 1:
        return ranked[middle]
    return (ranked[middle - 1] + ranked[middle]) / 2


def answered_starts(books: list[Book], member: int, first: int, last: int) -> int:
    talks = conversations_in(books, first, last)
    return sum(1 for talk in talks if answered(talk) and starter(talk) == member)


def role_of(books: list[Book], member: int, first: int, last: int) -> str:
    if answered_starts(books, member, first, last) >= 1:
        return "starter"
    if member in activity.speakers_in(books, first, last):
        return "participant"
    return "bystander"


def roles(books: list[Book], first: int, last: int) -> dict[str, int]:
    counts = {"starter": 0, "participant": 0, "bystander": 0}
    for member in people.members_on(books, last):
        counts[role_of(books, member, first, last)] += 1
    return counts
