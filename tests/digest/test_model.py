"""What a digest shows of its figures, and how it is changed before it is written."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qunmate import clock
from qunmate.digest.compose import purified, texts
from qunmate.digest.editing import arranged
from qunmate.digest.model import (
    Digest,
    Entry,
    Figure,
    Quote,
    Section,
    cards,
    change,
    file_name,
    shown,
)
from qunmate.digest.words import below_bar


def a_digest(**changes: object) -> Digest:
    digest = Digest(
        group="Runners",
        edition="member",
        period="week",
        first=20773,
        last=20779,
        label="2026-W47",
        heading="Week 47",
        title="Runners · Weekly digest",
        subtitle="",
        before_label="Week before",
        figures=(),
        daily=(),
        hours=(),
        kinds=(),
        sections=(),
    )
    return dataclasses.replace(digest, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (None, "count", "—"),
        (1284, "count", "1,284"),
        (61.5, "count", "61.5"),
        (0.256, "share", "26%"),
        (90, "seconds", "2 min"),
        (71.6, "score100", "72"),
        (0.625, "score", "0.62"),
        (8.25, "mean", "8.2"),
        ("Growth", "word", "Growth"),
    ],
)
def test_values_are_shown_as_people_read_them(
    value: float | str | None, unit: str, text: str
) -> None:
    assert shown(value, unit) == text


@pytest.mark.parametrize(
    ("value", "before", "unit", "text"),
    [
        (109, 100, "count", "▲ 9%"),
        (91, 100, "count", "▼ 9%"),
        (12, 9, "count", "▲ 3"),
        (5, 0, "count", "▲ 5"),
        (100, 100, "count", ""),
        (1000, 1001, "count", ""),
        (0.30, 0.25, "share", "▲ 5.0 points"),
        (0.3, 0.3001, "share", ""),
        (120, 480, "seconds", "▼ 6 min"),
        (70.2, 70.4, "score100", ""),
        (71, 66, "score100", "▲ 5"),
        (2.5, 2.0, "mean", "▲ 0.5"),
        (32.2, 30, "count", "▲ 7%"),
        (12.4, 12, "count", ""),
        (3000, 0, "count", "▲ 3,000"),
        ("Growth", "Mature", "word", ""),
        (None, 3, "count", ""),
        (3, None, "count", ""),
    ],
)
def test_a_change_is_told_where_there_is_one(
    value: float | str | None, before: float | str | None, unit: str, text: str
) -> None:
    assert change(Figure("key", "Label", value, before, unit)) == text


def test_no_change_is_told_against_incomplete_data() -> None:
    figure = Figure("messages", "Messages", 90, 60, incomplete=True)
    assert change(figure) == ""
    assert change(dataclasses.replace(figure, incomplete=False, before_incomplete=True)) == ""


@given(
    st.floats(0, 1e9),
    st.floats(0, 1e9),
    st.sampled_from(["count", "share", "mean", "seconds", "score100"]),
)
def test_any_two_values_can_be_compared(value: float, before: float, unit: str) -> None:
    text = change(Figure("key", "Label", value, before, unit))
    assert text == "" or text[0] == ("▲" if value > before else "▼")


def test_the_first_four_figures_that_have_a_value_are_cards() -> None:
    values = {"members": 9, "messages": 1, "joins": None, "speakers": 2, "highlights": 0}
    figures = tuple(Figure(key, key, value) for key, value in values.items())
    shown_first = [figure.key for figure in cards(a_digest(figures=figures))]
    assert shown_first == ["messages", "speakers", "highlights", "members"]


def test_sections_can_be_dropped_and_words_changed() -> None:
    sections = (
        Section("answers", "Answers", (Quote("Q?", "call 13912345678", "Ann"),)),
        Section("resources", "Resources", (Entry("A", url="https://a.example/13912345678"),)),
    )
    digest = a_digest(sections=sections)
    turned = arranged(digest, ["resources", "gone", "answers"])
    assert turned.sections == sections[::-1]
    assert arranged(digest, [], ["resources"]).sections == sections[:1]
    assert "call 13912345678" in list(texts(digest))
    loud = purified(digest, str.upper)
    assert loud.sections[0].items[0] == Quote("Q?", "CALL 13912345678", "ANN")
    assert loud.sections[0].title == "Answers"


def test_a_file_name_is_safe_everywhere() -> None:
    assert file_name(a_digest(), "xlsx") == "Runners 2026-W47.xlsx"
    hostile = a_digest(group='../..\\a:b*c?"<>|\n' + "长" * 300, edition="operator")
    name = file_name(hostile, "md")
    assert not set(name) & set('<>:"/\\|?*\n')
    assert len(name) < 130


@pytest.mark.parametrize(("days", "name"), [(7, "Sun"), (14, "Sun"), (30, "22")])
def test_a_day_is_named_below_its_bar(days: int, name: str) -> None:
    assert below_bar(clock.parse_day("2026-11-22"), days) == name
