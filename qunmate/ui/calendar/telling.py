"""What the calendar says beside its items: the days shown, the heads of rows, the hints."""

from __future__ import annotations

from collections.abc import Sequence

from qunmate import clock, day_words, i18n
from qunmate.festivals import mark
from qunmate.i18n import _, ngettext
from qunmate.plan_hints import GroupWeek, hints
from qunmate.ui.calendar.grid import DAYS, Entry, View
from qunmate.ui.calendar.painting import Head
from qunmate.ui.calendar.reading import Shown
from qunmate.ui.group_dots import GroupDots

NOWHERE = (-1, -1)
FOLLOWING = 5  # things told of beside the calendar while none is chosen


def span(view: View, day: int) -> tuple[int, int]:
    """The days a view shows: whole weeks, but for the list, which has those of the month."""
    date = clock.date_of(day)
    monday = day - date.weekday()
    if view in {"week", "groups"}:
        return monday, monday + DAYS - 1
    begin = day - date.day + 1
    end = turned("month", begin, 1) - 1
    if view == "list":
        return begin, end
    first = begin - clock.date_of(begin).weekday()
    weeks = (end - first) // DAYS + 1
    return first, first + weeks * DAYS - 1


def turned(view: View, day: int, step: int) -> int:
    """A day in the week or month before or after."""
    if view in {"week", "groups"}:
        return day + step * DAYS
    date = clock.date_of(day)
    months = date.year * 12 + date.month - 1 + step
    return clock.day_of(date.replace(year=months // 12, month=months % 12 + 1, day=1))


def period_words(view: View, day: int, *, short: bool = False) -> str:
    if view in {"month", "list"}:
        return day_words.month(day)
    week = int(clock.week_of(day).partition("-W")[2])
    days = day_words.span(*span(view, day))
    if short:
        return days
    return _("{days} · week {n}").format(days=days, n=week)


def heads(shown: Shown, dots: GroupDots) -> list[Head]:
    """Each group before its row: how it is doing, and its figures of the last 30 days."""
    names = {group.id: group.name for group in shown.groups}
    planned = {group_id for item in shown.items for group_id in item.group_ids}
    found = []
    for group_id, figures in shown.figures.items():
        name, dot = names.get(group_id, ""), dots.of(group_id).tone
        if group_id not in planned:
            found.append(Head(name, _("Nothing planned"), dot, "bad"))
            continue
        if figures.ad_share is None:
            found.append(Head(name, _("Nothing posted in 30 days"), dot))
            continue
        share = round(100 * figures.ad_share)
        kinds = ngettext("{n} kind", "{n} kinds", figures.variety).format(n=figures.variety)
        words = _("Ads {share}% · {kinds}").format(share=share, kinds=kinds)
        high = figures.ad_share > shown.ad_limit
        found.append(Head(name, words, dot, "bad" if high else ""))
    return found


def hints_of(shown: Shown, today: int) -> list[str]:
    names = {group.id: group.name for group in shown.groups}
    weeks = [
        GroupWeek(
            group_id,
            names.get(group_id, ""),
            [
                (clock.day_of(shown.wall(item, group_id).date()), item)
                for item in shown.items
                if group_id in item.group_ids
            ],
            figures.ad_share,
        )
        for group_id, figures in shown.figures.items()
    ]
    language = i18n.language()
    marks = {
        day: name
        for day in range(shown.first, shown.last + 1)
        if (name := mark(day, language).name)
    }
    return hints(weeks, shown.first, shown.last, today, marks, shown.ad_limit)


def following(shown: Shown) -> list[Entry]:
    """What is still to do from today on, the next few things; they are in no cell."""
    open_ = [one for one in shown.coming if one.status not in {"done", "skipped"}]
    return [Entry(item, shown.wall(item), NOWHERE) for item in open_[:FOLLOWING]]


def groups_for_new(shown: Shown, group_id: int | None) -> tuple[int, ...]:
    """The groups of a new item: of the row, the chosen one, or the only one."""
    if group_id is not None:
        return (group_id,)
    if shown.group is not None:
        return (shown.group.id,)
    open_ = [group.id for group in shown.groups if not group.archived]
    return (open_[0],) if len(open_) == 1 else ()


def groups_after(entry: Entry, old: int | None, new: int | None) -> tuple[int, ...]:
    """An item dragged from one group's row to another's leaves the one for the other."""
    groups: Sequence[int] = entry.item.group_ids
    if old is None or new is None or old == new:
        return tuple(groups)
    return tuple(sorted({new, *groups} - {old}))
