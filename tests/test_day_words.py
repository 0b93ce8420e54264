"""Days in words, in each language."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from qunmate import day_words, i18n
from qunmate.clock import parse_day

SUNDAY = parse_day("2026-11-22")


@pytest.fixture(autouse=True)
def _english_after() -> Iterator[None]:
    yield
    i18n.install("en")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["22 Nov", "Sun 22 Nov", "22–25 Nov", "22 Nov – 1 Dec", "November 2026"]),
        ("zh_CN", ["11月22日", "11月22日 周日", "11月22–25日", "11月22日 – 12月1日", "2026年11月"]),
        ("zh_TW", ["11月22日", "11月22日 週日", "11月22–25日", "11月22日 – 12月1日", "2026年11月"]),
    ],
)
def test_days_in_words(language: str, words: list[str]) -> None:
    i18n.install(language)
    assert words == [
        day_words.month_day(SUNDAY),
        day_words.with_weekday(SUNDAY),
        day_words.span(SUNDAY, SUNDAY + 3),
        day_words.span(SUNDAY, SUNDAY + 9),
        day_words.month(SUNDAY),
    ]


def test_another_year_is_told() -> None:
    assert day_words.near(SUNDAY, SUNDAY) == "22 Nov"
    assert day_words.near(SUNDAY, SUNDAY + 60) == "2026-11-22"
    assert day_words.with_weekday_near(SUNDAY, SUNDAY) == "Sun 22 Nov"
    assert day_words.with_weekday_near(SUNDAY, SUNDAY + 60) == "2026-11-22 Sun"
    assert day_words.span_near(SUNDAY, SUNDAY + 1, SUNDAY) == "22–23 Nov"
    assert day_words.span_near(SUNDAY, SUNDAY + 1, SUNDAY + 60) == "2026-11-22 – 2026-11-23"
    assert day_words.span_near(SUNDAY, SUNDAY, SUNDAY + 60) == "2026-11-22"
