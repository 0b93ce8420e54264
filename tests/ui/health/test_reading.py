"""What the Health tab reads: who is behind a figure, marks, stages, periods, the graph."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qunmate import clock
from qunmate.data import plan
from qunmate.data.store import Store
from qunmate.tasks.figures import read_record
from qunmate.ui.health import people
from qunmate.ui.health.days import MOST_DAYS, drawn, gap_spans, places, summed, values
from qunmate.ui.health.graph_layout import LINES, MOST, relation_graph
from qunmate.ui.health.period import CUSTOM, PERIODS, Period, from_text
from qunmate.ui.health.reading import Wanted, read_shown, stage_weeks
from tests.figure_book import FigureBook, day


@pytest.fixture
def book(store: Store) -> FigureBook:
    made = FigureBook(store)
    made.person("o", ("2026-01-05", None), role="owner")
    made.person("a", ("2026-01-10", None))
    made.person("b", ("2026-01-20", "2026-05-01"))
    made.person("c", ("2026-02-02", None))
    made.person("d")
    made.says("o", "2026-01-12")
    made.says("a", "2026-01-12", "12:01:00")
    made.says("b", "2026-02-11")
    made.says("a", "2026-02-12")
    made.says("c", "2026-03-01", "09:00:00")
    made.says("o", "2026-03-01", "09:01:00")
    return made


def ids(book: FigureBook, letters: str) -> set[int]:
    return {book.members[letter] for letter in letters}


def test_cohorts_hold_who_joined_and_who_still_spoke(book: FigureBook) -> None:
    pool = read_record(book.store, book.group).pool
    assert set(people.in_cohort(pool, "2026-01", None)) == ids(book, "oab")
    assert set(people.in_cohort(pool, "2026-01", 0)) == ids(book, "oa")
    assert set(people.in_cohort(pool, "2026-01", 1)) == ids(book, "ab")
    assert set(people.in_cohort(pool, "2026-01", 11)) == set()
    assert set(people.in_cohort(pool, "2025-12", None)) == set()


def test_who_came_and_went_in_some_days(book: FigureBook) -> None:
    pool = read_record(book.store, book.group).pool
    assert set(people.moved_between(pool, day("2026-01-10"), day("2026-01-20"))) == ids(book, "ab")
    assert set(people.moved_between(pool, day("2026-05-01"), day("2026-05-01"))) == ids(book, "b")
    assert people.moved_between(pool, day("2026-01-11"), day("2026-01-19")) == ()


def test_the_cells_of_retention_agree_with_their_members(book: FigureBook) -> None:
    record = read_record(book.store, book.group)
    health = record.health(day("2026-01-01"), day("2026-12-31"))
    assert health.retention
    for cohort in health.retention:
        for later, rate in enumerate(cohort["rates"]):
            found = people.in_cohort(record.pool, cohort["month"], later)
            assert rate is not None
            assert len(found) == round(rate * cohort["size"])


def test_retention_is_left_open_for_months_of_which_nothing_is_recorded(book: FigureBook) -> None:
    book.person("early", ("2025-11-03", None))
    shown = read_shown(book.store, Wanted(book.group, Period("all")))
    rates = {cohort["month"]: cohort["rates"] for cohort in shown.cohorts}
    assert rates["2025-11"][:3] == [None, None, 0.0]


def test_layers_and_roles_hold_as_many_as_are_counted(book: FigureBook) -> None:
    record = read_record(book.store, book.group)
    first, last = day("2026-02-10"), day("2026-03-02")
    health = record.health(first, last)
    for layer, count in health.layers.items():
        assert len(people.in_layer(record.pool, last, 90, layer)) == count
    for role, count in health.roles.items():
        assert len(people.in_role(record.pool, first, last, role)) == count


def test_top_speakers_share_what_was_said(book: FigureBook) -> None:
    pool = read_record(book.store, book.group).pool
    top = people.top_speakers(pool, day("2026-01-01"), day("2026-12-31"))
    assert [speaker.messages for speaker in top] == [2, 2, 1, 1]
    assert [speaker.member_id for speaker in top[:2]] == sorted(ids(book, "oa"))
    assert sum(speaker.share for speaker in top) == pytest.approx(1)
    assert people.top_speakers(pool, 0, 1) == []


def test_the_period_shown_and_the_one_before(book: FigureBook) -> None:
    wanted = Wanted(book.group, Period("week"))
    shown = read_shown(book.store, wanted)
    assert (shown.now.from_, shown.now.to) == ("2026-02-23", "2026-03-01")
    assert shown.before
    assert (shown.before.from_, shown.before.to) == ("2026-02-16", "2026-02-22")
    assert shown.now.messages == 2
    turned = read_shown(book.store, Wanted(book.group, Period("week").moved(-1)))
    assert turned.now == shown.before
    assert read_shown(book.store, Wanted(book.group, Period("all"))).before is None


def test_done_items_are_marked_on_the_day_of_the_group(book: FigureBook) -> None:
    midnight = day("2026-02-20") * clock.DAY - 8 * 3600  # in Shanghai
    for kind, status, title in (
        ("sharing", "done", "talk"),
        ("greeting", "done", "morning"),
        ("greeting", "done", "morning"),  # of another group, as they are read together
        ("topic", "ready", "later"),
    ):
        with book.store.atomic() as db:
            plan.add(
                db, group_ids=[book.id], kind=kind, title=title, starts_at=midnight, status=status
            )
    shown = read_shown(book.store, Wanted(book.group, Period("month")))
    assert [(mark.day, mark.title) for mark in shown.marks] == [(day("2026-02-20"), "talk")]
    assert shown.planned == {day("2026-02-20"): ["talk", "morning"]}
    assert shown.kind_lifts == []  # nothing was said in these hours before


def test_another_group_is_read_beside(book: FigureBook) -> None:
    other = FigureBook(book.store, "Runners")
    other.person("x")
    other.says("x", "2026-02-28")
    shown = read_shown(book.store, Wanted(book.group, Period("week"), other.group))
    assert shown.other
    assert shown.other.messages == 1
    assert shown.other.from_ == shown.now.from_


def test_a_group_without_messages_has_nothing_to_show(store: Store) -> None:
    empty = FigureBook(store, covered=())
    shown = read_shown(store, Wanted(empty.group, Period()))
    assert shown.now.data["last_message"] is None


def test_how_long_a_stage_has_held(store: Store) -> None:
    book = FigureBook(store)
    for letter in "abcde":
        book.person(letter)
    monday = clock.date_of(day("2026-01-05"))
    for week in range(12):
        for letter in "abcde":
            book.says(letter, (monday + timedelta(days=7 * week)).isoformat())
    record = read_record(store, book.group)
    # three weeks of intro, and mature ever since
    assert stage_weeks(record, day("2026-03-29")) == 9
    assert stage_weeks(record, day("2026-01-18")) == 2
    # nobody speaks any more: silent after two full weeks, and for as long as nobody has spoken
    assert stage_weeks(record, day("2026-04-12")) == 2
    assert stage_weeks(record, day("2026-04-26")) == 4
    assert stage_weeks(read_record(store, [book.group]), day("2026-03-29")) is None


def test_gaps_and_unknown_days_are_no_numbers(store: Store) -> None:
    book = FigureBook(store, covered=(("2026-01-01", "2026-01-03"), ("2026-01-06", "2026-01-07")))
    book.person("a")
    book.says("a", "2026-01-07")
    health = book.health("2026-01-01", "2026-01-07")
    assert gap_spans(health) == [(day("2026-01-04"), day("2026-01-05"))]
    assert np.isnan(values(health, "messages")).tolist() == [False] * 3 + [True] * 2 + [False] * 2
    assert np.isnan(values(health, "joins")).all()
    assert not np.isnan(values(health, "members")).any()


def test_the_graph_shows_the_strongest(book: FigureBook) -> None:
    pool = read_record(book.store, book.group).pool
    graph = relation_graph(pool, day("2026-01-01"), day("2026-12-31"))
    assert set(graph.members) == ids(book, "oac")
    assert graph.members[0] == book.members["o"]
    pairs = {frozenset((graph.members[a], graph.members[b])) for a, b, _weight in graph.pairs}
    assert pairs == {frozenset(ids(book, "oa")), frozenset(ids(book, "oc"))}
    assert all(0 <= x <= 1 and 0 <= y <= 1 for x, y in graph.places)
    assert relation_graph(pool, 0, 1).members == []


def test_the_graph_of_many_stays_small_and_apart(store: Store) -> None:
    book = FigureBook(store)
    letters = [f"p{n}" for n in range(MOST + 20)]
    for letter in letters:
        book.person(letter)
    for n, letter in enumerate(letters[1:], 1):
        book.says(letters[n // 3], "2026-02-01", f"{n // 60:02}:{n % 60:02}:00")
        book.says(letter, "2026-02-01", f"{n // 60:02}:{n % 60:02}:30")
    graph = relation_graph(read_record(store, book.group).pool, 0, day("2026-12-31"))
    assert len(graph.members) == MOST
    assert len(graph.pairs) <= MOST * LINES
    assert len({(round(x, 3), round(y, 3)) for x, y in graph.places}) == MOST


@given(st.sampled_from(list(PERIODS)), st.integers(0, 40), st.integers(0, 3000))
def test_a_period_turned_there_and_back_is_the_same(key: str, back: int, length: int) -> None:
    period = Period(key, back)
    begun, end = 20_000, 20_000 + length
    first, last = period.days(begun, end)
    assert first <= last <= end
    if period.movable:
        earlier = period.moved(-1).days(begun, end)
        assert earlier[1] == first - 1
        assert period.moved(-1).moved(1) == period


@given(st.text())
def test_whatever_was_remembered_is_a_period(text: str) -> None:
    period = from_text(text)
    assert period.key in {*PERIODS, CUSTOM}
    assert from_text(Period(CUSTOM, 0, -3, 9).text()) == Period(CUSTOM, 0, -3, 9)
    first, last = period.days(0, 100)
    assert first <= last


def test_the_end_is_that_of_the_command_line(book: FigureBook) -> None:
    shown = read_shown(book.store, Wanted(book.group, Period()))
    told = read_record(book.store, book.group).health()
    assert (shown.now.from_, shown.now.to) == (told.from_, told.to)


def test_many_days_are_drawn_as_weeks_and_gaps_stay() -> None:
    few = np.arange(MOST_DAYS, dtype=np.float64)
    assert drawn(few) is few
    assert list(places(10, 3)) == [10, 11, 12]
    many = np.ones(MOST_DAYS + 2)
    many[7:14] = np.nan
    many[14] = np.nan
    many[15] = 8.0
    found = drawn(many)
    assert len(found) == len(places(0, len(many))) == -(-len(many) // 7)
    assert found[0] == 1
    assert np.isnan(found[1])
    assert found[2] == pytest.approx(13 / 6)
    assert list(places(100, len(many))[:2]) == [103, 110]
    assert summed(np.ones(MOST_DAYS + 1))[0] == 7
