"""Messages and speakers of a period."""

from __future__ import annotations

from . import people
from .reading import Book, Line, calendar_date, iso


def lines_in(books: list[Book], first: int, last: int) -> list[Line]:
    return [line for book in books for line in book.human_lines if first <= line.day <= last]


def speakers_in(books: list[Book], first: int, last: int) -> set[int]:
    return {line.sender for line in lines_in(books, first, last) if line.sender is not None}


def active_rate(books: list[Book], first: int, last: int) -> float | None:
    members = people.members_on(books, last)
    if not members:
        return None
    return len(speakers_in(books, first, last) & members) / len(members)


def stickiness(books: list[Book], end: int) -> float | None:
    monthly = len(speakers_in(books, end - 29, end))
    if monthly == 0:
        return None
    daily = [len(speakers_in(books, day, day)) for day in range(end - 29, end + 1)]
    return sum(daily) / 30 / monthly


def messages_by_speaker(books: list[Book], first: int, last: int) -> dict[int, int]:
    counts: dict[int, int] = {}
    for line in lines_in(books, first, last):
        if line.sender is not None:
            counts[line.sender] = counts.get(line.sender, 0) + 1
    return counts


def messages_per_speaker(books: list[Book], first: int, last: int) -> float | None:
    counts = messages_by_speaker(books, first, last)
    return sum(counts.values()) / len(counts) if counts else None


def top20_share(books: list[Book], first: int, last: int) -> float | None:
    counts = sorted(messages_by_speaker(books, first, last).values(), reverse=True)
    if not counts:
        return None
    top = (len(counts) + 4) // 5  # a fifth, rounded up, without going through binary fractions
    return sum(counts[:top]) / sum(counts)


def gini(books: list[Book], first: int, last: int) -> float | None:
    counts = sorted(messages_by_speaker(books, first, last).values())
    n = len(counts)
    if n == 0:
        return None
    weighted = sum((2 * i - n - 1) * x for i, x in enumerate(counts, start=1))
    return weighted / (n * sum(counts))


def hour_heatmap(books: list[Book], first: int, last: int) -> list[list[int]]:
    heat = [[0] * 24 for _ in range(7)]
    for line in lines_in(books, first, last):
        heat[calendar_date(line.day).weekday()][line.hour] += 1
    return heat


def kinds(books: list[Book], first: int, last: int) -> dict[str, int]:
    counts: dict[str, int] = {}
    for line in lines_in(books, first, last):
        counts[line.kind.word] = counts.get(line.kind.word, 0) + 1
    return counts


def daily(books: list[Book], first: int, last: int) -> list[dict[str, object]]:
    return [
        {
            "day": iso(day),
            "messages": len(lines_in(books, day, day)),
            "speakers": len(speakers_in(books, day, day)),
            "members": len(people.members_on(books, day)),
            "joins": people.joins(books, day, day),
            "leaves": people.leaves(books, day, day),
        }
        for day in range(first, last + 1)
    ]
