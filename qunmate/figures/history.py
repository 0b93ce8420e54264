"""What one group's messages boil down to: compact arrays from which every figure of any
period is computed. Deriving them reads every message once; after that they are kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from qunmate.clock import DAY

Ints = NDArray[np.int64]
_CELLS = 2**25
_LONG_AGO = -(2**40)  # before every instant
NEAR = 300  # a message answers the one before it if at most so many seconds earlier


class HumanMessages(NamedTuple):
    """The human messages of a group in order of time, then as imported.

    `at` instants and `wall` local wall-clock seconds; `sender` a member id, 0 for none.
    """

    at: Ints
    wall: Ints
    sender: Ints
    kind: Ints


class Links(NamedTuple):
    """Replies and mentions: the position of a human message, and the member it points at."""

    message: Ints
    member: Ints


@dataclass(frozen=True, slots=True)
class History:
    """Derived arrays, each family sorted by day. People are positions in `persons`.

    day, who, count: messages with a sender. hour_*, kind_*: all messages. talk_*: one row a
    conversation, `talk_reply` the seconds to the first answer, -1 if nobody answered.
    pair_*: one row for each unit of weight of a pair, `pair_a` < `pair_b`. at: the
    instants of all messages, sorted.
    """

    persons: Ints
    at: Ints
    day: Ints
    who: Ints
    count: Ints
    hour_day: Ints
    hour: Ints
    hour_count: Ints
    kind_day: Ints
    kind: Ints
    kind_count: Ints
    talk_day: Ints
    talk_starter: Ints
    talk_reply: Ints
    pair_day: Ints
    pair_a: Ints
    pair_b: Ints


def no_ints() -> Ints:
    return np.zeros(0, np.int64)


def distinct(values: Ints, size: int = 2**62) -> Ints:
    """Sorted, each once; all are in [0, size). Marking cells is faster than sorting where
    there are not too many of them, and np.unique, which hashes, is slower than either."""
    if size <= _CELLS:
        cells = np.zeros(size, bool)
        cells[values] = True
        return np.flatnonzero(cells)
    ordered = np.sort(values)
    return ordered[np.concatenate(([True], ordered[1:] != ordered[:-1]))[: len(ordered)]]


def tally(day: Ints, *keys: tuple[Ints, int], weight: Ints | None = None) -> tuple[Ints, ...]:
    """Count equal (day, key, …) rows, or add up their weights; sorted by day, then the keys.

    Each key comes with its size (values are below it). Gives day, each key, count.
    """
    if not len(day):
        return tuple(no_ints() for _ in range(len(keys) + 2))
    base, size = day.min(), 1
    packed = day - base
    for values, below in keys:
        packed, size = packed * below + values, size * below
    packed, counts = _counted(packed, (int(day.max() - base) + 1) * size, weight)
    unpacked = []
    for _values, below in reversed(keys):
        packed, values = np.divmod(packed, below)
        unpacked.append(values)
    return packed + base, *reversed(unpacked), counts


def _counted(packed: Ints, size: int, weight: Ints | None) -> tuple[Ints, Ints]:
    """The distinct values, sorted, and how often or with what weight each is there."""
    if size <= _CELLS:
        counts = np.bincount(packed, weight, size)
        if weight is not None:
            counts = counts.astype(np.int64)
        found = np.flatnonzero(counts)
        return found, counts[found]
    order = np.argsort(packed, kind="stable")
    packed = packed[order]
    starts = np.flatnonzero(np.diff(packed, prepend=-1))
    weights = np.ones_like(packed) if weight is None else weight[order]
    return packed[starts], np.add.reduceat(weights, starts)


def derive(messages: HumanMessages, links: Links, gap: float) -> History:
    """`gap` in seconds: a silence of that length or more ends a conversation."""
    everyone = np.concatenate((messages.sender, links.member))
    persons = distinct(everyone, int(everyone.max(initial=0)) + 1)
    persons = persons[persons > 0]
    day = messages.wall // DAY
    hours = tally(day, (messages.wall % DAY // 3600, 24))
    kinds = tally(day, (messages.kind, 128))
    spoken = np.flatnonzero(messages.sender)
    talk = _Talk(
        messages.at[spoken],
        day[spoken],
        positions(persons, messages.sender[spoken]),
        np.diff(messages.at[spoken], prepend=_LONG_AGO) >= gap,
    )
    return History(
        persons,
        messages.at,
        *tally(talk.day, (talk.who, len(persons))),
        *hours,
        *kinds,
        *_conversations(talk),
        *_pairs(talk, _spoken_links(links, spoken, persons), len(persons)),
    )


class _Talk(NamedTuple):
    """Messages with a sender; `opens` marks those that begin a conversation."""

    at: Ints
    day: Ints
    who: Ints
    opens: NDArray[np.bool_]


def positions(persons: Ints, members: Ints) -> Ints:
    """Positions of member ids in the sorted `persons`, all of whom must be there."""
    if not len(persons):
        return no_ints()
    if persons[-1] > 8 * len(members) + 1_000_000:
        return np.searchsorted(persons, members)
    table = np.zeros(persons[-1] + 1, np.int64)
    table[persons] = np.arange(len(persons))
    return table[members]


def _spoken_links(links: Links, spoken: Ints, persons: Ints) -> Links:
    """Links counted from messages with a sender only, members as positions."""
    if not len(links.message) or not len(spoken):
        return Links(no_ints(), no_ints())
    place = np.minimum(np.searchsorted(spoken, links.message), len(spoken) - 1)
    has_sender = spoken[place] == links.message
    return Links(place[has_sender], positions(persons, links.member)[has_sender])


def _conversations(talk: _Talk) -> tuple[Ints, ...]:
    at, day, who, opens = talk
    starts, number = np.flatnonzero(opens), np.cumsum(opens) - 1
    others = np.flatnonzero(who != who[starts][number])
    number = number[others]
    first = np.flatnonzero(np.diff(number, prepend=-1))
    reply = np.full(len(starts), -1, np.int64)
    reply[number[first]] = at[others[first]] - at[starts[number[first]]]
    order = np.argsort(day[starts], kind="stable")
    return day[starts][order], who[starts][order], reply[order]


def _pairs(talk: _Talk, links: Links, persons: int) -> tuple[Ints, ...]:
    """Each message and each other person it turns to, once."""
    at, day, who, opens = talk
    near = np.flatnonzero(~opens[1:] & (np.diff(at) <= NEAR) & (who[1:] != who[:-1])) + 1
    message, other = near, who[near - 1]
    if len(links.message):
        message = np.concatenate((message, links.message))
        other = np.concatenate((other, links.member))
        message, other = np.divmod(distinct(message * persons + other), persons)
        turned = other != who[message]
        message, other = message[turned], other[turned]
    order = np.argsort(day[message], kind="stable")
    message, other = message[order], other[order]
    low, high = np.minimum(who[message], other), np.maximum(who[message], other)
    return day[message], low, high
