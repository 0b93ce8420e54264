"""Chinese festivals and some solar terms, as far as the invented year greets on them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

# Spring Festival, Dragon Boat, Mid-Autumn of each year
LUNAR = {
    2024: ("02-10", "06-10", "09-17"),
    2025: ("01-29", "05-31", "10-06"),
    2026: ("02-17", "06-19", "09-25"),
    2027: ("02-06", "06-09", "09-15"),
    2028: ("01-26", "05-28", "10-03"),
    2029: ("02-13", "06-16", "09-22"),
    2030: ("02-03", "06-05", "09-12"),
    2031: ("01-23", "06-24", "10-01"),
}
# month and constant of the 21st century's usual approximation
TERMS = {
    "小寒": (1, 5.4055),
    "立春": (2, 3.87),
    "清明": (4, 4.81),
    "立夏": (5, 5.52),
    "夏至": (6, 21.37),
    "立秋": (8, 7.5),
    "立冬": (11, 7.438),
    "小雪": (11, 22.36),
    "冬至": (12, 21.94),
}


# the lunar days of a book: which of a year's three, and how many days after it
_LUNAR_DAYS = {
    "spring": (0, 0),
    "eve": (0, -1),
    "lantern": (0, 14),
    "dragon": (1, 0),
    "moon": (2, 0),
}


def term_day(name: str, year: int) -> date:
    """The day of a solar term in a year of this century (right but for rare exceptions)."""
    month, constant = TERMS[name]
    short = year % 100
    leaps = (short - 1) // 4 if month <= 2 else short // 4
    return date(year, month, int(short * 0.2422 + constant) - leaps)


def festivals(year: int, named: Iterable[tuple[str, str]]) -> dict[date, tuple[str, bool]]:
    """Day → (name, whether it is a festival and not just a solar term), of those a book names."""
    terms, days = {}, {}
    for when, name in named:
        if when == "term":
            terms[term_day(name, year)] = (name, False)
        elif when not in _LUNAR_DAYS:
            month, day = map(int, when.split("-"))
            days[date(year, month, day)] = (name, True)
        elif year in LUNAR:
            which, later = _LUNAR_DAYS[when]
            first = date.fromisoformat(f"{year}-{LUNAR[year][which]}")
            days[first + timedelta(days=later)] = (name, True)
    return terms | days
