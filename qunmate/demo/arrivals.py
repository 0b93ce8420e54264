"""People come and go: system lines, welcomes, introductions, leaves, the bot."""

from __future__ import annotations

from collections.abc import Sequence

from qunmate.demo.cast import NEVER, Cast
from qunmate.demo.room import Room
from qunmate.model import Kind
from qunmate.records import Record, SourceEvent

MANY = 4


def by_day(cast: Cast, first: int, last: int) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
    """Who joins and who leaves on each day of first … last."""
    joins: dict[int, list[int]] = {}
    leaves: dict[int, list[int]] = {}
    for who in range(len(cast)):
        if first <= cast.joined[who] <= last:
            joins.setdefault(cast.joined[who], []).append(who)
        if first <= cast.left[who] < min(last, NEVER):
            leaves.setdefault(cast.left[who], []).append(who)
    return joins, leaves


def arrive(room: Room, newcomers: Sequence[int], credit: float) -> None:
    """Those who join on this day: one line for each inviter, then a welcome for all."""
    by_inviter: dict[int | None, list[int]] = {}
    for who in newcomers:
        by_inviter.setdefault(room.cast.invited_by[who], []).append(who)
    at = room.midnight + 36_000 + int(room.random() * 36_000)
    for inviter, invited in by_inviter.items():
        for start in range(0, len(invited), MANY):
            at += room.wait(5, 1800)
            _join(room, at, inviter, invited[start : start + MANY])
    if credit > 2:
        at += room.wait(40, 900)
        _welcome(room, at, newcomers[:MANY])
        speaking = [who for who in newcomers if room.cast.weights[who] > 0]
        for who in speaking[: max(1, int(credit / 6))]:
            if room.maybe(0.62):
                at += room.wait(60, 1500)
                _introduce(room, at, who)


def _join(room: Room, at: int, inviter: int | None, invited: Sequence[int]) -> None:
    cast = room.cast
    shown = room.listed([cast.cards[who] for who in invited])
    if inviter is None:
        text = room.fixed("joined", who=shown)
    else:
        text = room.fixed("invited", by=cast.cards[inviter], who=shown)
    room.system(at, text)
    by = ("", "") if inviter is None else (cast.ids[inviter], cast.cards[inviter])
    for who in invited:
        room.events.append(SourceEvent(at, "join", (cast.ids[who], cast.cards[who]), by))


def _welcome(room: Room, at: int, newcomers: Sequence[int]) -> None:
    new = room.listed([room.name(who) for who in newcomers])
    known = {"new": new, "cardform": room.phrase("cardform")}
    if room.maybe(0.8):
        host = 0 if room.maybe(0.7) else room.speaker()
        room.say(at, host, room.phrase("welcome_owner", **known))
    for _one in range(room.crowd(1, 5)):
        at += room.wait(8, 200)
        room.say(at, room.asker(), room.phrase("welcome", **known))


def _introduce(room: Room, at: int, who: int) -> None:
    person = room.cast.people[who]
    inviter = room.cast.invited_by[who]
    known = {
        "name": room.name(who),
        "new": room.name(who),
        "city": person.city,
        "trade": person.trade,
        "inviter": room.name(inviter or 0),
    }
    room.say(at, who, room.phrase("intro", **known))
    for _one in range(room.crowd(1, 3)):
        at += room.wait(10, 240)
        key = "intro_react" if room.maybe(0.6) else "welcome"
        room.say(at, room.speaker(who), room.phrase(key, **known))


def leave(room: Room, leavers: Sequence[int]) -> None:
    cast = room.cast
    for who in leavers:
        at = room.midnight + 36_000 + int(room.random() * 43_000)
        room.system(at, room.fixed("left", who=cast.cards[who]))
        room.events.append(SourceEvent(at, "leave", (cast.ids[who], cast.cards[who])))


def bot_says(room: Room) -> None:
    """The group's bot posts its daily line, whether or not anybody listens."""
    cast, who = room.cast, len(room.cast) - 1
    room.serial += 1
    at = room.midnight + 8 * 3600
    text = room.phrase("bot", number=str(room.day % 1000))
    name = cast.people[who].nick
    room.out.append(
        Record(at, cast.ids[who], name, Kind.TEXT, text, name, platform_id=str(room.serial))
    )
