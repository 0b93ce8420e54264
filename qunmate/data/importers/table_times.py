"""Times in the cells of a table, in whatever way its author writes them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from qunmate.clock import DAY
from qunmate.data.importers.date_order import Numbers, day, settle
from qunmate.data.importers.fields import instant, iso_instant
from qunmate.data.importers.moments import half_day_seconds
from qunmate.roster.cells import narrow

At = Callable[[str], int | None]
_SERIALS = (25_569, 109_575)  # from 1970 up to 2200, as numbers of days in a spreadsheet
_SERIAL_EPOCH = 25_569  # 1970-01-01 as the number of a day in a spreadsheet
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMED = re.compile(
    r"(?:(\d{1,2})[\s-]+)?([A-Za-z]{3})[a-z]*\.?[\s-]+(?:(\d{1,2}),?\s+)?(\d{4}|\d\d(?!\d|:))"
)
_DAY = re.compile(r"(\d{1,4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,4})")
_CLOCK = re.compile(
    r"(?P<before>凌晨|清晨|早上|上午|中午|下午|傍晚|晚上|午前|午後)?\s*"
    r"(?P<clock>\d{1,2}:\d\d(?::\d\d)?)(?:\.\d+)?\s*(?P<after>[AaPp]\.?\s?[Mm]\.?)?"
)
_ZONED = re.compile(r"\d\d:\d\d(?::\d\d(?:\.\d+)?)?\s*(?:Z|[+-]\d\d:?\d\d)$")
_LONGEST = 100  # characters of a time; a whole line may stand where one should
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def reading_of(samples: Sequence[str], times: str = "") -> tuple[At, bool]:
    """How to read such times, and whether they are instants; else they are seconds of a wall
    clock. `times` is one of chat_columns.TIMES."""
    told = [narrow(cell).strip() for cell in samples]
    way = times or _way(told)
    if way == "epoch":
        return instant, True
    if way == "zoned":
        return iso_instant, True
    if way == "serial":
        return serial, False
    order = times or _order(told)
    return lambda cell: moment(cell, order), False


def _way(told: Sequence[str]) -> str:
    numbers = [float(cell) for cell in told if _NUMBER.fullmatch(cell)]
    if told and 10 * len(numbers) >= 8 * len(told):
        return "serial" if max(numbers) < 1_000_000 else "epoch"
    zoned = sum(iso_instant(cell) is not None for cell in told if _ZONED.search(cell))
    return "zoned" if told and 10 * zoned >= 8 * len(told) else ""


def _order(told: Sequence[str]) -> str:
    days = [_numbers(match) for cell in told if (match := _DAY.search(cell))]
    if any(numbers[0] > 31 for numbers in days):
        return "ymd"
    return settle(days)


def _numbers(match: re.Match[str]) -> Numbers:
    return int(match[1]), int(match[2]), int(match[3])


def serial(cell: str) -> int | None:
    """Wall-clock seconds of a day and time as the number of a spreadsheet."""
    text = narrow(cell).strip()
    if not _NUMBER.fullmatch(text) or not _SERIALS[0] <= float(text) < _SERIALS[1]:
        return None
    return round((float(text) - _SERIAL_EPOCH) * DAY)


@lru_cache(maxsize=100_000)
def moment(cell: str, order: str) -> int | None:
    """Wall-clock seconds of a day, with its time if it tells one, whose three numbers stand in
    this order; a year of four digits in front wins. None if there is no such moment."""
    if len(cell) > _LONGEST:
        return None
    text = narrow(cell).strip().replace("：", ":")
    found = _DAY.search(text)
    days = _named(text)
    if found:
        numbers = _numbers(found)
        days = day(numbers, "ymd" if len(found[1]) == 4 else order)
    if days is None:
        return None
    rest = text[found.end() :] if found else text
    match = _CLOCK.search(rest) or _CLOCK.search(text)
    if match is None:
        return days * DAY
    seconds = half_day_seconds(match["clock"], match["before"] or match["after"] or "")
    return None if seconds is None else days * DAY + seconds


def _named(text: str) -> int | None:
    """The day of `Jan 2, 2026`, `2 January 2026` or `02-Jan-26`."""
    match = _NAMED.search(text)
    if match is None or match[2].lower() not in _MONTHS or not (match[1] or match[3]):
        return None
    month = _MONTHS.index(match[2].lower()) + 1
    return day((int(match[4]), month, int(match[1] or match[3])), "ymd")
