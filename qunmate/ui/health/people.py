"""Who stands behind a bar, a cell or a line of the Health tab: member ids."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from qunmate import clock
from qunmate.figures.activity import by_person
from qunmate.figures.conversations import talk_roles
from qunmate.figures.layers import layers, with_overrides
from qunmate.figures.pool import OPEN, Pool
from qunmate.model import LAYERS, TALK_ROLES

TOP = 10


class Speaker(NamedTuple):
    """A member who spoke, and their share of all messages with a sender."""

    member_id: int
    messages: int
    share: float


def in_layer(pool: Pool, end: int, dormant_days: int, layer: str) -> tuple[int, ...]:
    names: Sequence[str] = LAYERS
    found = with_overrides(pool, layers(pool, end, dormant_days))
    return _ids(pool, found == names.index(layer))


def in_role(pool: Pool, first: int, last: int, role: str) -> tuple[int, ...]:
    names: Sequence[str] = TALK_ROLES
    return _ids(pool, talk_roles(pool, first, last) == names.index(role))


def in_cohort(pool: Pool, month: str, later: int | None) -> tuple[int, ...]:
    """Who first joined in a month (2026-01), by known dates; with `later`, those of them who
    spoke that many months after."""
    begun = np.full(len(pool.persons), OPEN)
    np.minimum.at(begun, pool.stays.who[pool.stays.known], pool.stays.begin[pool.stays.known])
    first, last = _month(month, 0)
    chosen = (begun >= first) & (begun <= last)
    if later is not None:
        chosen &= by_person(pool, *_month(month, later)) > 0
    return _ids(pool, chosen)


def top_speakers(pool: Pool, first: int, last: int) -> list[Speaker]:
    """The most messages first, equals by member id."""
    counts = by_person(pool, first, last)
    total = int(counts.sum())
    order = np.lexsort((pool.persons, -counts))[:TOP]
    return [
        Speaker(int(pool.persons[who]), int(counts[who]), int(counts[who]) / total)
        for who in order
        if counts[who]
    ]


def moved_between(pool: Pool, first: int, last: int) -> tuple[int, ...]:
    """Who joined or left in these days, by known dates."""
    stays = pool.stays
    joined = stays.known & (stays.begin >= first) & (stays.begin <= last)
    moved = np.zeros(len(pool.persons), bool)
    moved[stays.who[joined | ((stays.left >= first) & (stays.left <= last))]] = True
    return _ids(pool, moved)


def _month(month: str, later: int) -> tuple[int, int]:
    """First and last day of the month that comes `later` months after."""
    year, number = (int(part) for part in month.split("-"))
    at = 12 * year + number - 1 + later
    first, after = (clock.day_of(date(m // 12, m % 12 + 1, 1)) for m in (at, at + 1))
    return first, after - 1


def _ids(pool: Pool, chosen: NDArray[np.bool_]) -> tuple[int, ...]:
    return tuple(pool.persons[chosen].tolist())
