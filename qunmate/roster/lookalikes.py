"""Which cards may be one person: for the operator to decide, never for us.

Nothing here is certain. Each likeness says why it was noticed, and how much that weighs.
"""

from __future__ import annotations

import re
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from qunmate.roster import pinyin

MOST = 500  # pairs, the likeliest first
_CROWD = 12  # bearers of one name from which it tells nothing
_GAP = 3  # days between the last word of one name and the first of the other
_WORDS = 5  # messages under each
_TWO = 2
_ASIDE = re.compile(r"[(（\[【<《].*?[)）\]】>》]")
_SUFFIX = re.compile(r"(?<=\S)\s*[-_—–@|/·丨｜~+].*$")
_SIGNS = re.compile(r"[\W_]+")
_DIGITS = re.compile(r"\D+")


class Talk(NamedTuple):
    """What somebody said in a group: first and last day, messages."""

    first: int
    last: int
    messages: int


@dataclass(frozen=True, slots=True)
class Person:
    """A card. `ids` are (platform, value). `groups` holds those the person is or was in;
    `talk` those in which they spoke; `came` those whose record tells when they joined, and
    `went` when they left."""

    id: int
    names: tuple[str, ...]
    ids: tuple[tuple[str, str], ...] = ()
    phone: str = ""
    groups: frozenset[int] = frozenset()
    talk: Mapping[int, Talk] = field(default_factory=dict)
    came: frozenset[int] = frozenset()
    went: frozenset[int] = frozenset()


class Renamed(NamedTuple):
    """A line of a group that tells a new name: the card that it was said of."""

    group_id: int
    person_id: int
    new: str


class Likeness(NamedTuple):
    """Two cards (the lower id first), why (renamed, phone, id, follows, same_name, sound,
    near_name), what that rests on, and how likely it is, from 0 to 100."""

    first: int
    second: int
    reason: str
    words: Mapping[str, str]
    score: int


def find(people: Sequence[Person], renames: Iterable[Renamed] = ()) -> list[Likeness]:
    """The likely pairs, the likeliest first, each once, at most MOST."""
    by_id = {person.id: person for person in people}
    best: dict[tuple[int, int], Likeness] = {}
    for found in (
        *_renamed(by_id, renames),
        *_same_keys(by_id),
        *_near_names(by_id),
        *_followers(people),
    ):
        pair = found.first, found.second
        if pair not in best or best[pair].score < found.score:
            best[pair] = found
    ranked = sorted(best.values(), key=lambda one: (-one.score, one.first, one.second))
    return ranked[:MOST]


def _likeness(
    a: Person, b: Person, reason: str, score: int, words: Mapping[str, str]
) -> Iterator[Likeness]:
    if a.id != b.id:
        first, second = sorted((a.id, b.id))
        yield Likeness(first, second, reason, words, score)


def _renamed(by_id: Mapping[int, Person], renames: Iterable[Renamed]) -> Iterator[Likeness]:
    """A line said so, but the new name was somebody's already."""
    renames = list(renames)
    wanted = {one.new for one in renames}
    bearers: dict[str, list[Person]] = defaultdict(list)
    for person in by_id.values():
        for name in wanted.intersection(person.names):
            bearers[name].append(person)
    for one in renames:
        before = by_id.get(one.person_id)
        others = [other for other in bearers[one.new] if one.group_id in other.groups]
        if before and len(others) <= _TWO:
            for other in others:
                words = {"old": before.names[0], "new": one.new}
                yield from _likeness(before, other, "renamed", 95, words)


def _same_keys(by_id: Mapping[int, Person]) -> Iterator[Likeness]:
    """One phone, or one id, in two ways of writing."""
    phones: dict[str, list[Person]] = defaultdict(list)
    ids: dict[tuple[str, str], list[Person]] = defaultdict(list)
    for person in by_id.values():
        digits = _DIGITS.sub("", pinyin.fold(person.phone))[-11:] if person.phone else ""
        if len(digits) >= 7:
            phones[digits].append(person)
        for platform, value in person.ids:
            ids[platform, _id_core(value)].append(person)
    for bearers in phones.values():
        for a, b in _pairs(bearers):
            yield from _likeness(a, b, "phone", 90, {"phone": a.phone})
    for (_platform, core), bearers in ids.items():
        for a, b in _pairs(bearers):
            yield from _likeness(a, b, "id", 90, {"id": core})


def _id_core(value: str) -> str:
    return re.sub(r"\s+", "", pinyin.fold(value)).lstrip("0@+")


def _near_names(by_id: Mapping[int, Person]) -> Iterator[Likeness]:
    """Names that are alike, of people who share a group."""
    bearers = [(person.id, name) for person in by_id.values() for name in person.names]
    cores = [core_of(name) for _id, name in bearers]
    sounds = (text.partition("\n")[0] for text in pinyin.spellings(cores))
    both = zip(sounds, cores, strict=True)
    accounts = {person.id: _accounts(person) for person in by_id.values()}
    for score, reason, keys in (
        (70, "same_name", ([core] if len(core) >= _TWO else [] for core in cores)),
        (55, "sound", ([sound] if sound and len(core) >= _TWO else [] for sound, core in both)),
        (50, "near_name", map(_shortened, cores)),
    ):
        for places in _sharing(keys):
            for one, other in _named_pairs({bearers[place] for place in places}):
                a, b = by_id[one[0]], by_id[other[0]]
                # two accounts of one platform are two people
                if not a.groups & b.groups or accounts[a.id] & accounts[b.id]:
                    continue
                if reason == "near_name" and not _one_off(core_of(one[1]), core_of(other[1])):
                    continue
                less = 15 if _talk_side_by_side(a, b) else 0
                words = {"one": one[1], "other": other[1]}
                yield from _likeness(a, b, reason, score - less, words)


