"""Where every member stands on a day: the columns of the member table."""

from __future__ import annotations

from dataclasses import dataclass
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
Codes = NDArray[np.int8]


@dataclass(frozen=True, slots=True, eq=False)
class StandingTable:
    """Everyone's standing as of the day `end`: a column a figure, a row for each of `persons`
    (member ids, ascending). Layers and talk roles are indexes into model's lists, NOBODY for
    none; days are UNKNOWN or OPEN for none. `weeks` has a row of WEEKS counts a person.
    Without an `end` (no message yet) only the stays are told."""

    end: int | None
    persons: Ints
    layers: Codes
    overridden: NDArray[np.bool_]
    talk_roles: Codes
    messages_30d: Ints
    messages: Ints
    spoke: Ints
    joined: Ints
    joined_known: NDArray[np.bool_]
    left: Ints
    weeks: Ints

    def days_silent(self) -> Ints:
        """Since the last word, -1 for who never spoke."""
        return np.where(self.spoke == UNKNOWN, -1, (self.end or 0) - self.spoke)

    def by_member(self) -> dict[int, Standing]:
        """An object each: for a few, or where the time does not matter."""
        columns = (
            [None if code == NOBODY else LAYERS[code] for code in self.layers.tolist()],
            self.overridden.tolist(),
            [None if code == NOBODY else TALK_ROLES[code] for code in self.talk_roles.tolist()],
            self.messages_30d.tolist(),
            self.messages.tolist(),
            map(_iso, self.spoke.tolist()),
            [None if days < 0 else days for days in self.days_silent().tolist()],
            map(_iso, self.joined.tolist()),
            self.joined_known.tolist(),
            map(_iso, self.left.tolist()),
            map(tuple, self.weeks.tolist()),
        )
        return dict(zip(self.persons.tolist(), map(Standing, *columns), strict=True))


def standing_table(pool: Pool, end: int | None, dormant_days: int) -> StandingTable:
    """Where everybody of the pool stands on the day `end`."""
    joined, known, left = _stays_told(pool, OPEN if end is None else end)
    size = len(pool.persons)
    if end is None:
        nobody, nothing = np.full(size, NOBODY, np.int8), np.zeros(size, np.int64)
        return StandingTable(
            end=None,
            persons=pool.persons,
            layers=nobody,
            overridden=np.zeros(size, np.bool_),
            talk_roles=nobody,
            messages_30d=nothing,
            messages=nothing,
            spoke=np.full(size, UNKNOWN),
            joined=joined,
            joined_known=known,
            left=left,
            weeks=np.zeros((size, WEEKS), np.int64),
        )
    found = with_overrides(pool, layers(pool, end, dormant_days))
    by_hand = np.zeros(size, np.bool_)
    by_hand[list(pool.overrides)] = True
    return StandingTable(
        end=end,
        persons=pool.persons,
        layers=found,
        overridden=by_hand & (found != NOBODY),
        talk_roles=talk_roles(pool, end - MONTH + 1, end),
        messages_30d=by_person(pool, end - MONTH + 1, end),
        messages=by_person(pool, UNKNOWN, end),
        spoke=last_spoke(pool, end),
        joined=joined,
        joined_known=known,
        left=left,
        weeks=weekly(pool, end),
    )


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
