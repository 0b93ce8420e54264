"""The health score of one group with its parts."""

from __future__ import annotations

from . import activity, conversations, people, relations
from .reading import Book

WEIGHTS = {
    "active_rate": 30,
    "stickiness": 15,
    "answered": 15,
    "activation": 15,
    "independence": 15,
    "giant_share": 10,
}


def up_to_one(value: float | None, goal: float) -> float | None:
    return None if value is None else min(1, value / goal)


def one_less(value: float | None) -> float | None:
    return None if value is None else 1 - value


def score_parts(book: Book, end: int) -> dict[str, float | None]:
    target = 0.3 if book.weekly_target is None else book.weekly_target
    month = ([book], end - 29, end)
    return {
        "active_rate": up_to_one(activity.active_rate([book], end - 6, end), target),
        "stickiness": up_to_one(activity.stickiness([book], end), 0.2),
        "answered": one_less(conversations.unanswered_rate(*month)),
        "activation": up_to_one(people.activation_rate(*month), 0.5),
        "independence": one_less(relations.owner_dependency(*month)),
        "giant_share": relations.giant_share(*month),
    }


def score(book: Book, end: int) -> float | None:
    if not activity.lines_in([book], end - 29, end):
        return None
    parts = {key: part for key, part in score_parts(book, end).items() if part is not None}
    if not parts:
        return None
    weight = sum(WEIGHTS[key] for key in parts)
    return 100 * sum(WEIGHTS[key] * part for key, part in parts.items()) / weight
