"""Who is in a group and when: stays, roles, how much they talk, when they fade."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from random import Random

from qunmate.demo.groups import GroupSpec
from qunmate.demo.people import Names, Person, card

NEVER = 10**9
POOL_DAYS = 14
LARGE = 5_000
STILL_SPEAKING = 0.05  # of what they said before, when somebody has faded


@dataclass(slots=True)
class Cast:
    """The people of one group, as columns; position 0 is the operator.

    Days are days since 1970-01-01. Nobody speaks before the day after they joined (except
    in their own welcome), on or after the day they left, or once they faded.
    """

    people: list[Person] = field(default_factory=list)
    cards: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    joined: list[int] = field(default_factory=list)
    known: list[bool] = field(default_factory=list)
    left: list[int] = field(default_factory=list)
    fades: list[int] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)
    invited_by: list[int | None] = field(default_factory=list)
    expires: list[int | None] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.people)

    def here(self, who: int, day: int) -> bool:
        return self.joined[who] < day < self.left[who]


def gather(
    spec: GroupSpec, people: Sequence[Person], names: Names, first: int, last: int, rng: Random
) -> Cast:
    """The cast of a group for the year of days first … last."""
    cast = Cast()
    chosen = _choose(spec, people, rng)
    waves = _waves(spec, first, last, rng)
    ranks = list(range(1, len(chosen) + 1))
    rng.shuffle(ranks)
    for place, person in enumerate(chosen):
        _add(cast, spec, person, names, rng)
        _stay(cast, spec, first, last, waves, rng)
        if person.index % 9 == 4 and names.words["paid_tag"][0] in person.tags:
            cast.expires[-1] = last - 40 + rng.randrange(400)
        lively = _foreground(spec, person)
        _liveliness(cast, spec, 3 + place if lively else ranks[place], last, rng)
    _roles(cast)
    for place in range(1, len(cast)):
        cast.invited_by[place] = _inviter(cast, place, rng)
    return cast


def _choose(spec: GroupSpec, people: Sequence[Person], rng: Random) -> list[Person]:
    """The operator, then a share of everyone; the bot where there is one."""
    wanted = max(2, round(spec.size * len(people)))
    humans = people[1:-1]
    if spec.book == "operators":
        others = list(humans[: wanted - 1])
    else:
        # whoever is not in the biggest group must be in another one
        local = [
            p
            for p in humans
            if spec.book != "players" or p.city == people[0].city or p.index % 7 == 2
        ]
        others = sorted(rng.sample(local, min(wanted - 1, len(local))), key=lambda p: p.index)
        missing = [p for p in humans[-(len(humans) // 9 or 1) :] if _home(p) == spec.book]
        present = {p.index for p in others}
        others += [p for p in missing if p.index not in present]
    return [people[0], *others, *(people[-1:] if spec.bot else ())]


def _home(person: Person) -> str:
    return ("readers", "players", "sellers")[person.index % 3]


def _foreground(spec: GroupSpec, person: Person) -> bool:
    return spec.book == "operators" and 0 < person.index <= 9


def _add(cast: Cast, spec: GroupSpec, person: Person, names: Names, rng: Random) -> None:
    cast.people.append(person)
    cast.cards.append(card(spec, person, names, rng))
    cast.ids.append(person.platform_id(spec.platform))
    cast.roles.append("member")
    cast.invited_by.append(None)
    cast.expires.append(None)


def _waves(spec: GroupSpec, first: int, last: int, rng: Random) -> list[int]:
    """Days on which many join, the last of them a few days ago; denser towards the end where
    the group grows."""
    end = last - spec.quiet_days - 30 if spec.quiet_days else last
    days = end - first
    waves = [first + int(days * rng.random() ** spec.joins_late) for _ in range(13)]
    return [*waves, end - 6]


def _stay(
    cast: Cast, spec: GroupSpec, first: int, last: int, waves: list[int], rng: Random
) -> None:
    person = cast.people[-1]
    old = person.is_self or person.bot or person.index <= 12 or rng.random() < spec.before
    if old:
        joined = first - 1 - int((rng.random() ** 1.5) * 500) - (400 if person.is_self else 0)
    elif rng.random() < 0.7:
        joined = waves[int(rng.random() * len(waves))] + int(rng.expovariate(0.7))
    else:
        days = last - first - 2 * spec.quiet_days
        joined = first + int(days * rng.random() ** spec.joins_late)
    joined = min(joined, last - 1)
    stays = person.is_self or person.bot or person.index <= 20
    left = NEVER
    if not stays and rng.random() < spec.leave:
        begin = max(joined, first) + 3
        if spec.leave > 0.2:  # a declining group loses people late
            begin = max(begin, first + (last - first) * 2 // 5)
        left = begin + int(rng.random() * max(1, last - begin))
    cast.joined.append(joined)
    cast.known.append(person.is_self or not old or rng.random() > 0.13)
    cast.left.append(left if left < last else NEVER)


def _liveliness(cast: Cast, spec: GroupSpec, rank: int, last: int, rng: Random) -> None:
    """A Zipf-like weight; one in seven never speaks, many fade."""
    place = len(cast) - 1
    person = cast.people[place]
    if person.bot or (place and rank > 12 and rng.random() < 0.15):
        cast.weights.append(0.0)
        cast.fades.append(NEVER)
        return
    cast.weights.append(1.0 / (rank + spec.flatness) ** 0.95)
    fades = rank > 15 and rng.random() < 0.42
    start = max(cast.joined[place], last - 365)
    cast.fades.append(start + 10 + int(rng.expovariate(1 / 200)) if fades else NEVER)


def _roles(cast: Cast) -> None:
    cast.roles[0] = "owner"
    ranked = sorted(range(1, len(cast)), key=lambda who: (-cast.weights[who], who))
    for who in ranked[: min(3, len(cast) // 40)]:
        cast.roles[who] = "admin"
    for who in range(len(cast)):
        if cast.people[who].bot:
            cast.roles[who] = "admin"
    if cast.weights:
        cast.weights[0] = max(cast.weights) * 0.9


def _inviter(cast: Cast, place: int, rng: Random) -> int | None:
    """Someone lively who was there before, most often the operator; None: found it alone."""
    draw = rng.random()
    if draw < 0.2:
        return None
    if draw < 0.5:
        return 0
    for _attempt in range(6):
        who = int(rng.random() ** 2.5 * len(cast))
        if cast.joined[who] < cast.joined[place] < cast.left[who] and cast.weights[who]:
            return who
    return 0


class Pool:
    """Draws speakers of a day by their weight, in bulk."""

    def __init__(self, cast: Cast, rng: Random, power: float) -> None:
        self._cast = cast
        self._rng = rng
        self._weights = [weight**power for weight in cast.weights]
        # filling the pool of a very large group takes long
        self._days = POOL_DAYS if len(cast) < LARGE else 4 * POOL_DAYS
        self._until = -1
        self._members: list[int] = []
        self._heavy: list[float] = []
        self._drawn: list[int] = []

    def draw(self, day: int) -> int:
        """Somebody who may speak on that day; the operator if nobody else may."""
        if day > self._until:
            self._fill(day)
        joined, left, fades = self._cast.joined, self._cast.left, self._cast.fades
        for _attempt in range(30):
            if not self._drawn:
                if not self._members:
                    return 0
                self._drawn = self._rng.choices(self._members, cum_weights=self._heavy, k=512)
            who = self._drawn.pop()
            faded = day >= fades[who] and self._rng.random() > STILL_SPEAKING
            if joined[who] < day < left[who] and not faded:
                return who
        return 0

    def _fill(self, day: int) -> None:
        cast, self._until = self._cast, day + self._days - 1
        self._drawn = []
        self._members = [
            who
            for who, weight in enumerate(self._weights)
            if weight and cast.joined[who] < self._until and cast.left[who] > day
        ]
        self._heavy = list(accumulate(self._weights[who] for who in self._members))
