from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qunmate.clock import day_of
from qunmate.data.importers.date_order import ORDERS, chat_day, day, settle
from tests.data.importers.reading import one_chat, wall


@pytest.mark.parametrize(
    ("dates", "order"),
    [
        ([(1, 1, 19), (20, 1, 19)], "dmy"),
        ([(1, 1, 19), (1, 20, 19)], "mdy"),
        ([(2019, 1, 1), (2019, 1, 20)], "ymd"),
        ([(19, 1, 1), (19, 1, 20), (20, 2, 3)], "ymd"),
        ([(3, 4, 20), (4, 4, 20), (5, 4, 20), (1, 5, 20)], "dmy"),
        ([(4, 3, 20), (4, 4, 20), (4, 5, 20), (5, 1, 20)], "mdy"),
        ([], "dmy"),
    ],
)
def test_the_order_that_makes_sense(dates: list[tuple[int, int, int]], order: str) -> None:
    assert settle(dates) == order


def test_what_nothing_tells_apart_follows_the_hint() -> None:
    assert settle([(5, 5, 20)]) == "dmy"
    assert settle([(5, 5, 20)], first="mdy") == "mdy"


def test_days_that_do_not_exist() -> None:
    assert day((30, 2, 2020), "dmy") is None
    assert day((0, 0, 0), "ymd") is None
    assert day((1, 1, 1970), "dmy") == 0


@pytest.mark.parametrize("told", [2569, 69, 2026, 26])
def test_years_of_the_buddhist_era(told: int) -> None:
    assert day((22, 11, told), "dmy") == day_of(date(2026, 11, 22))


@given(st.dates(date(2000, 1, 1), date(2068, 1, 1)), st.sampled_from(list(ORDERS)))
def test_a_month_of_days_is_enough(start: date, order: str) -> None:
    days = [start + timedelta(days=n) for n in range(40)]
    places = ORDERS[order]
    dates = []
    for one in days:
        numbers = [0, 0, 0]
        for place, value in zip(places, (one.year, one.month, one.day), strict=True):
            numbers[place] = value
        dates.append((numbers[0], numbers[1], numbers[2]))
    found = settle(dates)
    assert [day(numbers, found) for numbers in dates] == [day_of(one) for one in days]


@pytest.mark.parametrize("head", ["02/01/{}, 03:04 - 小满: ", "小满, [02.01.{} 03:04]\n"])
def test_a_year_of_four_digits_is_none_of_two(head: str) -> None:
    text = "".join(f"{head.format(year)}早\n\n" for year in ("0001", "2026", "2026"))
    chat = one_chat(text)
    assert (len(chat.records), chat.codes) == (2, ["bad_date"])
    # of an era that is none of ours: told, never taken for another day
    chat = one_chat(text.replace("0001", "1447"))
    assert (len(chat.records), chat.codes) == (2, ["bad_date"])


@pytest.mark.parametrize(
    ("told", "day"),
    [
        ((1402, 10, 25), date(2024, 1, 15)),
        ((1403, 1, 1), date(2024, 3, 20)),
        ((1403, 12, 30), date(2025, 3, 20)),
        ((1404, 1, 1), date(2025, 3, 21)),
        ((1404, 7, 1), date(2025, 9, 23)),
        ((1395, 6, 31), date(2016, 9, 21)),
    ],
)
def test_days_of_the_calendar_of_iran(told: tuple[int, int, int], day: date) -> None:
    assert chat_day(*told) == day_of(day)


@pytest.mark.parametrize("told", [(1404, 12, 30), (1403, 7, 31), (1403, 13, 1), (1403, 1, 0)])
def test_days_that_the_calendar_of_iran_lacks(told: tuple[int, int, int]) -> None:
    assert chat_day(*told) is None


@pytest.mark.parametrize(
    "head",
    [
        "۲۵/۱۰/۱۴۰۲، ۰۹:۳۰ - ",
        "[۱۴۰۲/۱۰/۲۵،\u200f ۹:۳۰:۱۵] ",
        "[1402/10/25, 9:30:15] ",
        "[10/25/1402 AP, 9:30:15] ",
    ],
)
def test_a_record_of_a_phone_in_iran(head: str) -> None:
    chat = one_chat(f"{head}علی: سلام\n{head}مریم: خوبی؟\n")
    assert chat.said == [("علی", "سلام"), ("مریم", "خوبی؟")]
    assert {record.at // 60 for record in chat.records} == {wall(2024, 1, 15, 9, 30) // 60}
