"""Which of the three numbers of a date is the day: settled over a whole file at once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from qunmate.clock import day_of
from qunmate.data.importers import persian_days

Numbers = tuple[int, int, int]
YEARS = range(1970, 2200)  # no chat is from before or after
_BUDDHIST = 543  # years that the era of Thai phones began earlier

# where year, month and day stand; the earlier wins where nothing tells them apart
ORDERS = {"dmy": (2, 1, 0), "mdy": (2, 0, 1), "ymd": (0, 1, 2)}


def chat_day(year: int, month: int, day: int) -> int | None:
    """The day (since 1970-01-01), whose year may be of the Buddhist era or of Iran's calendar;
    None if there is no such day, or no chat can be of it."""
    if year >= YEARS.stop:
        year -= _BUDDHIST
    try:
        if year in persian_days.YEARS:
            return persian_days.day_of(year, month, day)
        return day_of(date(year, month, day)) if year in YEARS else None
    except ValueError:
        return None


def day(numbers: Numbers, order: str) -> int | None:
    """The day (since 1970-01-01) of a date's three numbers; None if there is no such day. The
    year may be of the Buddhist era: of two digits it is, where a chat can't be as old, or as
    new, by the common one."""
    year, month, day_ = (numbers[place] for place in ORDERS[order])
    if year < 100:
        year += 2000 if year < 52 else 2500
    return chat_day(year, month, day_)


def likely_day(numbers: Numbers, order: str) -> int | None:
    """The day by the order of the file or, if there is no such day, with day and month the other
    way round: two phones' records may have been put together."""
    found = day(numbers, order)
    other = {"dmy": "mdy", "mdy": "dmy"}.get(order)
    return day(numbers, other) if found is None and other else found


def number(told: str) -> int:
    """A number of a date; one of four digits that begins with two zeros is no year of two."""
    return int(told) if len(told) < 4 else max(int(told), 100)


def settle(dates: Iterable[Numbers], *, first: str = "dmy") -> str:
    """The order in which the dates, given as they follow in the file, make most sense: the
    fewest that don't exist or go back in time, then the shortest span; `first` where several
    are as good."""
    told = list(dict.fromkeys(dates))
    orders = sorted(ORDERS, key=lambda order: order != first)
    return min(orders, key=lambda order: _nonsense(told, order))


def clear(dates: Iterable[Numbers]) -> str | None:
    """The order, if these dates leave no doubt of it."""
    told = list(dict.fromkeys(dates))
    (least, best), (next_, _), *_others = sorted(
        (_nonsense(told, order)[0], order) for order in ORDERS
    )
    return best if next_ > 5 + 3 * least else None


def _nonsense(dates: list[Numbers], order: str) -> tuple[int, int]:
    days = [day(numbers, order) for numbers in dates]
    known = [one for one in days if one is not None]
    back = sum(later < earlier for earlier, later in pairwise(known))
    span = max(known) - min(known) if known else 0
    # hardly a phone writes a year of two digits first, while nearly any date can be read so
    unlikely = 1 + len(dates) // 10 if order == "ymd" and any(y < 100 for y, _, _ in dates) else 0
    return len(days) - len(known) + back + unlikely, span
