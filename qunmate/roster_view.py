"""Which members of a roster are shown, and in what order: pure arrays, no Qt and no SQL.

A roster is columns, not objects: a hundred thousand members are filtered and sorted within
the time between two key strokes. A position is a row number in these columns; -1 stands for
“not known” in every number column.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from qunmate import pinyin
from qunmate.clock import parse_day
from qunmate.model import LAYERS, ROLES, TALK_ROLES
from qunmate.standing import Standing

Positions = npt.NDArray[np.intp]
Numbers = npt.NDArray[np.int32]
Mask = npt.NDArray[np.bool_]

WEEKS = 12


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


@dataclass(frozen=True, slots=True)
class Filter:
    """Every condition that is set must hold; an empty set or None is no condition.

    `tags` asks for any of them. Dates are ISO text. `silent_days` counts from joining for
    members who never spoke. Members who left are hidden unless `left`.
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

    @property
    def terms(self) -> tuple[str, ...]:
        return tuple(pinyin.fold(self.text).split())

    @property
    def needs_standings(self) -> bool:
        return bool(self.layers or self.talk_roles or self.silent_days or self.never_spoke)


@dataclass(slots=True)
class Standings:
    """The figures of every position; layers and talk roles are indexes into model's lists.

    `waiting` are the days without a word: since the last one, else since joining. `joined`
    holds the days that are derived because none is known.
    """

    layers: Numbers
    overridden: Mask
    talk_roles: Numbers
    messages_30d: Numbers
    messages: Numbers
    days_silent: Numbers
    waiting: Numbers
    weeks: Numbers
    joined: dict[int, str]

    def layer(self, position: int) -> str | None:
        code = self.layers[position]
        return LAYERS[code] if code >= 0 else None

    def talk_role(self, position: int) -> str | None:
        code = self.talk_roles[position]
        return TALK_ROLES[code] if code >= 0 else None


@dataclass(slots=True)
class Roster:
    """Rows with what filtering and sorting need; what may be None comes later."""

    rows: RosterRows
    by_name: Positions
    left: Mask
    numbers: dict[str, Numbers] = field(default_factory=dict)
    details: RosterDetails | None = None
    haystacks: list[str] | None = None
    standings: Standings | None = None

    def tag_counts(self) -> Counter[str]:
        counts: Counter[str] = Counter()
        for tags, times in Counter(self.rows.tags).items():
            for tag in tags:
                counts[tag] += times
        return counts


def prepare(rows: RosterRows) -> Roster:
    """What the first sight of the table needs: the order by name, and who has left."""
    size = len(rows)
    keys = pinyin.sort_keys(rows.names)
    by_name = np.array(sorted(range(size), key=keys.__getitem__), dtype=np.intp)
    ranks = np.empty(size, dtype=np.int32)
    ranks[by_name] = np.arange(size, dtype=np.int32)
    left = np.array([day is not None for day in rows.left_on], dtype=np.bool_)
    return Roster(rows, by_name, left, {"name": ranks})


def haystacks(rows: RosterRows, details: RosterDetails) -> list[str]:
    """One folded string a row with everything the search looks at."""
    nicknames = [
        "" if text is None or text == name else text
        for name, text in zip(rows.names, rows.nicknames, strict=True)
    ]
    fields = zip(
        rows.names,
        nicknames,
        ["\n".join(tags) for tags in rows.tags],
        details.identities,
        *([text or "" for text in column] for column in _searched(details)),
        strict=True,
    )
    folded = pinyin.fold_all(["\n".join(texts) for texts in fields])
    columns = zip(folded, pinyin.spellings(rows.names), pinyin.spellings(nicknames), strict=True)
    return ["\n".join(lines) for lines in columns]


def _searched(details: RosterDetails) -> tuple[list[str | None], ...]:
    return details.notes, details.phones, details.cities, details.trades


def sort_numbers(rows: RosterRows, details: RosterDetails) -> dict[str, Numbers]:
    """A sort key a row for the columns that stand in the file; -1 comes last, whichever way."""
    roles = {role: code for code, role in enumerate(ROLES)}
    return {
        "nickname": _ranks(rows.nicknames),
        "tags": _ranks([" ".join(tags) for tags in rows.tags]),
        "city": _ranks(details.cities),
        "trade": _ranks(details.trades),
        "phone": _ranks(details.phones),
        "identities": _ranks(details.identities),
        "notes": _ranks(details.notes),
        "role": _codes(rows.roles, roles),
        "joined_on": days(rows.joined_on),
        "left_on": days(rows.left_on),
        "expires_on": days(rows.expires_on),
    }


