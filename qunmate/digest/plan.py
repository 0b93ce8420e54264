"""What comes next, from the calendar: one line for each thing, however often it happens."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time

from qunmate import clock
from qunmate.digest import tidy
from qunmate.digest.material import Material
from qunmate.digest.model import PlanLine, Section
from qunmate.digest.sections import section
from qunmate.digest.words import PLAN_KINDS, STATUSES, weekday, word
from qunmate.i18n import _
from qunmate.model import PlanItem

OFTEN = 3  # times a week from which on the same thing is told in one line

Key = tuple[str, str, str, time]  # kind, title, status, time of the day


def plan(material: Material, title: str) -> list[Section]:
    """What comes next. Ideas and skipped items are the operator's own business."""
    member = material.edition == "member"
    hidden = {"skipped", "idea"} if member else {"skipped"}
    moments = {item: _local(material, item) for item in material.plan if item.status not in hidden}
    groups: dict[Key, list[datetime]] = {}
    for item, moment in sorted(moments.items(), key=lambda pair: (pair[1], pair[0].id)):
        groups.setdefault(_key(item, moment, member=member), []).append(moment)
    lines = [(moment, key, days) for key, times in groups.items() for moment, days in _told(times)]
    lines.sort(key=lambda line: line[0])
    return section(
        "plan",
        title,
        [
            PlanLine(
                f"{days} {moment:%H:%M}",
                word(PLAN_KINDS, key[0]),
                key[1],
                word(STATUSES, key[2]),
            )
            for moment, key, days in lines
        ],
    )


def _local(material: Material, item: PlanItem) -> datetime:
    zone = clock.zone(material.group.timezone)
    return clock.moment(item.starts_at).astimezone(zone)


def _key(item: PlanItem, moment: datetime, *, member: bool) -> Key:
    status = "" if member else item.status
    return item.kind, tidy.line(item.title, tidy.TITLE), status, moment.time()


def _told(times: Sequence[datetime]) -> list[tuple[datetime, str]]:
    """The moments to tell one by one with their day, or the first with all the days."""
    days = [clock.day_of(moment.date()) for moment in times]
    if len(set(days)) < OFTEN:
        return [(moment, weekday(day)) for moment, day in zip(times, days, strict=True)]
    return [(times[0], _days(sorted(set(days))))]


def _days(days: list[int]) -> str:
    """Such as “every day”, “Mon–Fri” or “Mon, Wed, Fri”; the days lie within one week."""
    if len(days) == 7:
        return _("every day")
    if days[-1] - days[0] == len(days) - 1:
        return f"{weekday(days[0])}–{weekday(days[-1])}"
    return _(", ").join(weekday(day) for day in days)
