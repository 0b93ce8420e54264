"""The health score: weighted parts between 0 and 1, those that are unknown left out."""

from __future__ import annotations

from collections.abc import Mapping

from qunmate.figures import activity, conversations, relations, retention
from qunmate.figures.pool import Pool

WEIGHTS = {
    "active_rate": 30,
    "stickiness": 15,
    "answered": 15,
    "activation": 15,
    "independence": 15,
    "giant_share": 10,
}
TARGET = 0.3  # share of the members who speak in a week, where the group has no goal of its own


def score_parts(pool: Pool, end: int, target: float) -> dict[str, float | None]:
    first = end - activity.MONTH + 1
    links = relations.relations(pool, first, end)
    return {
        "active_rate": _up_to(activity.active_rate(pool, end - 6, end), target),
        "stickiness": _up_to(activity.stickiness(pool, end), 0.2),
        "answered": _rest(conversations.talk(pool, first, end).unanswered_rate),
        "activation": _up_to(retention.activation_rate(pool, first, end), 0.5),
        "independence": _rest(links.owner_dependency),
        "giant_share": links.giant_share,
    }


def no_parts() -> dict[str, float | None]:
    return dict.fromkeys(WEIGHTS)


def score(pool: Pool, end: int, parts: Mapping[str, float | None]) -> float | None:
    """0 to 100; None without human messages in the last 30 days."""
    if not activity.messages(pool, end - activity.MONTH + 1, end):
        return None
    known = {key: part for key, part in parts.items() if part is not None}
    weights = sum(WEIGHTS[key] for key in known)
    if not weights:
        return None
    return 100 * sum(WEIGHTS[key] * part for key, part in known.items()) / weights


def points(parts: Mapping[str, float | None]) -> dict[str, int]:
    """What each known part brings, in whole points that add up to the rounded sum: those that
    lose most by rounding down are rounded up."""
    exact = {key: WEIGHTS[key] * part for key, part in parts.items() if part is not None}
    found = {key: int(value) for key, value in exact.items()}
    missing = round(sum(exact.values())) - sum(found.values())
    losers = sorted(exact, key=lambda key: found[key] - exact[key])
    return {key: n + (key in losers[:missing]) for key, n in found.items()}


def _up_to(value: float | None, goal: float) -> float | None:
    """Share of the goal reached, 1 at most; a goal of 0 is no goal."""
    return None if value is None or goal <= 0 else min(1.0, value / goal)


def _rest(share: float | None) -> float | None:
    return None if share is None else 1 - share
