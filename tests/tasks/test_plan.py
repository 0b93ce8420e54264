"""Occurrences of repeating plan items, and what is done to one, some or all of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from qunmate import clock
from qunmate.data import groups, plan
from qunmate.data.store import Store
from qunmate.model import PlanItem
from qunmate.recurrence import wall_of
from qunmate.tasks.plan import find, planned
from qunmate.tasks.plan_edits import Scope, create, duplicate, edit, remove

ZONE = "Europe/Berlin"
MONDAY = clock.parse_day("2026-10-19")
WEEK = 7


def at(text: str, zone: str = ZONE) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).timestamp())


class Book:
    """A group of Berlin with an item each Monday at 8:30, over the end of summer time."""

    def __init__(self, store: Store, rule: str = "FREQ=WEEKLY;BYDAY=MO") -> None:
        self.store = store
        with store.atomic() as db:
            self.group = groups.add(db, "Berlin", "qq", ZONE).id
            self.far = groups.add(db, "Shanghai", "qq", "Asia/Shanghai").id
            self.series = plan.add(
                db,
                group_ids=[self.group],
                kind="ritual",
                title="Hello",
                starts_at=at("2026-10-19T08:30"),
                ends_at=at("2026-10-19T09:00"),
                rrule=rule,
            )

    def shown(self, weeks: int = 4) -> list[PlanItem]:
        return planned(self.store, self.group, MONDAY, MONDAY + weeks * WEEK - 1)

    def told(self, weeks: int = 4) -> list[str]:
        return [
            f"{wall_of(one.starts_at, ZONE):%m-%d %H:%M} {one.title} {one.status}"
            for one in self.shown(weeks)
        ]

    def edit(self, place: int, scope: Scope, **changes: object) -> int:
        before = self.shown()[place]
        with self.store.atomic() as db:
            return edit(db, before, replace(before, **changes), scope)  # type: ignore[arg-type]

    def remove(self, place: int, scope: Scope) -> None:
        item = self.shown()[place]
        with self.store.atomic() as db:
            remove(db, item, scope)

    def mark(self, place: int, status: str) -> int:
        item = self.shown()[place]
        with self.store.atomic() as db:
            return plan.set_status(db, item.id, item.occurrence_at, status)


@pytest.fixture
def book(store: Store) -> Book:
    return Book(store)


def test_a_repeating_item_is_told_each_time_at_the_same_hour(book: Book) -> None:
    assert book.told() == [
        "10-19 08:30 Hello draft",
        "10-26 08:30 Hello draft",
        "11-02 08:30 Hello draft",
        "11-09 08:30 Hello draft",
    ]
    one = book.shown()[1]
    assert one.id == book.series
    assert one.occurrence_at == one.starts_at
    assert one.ends_at == one.starts_at + 1800


def test_a_group_far_away_sees_the_instants_of_the_groups_own_clock(book: Book) -> None:
    with book.store.atomic() as db:
        plan.change(db, book.series, group_ids=[book.group, book.far])
    found = planned(book.store, book.far, MONDAY, MONDAY + 13)
    assert [one.starts_at for one in found] == [at("2026-10-19T08:30"), at("2026-10-26T08:30")]
    everything = planned(book.store, None, MONDAY, MONDAY)
    assert [one.starts_at for one in everything] == [at("2026-10-19T08:30")]


def test_a_status_of_one_time_stays_with_that_time(book: Book) -> None:
    row = book.mark(1, "done")
    assert book.mark(1, "skipped") == row
    assert [line.split()[-1] for line in book.told()] == ["draft", "skipped", "draft", "draft"]
    one = book.shown()[1]
    assert (one.id, one.series_id, one.rrule) == (row, book.series, None)
    assert one.ends_at == one.starts_at + 1800
    assert find(book.store, book.series, one.occurrence_at) == one
    following = find(book.store, book.series, at("2026-11-02T08:30"))
    assert following == book.shown()[2]


def test_one_time_is_moved_out_of_its_series_and_back(book: Book) -> None:
    book.edit(1, "one", starts_at=at("2026-10-28T20:00"), ends_at=None, title="Late")
    assert book.told()[1] == "10-28 20:00 Late draft"
    book.edit(1, "one", starts_at=at("2026-11-12T07:00"))
    assert book.told()[-1] == "11-12 07:00 Late draft"
    assert len(book.told()) == 4
    book.remove(-1, "one")
    assert [line[:5] for line in book.told()] == ["10-19", "11-02", "11-09"]


def test_one_time_is_removed(book: Book) -> None:
    item = book.shown()[1]
    book.remove(1, "one")
    assert [line[:5] for line in book.told()] == ["10-19", "11-02", "11-09"]
    assert find(book.store, item.id, item.occurrence_at) is None


def test_all_move_to_another_day_and_hour(book: Book) -> None:
    book.mark(0, "done")
    book.edit(1, "all", starts_at=at("2026-10-27T09:00"), ends_at=at("2026-10-27T10:00"))
    assert book.told() == [
        "10-19 08:30 Hello done",  # as it was
        "10-27 09:00 Hello draft",
        "11-03 09:00 Hello draft",
        "11-10 09:00 Hello draft",
    ]
    assert book.shown()[2].ends_at == at("2026-11-03T10:00")
    stored = plan.by_id(book.store.db, book.series)
    assert stored is not None
    assert stored.rrule == "FREQ=WEEKLY;BYDAY=TU"


def test_days_that_follow_one_another_move_along_one_by_one(store: Store) -> None:
    book = Book(store, "FREQ=DAILY;COUNT=4")
    for place in range(4):
        book.mark(place, "ready")
    book.edit(2, "all", starts_at=at("2026-10-22T08:30"))
    assert [line[:5] for line in book.told()] == ["10-20", "10-21", "10-22", "10-23"]
    book.edit(2, "all", starts_at=at("2026-10-21T08:30"))
    assert [line[:5] for line in book.told()] == ["10-19", "10-20", "10-21", "10-22"]


class Monthly:
    """A group of Berlin with an item on a weekday of each month from a day on."""

    def __init__(self, store: Store, start: str, rule: str) -> None:
        self.store = store
        with store.atomic() as db:
            self.group = groups.add(db, "Berlin", "qq", ZONE).id
            plan.add(
                db, group_ids=[self.group], kind="topic", title="Month", starts_at=at(start),
                rrule=rule,
            )  # fmt: skip

    def shown(self) -> list[PlanItem]:
        first = clock.parse_day("2026-08-01")
        return planned(self.store, self.group, first, first + 210)

    def days(self) -> list[str]:
        return [f"{wall_of(one.starts_at, ZONE):%m-%d}" for one in self.shown()]

    def settle(self, place: int, status: str) -> None:
        item = self.shown()[place]
        with self.store.atomic() as db:
            plan.set_status(db, item.id, item.occurrence_at, status)

    def move_all(self, place: int, to: str) -> None:
        before = self.shown()[place]
        with self.store.atomic() as db:
            edit(db, before, replace(before, starts_at=at(to)), "all")


def test_first_mondays_become_first_tuesdays_with_what_was_cancelled(store: Store) -> None:
    monthly = Monthly(store, "2026-09-07T08:30", "FREQ=MONTHLY;BYDAY=1MO")
    assert monthly.days() == ["09-07", "10-05", "11-02", "12-07", "01-04", "02-01"]
    monthly.settle(3, "cancelled")
    monthly.move_all(2, "2026-11-03T08:30")
    # the first Tuesday comes before the first Monday in September and in December
    assert monthly.days() == ["09-01", "10-06", "11-03", "01-05", "02-02"]


def test_what_was_done_in_a_month_is_not_to_be_done_in_it_again(store: Store) -> None:
    monthly = Monthly(store, "2026-09-07T08:30", "FREQ=MONTHLY;BYDAY=1MO")
    monthly.settle(0, "done")
    monthly.settle(3, "skipped")
    monthly.move_all(2, "2026-11-03T08:30")
    told = dict(zip(monthly.days(), [one.status for one in monthly.shown()], strict=True))
    assert told == {
        "09-07": "done", "10-06": "draft", "11-03": "draft", "12-07": "skipped",
        "01-05": "draft", "02-02": "draft",
    }  # fmt: skip


def test_the_last_month_of_a_series_keeps_its_time(store: Store) -> None:
    rule = "FREQ=MONTHLY;BYDAY=1TU;UNTIL=20261201T225959Z"
    monthly = Monthly(store, "2026-09-01T08:30", rule)
    assert monthly.days() == ["09-01", "10-06", "11-03", "12-01"]
    monthly.move_all(2, "2026-11-02T08:30")
    assert monthly.days() == ["09-07", "10-05", "11-02", "12-07"]


def test_the_fifth_monday_means_the_last_one(store: Store) -> None:
    monthly = Monthly(store, "2026-09-07T08:30", "FREQ=MONTHLY;BYDAY=1MO")
    monthly.move_all(2, "2026-11-30T08:30")
    assert monthly.days() == ["09-28", "10-26", "11-30", "12-28", "01-25", "02-22"]


def test_this_and_the_following_become_a_series_of_their_own(store: Store) -> None:
    book = Book(store, "FREQ=WEEKLY;COUNT=4")
    book.mark(0, "done")
    book.mark(3, "skipped")
    new = book.edit(2, "following", title="New", starts_at=at("2026-11-03T19:00"))
    assert book.told(6) == [
        "10-19 08:30 Hello done",
        "10-26 08:30 Hello draft",
        "11-03 19:00 New draft",
        "11-09 08:30 Hello skipped",
    ]
    assert book.shown()[2].id == new
    assert book.shown()[3].series_id == new
    old = plan.by_id(store.db, book.series)
    assert old is not None
    assert old.rrule == "FREQ=WEEKLY;UNTIL=20261102T072959Z"


def test_following_the_first_time_means_all(book: Book) -> None:
    assert book.edit(0, "following", title="New") == book.series
    assert {line.split()[2] for line in book.told()} == {"New"}


def test_a_time_with_a_row_of_its_own_can_speak_for_all(book: Book) -> None:
    book.edit(1, "one", title="Guest")
    book.edit(1, "all", kind="topic")
    assert [one.kind for one in book.shown()] == ["topic"] * 4
    assert [one.title for one in book.shown()] == ["Hello", "Guest", "Hello", "Hello"]


def test_what_has_happened_is_said_of_one_time_only(book: Book) -> None:
    book.edit(1, "all", status="done", title="New")
    assert [line.split()[2:] for line in book.told()] == [
        ["New", "draft"], ["New", "done"], ["New", "draft"], ["New", "draft"],
    ]  # fmt: skip
    book.edit(2, "all", status="ready")
    assert [one.status for one in book.shown()] == ["ready", "done", "ready", "ready"]


def test_what_was_done_once_and_now_repeats_is_still_to_be_done_next_time(store: Store) -> None:
    with store.atomic() as db:
        group = groups.add(db, "读书会", "wechat", ZONE)
        item = PlanItem(
            0, (group.id,), "greeting", "早安", "", at("2026-10-19T08:30"), None, None, "done"
        )
        once = find(store, create(db, item))
        assert once
        edit(db, once, replace(once, rrule="FREQ=DAILY"))
        create(db, replace(item, title="晚安", status="skipped", rrule="FREQ=DAILY"))
    found = planned(store, group.id, MONDAY, MONDAY + 1)
    assert [(one.title, one.status) for one in found] == [
        ("早安", "done"), ("晚安", "skipped"), ("早安", "ready"), ("晚安", "ready"),
    ]  # fmt: skip


def test_a_new_rule_holds_from_this_time_on(book: Book) -> None:
    book.edit(1, "following", rrule="FREQ=WEEKLY;INTERVAL=2")
    assert [line[:5] for line in book.told()] == ["10-19", "10-26", "11-09"]


def test_it_repeats_no_more_from_this_time_on(book: Book) -> None:
    book.mark(3, "skipped")
    book.edit(2, "following", rrule=None, title="Last")
    assert [line[:5] for line in book.told()] == ["10-19", "10-26", "11-02"]
    book.edit(0, "all", rrule=None)
    assert [line[:5] for line in book.told()] == ["10-19", "11-02"]


def test_this_and_the_following_are_removed(book: Book) -> None:
    book.mark(3, "done")
    book.remove(2, "following")
    assert [line[:5] for line in book.told()] == ["10-19", "10-26"]
    book.remove(1, "all")
    assert book.told() == []
    assert book.store.db.execute("SELECT count(*) FROM plan_items").fetchone()[0] == 0


def test_a_single_item_is_edited_duplicated_and_removed(book: Book) -> None:
    with book.store.atomic() as db:
        item_id = plan.add(
            db, group_ids=[], kind="ad", title="Once", starts_at=at("2026-10-20T10:00"),
            ends_at=at("2026-10-20T11:00"), status="done",
        )  # fmt: skip
    item = find(book.store, item_id)
    assert item is not None
    with book.store.atomic() as db:
        edit(db, item, replace(item, group_ids=(book.group,), result="12 signed up"))
        copy = duplicate(db, item, at("2026-10-21T10:00"))
    assert plan.by_id(book.store.db, item_id) == replace(
        item, group_ids=(book.group,), result="12 signed up"
    )
    copied = plan.by_id(book.store.db, copy)
    assert copied is not None
    assert (copied.status, copied.ends_at) == ("draft", at("2026-10-21T11:00"))
    with book.store.atomic() as db:
        remove(db, item, "all")
    assert find(book.store, item_id) is None
