"""What the operator should know about the plan of some days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from qunmate import clock, day_words
from qunmate.bidi import isolated
from qunmate.figures.content import ADS
from qunmate.figures.coverage import gaps, merged
from qunmate.i18n import _, ngettext
from qunmate.model import PlanItem
from qunmate.plan_words import kind_word, weekday_word
from qunmate.terms import listed

LIVE = frozenset({"sharing", "lecture", "game", "meeting"})  # the operator must be there
SHORTEST_GAP = 3  # days
FEW_KINDS = 2
ENOUGH = 5  # items, before a lack of variety says anything
HOUR = 3600
MOST = 8  # sentences
COUNTED = 200  # items at the same time: of years of a plan there may be any number


@dataclass(frozen=True, slots=True)
class GroupWeek:
    """What is planned in a group on the days from `first` to `last`: `items` with their days.
    `ad_share` is that of the last 30 days, None if nothing was done."""

    group_id: int
    name: str
    items: Sequence[tuple[int, PlanItem]]
    ad_share: float | None


def hints(
    weeks: Sequence[GroupWeek],
    first: int,
    last: int,
    today: int,
    marks: Mapping[int, str],
    ad_limit: float,
) -> list[str]:
    """Sentences, the most pressing first, and how many more there would be. `marks` are the
    festivals and solar terms by day."""
    weeks = [replace(week, name=isolated(week.name)) for week in weeks]
    found = [*_ads(weeks, ad_limit), *_at_once(weeks, today), *_gaps(weeks, first, last, today)]
    found += [*_uniform(weeks), *_greetings(weeks, today, marks)]
    rest = len(found) - MOST
    more = ngettext("… and {n} more", "… and {n} more", rest).format(n=rest)
    return [*found[:MOST], *([more] if rest > 0 else [])]


def _ads(weeks: Sequence[GroupWeek], limit: float) -> list[str]:
    words = _("{group}: {share}% of what was posted in the last 30 days was ads or offers")
    return [
        words.format(group=week.name, share=round(100 * week.ad_share))
        for week in weeks
        if week.ad_share is not None and week.ad_share > limit
    ]


def _at_once(weeks: Sequence[GroupWeek], today: int) -> list[str]:
    live = {
        (week.group_id, item.id, item.starts_at): (week, day, item)
        for week in weeks
        for day, item in week.items
        if item.kind in LIVE and item.status != "skipped" and day >= today
    }
    ordered = sorted(live.values(), key=lambda one: one[2].starts_at)
    found: list[str] = []
    for place, (week, day, item) in enumerate(ordered):
        later = takewhile(lambda one: one[2].starts_at < _end(item), ordered[place + 1 :])  # noqa: B023
        found += (
            _("{day}: {one} and {other} at the same time").format(
                day=day_words.with_weekday(day),
                one=_at(week, item),
                other=_at(other_week, other),
            )
            for other_week, _day, other in later
            if week.group_id != other_week.group_id
            and (item.id != other.id or item.starts_at != other.starts_at)
        )
        if len(found) > COUNTED:
            break
    return found


def _at(week: GroupWeek, item: PlanItem) -> str:
    return _("{kind} in {group}").format(kind=kind_word(item.kind), group=week.name)


def _end(item: PlanItem) -> int:
    return item.ends_at or item.starts_at + HOUR


def _gaps(weeks: Sequence[GroupWeek], first: int, last: int, today: int) -> list[str]:
    words = _("{group}: nothing planned {days}")
    found = []
    for week in weeks:
        busy = merged((day, day) for day, item in week.items if item.status != "skipped")
        empty = [
            _span(begin, end, of_a_week=last - first < 7)
            for begin, end in gaps(busy, max(first, today), last)
            if end - begin + 1 >= SHORTEST_GAP
        ]
        if empty:
            found.append(words.format(group=week.name, days=listed(empty)))
    return found


def _span(first: int, last: int, *, of_a_week: bool) -> str:
    """Weekdays alone say which days are meant only while one week is looked at."""
    if not of_a_week:
        return day_words.span(first, last)
    return "–".join(weekday_word(clock.date_of(day).weekday()) for day in (first, last))


def _uniform(weeks: Sequence[GroupWeek]) -> list[str]:
    found = []
    for week in weeks:
        kinds = {item.kind for _day, item in week.items}
        if len(week.items) >= ENOUGH and len(kinds) <= FEW_KINDS:
            if kinds <= ADS:
                found.append(_("{group}: nothing but ads and offers").format(group=week.name))
                continue
            n = len(kinds)
            words = ngettext(
                "{group}: only {n} kind of content", "{group}: only {n} kinds of content", n
            )
            found.append(words.format(group=week.name, n=n))
    return found


def _greetings(weeks: Sequence[GroupWeek], today: int, marks: Mapping[int, str]) -> list[str]:
    greeted = {
        day for week in weeks for day, item in week.items if item.kind in {"festival", "greeting"}
    }
    words = _("{date} {name}: no greeting planned yet")
    return [
        words.format(date=day_words.month_day(day), name=name)
        for day, name in sorted(marks.items())
        if day >= today and day not in greeted
    ]
