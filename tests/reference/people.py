"""Who is a member on which day, who comes, who goes, who stays."""

from __future__ import annotations

from .reading import Book, Stay, calendar_date


def begins_on(book: Book, stay: Stay) -> int:
    """The known joined_on, else the day of the first human message, else of the import."""
    if stay.joined_on is not None:
        return stay.joined_on
    if stay.first:
        for line in book.human_lines:
            if line.sender == stay.member:
                return line.day
    return stay.brought_on


def holds(book: Book, stay: Stay, day: int) -> bool:
    return begins_on(book, stay) <= day and (stay.left_on is None or stay.left_on > day)


def members_of(book: Book, day: int) -> set[int]:
    return {stay.member for stay in book.stays if holds(book, stay, day)}


def members_on(books: list[Book], day: int) -> set[int]:
    found: set[int] = set()
    for book in books:
        found |= members_of(book, day)
    return found


def stay_that_holds(books: list[Book], member: int, day: int) -> tuple[int, Stay]:
    """The stay and its first day; pooled, several may hold the day: the longest
    counts, of equal ones one whose beginning is known."""
    found = [
        (begins_on(book, stay), stay)
        for book in books
        for stay in book.stays
        if stay.member == member and holds(book, stay, day)
    ]
    return min(found, key=lambda pair: (pair[0], pair[1].joined_on is None))


def tenure(books: list[Book], member: int, day: int) -> int:
    begin, _stay = stay_that_holds(books, member, day)
    return day - begin


def any_known_date(books: list[Book]) -> bool:
    return any(
        stay.joined_on is not None or stay.left_on is not None
        for book in books
        for stay in book.stays
    )


def joins(books: list[Book], first: int, last: int) -> int | None:
    if not any_known_date(books):
        return None
    dates = [stay.joined_on for book in books for stay in book.stays]
    return sum(1 for day in dates if day is not None and first <= day <= last)


def leaves(books: list[Book], first: int, last: int) -> int | None:
    if not any_known_date(books):
        return None
    dates = [stay.left_on for book in books for stay in book.stays]
    return sum(1 for day in dates if day is not None and first <= day <= last)


def churn_rate(books: list[Book], first: int, last: int) -> float | None:
    gone = leaves(books, first, last)
    before = len(members_on(books, first - 1))
    if gone is None or before == 0:
        return None
    return gone / before


def activation_rate(books: list[Book], first: int, last: int) -> float | None:
    """Over the stays whose first seven days end just before a day of the period. Pooled, a
    message in any of the groups will do, as with retention."""
    lines = [line for book in books for line in book.human_lines]
    activated = []
    for book in books:
        for stay in book.stays:
            if stay.joined_on is None or not first <= stay.joined_on + 7 <= last:
                continue
            spoke_on = {line.day for line in lines if line.sender == stay.member}
            week = set(range(stay.joined_on, stay.joined_on + 7))
            activated.append(bool(spoke_on & week))
    if not activated:
        return None
    return sum(activated) / len(activated)


Month = tuple[int, int]


def month_of(day: int) -> Month:
    date = calendar_date(day)
    return date.year, date.month


def month_after(month: Month) -> Month:
    year, number = month
    return (year + 1, 1) if number == 12 else (year, number + 1)


def month_is_over(month: Month, end: int) -> bool:
    """On the last day of a month the month is over."""
    return month_of(end + 1) > month


def retention(books: list[Book], end: int) -> list[dict[str, object]] | None:
    if not any_known_date(books):
        return None
    first_known: dict[int, int] = {}
    for book in books:
        for stay in book.stays:
            if stay.joined_on is not None:
                earlier = first_known.get(stay.member, stay.joined_on)
                first_known[stay.member] = min(earlier, stay.joined_on)
    spoke = {(line.sender, month_of(line.day)) for book in books for line in book.human_lines}
    rows: list[dict[str, object]] = []
    for cohort in sorted({month_of(day) for day in first_known.values()}):
        if cohort > month_of(end):
            continue
        people = [m for m, day in first_known.items() if month_of(day) == cohort]
        rates: list[float | None] = []
        month = cohort
        while month <= month_of(end):
            stayed = sum(1 for member in people if (member, month) in spoke)
            rates.append(stayed / len(people) if month_is_over(month, end) else None)
            month = month_after(month)
        rows.append(
            {"month": f"{cohort[0]:04}-{cohort[1]:02}", "size": len(people), "rates": rates}
        )
    return rows
