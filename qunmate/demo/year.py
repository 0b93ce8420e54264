"""Lives through a year of each group, day by day, in batches of records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from operator import itemgetter
from random import Random

from qunmate.clock import DAY, date_of
from qunmate.demo import arrivals, events, talk
from qunmate.demo.cast import Cast, gather
from qunmate.demo.festivals import festivals
from qunmate.demo.groups import GROUPS, GroupSpec
from qunmate.demo.people import Names, Person, invent_people
from qunmate.demo.plan import Planned, plan_day
from qunmate.demo.room import Keepsake, Room
from qunmate.demo.texts import Book, read_book
from qunmate.records import Batch

YEAR_DAYS = 365
PLAN_AHEAD = 14
NOW = 8 * 3600 + 30 * 60  # the last day's talk ends in the morning, when it was exported
BATCH = 2_000

SCENES: Mapping[str, talk.Scene] = {
    "chat": talk.chatter,
    "question": talk.question,
    "debate": talk.debate,
    "link": talk.link,
    "image": talk.image,
    "recall": talk.recall,
    "advert": talk.advert,
    "aside": talk.aside,
    "quote": talk.quote,
    "night": talk.night,
    "red_packet": events.red_packet_by_itself,
    "check-in": events.check_in_by_itself,
    "meeting": events.meeting,
}


@dataclass(slots=True)
class GroupYear:
    """One group's year. `batches` is to be read once; after that `kept` and `plan` are full."""

    spec: GroupSpec
    cast: Cast
    batches: Iterator[Batch]
    kept: list[Keepsake] = field(default_factory=list)
    plan: list[Planned] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Year:
    """The invented year of days `first` … `last`; the last one ends at `NOW`."""

    people: list[Person]
    groups: tuple[GroupYear, ...]
    first: int
    last: int


def invent_year(
    texts: Mapping[str, str], *, messages: int, members: int, seed: int, last: int
) -> Year:
    """About so many messages and members of all groups, the same for the same arguments.

    `texts` are the phrase books of one language by name: people, common, one for each group.
    """
    first = last - YEAR_DAYS + 1
    books = {spec.book: read_book(texts["common"], texts[spec.book]) for spec in GROUPS}
    rng = Random(seed)  # noqa: S311 - a story, not a secret
    names = Names(read_book(texts["common"], texts["people"]))
    people = invent_people(max(members, 6), names, _trades(books), rng)
    years = []
    for bare in GROUPS:
        book = books[bare.book]
        spec = _called(bare, book)
        own = Random(f"{seed} {spec.book}")  # noqa: S311
        cast = gather(spec, people, names, first, last, own)
        room = Room(spec, cast, book, own)
        year = GroupYear(spec, cast, iter(()), room.kept)
        year.batches = _live(room, year.plan, messages * spec.messages, first, last)
        years.append(year)
    return Year(people, tuple(years), first, last)


def _trades(books: Mapping[str, Book]) -> dict[str, list[str]]:
    """Trades, strengths and needs for the cards, taken from all books."""
    lists: dict[str, list[str]] = {}
    for key in ("trade", "strength", "need"):
        words = [word for book in books.values() for word in book.lines(key)]
        lists[key] = list(dict.fromkeys(words))
    return lists


def _called(spec: GroupSpec, book: Book) -> GroupSpec:
    told = book.fixed
    return replace(
        spec,
        name=told["name"],
        platform=told["platform"],
        timezone=told["timezone"],
        card=told["card"],
    )


def _live(
    room: Room, plan: list[Planned], messages: float, first: int, last: int
) -> Iterator[Batch]:
    targets = _targets(room, messages, first, last)
    joins, leaves = arrivals.by_day(room.cast, first, last)
    # in a tiny year a daily line of the bot would be most of what is said
    bot_days = max(1, round(1_000 / max(1.0, messages)))
    debt = 0.0
    batch = Batch()
    for day in range(first, last + 1):
        room.enter(day, targets[day - first])
        if day == last - 28:
            room.come_near()
        debt += targets[day - first]
        if room.spec.bot and (last - day) % bot_days == 0:
            arrivals.bot_says(room)
            debt -= 1
        planned = plan_day(room, day, last, NOW // 60)
        plan += planned
        debt = _day(room, planned, joins.get(day, ()), leaves.get(day, ()), debt)
        _take(room, batch, room.midnight + (NOW if day == last else DAY))
        if len(batch) >= BATCH:
            yield batch
            batch = Batch()
    yield batch
    for day in range(last + 1, last + 1 + PLAN_AHEAD):
        room.enter(day, targets[-2])
        plan += plan_day(room, day, last, NOW // 60)


def _day(
    room: Room,
    planned: Sequence[Planned],
    newcomers: Sequence[int],
    leavers: Sequence[int],
    debt: float,
) -> float:
    """One day: arrivals, what was planned, then scenes until `debt` messages are said; gives
    what is still owed (below zero if more was said)."""
    begin = room.serial
    if newcomers:
        arrivals.arrive(room, newcomers, debt)
    if leavers:
        arrivals.leave(room, leavers)
    for item in planned:
        if item.status == "done" and room.serial - begin < debt:
            events.hold(room, item, room.midnight + item.minute * 60 + room.wait(0, 120))
    while room.serial - begin < debt - 1:
        SCENES[room.some_scene()](room, room.some_time())
    return debt - (room.serial - begin)


def _take(room: Room, batch: Batch, end: int) -> None:
    """Move what was said before `end` into the batch, in order of time."""
    room.out.sort(key=itemgetter(0))
    cut = len(room.out)
    while cut and room.out[cut - 1].at >= end:
        cut -= 1
    batch.extend(room.out[:cut])
    batch.events += sorted(room.events, key=itemgetter(0))
    room.out[:] = room.out[cut:]
    room.events.clear()


def _targets(room: Room, messages: float, first: int, last: int) -> list[float]:
    """How many messages each day should have; they sum up to `messages`."""
    days, spec = last - first, room.spec
    shares = []
    for day in range(first, last + 1):
        when = date_of(day)
        share = spec.curve((day - first) / days) * spec.weekdays[when.weekday()]
        festival = festivals(when.year, room.festivals).get(when)
        if festival and festival[1]:
            share *= 1.3
        if spec.quiet_days and day > last - spec.quiet_days:
            share = 0.0
        if day == last:
            share *= 0.12
        shares.append(share)
    total = sum(shares)
    return [messages * share / total for share in shares]
