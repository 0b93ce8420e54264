"""One group, or several taken together, laid out so that figures of any period are quick."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from qunmate.figures.history import History, Ints, distinct, no_ints, positions, tally

UNKNOWN = -(2**40)  # no day known
OPEN = 2**40  # has not left


@dataclass(frozen=True, slots=True)
class Roster:
    """Who belongs to a group. Stays: member id, joined (or UNKNOWN), left (or OPEN), brought."""

    member: Ints
    joined: Ints
    left: Ints
    brought: Ints
    staff: frozenset[int] = frozenset()
    overrides: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Stays:
    """`begin` is the known day of joining or the derived one; `who` are positions."""

    who: Ints
    begin: Ints
    known: NDArray[np.bool_]
    left: Ints


@dataclass(frozen=True, slots=True)
class Pool:
    """People are positions in `persons`. `staff_pair` marks pairs with an owner or admin;
    `overrides` is by position; `dates_known` says whether any date of joining or leaving is
    known, `staff_known` whether any owner or admin is."""

    history: History
    stays: Stays
    staff_pair: NDArray[np.bool_]
    staff_known: bool
    dates_known: bool
    overrides: Mapping[int, str]

    @property
    def persons(self) -> Ints:
        return self.history.persons


def pool(parts: Sequence[tuple[History, Roster]]) -> Pool:
    """Persons are distinct over the groups; conversations and pairs stay within each."""
    persons = distinct(
        np.concatenate([no_ints(), *(part for h, r in parts for part in (h.persons, r.member))])
    )
    placed = [_place(history, positions(persons, history.persons), persons) for history, _ in parts]
    history = placed[0] if len(placed) == 1 else _merge(placed, persons)
    staff = [_staff_pairs(part, roster) for part, (_, roster) in zip(placed, parts, strict=True)]
    order = np.argsort(np.concatenate([no_ints(), *(p.pair_day for p in placed)]), kind="stable")
    stays = [_stays(h, r, persons) for h, r in parts]
    overrides = parts[0][1].overrides if len(parts) == 1 else {}
    return Pool(
        history=history,
        stays=_join_stays(stays),
        staff_pair=np.concatenate([np.zeros(0, bool), *staff])[order],
        staff_known=any(roster.staff for _, roster in parts),
        dates_known=any(bool(np.any(s.known | (s.left < OPEN))) for s in stays),
        overrides={
            int(i): overrides[int(persons[i])]
            for i in np.flatnonzero(np.isin(persons, np.array(list(overrides), np.int64)))
        },
    )


def _place(history: History, place: Ints, persons: Ints) -> History:
    """The same history with people as positions in `persons`; their order is kept."""
    h = history
    return History(
        persons, h.at, h.day, place[h.who], h.count, h.hour_day, h.hour, h.hour_count, h.kind_day,
        h.kind, h.kind_count, h.talk_day, place[h.talk_starter], h.talk_reply, h.pair_day,
        place[h.pair_a], place[h.pair_b],
    )  # fmt: skip


def _merge(parts: Sequence[History], persons: Ints) -> History:
    def joined(name: str) -> Ints:
        return np.concatenate([no_ints(), *(getattr(part, name) for part in parts)])

    def by_day(*names: str) -> list[Ints]:
        columns = [joined(name) for name in names]
        order = np.argsort(columns[0], kind="stable")
        return [column[order] for column in columns]

    return History(
        persons,
        np.sort(joined("at")),
        *tally(joined("day"), (joined("who"), len(persons)), weight=joined("count")),
        *by_day("hour_day", "hour", "hour_count"),
        *by_day("kind_day", "kind", "kind_count"),
        *by_day("talk_day", "talk_starter", "talk_reply"),
        *by_day("pair_day", "pair_a", "pair_b"),
    )


def _staff_pairs(history: History, roster: Roster) -> NDArray[np.bool_]:
    staff = np.isin(history.persons, np.array(sorted(roster.staff), np.int64))
    return staff[history.pair_a] | staff[history.pair_b]


def _stays(history: History, roster: Roster, persons: Ints) -> Stays:
    """Stays in order of leaving. One without a known day of joining begins with the first
    message after the stay before it, or else on the day of the import that brought it."""
    order = np.lexsort((roster.left, roster.member))
    member, joined = roster.member[order], roster.joined[order]
    left, brought = roster.left[order], roster.brought[order]
    known = joined != UNKNOWN
    first = np.concatenate(([True], member[1:] != member[:-1]))[: len(member)]
    spoke = np.full(len(persons), UNKNOWN)
    who = positions(persons, member)
    writers = positions(persons, history.persons)
    spoke[writers[history.who[::-1]]] = history.day[::-1]
    begin = np.where(known, joined, np.where(spoke[who] == UNKNOWN, brought, spoke[who]))
    for i in np.flatnonzero(~first & ~known):
        days = history.day[history.persons[history.who] == member[i]]
        later = days[days >= left[i - 1]]
        begin[i] = later[0] if len(later) else brought[i]
    return Stays(who, begin, known, left)


def _join_stays(parts: Sequence[Stays]) -> Stays:
    return Stays(
        np.concatenate([no_ints(), *(part.who for part in parts)]),
        np.concatenate([no_ints(), *(part.begin for part in parts)]),
        np.concatenate([np.zeros(0, bool), *(part.known for part in parts)]),
        np.concatenate([no_ints(), *(part.left for part in parts)]),
    )


def rows(days: Ints, first: int, last: int) -> slice:
    """The rows of a family sorted by day that lie in [first, last]."""
    return slice(int(np.searchsorted(days, first)), int(np.searchsorted(days, last, side="right")))


def members_on(stays: Stays, persons: int, day: int) -> NDArray[np.bool_]:
    """Who is a member on that day, by position."""
    present = np.zeros(persons, bool)
    present[stays.who[(stays.begin <= day) & (stays.left > day)]] = True
    return present


def member_counts(stays: Stays, first: int, last: int) -> Ints:
    """Members on each day of [first, last], each person once however many stays overlap."""
    held = stays.left > stays.begin
    who, begin, left = stays.who[held], stays.begin[held], stays.left[held]
    order = np.lexsort((begin, who))
    who, begin, left = who[order], begin[order], left[order]
    days = last - first + 1
    if not len(who):
        return np.zeros(days, np.int64)
    begin, left = np.clip(begin - first, 0, days), np.clip(left - first, 0, days)
    reach = np.maximum.accumulate(who * (days + 1) + left) - who * (days + 1)
    before = np.concatenate(([0], np.where(who[1:] == who[:-1], reach[:-1], 0)))
    begin = np.maximum(begin, before)
    longer = left > begin
    steps = np.bincount(begin[longer], minlength=days + 1)
    steps -= np.bincount(left[longer], minlength=days + 1)
    return np.cumsum(steps)[:days]