def _ranks(texts: Iterable[str | None]) -> Numbers:
    texts = list(texts)
    distinct = list({text for text in texts if text})
    keys = dict(zip(distinct, pinyin.sort_keys(distinct), strict=True))
    ranks = {text: rank for rank, text in enumerate(sorted(distinct, key=keys.__getitem__))}
    return np.array([ranks[text] if text else -1 for text in texts], dtype=np.int32)


def _codes(values: Iterable[str | None], codes: Mapping[str, int]) -> Numbers:
    return np.array([codes.get(value, -1) if value else -1 for value in values], dtype=np.int32)


def days(dates: Sequence[str | None]) -> Numbers:
    """ISO dates as days since 1970-01-01, -1 where there is none."""
    stamps = np.array([day or "NaT" for day in dates], dtype="datetime64[D]")
    known = ~np.isnat(stamps)
    return np.where(known, stamps.astype(np.int64), -1).astype(np.int32)


def gather(ids: Sequence[int], found: Mapping[int, Standing]) -> Standings:
    """The figures in the order of `ids`; whoever has none stands there without any."""
    layer_codes = {layer: code for code, layer in enumerate(LAYERS)}
    role_codes = {role: code for code, role in enumerate(TALK_ROLES)}
    end = _last_day(found.values())
    size = len(ids)
    table = np.full((size, 6), -1, dtype=np.int32)
    table[:, 2:4] = 0
    overridden = np.zeros(size, dtype=np.bool_)
    weeks = np.zeros((size, WEEKS), dtype=np.int32)
    joined = {}
    for position, member_id in enumerate(ids):
        standing = found.get(member_id)
        if standing is None:
            continue
        silent = -1 if standing.days_silent is None else standing.days_silent
        table[position] = (
            layer_codes.get(standing.layer or "", -1),
            role_codes.get(standing.talk_role or "", -1),
            standing.messages_30d,
            standing.messages,
            silent,
            silent if silent >= 0 else _days_since(standing.joined_on, end),
        )
        overridden[position] = standing.overridden
        if standing.messages:
            weeks[position] = standing.weeks
        if standing.joined_on and not standing.joined_known:
            joined[position] = standing.joined_on
    columns = [np.ascontiguousarray(table[:, column]) for column in range(6)]
    return Standings(
        layers=columns[0],
        overridden=overridden,
        talk_roles=columns[1],
        messages_30d=columns[2],
        messages=columns[3],
        days_silent=columns[4],
        waiting=columns[5],
        weeks=weeks,
        joined=joined,
    )


def _last_day(found: Iterable[Standing]) -> int | None:
    """The day the figures are of: any last word and the days since tell it."""
    for standing in found:
        if standing.last_spoke_on is not None and standing.days_silent is not None:
            return parse_day(standing.last_spoke_on) + standing.days_silent
    return None


def _days_since(joined_on: str | None, end: int | None) -> int:
    if joined_on is None or end is None:
        return -1
    return max(end - parse_day(joined_on), 0)


def standing_numbers(standings: Standings) -> dict[str, Numbers]:
    """Sort keys of the columns that the figures fill."""
    return {
        "layer": standings.layers,
        "talk_role": standings.talk_roles,
        "messages_30d": standings.messages_30d,
        "messages": standings.messages,
        "days_silent": standings.days_silent,
        "weeks": standings.weeks.sum(axis=1, dtype=np.int32),
    }


def matching(roster: Roster, wanted: Filter) -> Positions:
    """Positions that meet every condition, in the order of names.

    A condition on something that is not there yet (figures, search text) holds for all."""
    mask = _fields_mask(roster, wanted)
    if roster.haystacks is not None:
        mask &= _text_mask(roster.haystacks, wanted.terms)
    if roster.standings is not None:
        mask &= _standings_mask(roster.standings, wanted)
    return roster.by_name[mask[roster.by_name]]


def _text_mask(stacks: list[str], terms: tuple[str, ...]) -> Mask:
    mask = np.ones(len(stacks), dtype=np.bool_)
    for term in terms:
        mask &= np.fromiter((term in stack for stack in stacks), np.bool_, len(stacks))
    return mask


def _fields_mask(roster: Roster, wanted: Filter) -> Mask:
    rows = roster.rows
    mask = np.ones(len(rows), dtype=np.bool_) if wanted.left else ~roster.left
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
