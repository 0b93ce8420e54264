"""Covered days, gaps and the stage of a group's life."""

from __future__ import annotations

from fractions import Fraction

from .activity import speakers_in
from .reading import Book, calendar_date, iso


def covered(book: Book, day: int) -> bool:
    return any(
        batch.first_day is not None
        and batch.last_day is not None
        and batch.first_day <= day <= batch.last_day
        for batch in book.imports
    )


def gaps(books: list[Book], first: int, last: int) -> list[list[str]]:
    """Runs of days of the period that no import covers."""
    runs: list[list[int]] = []
    for day in range(first, last + 1):
        if any(covered(book, day) for book in books):
            continue
        if runs and runs[-1][1] == day - 1:
            runs[-1][1] = day
        else:
            runs.append([day, day])
    return [[iso(begin), iso(end)] for begin, end in runs]


def whole_weeks(book: Book, end: int) -> list[int]:
    """The Mondays of the complete, covered weeks up to `end`."""
    monday = book.human_lines[0].day
    while calendar_date(monday).weekday() != 0:
        monday -= 1
    found = []
    while monday + 6 <= end:
        if all(covered(book, day) for day in range(monday, monday + 7)):
            found.append(monday)
        monday += 7
    return found


def mean(values: list[int]) -> Fraction | None:
    return Fraction(sum(values), len(values)) if values else None


def stage(book: Book, end: int) -> str | None:
    if book.stage_override is not None:
        return book.stage_override
    if not book.human_lines:
        return None
    return stage_of([len(speakers_in([book], m, m + 6)) for m in whole_weeks(book, end)])


def stage_of(was: list[int]) -> str:
    """The stage after weeks of so many speakers. Fractions, for 0.7 · 10 is 7."""
    if len(was) < 4:
        return "intro"
    if was[-1] == 0 and was[-2] == 0:
        return "silent"
    w0 = mean(was[-4:])
    w1 = mean(was[-8:-4])
    means = [mean(was[i : i + 4]) for i in range(len(was) - 3)]
    peak = max(value for value in means if value is not None)
    assert w0 is not None
    falling = w1 is not None and w0 < Fraction("0.9") * w1
    if (w0 < Fraction("0.7") * peak and falling) or w0 < Fraction("0.35") * peak:
        return "decline"
    if w1 is not None and w0 >= Fraction("1.1") * w1:
        return "growth"
    return "mature"
