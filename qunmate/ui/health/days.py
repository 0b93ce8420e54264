"""Daily figures as arrays; days that no import covers are left open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from qunmate import clock
from qunmate.figures.health import Health

Floats = np.ndarray[Any, np.dtype[np.float64]]
CHAT = frozenset({"messages", "speakers"})


def values(health: Health, field: str) -> Floats:
    """One figure of each day; NaN where nothing is known of it."""
    days: Sequence[Mapping[str, Any]] = health.daily
    found = np.array([_number(day[field]) for day in days], np.float64)
    if field in CHAT and health.daily:
        first = clock.parse_day(health.daily[0]["day"])
        for begin, end in gap_spans(health):
            found[max(begin - first, 0) : max(end - first + 1, 0)] = np.nan
    return found


def gap_spans(health: Health) -> list[tuple[int, int]]:
    """First and last day of each gap, since 1970-01-01."""
    return [(clock.parse_day(first), clock.parse_day(last)) for first, last in health.data["gaps"]]


def _number(value: float | None) -> float:
    return np.nan if value is None else value
