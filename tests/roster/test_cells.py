"""Cells of spreadsheets as people fill them in."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from qunmate.errors import Problem
from qunmate.figures import days
from qunmate.figures.days import DayRules
from qunmate.roster import cells

TODAY = date(2026, 11, 22)
RULES = DayRules(TODAY, ZoneInfo("Asia/Shanghai"))
PAST = DayRules(TODAY, ZoneInfo("Asia/Shanghai"), past=True)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("  小明\u3000", "小明"),
        ("a\x07b\x00c", "abc"),
        ("a\u00a0b", "a b"),
        ("一\r\n二", "一\n二"),
        (12345.0, "12345"),
        (1.5, "1.5"),
        (True, "TRUE"),
        (datetime(2024, 1, 2, 3, 4), "2024-01-02 03:04:00"),
        (time(3, 4), "03:04:00"),
        ("\ufeff\u200b", None),
        (float("nan"), None),
        (None, None),
        ("👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"),
        ("=1+1", "=1+1"),
    ],
)
def test_text(cell: object, text: str | None) -> None:
    assert cells.text(cell) == text


@pytest.mark.parametrize("cell", ["#N/A", " #REF! ", "Err:502"])
def test_an_error_is_no_blank(cell: str) -> None:
    told = Problem("cell_error", {"error": cell.strip()})
    assert cells.words(cell) == cells.name(cell) == cells.line(cell) == told
    assert cells.split_tags(cell) == cells.phone(cell) == cells.ids(cell) == told
    assert cells.plain_column(["#读书", cell]) is None


@pytest.mark.parametrize("cell", ["-", "/", "无", "N/A", "null", " — "])
def test_placeholders_are_blank(cell: str) -> None:
    assert cells.words(cell) is None
    assert cells.name(cell) is not None


@pytest.mark.parametrize(
    ("cell", "phone"),
    [
        ("13912345678", "13912345678"),
        (13912345678.0, "13912345678"),
        ("1.3912345678E10", "13912345678"),
        ("13912345678.0", "13912345678"),
        ("１３９１２３４５６７８", "13912345678"),
        ("+86 139-1234-5678", "13912345678"),
        ("8613912345678", "13912345678"),
        ("0086 13912345678", "13912345678"),
        ("'13912345678", "13912345678"),
        ("(0571) 8888-8888", "057188888888"),
        ("+1 (415) 555-0100", "+14155550100"),
        ("", None),
        ("无", None),
    ],
)
def test_phone(cell: object, phone: str | None) -> None:
    assert cells.phone(cell) == phone


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("139****5678", "cell_masked"),
        ("1.39E+10", "digits_lost"),
        ("打微信", "phone_bad"),
        ("123", "phone_bad"),
        ("13912345678/13812345678", "phone_several"),
        ("13912345678 13812345678", "phone_several"),
        (1e20, "digits_lost"),
    ],
)
def test_bad_phone(cell: object, code: str) -> None:
    assert cells.phone(cell) == Problem(code)


@pytest.mark.parametrize(
    ("cell", "ids"),
    [
        (12345.0, ("12345",)),
        ("12345.0", ("12345",)),
        ("wxid_a1", ("wxid_a1",)),
        ("a-b；c_d", ("a-b", "c_d")),
        ("１２３４５", ("12345",)),
        ("无", None),
    ],
)
def test_ids(cell: object, ids: tuple[str, ...] | None) -> None:
    assert cells.ids(cell) == ids


def test_an_id_that_lost_digits_is_no_id() -> None:
    assert cells.ids(1.2345678901234567e17) == Problem("digits_lost")
    assert cells.ids("1.23457E+17") == Problem("digits_lost")


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2024/1/2", "2024-01-02"),
        ("2024年1月2日", "2024-01-02"),
        ("2024.1.2", "2024-01-02"),
        ("2024-01-02", "2024-01-02"),
        ("２０２４／１／２", "2024-01-02"),
        ("2024-01-02 10:11:12", "2024-01-02"),
        ("2024/1/2 下午3:04", "2024-01-02"),
        ("2024/1/2 下午3點04分", "2024-01-02"),
        ("2024-01-02T10:11:12+08:00", "2024-01-02"),
        ("2024年1月2日 星期二", "2024-01-02"),
        ("24.1.2", "2024-01-02"),
        ("20240102", "2024-01-02"),
        (20240102.0, "2024-01-02"),
        (45293.0, "2024-01-02"),
        ("45293", "2024-01-02"),
        (45293.75, "2024-01-02"),
        (1704124800.0, "2024-01-02"),
        ("1704124800000", "2024-01-02"),
        (date(2024, 1, 2), "2024-01-02"),
        (datetime(2024, 1, 2, 23), "2024-01-02"),
        ("1月2日", "2026-01-02"),
        ("12月30日", "2026-12-30"),
        ("31/12/2024", "2024-12-31"),
        ("12/31/2024", "2024-12-31"),
        ("3/3/2024", "2024-03-03"),
        ("民國113年1月2日", "2024-01-02"),
        ("民國 113 年 1 月 2 日（二）", "2024-01-02"),
        ("中華民國113年1月2日 下午3:04", "2024-01-02"),
        ("民国78.5.6", "1989-05-06"),
        ("113/01/02", "2024-01-02"),
        ("113年1月2日", "2024-01-02"),
        ("长期", None),
        ("-", None),
        ("", None),
    ],
)
def test_day(cell: object, day: str | None) -> None:
    assert days.day(cell, RULES) == day


def test_a_day_without_a_year_lies_in_the_past_where_it_must() -> None:
    assert days.day("12月30日", PAST) == "2025-12-30"
    assert days.day("1月2日", PAST) == "2026-01-02"
    assert days.day("2月29日", DayRules(date(2025, 1, 5), past=True)) == "2024-02-29"


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("2024年3月", "date_no_day"),
        (2024.1, "date_no_day"),
        ("2024-13-01", "date_bad"),
        ("2024-02-30", "date_bad"),
        ("9" * 400, "date_bad"),
        ("去年", "date_bad"),
        ("民國113年13月2日", "date_bad"),
        ("213/01/02", "date_bad"),
        ("民國113年3月", "date_no_day"),
        (3.5, "date_bad"),
        (True, "date_bad"),
        (time(1, 2), "date_bad"),
        ("1/2/2024", "date_ambiguous"),
    ],
)
def test_bad_day(cell: object, code: str) -> None:
    assert days.day(cell, RULES) == Problem(code)


def test_a_column_shows_which_comes_first() -> None:
    assert days.shows_day_first(["1/2/2024", None, "31/12/2024"]) is True
    assert days.shows_day_first(["1/2/2024", "12/31/2024"]) is False
    assert days.shows_day_first(["1/2/2024", 5.0]) is None
    assert days.day("1/2/2024", DayRules(TODAY, day_first=True)) == "2024-02-01"


def test_a_column_shows_whether_its_years_are_those_of_the_republic() -> None:
    assert days.as_written(["78/5/6", None, "113/1/2"], RULES).republic
    assert days.as_written(["78/5/6", "民國80年5月6日"], RULES).republic
    assert not days.as_written(["78/5/6", 113.0, "2024/1/2"], RULES).republic
    assert days.birthday("78/5/6", DayRules(TODAY, republic=True)) == "1989-05-06"
    assert days.as_written(["98/05/12"], RULES, "入群日期（民國）").republic


def test_a_year_of_two_digits_that_may_be_of_either_kind_is_refused() -> None:
    either = DayRules(TODAY, republic=None)
    alone = days.as_written(["98/05/12", "97/1/2"], either, "入群日期")
    assert days.day("98/05/12", alone) == Problem("date_which_years")
    assert days.day("2009/05/12", alone) == "2009-05-12"
    assert days.day("12-May-98", alone) == "1998-05-12"
    shown = days.as_written(["98/05/12", "2001/1/2"], either)
    assert days.day("98/05/12", shown) == "1998-05-12"
    named = days.as_written(["98/05/12"], either, "民國生日")
    assert days.day("98/05/12", named) == "2009-05-12"
    assert days.birthday("5月6日", DayRules(TODAY, republic=True)) == "--05-06"
    assert days.birthday("78/5/6", RULES) == "1978-05-06"


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("1985-3-2", "1985-03-02"),
        ("5月12日", "--05-12"),
        ("05-12", "--05-12"),
        ("--05-12", "--05-12"),
        ("13月1日", Problem("date_bad")),
        ("农历八月十五", Problem("date_bad")),
    ],
)
def test_birthday(cell: str, day: object) -> None:
    assert days.birthday(cell, RULES) == day


def test_tags_come_apart() -> None:
    assert cells.split_tags("a;b；c,d，e、f/g|h i") == tuple("abcdefghi")
    assert cells.split_tags("a; a ;") == ("a",)
    assert cells.split_tags('老粉 "两 个词" 5"屏') == ("老粉", "两 个词", '5"屏')
    assert cells.split_tags("无") is None


@given(st.lists(st.text(min_size=1, max_size=8).map(str.strip).filter(bool), unique=True))
@example(["\x08\x1f\x1b"])
def test_tags_joined_come_apart_again(tags: list[str]) -> None:
    told = cells.split_tags(cells.join_tags(tags))
    cleaned = tuple(dict.fromkeys(one for tag in tags if (one := cells.text(tag))))
    if not isinstance(told, Problem):
        assert {" ".join(one.split()) for one in told or ()} == {
            " ".join(one.split()) for one in cleaned
        }


def test_yes_and_no() -> None:
    assert all(cells.yes_or_no(cell) is True for cell in ("是", "√", "✓", "Y", "1", 1.0, True))
    assert all(cells.yes_or_no(cell) is False for cell in ("否", "×", "n", "0", 0.0, False))
    assert cells.yes_or_no("也许") is None


def test_roles_and_genders() -> None:
    assert [cells.role(one) for one in ("群主", "管理員", "Admin", "普通成员")] == [
        "owner", "admin", "admin", "member",
    ]  # fmt: skip
    assert cells.role("路人") == Problem("role_unknown")
    assert [cells.gender(one) for one in ("男", "女士", "F", "保密", "双鱼")] == [
        "male", "female", "female", None, "双鱼",
    ]  # fmt: skip


def test_what_nobody_typed_is_refused() -> None:
    assert cells.line("x" * 100_001) == Problem("cell_too_long", {"limit": 100_000})
    assert cells.words("乱\ufffd码") == Problem("cell_unreadable")
    assert cells.name("乱\ufffd码") == Problem("cell_unreadable")
    assert cells.line("x" * 32_767) == "x" * 32_767


CELL = st.one_of(
    st.none(), st.booleans(), st.floats(), st.integers(), st.text(), st.dates(), st.datetimes(),
    st.times(), st.timedeltas(),
)  # fmt: skip


@given(CELL)
def test_no_cell_is_too_strange(cell: object) -> None:
    for convert in (
        cells.text, cells.line, cells.words, cells.name, cells.ids, cells.phone, cells.split_tags,
        cells.role, cells.gender, cells.yes_or_no,
    ):  # fmt: skip
        convert(cell)
    for rules in (RULES, PAST):
        for read in (days.day, days.birthday):
            found = read(cell, rules)
            assert found is None or isinstance(found, Problem) or len(found.lstrip("-")) in (5, 10)


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    for clean in (cells.text, cells.words, cells.name, cells.phone):
        once = clean(text)
        if isinstance(once, str):
            assert clean(once) == once


@given(st.dates(min_value=date(1950, 1, 1), max_value=date(2100, 1, 1)))
def test_a_day_in_every_dress(day: date) -> None:
    serial = (day - date(1899, 12, 30)).days
    for cell in (
        day, str(day), f"{day.year}/{day.month}/{day.day}", f"{day:%Y%m%d}", float(serial),
        f"{day.year}年{day.month}月{day.day}日", f"{day.year}.{day.month}.{day.day}", str(serial),
    ):  # fmt: skip
        assert days.day(cell, RULES) == day.isoformat()
