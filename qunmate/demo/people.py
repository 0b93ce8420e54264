"""Invents people: a card each, with ids that can't belong to anybody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import accumulate
from random import Random

from qunmate.demo.groups import GroupSpec
from qunmate.demo.texts import Book

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
# what the nicknames in a group's form tell, besides the person's own card
_CARD_WORDS: Mapping[str, Sequence[str]] = {
    "operators": (),
    "readers": ("book_short",),
    "players": ("level", "district"),
    "sellers": ("store", "goods"),
    "painters": ("tool", "picture_style"),
}


@dataclass(frozen=True, slots=True)
class Person:
    """One invented human (or the bot). `style` tells how they type."""

    index: int
    name: str
    nick: str
    wxid: str
    qq: str
    telegram: str
    city: str
    trade: str
    strengths: str
    needs: str
    phone: str | None
    gender: str | None
    birthday: str | None
    notes: str | None
    tags: tuple[str, ...]
    style: int
    is_self: bool = False
    bot: bool = False
    opt_out: bool = False

    def platform_id(self, platform: str) -> str:
        own = {"wechat": self.wxid, "qq": self.qq, "line": self.line, "discord": self.discord}
        return own.get(platform, self.telegram)

    @property
    def given(self) -> str:
        return _given(self.name)

    @property
    def line(self) -> str:
        return f"U{self.wxid.removeprefix('wxid_')}"

    @property
    def discord(self) -> str:
        return f"9{self.index:017}"


class Names:
    """The words that the people of one place are made of."""

    def __init__(self, book: Book) -> None:
        self.fixed = book.fixed
        self.words = {key: book.words(key) for key in book.phrases}
        self.notes = book.lines("note")
        self.tags = _shares(book, "tag_share")
        cities = _shares(book, "city_share")
        self.cities = [city for city, _share in cities]
        self.city_shares = list(accumulate(share for _city, share in cities))
        self.cast = self.words["cast"]

    def choose(self, key: str, rng: Random) -> str:
        """One of the words; a `-` among them stands for nothing."""
        return rng.choice(self.words[key]).strip("-")

    def phone(self, index: int) -> str | None:
        """The number of this person only, as long as there are any."""
        pattern = self.words["phone"][0]
        bare = pattern.rstrip("#")
        digits = len(pattern) - len(bare)
        return f"{bare}{index:0{digits}}" if index < 10**digits else None


def _shares(book: Book, key: str) -> list[tuple[str, int]]:
    lines = [line.rpartition(" ") for line in book.lines(key)]
    return [(word, int(share)) for word, _space, share in lines]


def invent_people(
    count: int, names: Names, trades: Mapping[str, Sequence[str]], rng: Random
) -> list[Person]:
    """`count` people: 0 is the operator, the last one the bot.

    `trades` holds three lists to draw from: trade, strength, need.
    """
    taken: set[str] = set()
    people = []
    for index in range(count):
        name = _name(names, index, count, taken, rng)
        city = rng.choices(names.cities, cum_weights=names.city_shares)[0]
        people.append(_person(names, index, name, city, trades, rng, bot=index == count - 1 > 0))
    return people


def _name(names: Names, index: int, count: int, taken: set[str], rng: Random) -> str:
    if index == 0:
        return names.words["operator"][0]
    if index == count - 1:
        return names.words["bot"][0]
    if index <= len(names.cast):
        name = names.cast[index - 1]
    else:
        name = _new_name(names, rng)
        for _attempt in range(4):
            if name not in taken:
                break
            name = _new_name(names, rng)
    taken.add(name)
    return name


def _new_name(names: Names, rng: Random) -> str:
    draw = rng.random()
    surnames = names.words["surname"]
    surname = surnames[int(rng.random() ** 1.6 * len(surnames))]
    if draw < 0.16:
        given = names.choose("given_alone", rng)
    else:
        given = names.choose("given_first", rng) + names.choose("given_second", rng)
    return names.fixed["full_name"].format(surname=surname, given=given)


def _given(name: str) -> str:
    """What friends call somebody: Nora Whitfield is Nora, 林晓雨 is 晓雨."""
    first, blank, _last = name.partition(" ")
    return first if blank or len(name) < 3 else name[1:]


def _nick(names: Names, name: str, rng: Random) -> str:
    draw = rng.random()
    if draw < 0.30:
        return name
    if draw < 0.62:
        return _given(name)
    if draw < 0.72:
        before, initial = names.choose("nick_before", rng), name.rpartition(" ")[2][0]
        form = names.fixed["nick_short"]
        return form.format(before=before, last=name[-1], given=_given(name), initial=initial)
    if draw < 0.80:
        return f"{_given(name)}{names.choose('nick_mark', rng)}"
    nick = names.choose("nick", rng)
    return nick if draw < 0.9 else f"{nick}{names.choose('nick_behind', rng)}"


def _person(
    names: Names,
    index: int,
    name: str,
    city: str,
    trades: Mapping[str, Sequence[str]],
    rng: Random,
    *,
    bot: bool,
) -> Person:
    wxid = "".join(rng.choices(DIGITS, k=12))
    tags = tuple(tag for tag, share in names.tags if rng.random() * 100 < share)
    known = rng.random
    trade = _likely(trades["trade"], rng)
    strengths = ""
    if 0 < index <= len(names.cast):
        trade = names.words["cast_trade"][index % 4]
        city = names.words["cast_city"][index * 7 % 5]
    elif index == 0:
        _name_of, city, trade, strengths = names.words["operator"]
    phone = names.phone(index)
    if 0 < index <= 3:
        tags = tuple(names.words["cast_tags"])
    elif bot or not index:
        tags = ()
    return Person(
        index=index,
        name=name,
        nick=name if bot or index <= len(names.cast) else _nick(names, name, rng),
        wxid=f"wxid_{wxid}",
        qq=str(100_000_000 + index),
        telegram=f"user70{index:07}",
        city=city,
        trade=trade,
        strengths=strengths or _several(names, trades["strength"], rng),
        needs=_likely(trades["need"], rng),
        phone=phone if phone and known() < 0.4 else None,
        gender=rng.choice(("male", "female")) if known() < 0.5 else None,
        birthday=_birthday(rng) if known() < 0.25 else None,
        notes=rng.choice(names.notes) if known() < 0.08 and index and not bot else None,
        tags=tags,
        style=rng.randrange(10),
        is_self=index == 0,
        bot=bot,
        opt_out=index in (17, 43) and not bot,
    )


def _several(names: Names, words: Sequence[str], rng: Random) -> str:
    chosen = [_likely(words, rng) for _one in range(1 + int(rng.random() * 2))]
    pair = names.fixed["pair"]
    return reduce(lambda one, more: pair.format(first=one, second=more), dict.fromkeys(chosen))


def _likely(words: Sequence[str], rng: Random) -> str:
    """One of the words, the first ones most often."""
    return words[int(rng.random() ** 4 * len(words))]


def _birthday(rng: Random) -> str:
    return f"{rng.randint(1975, 2004)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"


def card(spec: GroupSpec, person: Person, names: Names, rng: Random) -> str:
    """The nickname in the group: most keep to its form, some don't."""
    if person.bot or (person.index > 20 and rng.random() < 0.22):
        return person.nick
    own = {key: names.choose(key, rng) for key in _CARD_WORDS[spec.book]}
    return spec.card.format(given=person.given, city=person.city, trade=person.trade, **own)
