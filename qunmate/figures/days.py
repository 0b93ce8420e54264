"""Days as people write them in sheets: 2024/1/2, 2024年1月2日, 民國113年1月2日, 1月2日, serials,
instants."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, timedelta, tzinfo
from typing import Any

from qunmate import clock
from qunmate.errors import Problem
from qunmate.roster.cells import is_span, narrow, words

_TIME = r"(?:[T\s]*(?:上午|下午|AM|PM)?\s*\d{1,2}[:：点點時时].*)?"
_WEEKDAY = (
    r"(?:\s*(?:[(（]?(?:周|週|星期|礼拜|禮拜)[一二三四五六日天][)）]?|\([一二三四五六日]\)))?"
)
_DASH = r"\-\u2010-\u2015"
_AFTER_YEAR = (
    rf"\s*[/.年{_DASH}]\s*(\d{{1,2}})\s*[/.月{_DASH}]\s*(\d{{1,2}})\s*[日号號]?{_WEEKDAY}{_TIME}"
)
_YMD = re.compile(rf"(\d{{4}}|\d{{2}}){_AFTER_YEAR}", re.IGNORECASE)
# years counted in Taiwan; three digits are no other year's
_REPUBLIC = r"(?:(?:中[华華])?民[国國]\s*(?=\d)\s*(\d{1,3})|(1\d\d))"
_YMD_REPUBLIC = re.compile(rf"{_REPUBLIC}{_AFTER_YEAR}", re.IGNORECASE)
_REPUBLIC_BEGAN = 1911
_OF_REPUBLIC = re.compile("民[国國]")
_MD = re.compile(rf"(\d{{1,2}})\s*月\s*(\d{{1,2}})\s*[日号號]?{_WEEKDAY}{_TIME}", re.IGNORECASE)
# not 3.5: a sheet keeps 3.10 as the number 3.1
_PLAIN_MD = re.compile(r"(\d{1,2})[-/](\d{1,2})")
_YEARLESS = re.compile(r"--(\d\d)-(\d\d)")
_YEAR_LAST = re.compile(rf"(\d{{1,2}})[-/.](\d{{1,2}})[-/.](\d{{4}}){_TIME}", re.IGNORECASE)
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = rf"({'|'.join(_MONTHS)})[a-z]*\.?"
_DAY_NAMED = re.compile(  # 2-Jan-24, 2 January 2024
    rf"(\d{{1,2}})(?:st|nd|rd|th)?[-\s/]+{_MONTH}[-\s/,]+(\d{{4}}|\d{{2}}){_TIME}", re.IGNORECASE
)
_NAMED_DAY = re.compile(  # Jan 2, 2024
    rf"{_MONTH}\s+(\d{{1,2}})(?:st|nd|rd|th)?\s*,?\s*(\d{{4}}){_TIME}", re.IGNORECASE
)
_YEAR_MONTH = re.compile(rf"(?:\d{{4}}|{_REPUBLIC})\s*[-/.年]\s*\d{{1,2}}\s*月?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:\d{6})?")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_FOREVER = frozenset(
    {"永久", "长期", "長期", "终身", "終身", "永不过期", "永不過期", "never", "forever"}
)
_LONGEST = 20  # digits of a number that may be a day
_SERIALS = range(10_000, 80_000)  # 1927 to 2119 as Excel counts days
DAY_ZERO = date(1899, 12, 30)  # from which it does so, but for workbooks that count from 1904


@dataclass(frozen=True, slots=True)
class DayRules:
    """How the days of a column are read.

    `past`: a day without a year lies before `today` (joined, left), else in its year.
    `day_first`: whether a column with the year last writes 31/12/2024; None: doesn't show.
    `republic`: years of two digits are those of Taiwan, 78 is 1989; None: they may be either.
    `zone` is that of instants, `day_zero` the day from which bare numbers count days.
    """

    today: date
    zone: tzinfo = UTC
    past: bool = False
    day_first: bool | None = None
    republic: bool | None = False
    day_zero: date = DAY_ZERO


def shows_day_first(cells: Iterable[Any]) -> bool | None:
    """Whether a column with the year last writes day before month; None if it doesn't show."""
    for cell in dict.fromkeys(cells):
        match = _YEAR_LAST.fullmatch(narrow(cell).strip()) if type(cell) is str else None
        if match and int(match[1]) > 12 >= int(match[2]):
            return True
        if match and int(match[2]) > 12 >= int(match[1]):
            return False
    return None


def as_written(cells: Sequence[Any], rules: DayRules, heading: str | None = None) -> DayRules:
    """The rules with what a column shows of how its days are written."""
    texts = [narrow(cell).strip() for cell in dict.fromkeys(cells) if type(cell) is str]
    republic = rules.republic
    if _OF_REPUBLIC.search(heading or "") or any(map(_YMD_REPUBLIC.fullmatch, texts)):
        republic = True
    elif any(len(match[1]) == 4 for match in map(_YMD.fullmatch, texts) if match):
        republic = False
    return replace(rules, day_first=shows_day_first(cells), republic=republic)


