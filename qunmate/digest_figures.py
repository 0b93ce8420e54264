"""The figures of a digest: which ones an edition shows, against what, resting on what."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean

from qunmate import clock
from qunmate.digest import Day, Figure
from qunmate.digest_material import Material
from qunmate.digest_words import FIGURES, STAGES, word
from qunmate.health import Health
from qunmate.i18n import _

MEMBER = (
    "messages",
    "speakers",
    "joins",
    "highlights",
    "conversations",
    "members",
    "first_reply_seconds",
)
OPERATOR = (*MEMBER, *(key for key in FIGURES if key not in MEMBER))
# figures that look back farther than their period, by that many days before its end
_BASIS = {"stickiness": 30, "score": 30, "dormant": 90, "activation_rate": 14}
# figures that rest on the calendar, the roster or the collection, not on the chat
_NOT_CHAT = frozenset(
    {"highlights", "members", "ad_share", "plan_done_rate", "paid_members", "renewal_rate"}
)
WEEKDAYS = 4  # how many of the same weekday make its mean


def week_figures(material: Material) -> tuple[Figure, ...]:
    keys = MEMBER if material.edition == "member" else OPERATOR
    found = [_week_figure(material, key) for key in keys]
    always = set(MEMBER)
    return tuple(
        figure
        for figure in found
        if figure.key in always or figure.value is not None or figure.before is not None
    )


def _week_figure(material: Material, key: str) -> Figure:
    label, unit = FIGURES[key]
    now, then = _pair(material, key)
    if key in _NOT_CHAT:
        return Figure(key, _(label), now, then, unit)
    first, last = material.first, material.last
    length = last - first + 1
    back = max(length, _BASIS.get(key, 0))
    return Figure(
        key,
        _(label),
        None if material.uncovered(first, last) == length else now,
        None if material.uncovered(first - length, first - 1) == length else then,
        unit,
        incomplete=last >= material.today or material.missing(first, last, back) > 0,
        before_incomplete=material.missing(first - length, first - 1, back) > 0,
    )


def _pair(material: Material, key: str) -> tuple[float | str | None, float | str | None]:
    """The value of a figure in the period and in the one before."""
    if key == "highlights":
        return len(material.highlights), material.highlights_before
    now, then = getattr(material.health, key), getattr(material.before, key)
    if key == "stage":
        return _stage(now), _stage(then)
    return now, then


def _stage(stage: str | None) -> str | None:
    return None if stage is None else word(STAGES, stage)


def day_figures(material: Material) -> tuple[Figure, ...]:
    """A day's figures against the mean of its weekday, over the latest covered ones.

    `material.before` holds the days before, up to eight weeks of them.
    """
    earlier = [
        day
        for day in daily(material, material.before)
        if day.day < material.first
        and (material.first - day.day) % 7 == 0
        and day.messages is not None
    ][-WEEKDAYS:]
    health = material.health
    uncovered = material.uncovered(material.first, material.last) > 0
    values: list[tuple[str, float | None, float | None]] = [
        ("messages", health.messages, _mean([day.messages for day in earlier])),
        ("speakers", health.speakers, _mean([day.speakers for day in earlier])),
        ("joins", health.joins, None),
        ("conversations", health.conversations, None),
        ("members", health.members, None),
    ]
    return tuple(
        Figure(
            key,
            _(FIGURES[key][0]),
            None if uncovered and key not in _NOT_CHAT else value,
            mean,
            incomplete=key not in _NOT_CHAT and (uncovered or material.last >= material.today),
        )
        for key, value, mean in values
        if key != "joins" or value is not None
    )


def _mean(values: Sequence[int | None]) -> float | None:
    present = [value for value in values if value is not None]
    return fmean(present) if len(present) >= 2 else None


def daily(material: Material, health: Health) -> tuple[Day, ...]:
    """Messages and speakers per day, None on days that no import covers."""
    days = []
    for row in health.daily:
        day = clock.parse_day(row["day"])
        covered = not material.uncovered(day, day)
        days.append(
            Day(day, row["messages"] if covered else None, row["speakers"] if covered else None)
        )
    return tuple(days)
