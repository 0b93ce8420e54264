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
from typing import NamedTuple, TypeVar

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
T = TypeVar("T")


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


class Account(NamedTuple):
    """`core` is the id without what it may be written with or without."""

    person: Person
    platform: str
    core: str


def _same_keys(by_id: Mapping[int, Person]) -> Iterator[Likeness]:
    accounts = [
        Account(person, platform, "".join(pinyin.fold(value).split()).lstrip("0@+"))
        for person in by_id.values()
        for platform, value in person.ids
    ]
    yield from _same_phones(by_id, accounts)
    yield from _same_ids(accounts)


def _same_phones(by_id: Mapping[int, Person], accounts: Iterable[Account]) -> Iterator[Likeness]:
    """One phone in two ways of writing, or as somebody's id."""
    phones: dict[str, list[Person]] = defaultdict(list)
    for person in by_id.values():
        digits = _DIGITS.sub("", pinyin.fold(person.phone))[-11:] if person.phone else ""
        if len(digits) >= 7:
            phones[digits].append(person)
    for one in accounts:
        if _MOBILE.fullmatch(one.core):
            phones[one.core].append(one.person)
    for number, bearers in phones.items():
        for a, b in _pairs(bearers):
            reason = "phone" if a.phone and b.phone else "number"
            yield from _likeness(a, b, reason, 90, {"phone": a.phone or b.phone or number})


def _same_ids(accounts: Iterable[Account]) -> Iterator[Likeness]:
    """One id in two ways of writing; or on two platforms, if somebody has thought it up."""
    owners: dict[str, list[Account]] = defaultdict(list)
    for one in accounts:
        owners[one.core].append(one)
    for core, some in owners.items():
        own = len(core) >= _HANDLE and not core.isdecimal()
        for one, other in _pairs(some):
            if one.platform == other.platform:
                yield from _likeness(one.person, other.person, "id", 90, {"id": core})
            elif own:
                yield from _likeness(one.person, other.person, "handle", 75, {"id": core})


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
            alike = [bearers[place] for place in places]
            crowd = len({one.id for one in alike})
            if not 1 < crowd <= _CROWD:
                continue
            for one, other in combinations(alike, 2):
                if one.id == other.id or not _alike(reason, one, other, crowd):
                    continue
                a, b = by_id[one.id], by_id[other.id]
                if a.groups.isdisjoint(b.groups):
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
    if name_cores.ALL in (one.share, other.share) and reason != "sound":
        return reason == "same_name" or _one_off(one.core, other.core)
    long = min(len(one.core), len(other.core)) >= (_SPELLED if one.core.isascii() else 3)
    if name_cores.ALL in (one.share, other.share):
        return one.core != other.core and (one.sound == other.sound or long)
    most = one.share == other.share == name_cores.MOST
    return most and long and crowd == _TWO and reason == "same_name"


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


def _shortened(core: str) -> list[str]:
    """A long name, and it with each one of its characters behind the first left out: two names
    that differ in one have one of these in common."""
    if len(core) < (3 if not core.isascii() else 5) or len(core) > 16:
        return []
    return list(dict.fromkeys([core, *(core[:at] + core[at + 1 :] for at in range(1, len(core)))]))


def _one_off(a: str, b: str) -> bool:
    """Whether one character was changed, added, left out or swapped, behind the first."""
    if a == b or a[:1] != b[:1] or (a.isdecimal() and b.isdecimal()):
        return False
    if a.rstrip("0123456789") == b.rstrip("0123456789"):
        return False  # 成员1 and 成员2
    short, long = sorted((a, b), key=len)
    at = next((at for at, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), len(short))
    if len(short) < len(long):
        return long[at + 1 :] == short[at:]
    swapped = b[at + 1 : at + 2] + b[at] + b[at + 2 :]
    return a[at + 1 :] == b[at + 1 :] or a[at:] == swapped


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


def _pairs(bearers: Sequence[T]) -> Iterator[tuple[T, T]]:
    if len(bearers) <= _CROWD:
        yield from combinations(bearers, 2)
