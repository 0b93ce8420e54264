"""The figures of the plan straight from their definitions, and the lift of a done item."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from fractions import Fraction
from functools import lru_cache
from zoneinfo import ZoneInfo

from .reading import Book, Item, calendar_date, day_number
from .stage import covered

TWO_HOURS = 7200


def home(item: Item, books: list[Book]) -> str:
    """The time zone of the item's first group."""
    return next(zone for id_, zone in sorted(books[0].zones.items()) if id_ in item.groups)


def times(item: Item, books: list[Book], year: int) -> list[tuple[int, str]]:
    """(instant, status) of all times that an item happens, to the end of a year."""
    if item.rrule is None:
        return [] if item.status == "cancelled" else [(item.starts_at, item.status)]
    step = {"FREQ=DAILY": 1, "FREQ=DAILY;INTERVAL=3": 3, "FREQ=WEEKLY": 7}[item.rrule]
    own = {other.occurrence_at for other in books[0].items if other.series_id == item.id}
    every = repeated(item.starts_at, step, home(item, books), year)
    return [(at, item.status) for at in every if at not in own]


@lru_cache(maxsize=100)
def repeated(start: int, step: int, zone_name: str, year: int) -> list[int]:
    """The instants from `start` to the end of a year, so many days apart by the clock of a zone."""
    zone = ZoneInfo(zone_name)
    wall = datetime.fromtimestamp(start, UTC).astimezone(zone).replace(tzinfo=None)
    found = []
    while wall.year <= year:
        found.append(int(wall.replace(tzinfo=zone).timestamp()))
        wall += timedelta(days=step)
    return found


def due(books: list[Book], first: int, last: int) -> list[tuple[str, str]]:
    """(kind, status) of everything that begins in the period: by the clock of the one group,
    or of each item's own where several groups are meant."""
    found = []
    for item in books[0].items:
        if not {book.id for book in books} & item.groups:
            continue
        zone = books[0].timezone if len(books) == 1 else home(item, books)
        for at, status in times(item, books, calendar_date(last).year + 1):
            date = datetime.fromtimestamp(at, UTC).astimezone(ZoneInfo(zone)).date()
            if first <= (day_number(date.isoformat()) or 0) <= last:
                found.append((item.kind, status))
    return found


def ad_share(books: list[Book], first: int, last: int) -> float | None:
    kinds = [kind for kind, status in due(books, first, last) if status == "done"]
    ads = sum(1 for kind in kinds if kind in {"offer", "ad"})
    return float(Fraction(ads, len(kinds))) if kinds else None


def variety(books: list[Book], first: int, last: int) -> int:
    return len({kind for kind, status in due(books, first, last) if status == "done"})


def plan_done_rate(books: list[Book], first: int, last: int) -> float | None:
    statuses = [status for _, status in due(books, first, last)]
    return float(Fraction(statuses.count("done"), len(statuses))) if statuses else None


def lift(book: Book, start: int) -> float | None:
    """Of an item that was done in this group at an instant."""
    zone = ZoneInfo(book.timezone)

    def said(begin: int) -> int:
        return sum(1 for line in book.human_lines if begin <= line.at < begin + TWO_HOURS)

    def known(begin: int) -> bool:
        ends = (begin, begin + TWO_HOURS - 1)
        dates = [datetime.fromtimestamp(at, UTC).astimezone(zone).date() for at in ends]
        return all(covered(book, day_number(date.isoformat()) or 0) for date in dates)

    def ended(begin: int) -> bool:
        """Nothing is known of the last day of a record after its last message."""
        date = datetime.fromtimestamp(begin + TWO_HOURS - 1, UTC).astimezone(zone).date()
        if covered(book, (day_number(date.isoformat()) or 0) + 1):
            return False
        later = (line.at for line in book.human_lines if line.at >= begin)
        dates = (datetime.fromtimestamp(at, UTC).astimezone(zone).date() for at in later)
        return not any(one <= date for one in dates)

    done = [
        at
        for item in book.items
        if book.id in item.groups
        for at, status in times(item, [book], datetime.fromtimestamp(start, UTC).year)
        if status == "done"
    ]
    wall = datetime.fromtimestamp(start, UTC).astimezone(zone).replace(tzinfo=None)
    counts = []
    for week in range(1, 13):
        begin = int((wall - timedelta(days=7 * week)).replace(tzinfo=zone).timestamp())
        if known(begin) and not any(begin <= at < begin + TWO_HOURS for at in done):
            counts.append(said(begin))
    counts = sorted(counts[:4])
    if len(counts) < 2 or not known(start) or ended(start):
        return None
    middle = Fraction(counts[(len(counts) - 1) // 2] + counts[len(counts) // 2], 2)
    return float(said(start) / middle) if middle else None
