"""Which members of a roster are shown, and in what order: pure arrays, no Qt and no SQL."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress, repeat
from operator import contains

import numpy as np

from qunmate.model import LAYERS, TALK_ROLES
from qunmate.roster import pinyin
from qunmate.roster.columns import Mask, Numbers, Positions, Roster, Searched, Standings, days


@dataclass(frozen=True, slots=True)
class Filter:
    """Every condition that is set must hold; an empty set or None is no condition.

    `tags` asks for any of them. Dates are ISO text. `silent_days` counts from joining for
    members who never spoke. Members who left are hidden unless `left` or asked for by name:
    with `ids` only these members are shown. `in_groups` asks for every one of these groups,
    `not_in_groups` for none of them, `lists` for being in every one of these finder lists.
    """

    text: str = ""
    layers: frozenset[str] = frozenset()
    talk_roles: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    silent_days: int | None = None
    never_spoke: bool = False
    joined_since: str | None = None
    expires_before: str | None = None
    left: bool = False
    in_groups: frozenset[int] = frozenset()
    not_in_groups: frozenset[int] = frozenset()
    ids: frozenset[int] | None = None
    lists: frozenset[str] = frozenset()

    @property
    def terms(self) -> tuple[str, ...]:
        return tuple(pinyin.fold(self.text).split())

    @property
    def needs_search(self) -> bool:
        return bool(self.text or self.in_groups or self.not_in_groups)

    @property
    def needs_standings(self) -> bool:
        return bool(
            self.layers or self.talk_roles or self.silent_days or self.never_spoke or self.lists
        )


def matching(roster: Roster, wanted: Filter, order: Positions | None = None) -> Positions:
    """Positions that meet every condition, as they stand in `order` (of all; by default that
    of names).

    A condition on something that is not there yet (figures, search text) holds for all."""
    mask = _fields_mask(roster, wanted)
    if roster.haystacks is not None:
        mask &= _text_mask(roster, roster.haystacks, wanted.terms)
    if roster.standings is not None:
        mask &= _standings_mask(roster.standings, wanted)
    order = roster.by_name if order is None else order
    return order[mask[order]]


def _text_mask(roster: Roster, stacks: list[str], terms: tuple[str, ...]) -> Mask:
    """Where every term stands. Whoever types on is only looked for among those just found."""
    if not terms:
        return np.ones(len(stacks), dtype=np.bool_)
    before = roster.searched
    if before is None or before.stacks is not stacks or not _narrower(before.terms, terms):
        before = Searched(stacks, (), np.arange(len(stacks)), stacks)
    found, looked = before.positions, before.found
    for term in terms:
        hits = list(map(contains, looked, repeat(term)))
        if not all(hits):
            found, looked = found[np.array(hits)], list(compress(looked, hits))
    roster.searched = Searched(stacks, terms, found, looked)
    mask = np.zeros(len(stacks), dtype=np.bool_)
    mask[found] = True
    return mask


def _narrower(before: Sequence[str], now: Sequence[str]) -> bool:
    """Whether whatever meets the terms `now` met those `before`."""
    return all(any(old in new for new in now) for old in before)


def _fields_mask(roster: Roster, wanted: Filter) -> Mask:
    rows = roster.rows
    every = wanted.left or wanted.ids is not None
    mask = np.ones(len(rows), dtype=np.bool_) if every else ~roster.left
    if wanted.ids is not None:
        mask &= np.isin(np.array(rows.ids, dtype=np.int64), list(wanted.ids))
    if roster.memberships is not None:
        for group in wanted.in_groups:
            mask &= roster.memberships.get(group, False)
        for group in wanted.not_in_groups & roster.memberships.keys():
            mask &= ~roster.memberships[group]
    if wanted.tags:
        # rows share their tag tuples, so each distinct one is looked at once
        hits = {tags: not wanted.tags.isdisjoint(tags) for tags in set(rows.tags)}
        mask &= np.fromiter((hits[tags] for tags in rows.tags), np.bool_, len(rows))
    if wanted.roles:
        mask &= np.fromiter((role in wanted.roles for role in rows.roles), np.bool_, len(rows))
    if wanted.joined_since:
        joined = _day_numbers(roster, "joined_on", rows.joined_on)
        mask &= (joined != -1) & (joined >= days([wanted.joined_since])[0])
    if wanted.expires_before:
        expires = _day_numbers(roster, "expires_on", rows.expires_on)
        mask &= (expires != -1) & (expires < days([wanted.expires_before])[0])
    return mask


def _day_numbers(roster: Roster, name: str, dates: Sequence[str | None]) -> Numbers:
    if name not in roster.numbers:
        roster.numbers[name] = days(dates)
    return roster.numbers[name]


def _standings_mask(standings: Standings, wanted: Filter) -> Mask:
    mask = np.ones(len(standings.layers), dtype=np.bool_)
    if standings.bots is not None and (wanted.silent_days or wanted.never_spoke):
        mask &= ~standings.bots
    if wanted.layers:
        mask &= np.isin(standings.layers, [LAYERS.index(layer) for layer in wanted.layers])
    if wanted.talk_roles:
        codes = [TALK_ROLES.index(role) for role in wanted.talk_roles]
        mask &= np.isin(standings.talk_roles, codes)
    if wanted.silent_days:
        unknown = (standings.waiting < 0) & (standings.messages == 0)
        mask &= unknown | (standings.waiting >= wanted.silent_days)
    if wanted.never_spoke:
        mask &= standings.messages == 0
    for name in wanted.lists & standings.lists.keys():
        mask &= standings.lists[name]
    return mask


def ordered(
    positions: Positions, numbers: Numbers | None, *, descending: bool = False
) -> Positions:
    """Positions by a sort key; equal ones keep their order, unknown (-1) ones come last."""
    if numbers is None:
        return positions
    keys = numbers[positions]
    unknown = np.iinfo(np.int32).max
    keys = np.where(keys < 0, unknown, -keys if descending else keys)
    return positions[np.argsort(keys, kind="stable")]
