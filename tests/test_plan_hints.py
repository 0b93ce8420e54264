"""What the operator is told about the plan of some days."""

from __future__ import annotations

from qunmate.clock import parse_day
from qunmate.model import PlanItem
from qunmate.plan_hints import GroupWeek, hints

MONDAY = parse_day("2026-11-16")
LIMIT = 0.2


def item(id_: int, kind: str, day: int, hour: int, *, status: str = "ready") -> PlanItem:
    start = (MONDAY + day) * 86_400 + hour * 3600
    return PlanItem(id_, (1,), kind, "", "", start, start + 3600, None, status)


def week(id_: int, name: str, *items: PlanItem, ad_share: float | None = 0.0) -> GroupWeek:
    return GroupWeek(id_, name, [(one.starts_at // 86_400, one) for one in items], ad_share)


def told(*weeks: GroupWeek, marks: dict[int, str] | None = None, today: int = MONDAY) -> list[str]:
    return hints(weeks, MONDAY, MONDAY + 6, today, marks or {}, LIMIT)


def daily(kind: str = "topic", *, first: int = 1) -> list[PlanItem]:
    kinds = (kind, "knowledge", "ritual")
    return [item(first + day, kinds[day % 3], day, 8 + day) for day in range(7)]


def test_a_good_week_needs_no_words() -> None:
    assert told(week(1, "A", *daily())) == []


def test_three_empty_days_are_a_gap_but_not_those_gone_by() -> None:
    items = daily()
    assert told(week(1, "A", *items[:3], *items[5:])) == []
    assert told(week(1, "A", *items[:3], items[6])) == ["A: nothing planned Thu–Sat"]
    assert told(week(1, "A", *items[:3], items[6]), today=MONDAY + 4) == []
    skipped = [item(90 + day, "game", day, 9, status="skipped") for day in (3, 4, 5)]
    assert len(told(week(1, "A", *items[:3], *skipped, items[6]))) == 1


def test_a_name_from_the_right_does_not_turn_the_sentence_around() -> None:
    items = daily()
    (said,) = told(week(1, "קבוצה", *items[:3], items[6]))
    assert said == "\u2068קבוצה\u2069: nothing planned Thu–Sat"


def test_gaps_of_several_weeks_are_told_by_their_dates_in_one_line() -> None:
    """Two of them may begin on the same weekday."""
    busy = [item(1 + day, "topic", day, 9) for day in (0, 1, 2, 3, 7, 8, 9, 10, 14)]
    found = hints([week(1, "A", *busy)], MONDAY, MONDAY + 14, MONDAY, {}, 0.3)
    assert [one for one in found if "nothing" in one] == ["A: nothing planned 20–22 Nov, 27–29 Nov"]


def test_what_has_no_room_is_counted() -> None:
    found = told(*(week(id_, f"G{id_}") for id_ in range(1, 12)))
    assert found[7:] == ["G8: nothing planned Mon–Sun", "… and 3 more"]
    assert len(told(*(week(id_, f"G{id_}") for id_ in range(1, 9)))) == 8


def test_the_operator_cannot_be_in_two_groups_at_once() -> None:
    one = week(1, "A", *daily(), item(50, "sharing", 2, 20))
    two = week(2, "B", *daily(first=20), item(51, "lecture", 2, 20))
    assert told(one, two) == ["Wed 18 Nov: Sharing in A and Lecture in B at the same time"]
    after = week(2, "B", *daily(first=20), item(51, "lecture", 2, 21))
    assert told(one, after) == []
    assert told(one, two, today=MONDAY + 2)
    assert told(one, two, today=MONDAY + 3) == []  # that evening is over
    both = item(50, "sharing", 2, 20)
    assert told(one, week(2, "B", *daily(first=20), both)) == []


def test_ads_and_sameness() -> None:
    many = week(1, "A", *daily(), ad_share=0.31)
    assert told(many) == ["A: 31% of what was posted in the last 30 days was ads or offers"]
    ads = week(1, "A", *(item(day, "ad", day, 9) for day in range(7)), ad_share=None)
    assert told(ads) == ["A: nothing but ads and offers"]
    same = week(1, "A", *(item(day, "greeting", day, 9) for day in range(7)))
    assert told(same) == ["A: only 1 kind of content"]


def test_a_festival_without_a_greeting() -> None:
    marks = {MONDAY + 1: "Minor Snow", MONDAY + 6: "Thanksgiving"}
    greeting = item(60, "festival", 1, 7)
    found = told(week(1, "A", *daily(), greeting), marks=marks)
    assert found == ["22 Nov Thanksgiving: no greeting planned yet"]
