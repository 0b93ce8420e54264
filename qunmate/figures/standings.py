"""Where every member stands on a day: the columns of the member table."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from qunmate import clock
from qunmate.figures.activity import MONTH, by_person
from qunmate.figures.conversations import talk_roles
from qunmate.figures.history import Ints
from qunmate.figures.layers import NOBODY, last_spoke, layers, with_overrides
from qunmate.figures.pool import OPEN, UNKNOWN, Pool, rows
from qunmate.figures.standing import Standing
from qunmate.model import LAYERS, TALK_ROLES

WEEKS = 12
_SILENT = Standing(
    layer=None,
    overridden=False,
    talk_role=None,
    messages_30d=0,
    messages=0,
    last_spoke_on=None,
    days_silent=None,
    joined_on=None,
    joined_known=False,
    left_on=None,
    weeks=(0,) * WEEKS,
)


def standings_of(pool: Pool, end: int | None, dormant_days: int) -> dict[int, Standing]:
    """By member id. Without `end` (no message yet) only the stays are told."""
    begin, known, left = _stays_told(pool, OPEN if end is None else end)
    if end is None:
        return {
            member: _SILENT._replace(joined_on=_iso(joined), joined_known=sure, left_on=_iso(gone))
            for member, joined, sure, gone in zip(
                *(column.tolist() for column in (pool.persons, begin, known, left)), strict=True
            )
        }
    found = with_overrides(pool, layers(pool, end, dormant_days)).tolist()
    by_hand = set(pool.overrides)
    columns = (
        range(len(found)),
        found,
        talk_roles(pool, end - MONTH + 1, end).tolist(),
        by_person(pool, end - MONTH + 1, end).tolist(),
        by_person(pool, UNKNOWN, end).tolist(),
        last_spoke(pool, end).tolist(),
        begin.tolist(),
        known.tolist(),
        left.tolist(),
        weekly(pool, end).tolist(),
    )
    return {
        member: Standing(
            layer=None if layer == NOBODY else LAYERS[layer],
            overridden=i in by_hand and layer != NOBODY,
            talk_role=None if role == NOBODY else TALK_ROLES[role],
            messages_30d=recent,
            messages=total,
            last_spoke_on=_iso(spoke),
            days_silent=None if spoke == UNKNOWN else end - spoke,
            joined_on=_iso(joined),
            joined_known=sure,
            left_on=_iso(gone),
            weeks=tuple(weeks),
        )
        for member, (i, layer, role, recent, total, spoke, joined, sure, gone, weeks) in zip(
            pool.persons.tolist(), zip(*columns, strict=True), strict=True
        )
    }


def weekly(pool: Pool, end: int) -> Ints:
    """Messages of each person in the 12 ISO weeks up to that of `end`, oldest first."""
    first, persons = end - (end + 3) % 7 - 7 * (WEEKS - 1), len(pool.persons)
    here = rows(pool.history.day, first, end)
    cells = np.zeros(persons * WEEKS, np.int64)
    week = (pool.history.day[here] - first) // 7
    np.add.at(cells, pool.history.who[here] * WEEKS + week, pool.history.count[here])
    return cells.reshape(persons, WEEKS)


def _stays_told(pool: Pool, end: int) -> tuple[Ints, NDArray[np.bool_], Ints]:
    """Begin, whether known, and end of one stay of each person: the one that holds `end`,
    else the last one before it, else the first after it; UNKNOWN and OPEN for none."""
    stays, persons = pool.stays, len(pool.persons)
    begin, left = np.full(persons, UNKNOWN), np.full(persons, OPEN)
    known = np.zeros(persons, bool)
    begun = stays.begin <= end
    holds = begun & (stays.left > end)
    # what is written last stays
    order = np.lexsort((np.where(begun, stays.left, -stays.begin), begun, holds))
    begin[stays.who[order]] = stays.begin[order]
    known[stays.who[order]] = stays.known[order]
    left[stays.who[order]] = stays.left[order]
    return begin, known, left


@lru_cache(maxsize=8192)
def _iso(day: int) -> str | None:
    return None if day in {UNKNOWN, OPEN} else clock.iso_day(day)
