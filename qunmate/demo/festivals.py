"""Chinese festivals and some solar terms, as far as the invented year greets on them."""

from __future__ import annotations

from datetime import date, timedelta

FIXED = {
    (1, 1): "元旦",
    (3, 8): "妇女节",
    (5, 1): "劳动节",
    (6, 1): "儿童节",
    (9, 10): "教师节",
    (10, 1): "国庆节",
}
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


def term_day(name: str, year: int) -> date:
    """The day of a solar term in a year of this century (right but for rare exceptions)."""
    month, constant = TERMS[name]
    short = year % 100
    leaps = (short - 1) // 4 if month <= 2 else short // 4
    return date(year, month, int(short * 0.2422 + constant) - leaps)


def festivals(year: int) -> dict[date, tuple[str, bool]]:
    """Day → (name, whether it is a festival and not just a solar term)."""
    days = {term_day(name, year): (name, False) for name in TERMS}
    days.update({date(year, month, day): (name, True) for (month, day), name in FIXED.items()})
    if year in LUNAR:
        spring, dragon, autumn = (date.fromisoformat(f"{year}-{day}") for day in LUNAR[year])
        days[spring] = ("春节", True)
        days[spring - timedelta(days=1)] = ("除夕", True)
        days[spring + timedelta(days=14)] = ("元宵节", True)
        days[dragon] = ("端午节", True)
        days[autumn] = ("中秋节", True)
    return days