def _sharing(keys: Iterable[Sequence[str]]) -> Iterator[list[int]]:
    """The places that have a key in common, for each key that several have. Most have none:
    as hashes, a million keys take a tenth of the memory of a table of them."""
    import numpy as np

    counts, told = array("q"), array("q")
    for some in keys:
        counts.append(len(some))
        told.extend(map(hash, some))
    hashes = np.array(told)
    order = np.argsort(hashes, kind="stable")
    hashes = hashes[order]
    places = np.repeat(np.arange(len(counts)), np.array(counts))[order]
    same = np.concatenate(([False], hashes[1:] == hashes[:-1], [False]))
    begins, ends = (np.flatnonzero(same[1:] & ~same[:-1]), np.flatnonzero(same[:-1] & ~same[1:]))
    for begin, end in zip(begins.tolist(), ends.tolist(), strict=True):
        yield places[begin : end + 1].tolist()


def _named_pairs(bearers: AbstractSet[tuple[int, str]]) -> Iterator[tuple[tuple[int, str], ...]]:
    """The pairs of names of two people, but for a name that a crowd bears."""
    if 1 < len({id_ for id_, _name in bearers}) <= _CROWD:
        for one, other in combinations(sorted(bearers), 2):
            if one[0] != other[0]:
                yield one, other


@lru_cache(maxsize=200_000)
def core_of(name: str) -> str:
    """A name without what people hang on it: (asides), -cities, signs and emoji."""
    folded = pinyin.fold(name)
    bare = _SIGNS.sub("", _SUFFIX.sub("", _ASIDE.sub("", folded)))
    return bare or _SIGNS.sub("", folded)


def _shortened(core: str) -> list[str]:
    """A long name, and it with each one of its characters behind the first left out: two names
    that differ in one have one of these in common."""
    if len(core) < (3 if not core.isascii() else 5) or len(core) > 16:
        return []
    return list(dict.fromkeys([core, *(core[:at] + core[at + 1 :] for at in range(1, len(core)))]))


def _one_off(a: str, b: str) -> bool:
    """Whether one character was changed, added or left out, behind the first."""
    if a == b or a[:1] != b[:1] or (a + b).isdecimal():
        return False
    if a.rstrip("0123456789") == b.rstrip("0123456789"):
        return False  # 成员1 and 成员2
    if len(a) == len(b):
        return sum(x != y for x, y in zip(a, b, strict=True)) == 1
    short, long = sorted((a, b), key=len)
    return len(long) - len(short) == 1 and any(
        long[:at] + long[at + 1 :] == short for at in range(len(long))
    )


def _accounts(person: Person) -> set[str]:
    """Where the person has an account; one of WeChat has a wxid and a 微信号."""
    if not person.ids:
        return set()
    return {
        f"{platform}:wxid" if value.startswith("wxid_") else platform
        for platform, value in person.ids
    }


def _talk_side_by_side(a: Person, b: Person) -> bool:
    """Whether they speak in one group over the same weeks: seldom one person with two names."""
    for group_id in a.talk.keys() & b.talk.keys():
        one, other = a.talk[group_id], b.talk[group_id]
        if min(one.last, other.last) - max(one.first, other.first) >= 14:
            return True
    return False


def _followers(people: Sequence[Person]) -> Iterator[Likeness]:
    """A name without an id falls silent for good, another begins right then, and nothing tells
    that anyone left or joined. Only where no second name would do as well."""
    by_group: dict[int, list[Person]] = defaultdict(list)
    for person in people:
        if not person.ids:
            for group_id, talk in person.talk.items():
                if talk.messages >= _WORDS:
                    by_group[group_id].append(person)
    for group_id, members in by_group.items():
        yield from _followers_in(group_id, members)


def _followers_in(group_id: int, members: Sequence[Person]) -> Iterator[Likeness]:
    end = max(person.talk[group_id].last for person in members)
    start = min(person.talk[group_id].first for person in members)
    begins: dict[int, list[Person]] = defaultdict(list)
    ends: dict[int, list[Person]] = defaultdict(list)
    for person in members:
        talk = person.talk[group_id]
        if group_id not in person.came and talk.first > start + 7:
            begins[talk.first].append(person)
        if group_id not in person.went and talk.last < end - 7:
            ends[talk.last].append(person)
    for last, silent in ends.items():
        next_ = [one for day in range(last, last + _GAP + 1) for one in begins.get(day, ())]
        if len(silent) == 1 and len(next_) == 1 and silent[0].id != next_[0].id:
            words = {"one": silent[0].names[0], "other": next_[0].names[0]}
            yield from _likeness(silent[0], next_[0], "follows", 45, words)


def _pairs(bearers: Sequence[Person]) -> Iterator[tuple[Person, Person]]:
    if len(bearers) <= _CROWD:
        yield from combinations(bearers, 2)
