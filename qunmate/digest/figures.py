"""The figures of a digest: which ones an edition shows, against what, resting on what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from statistics import fmean

from qunmate import clock
from qunmate.digest.material import Material
from qunmate.digest.model import Day, Figure
from qunmate.digest.words import card
from qunmate.figures.health import Health
from qunmate.figures.words import FIGURES, stage_word
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
OPERATOR = (
    *MEMBER,
    "score",
    "stage",
    "active_rate",
    "stickiness",
    "messages_per_speaker",
    "top20_share",
    "unanswered_rate",
    "owner_dependency",
    "giant_share",
    "leaves",
    "churn_rate",
    "activation_rate",
    "dormant",
    "ad_share",
    "variety",
    "plan_done_rate",
    "paid_members",
    "conversion_rate",
    "renewal_rate",
)
# figures that look back farther than their period, by that many days before its end
_BASIS = {"stickiness": 30, "score": 30, "dormant": 90, "activation_rate": 14}
# figures that rest on the calendar, the roster or the collection, not on the chat
_NOT_CHAT = frozenset({"highlights", "members", *OPERATOR[OPERATOR.index("ad_share") :]})
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
    now, then = _pair(material, key)
    if key in _NOT_CHAT:
        return _figure(key, now, then)
    first, last = material.first, material.last
    length = last - first + 1
    back = max(length, _BASIS.get(key, 0))
    figure = _figure(
        key,
        None if material.uncovered(first, last) == length else now,
        None if material.uncovered(first - length, first - 1) == length else then,
    )
    return replace(
        figure,
        incomplete=last >= material.today or material.missing(first, last, back) > 0,
        before_incomplete=material.missing(first - length, first - 1, back) > 0,
    )


def _figure(key: str, value: float | str | None, before: float | str | None) -> Figure:
    """A figure with its words."""
    beside = card(key, round(value)) if isinstance(value, (int, float)) else ""
    if key == "highlights":
        meaning = _("Pieces kept in the highlights in the period.")
        return Figure(key, _("Highlights"), value, before, card=beside, meaning=meaning)
    words = FIGURES[key]
    return Figure(key, words.name, value, before, words.unit, card=beside, meaning=words.meaning)


def _pair(material: Material, key: str) -> tuple[float | str | None, float | str | None]:
    """The value of a figure in the period and in the one before."""
    if key == "highlights":
        return len(material.highlights), material.highlights_before
    now, then = getattr(material.health, key), getattr(material.before, key)
    if key == "stage":
        return now and stage_word(now), then and stage_word(then)
    return now, then


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
    figures = []
    for key, value, mean in values:
        chat = key not in _NOT_CHAT
        figure = _figure(key, None if uncovered and chat else value, mean)
        unsure = chat and (uncovered or material.last >= material.today)
        if value is not None:
            figures.append(replace(figure, incomplete=unsure))
    return tuple(figures)


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