def day(cell: Any, rules: DayRules) -> str | Problem | None:
    """The ISO date of a cell."""
    if type(cell) is str and len(cell) == 10 and _is_iso(cell):
        return cell
    if isinstance(cell, date):  # a datetime too
        return cell.isoformat()[:10]
    if isinstance(cell, bool) or is_span(cell):
        return Problem("date_bad")
    value = words(cell)
    if value is None or isinstance(value, Problem):
        return value
    plain = narrow(value).strip("'\" ")
    forever = plain.lower() in _FOREVER
    return None if forever else _number_day(plain, rules) or _written_day(plain, rules)


def birthday(cell: Any, rules: DayRules) -> str | Problem | None:
    """An ISO date, or --MM-DD where the year isn't told."""
    plain = narrow(cell).strip() if type(cell) is str else ""
    match = _MD.fullmatch(plain) or _PLAIN_MD.fullmatch(plain) or _YEARLESS.fullmatch(plain)
    if match:
        found = _iso(2000, int(match[1]), int(match[2]))
        return "-" + found[4:] if type(found) is str else found
    return day(cell, rules)


def _is_iso(text: str) -> bool:
    if text[4] != "-" or text[7] != "-" or not text.isascii():
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _number_day(plain: str, rules: DayRules) -> str | None:
    """A serial, 20240102 or an instant in seconds or milliseconds; None if it is none."""
    if match := _COMPACT.fullmatch(plain):
        found = _iso(int(match[1]), int(match[2]), int(match[3]))
        if type(found) is str and "1900" < found < "2200":
            return found
    if not _NUMBER.fullmatch(plain) or len(plain) > _LONGEST:
        return None
    number = float(plain)
    if int(number) in _SERIALS and len(plain.partition(".")[0]) == 5:
        return (rules.day_zero + timedelta(days=int(number))).isoformat()
    for scale in (1, 1000):
        if 5 * 10**8 * scale <= number < 5 * 10**9 * scale:
            return clock.moment(number / scale).astimezone(rules.zone).date().isoformat()
    return None


def _written_day(plain: str, rules: DayRules) -> str | Problem:
    if found := _year_first(plain, rules):
        return found
    if match := _YEAR_LAST.fullmatch(plain):
        return _year_last(int(match[1]), int(match[2]), int(match[3]), rules)
    if match := _MD.fullmatch(plain) or _PLAIN_MD.fullmatch(plain):
        return _without_year(int(match[1]), int(match[2]), rules)
    if match := _DAY_NAMED.fullmatch(plain):
        return _iso(_full_year(match[3], rules), _month(match[2]), int(match[1]))
    if match := _NAMED_DAY.fullmatch(plain):
        return _iso(int(match[3]), _month(match[1]), int(match[2]))
    return Problem("date_no_day" if _YEAR_MONTH.fullmatch(plain) else "date_bad")


def _year_first(plain: str, rules: DayRules) -> str | Problem | None:
    if match := _YMD_REPUBLIC.fullmatch(plain):
        year = int(match[1] or match[2]) + _REPUBLIC_BEGAN
        return _iso(year, int(match[3]), int(match[4]))
    match = _YMD.fullmatch(plain)
    if match and len(match[1]) == 2 and rules.republic is None:
        return Problem("date_which_years")
    return match and _iso(_full_year(match[1], rules), int(match[2]), int(match[3]))


def _month(word: str) -> int:
    return _MONTHS.index(word.lower()) + 1


def _full_year(written: str, rules: DayRules) -> int:
    if len(written) == 4:
        return int(written)
    if rules.republic:
        return int(written) + _REPUBLIC_BEGAN
    year = rules.today.year // 100 * 100 + int(written)
    return year if year <= rules.today.year + 20 else year - 100


def _year_last(one: int, two: int, year: int, rules: DayRules) -> str | Problem:
    day_first = rules.day_first
    if one > 12 or two > 12:
        day_first = one > 12
    elif one == two:
        day_first = False
    if day_first is None:
        return Problem("date_ambiguous")
    return _iso(year, two, one) if day_first else _iso(year, one, two)


def _without_year(month: int, day_: int, rules: DayRules) -> str | Problem:
    found = _iso(rules.today.year, month, day_)
    late = type(found) is not str or found > rules.today.isoformat()
    return _iso(rules.today.year - 1, month, day_) if rules.past and late else found


def _iso(year: int, month: int, day_: int) -> str | Problem:
    try:
        return date(year, month, day_).isoformat()
    except ValueError:
        return Problem("date_bad")
