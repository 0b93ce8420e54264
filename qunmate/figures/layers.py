"""The pyramid: leader, core, active, quiet, dormant, newcomer."""

from __future__ import annotations

from collections.abc import Sequence
from math import log1p

import numpy as np
from numpy.typing import NDArray

from qunmate.figures.activity import MONTH, by_person
from qunmate.figures.conversations import answered_started
from qunmate.figures.history import Ints
from qunmate.figures.pool import OPEN, UNKNOWN, Pool, rows
from qunmate.figures.relations import pairs, partners
from qunmate.model import LAYERS

NEW = 14  # days
LEADER, CORE, ACTIVE, QUIET, DORMANT, NEWCOMER = range(6)
NOBODY = -1


def last_spoke(pool: Pool, end: int) -> Ints:
    """Day of each person's last message up to `end`, UNKNOWN for none, by position."""
    spoke = np.full(len(pool.persons), UNKNOWN)
    here = rows(pool.history.day, UNKNOWN, end)
    spoke[pool.history.who[here]] = pool.history.day[here]  # sorted by day: the last one stays
    return spoke


def current_stays(pool: Pool, end: int) -> tuple[Ints, NDArray[np.bool_]]:
    """Of the stay that holds `end`: its first day (OPEN for who is no member), and whether
    that is known; the longest one where several do, a known day before a derived one."""
    stays = pool.stays
    begin = np.full(len(pool.persons), OPEN)
    known = np.zeros(len(pool.persons), bool)
    holds = np.flatnonzero((stays.begin <= end) & (stays.left > end))
    holds = holds[np.lexsort((stays.known[holds], -stays.begin[holds]))]
    begin[stays.who[holds]] = stays.begin[holds]
    known[stays.who[holds]] = stays.known[holds]
    return begin, known


def layers(pool: Pool, end: int, dormant_days: int) -> NDArray[np.int8]:
    """Index into LAYERS by position, NOBODY for who is not a member on `end`. Overrides by
    hand are not yet in."""
    begin, known = current_stays(pool, end)
    spoke, tenure = last_spoke(pool, end), end - begin
    layer = np.full(len(begin), ACTIVE, np.int8)
    layer[spoke <= end - MONTH] = QUIET
    layer[(tenure >= dormant_days) & (spoke <= end - dormant_days)] = DORMANT
    layer[known & (tenure < NEW)] = NEWCOMER
    layer[begin == OPEN] = NOBODY
    ranked = _ranked(pool, np.flatnonzero(layer == ACTIVE), end)
    started = answered_started(pool, end - MONTH + 1, end)
    head = ranked[: -(-len(ranked) // 20)]
    layer[ranked[: -(-len(ranked) // 5)]] = CORE
    layer[[who for who in head if started[who]]] = LEADER
    return layer


def _ranked(pool: Pool, who: Ints, end: int) -> list[int]:
    """The most engaged first; equals by member id."""
    first = end - MONTH + 1
    here = rows(pool.history.day, first, end)
    m = by_person(pool, first, end)
    a = np.bincount(pool.history.who[here], minlength=len(m))
    c = answered_started(pool, first, end)
    r = partners(pairs(pool, first, end), len(m))
    scores = [
        _engagement(*row) for row in zip(*(x[who].tolist() for x in (m, a, c, r)), strict=True)
    ]
    members = pool.persons[who].tolist()
    order = sorted(range(len(scores)), key=lambda i: (-scores[i], members[i]))
    return [int(who[i]) for i in order]


def _engagement(m: int, a: int, c: int, r: int) -> float:
    return round(1.0 * log1p(m) + 2.0 * log1p(a) + 1.5 * log1p(c) + 1.5 * log1p(r), 9)


def with_overrides(pool: Pool, computed: NDArray[np.int8]) -> NDArray[np.int8]:
    """What was set by hand wins, for those who are members."""
    result = computed.copy()
    for who, layer in pool.overrides.items():
        if result[who] != NOBODY:
            result[who] = LAYERS.index(layer)
    return result


def layer_counts(found: NDArray[np.int8]) -> dict[str, int]:
    names: Sequence[str] = LAYERS
    return {name: int((found == i).sum()) for i, name in enumerate(names)}
