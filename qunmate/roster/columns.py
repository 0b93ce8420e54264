"""A roster as columns, not objects: a hundred thousand members are filtered and sorted within
the time between two key strokes.

A position is a row number in these columns; -1 stands for “not known” in every number column.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import compress
from operator import not_

import numpy as np
import numpy.typing as npt

from qunmate.model import LAYERS, TALK_ROLES

Positions = npt.NDArray[np.intp]
Numbers = npt.NDArray[np.int32]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class RosterRows:
    """Members as columns of equal length; dates are ISO text, None where not known.

    `left_on` is set only where every stay has ended. `roles` are owner, admin, member or
    None. `groups` holds group ids.
    """

    ids: list[int] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    nicknames: list[str | None] = field(default_factory=list)
    roles: list[str | None] = field(default_factory=list)
    tags: list[tuple[str, ...]] = field(default_factory=list)
    joined_on: list[str | None] = field(default_factory=list)
    left_on: list[str | None] = field(default_factory=list)
    expires_on: list[str | None] = field(default_factory=list)
    groups: list[tuple[int, ...]] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class RosterDetails:
    """More columns of the same members, read after the table is shown. `identities` holds
    platform ids and names seen, a line each."""

    identities: list[str]
    phones: list[str | None]
    cities: list[str | None]
    trades: list[str | None]
    notes: list[str | None]

    @classmethod
    def empty(cls, size: int) -> RosterDetails:
        return cls([""] * size, [None] * size, [None] * size, [None] * size, [None] * size)


@dataclass(slots=True)
class Standings:
    """The figures of every position; layers and talk roles are indexes into model's lists.

    `waiting` are the days without a word: since the last one, else since joining. `joined`
    holds the days that are derived because none is known. `lists` tells who is in each of the
    finder lists that no other condition says (roster/finder.py); `bots` who is none of the
    people whose silence is looked at: nothing that a bot says counts. All count up to the day
    `end`; None: nothing was ever said.
    """

    end: int | None

    layers: Numbers
    overridden: Mask
    talk_roles: Numbers
    messages_30d: Numbers
    messages: Numbers
    days_silent: Numbers
    waiting: Numbers
    weeks: Numbers
    joined: dict[int, str]
    lists: dict[str, Mask] = field(default_factory=dict)
    bots: Mask | None = None

    def layer(self, position: int) -> str | None:
        code = self.layers[position]
        return LAYERS[code] if code >= 0 else None

    def talk_role(self, position: int) -> str | None:
        code = self.talk_roles[position]
        return TALK_ROLES[code] if code >= 0 else None


@dataclass(frozen=True, slots=True)
class Searched:
    """Where the last search in `stacks` found every term, and those of the stacks."""

    stacks: list[str]
    terms: tuple[str, ...]
    positions: Positions
    found: list[str]


@dataclass(slots=True)
class Roster:
    """Rows with what filtering and sorting need; what may be None comes later. `memberships`
    tells by group who is in it now."""

    rows: RosterRows
    by_name: Positions
    left: Mask
    numbers: dict[str, Numbers] = field(default_factory=dict)
    details: RosterDetails | None = None
    haystacks: list[str] | None = None
    standings: Standings | None = None
    searched: Searched | None = None
    memberships: dict[int, Mask] | None = None

    def tag_counts(self) -> Counter[str]:
        """How many have each tag, as the table shows them at first: without those who have
        left. A tag that only they have counts 0."""
        here = Counter(compress(self.rows.tags, map(not_, self.rows.left_on)))
        counts = Counter({tag: 0 for tags in set(self.rows.tags) for tag in tags})
        for tags, times in here.items():
            for tag in tags:
                counts[tag] += times
        return counts


def days(dates: Sequence[str | None]) -> Numbers:
    """ISO dates as days since 1970-01-01, -1 where there is none."""
    distinct = list(dict.fromkeys(dates))  # few days in many rows
    stamps = np.array([day or "NaT" for day in distinct], dtype="datetime64[D]")
    known = ~np.isnat(stamps)
    numbers = np.where(known, stamps.astype(np.int64), -1).tolist()
    by_date = dict(zip(distinct, numbers, strict=True))
    return np.array([by_date[day] for day in dates], dtype=np.int32)
