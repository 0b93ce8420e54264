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

from qunmate.roster import name_cores, pinyin
from qunmate.roster.name_cores import cores_of

MOST = 500  # pairs, the likeliest first
_CROWD = 12  # bearers of one name from which it tells nothing
_COMMON = 3  # how much less likely each further bearer of a name makes it
_GAP = 3  # days between the last word of one name and the first of the other
_WORDS = 5  # messages under each
_TWO = 2
_HANDLE = 6  # characters of an id that the same person may have chosen elsewhere
_SPELLED = 5  # letters of a name that is spelled out
_MOBILE = re.compile(r"1[3-9]\d{9}")
_SLURRED = re.compile(r"([zcs])h|(?<=n)g")
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
    """Two cards (the lower id first), why (renamed, phone, number, id, handle, follows, same_name,
    sound, near_name), what that rests on, and how likely it is, from 0 to 100."""

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
        *_handles(by_id),
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
            core = _id_core(value)
            ids[platform, core].append(person)
            if _MOBILE.fullmatch(core):
                phones[core].append(person)
    for number, bearers in phones.items():
        for a, b in _pairs(bearers):
            reason = "phone" if a.phone and b.phone else "number"
            yield from _likeness(a, b, reason, 90, {"phone": a.phone or b.phone or number})
    for (_platform, core), bearers in ids.items():
        for a, b in _pairs(bearers):
            yield from _likeness(a, b, "id", 90, {"id": core})


def _handles(by_id: Mapping[int, Person]) -> Iterator[Likeness]:
    """One id on two platforms, that somebody has thought up."""
    handles: dict[str, dict[int, Person]] = defaultdict(dict)
    for person in by_id.values():
        for _platform, value in person.ids:
            core = _id_core(value)
            if len(core) >= _HANDLE and not core.isdecimal():
                handles[core][person.id] = person
    for core, owners in handles.items():
        for a, b in _pairs(list(owners.values())):
            yield from _likeness(a, b, "handle", 75, {"id": core})


def _id_core(value: str) -> str:
    return re.sub(r"\s+", "", pinyin.fold(value)).lstrip("0@+")


class Bearer(NamedTuple):
    """A name of somebody, one of its cores, and how much of the name that is."""

    id: int
    name: str
    core: str
    share: int
    sound: str


def _near_names(by_id: Mapping[int, Person]) -> Iterator[Likeness]:
    """Names that are alike, of people who share a group."""
    bearers = _bearers(by_id)
    accounts = {person.id: _accounts(person) for person in by_id.values()}
    for score, reason, keys in (
        (70, "same_name", ([one.core] if len(one.core) >= _TWO else [] for one in bearers)),
        (55, "sound", ([_slurred(one.sound)] if one.sound else [] for one in bearers)),
        (50, "near_name", (_shortened(one.core) for one in bearers)),
    ):
        for places in _sharing(keys):
            crowd = len({bearers[place].id for place in places})
            if not 1 < crowd <= _CROWD:
                continue
            for one, other in _named_pairs({bearers[place] for place in places}):
                a, b = by_id[one.id], by_id[other.id]
                if not a.groups & b.groups or not _alike(reason, one, other, crowd):
                    continue
                less = _less(a, b, accounts[a.id] & accounts[b.id], reason, one.core)
                less += 10 if reason == "sound" and one.sound != other.sound else 0
                less += _COMMON * (crowd - _TWO)  # what many are called tells little
                if less < score:
                    words = {"one": one.name, "other": other.name}
                    yield from _likeness(a, b, reason, score - less, words)


def _bearers(by_id: Mapping[int, Person]) -> list[Bearer]:
    named: list[tuple[int, str, str, int]] = []
    for person in by_id.values():
        told: dict[str, tuple[str, int]] = {}  # the same core of another name tells nothing new
        for name in person.names:
            for core, share in cores_of(name):
                if core not in told or share > told[core][1]:
                    told[core] = name, share
        named += [(person.id, name, core, share) for core, (name, share) in told.items()]
    spelled = pinyin.spellings([core for _id, _name, core, _share in named])
    return [
        Bearer(*told, _sound(told[2], spelling))
        for told, spelling in zip(named, spelled, strict=True)
    ]


def _sound(core: str, spelling: str) -> str:
    """As it is spoken; a long word of letters may be one that is spelled out."""
    if spelling:
        return spelling.partition("\n")[0] if len(core) >= _TWO else ""
    return core if len(core) >= _SPELLED and core.isascii() and core.isalpha() else ""


@lru_cache(maxsize=200_000)
def _slurred(sound: str) -> str:
    """As many speak it, who don't part zh from z and ng from n."""
    return _SLURRED.sub(lambda found: found[1] or "", sound)


def _alike(reason: str, one: Bearer, other: Bearer, crowd: int) -> bool:
    """What two names have in common is all of one of them, or most of both and nobody else's:
    else it may be a place or a trade."""
    long = min(len(one.core), len(other.core)) >= (_SPELLED if one.core.isascii() else 3)
    if name_cores.ALL not in {one.share, other.share}:
        most = one.share == other.share == name_cores.MOST
        return most and long and crowd == _TWO and reason == "same_name"
    if reason == "sound":
        return one.core != other.core and (one.sound == other.sound or long)
    return reason == "same_name" or _one_off(one.core, other.core)


def _less(a: Person, b: Person, same_platform: AbstractSet[str], reason: str, core: str) -> int:
    """How much less likely they are. Two accounts of one platform are two people, but for one
    name in full whose bearers never spoke side by side."""
    together = _talk_side_by_side(a, b)
    if same_platform:
        long = len(core) >= (2 * _SPELLED if core.isascii() else 3)
        return 35 if reason == "same_name" and long and not together else 100
    return 15 if together else 0


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


def _named_pairs(bearers: AbstractSet[Bearer]) -> Iterator[tuple[Bearer, Bearer]]:
    for one, other in combinations(sorted(bearers), 2):
        if one.id != other.id:
            yield one, other


def _shortened(core: str) -> list[str]:
    """A long name, and it with each one of its characters behind the first left out: two names
    that differ in one have one of these in common."""
    if len(core) < (3 if not core.isascii() else 5) or len(core) > 16:
        return []
    return list(dict.fromkeys([core, *(core[:at] + core[at + 1 :] for at in range(1, len(core)))]))


def _one_off(a: str, b: str) -> bool:
    """Whether one character was changed, added, left out or swapped, behind the first."""
    if a == b or a[:1] != b[:1] or (a + b).isdecimal():
        return False
    if a.rstrip("0123456789") == b.rstrip("0123456789"):
        return False  # 成员1 and 成员2
    if len(a) == len(b):
        other = [at for at, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
        if len(other) == _TWO and other[1] == other[0] + 1:
            return a[other[0]] == b[other[1]] and a[other[1]] == b[other[0]]
        return len(other) == 1
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
