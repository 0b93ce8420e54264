"""Festivals and solar terms of known days."""

from __future__ import annotations

import pytest

from qunmate.clock import parse_day
from qunmate.festivals import DayMark, mark


@pytest.mark.parametrize(
    ("day", "language", "expected"),
    [
        ("2026-11-22", "zh_CN", DayMark("", "小雪", "十四")),
        ("2026-11-22", "en", DayMark("", "Minor Snow", "")),
        ("2026-02-17", "zh_CN", DayMark("春节", "", "正月")),
        ("2026-02-17", "zh_TW", DayMark("春節", "", "正月")),
        ("2026-09-25", "en", DayMark("Mid-Autumn", "", "")),
        ("2027-01-01", "zh_CN", DayMark("元旦", "", "廿四")),
        ("2026-11-23", "zh_CN", DayMark("", "", "十五")),
        ("2026-10-01", "zh_CN", DayMark("国庆节", "", "廿一")),
        ("2026-10-01", "zh_TW", DayMark("", "", "廿一")),
        ("2026-10-10", "zh_TW", DayMark("國慶日", "", "九月")),
        ("2026-09-28", "zh_TW", DayMark("教師節", "", "十八")),
        ("2026-04-04", "zh_TW", DayMark("兒童節", "", "十七")),
        ("2026-06-21", "zh_TW", DayMark("", "夏至", "初七")),
        ("2026-08-08", "zh_TW", DayMark("父親節", "", "廿六")),
        ("2026-05-10", "zh_TW", DayMark("母親節", "", "廿四")),
        ("2026-03-20", "zh_TW", DayMark("頭牙", "春分", "初二")),
        ("2026-10-31", "zh_TW", DayMark("萬聖節", "", "廿二")),
        ("2026-12-09", "zh_CN", DayMark("", "", "冬月")),
        ("2026-12-09", "zh_TW", DayMark("", "", "十一月")),
        ("2027-01-08", "zh_TW", DayMark("", "", "十二月")),
        ("1850-01-01", "zh_CN", DayMark()),
    ],
)
def test_what_a_day_is_called(day: str, language: str, expected: DayMark) -> None:
    assert mark(parse_day(day), language) == expected
    assert mark(parse_day(day), language).name == (expected.festival or expected.term)


def test_each_year_has_its_twenty_four_terms() -> None:
    first = parse_day("2026-01-01")
    terms = [mark(day, "en").term for day in range(first, first + 365)]
    assert len({term for term in terms if term}) == sum(map(bool, terms)) == 24
