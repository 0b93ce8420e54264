"""Invents people: a card each, with ids that can't belong to anybody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from random import Random

from qunmate.demo import names
from qunmate.demo.groups import BOT_NAME

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
TAGS = (("种子用户", 6), ("讲师", 4), ("已付费", 22), ("志愿者", 5), ("同行", 8), ("老学员", 9))
NOTES = (
    "加过微信，回消息慢，适合晚上聊",
    "想在群里组织线下沙龙",
    "介绍过两位朋友进群",
    "对价格敏感，续费前先聊聊收获",
    "愿意做分享，时间要提前两周约",
    "喜欢私聊提问，多鼓励在群里说",
    "孩子小，九点以后才有空",
    "对广告反感，发福利前先铺垫",
    "可以帮忙维持秩序",
    "上次活动帮忙搬物料，记得感谢",
)


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
        return {"wechat": self.wxid, "qq": self.qq}.get(platform, self.telegram)


def invent_people(count: int, trades: Mapping[str, Sequence[str]], rng: Random) -> list[Person]:
    """`count` people: 0 is the operator, the last one the bot.

    `trades` holds three lists to draw from: trade, strength, need.
    """
    taken: set[str] = set()
    cities = [city for city, _weight in names.CITIES]
    heavy = list(accumulate(weight for _city, weight in names.CITIES))
    people = []
    for index in range(count):
        name = _name(index, count, taken, rng)
        city = rng.choices(cities, cum_weights=heavy)[0]
        people.append(_person(index, name, city, trades, rng, bot=index == count - 1 > 0))
    return people


def _name(index: int, count: int, taken: set[str], rng: Random) -> str:
    if index == 0:
        return names.OPERATOR
    if index == count - 1:
        return BOT_NAME
    if index <= len(names.CAST):
        name = names.CAST[index - 1]
    else:
        name = _new_name(rng)
        for _attempt in range(4):
            if name not in taken:
                break
            name = _new_name(rng)
    taken.add(name)
    return name


def _new_name(rng: Random) -> str:
    draw = rng.random()
    surname = names.SURNAMES[int(rng.random() ** 1.6 * len(names.SURNAMES))]
    if draw < 0.16:
        return surname + rng.choice(names.SINGLE)
    return surname + rng.choice(names.FIRST) + rng.choice(names.SECOND)


def _nick(name: str, rng: Random) -> str:
    draw = rng.random()
    if draw < 0.30:
        return name
    if draw < 0.62:
        return name[1:] if len(name) > 2 else name
    if draw < 0.72:
        return f"{rng.choice(('阿', '小', '老'))}{name[-1]}"
    if draw < 0.80:
        return f"{name[1:]}{rng.choice(('🌿', '🐟', '☀️', '.', '_', 'er', '🍋', '🌙'))}"
    nick = rng.choice(names.NICKS)
    return nick if draw < 0.9 else f"{nick}{rng.choice(('呀', '同学', '', '_', '本人', '不吃糖'))}"


def _person(
    index: int,
    name: str,
    city: str,
    trades: Mapping[str, Sequence[str]],
    rng: Random,
    *,
    bot: bool,
) -> Person:
    wxid = "".join(rng.choices(DIGITS, k=12))
    tags = tuple(tag for tag, share in TAGS if rng.random() * 100 < share)
    known = rng.random
    trade = _likely(trades["trade"], rng)
    if 0 < index <= len(names.CAST):
        trade = names.CAST_TRADES[index % 4]
        city = names.CAST_CITIES[index * 7 % 5]
    return Person(
        index=index,
        name=name,
        nick=name if bot or index <= len(names.CAST) else _nick(name, rng),
        wxid=f"wxid_{wxid}",
        qq=str(100_000_000 + index),
        telegram=f"user70{index:07}",
        city="杭州" if index == 0 else city,
        trade="社群运营" if index == 0 else trade,
        strengths="私域搭建、社群活动" if index == 0 else _several(trades["strength"], rng),
        needs=_likely(trades["need"], rng),
        phone=f"1390000{index:04}" if index < 10_000 and known() < 0.4 else None,
        gender=rng.choice(("male", "female")) if known() < 0.5 else None,
        birthday=_birthday(rng) if known() < 0.25 else None,
        notes=rng.choice(NOTES) if known() < 0.08 and index and not bot else None,
        tags=("种子用户", "讲师") if 0 < index <= 3 else () if bot or not index else tags,
        style=rng.randrange(10),
        is_self=index == 0,
        bot=bot,
        opt_out=index in (17, 43) and not bot,
    )


def _several(words: Sequence[str], rng: Random) -> str:
    chosen = [_likely(words, rng) for _one in range(1 + int(rng.random() * 2))]
    return "、".join(dict.fromkeys(chosen))


def _likely(words: Sequence[str], rng: Random) -> str:
    """One of the words, the first ones most often."""
    return words[int(rng.random() ** 4 * len(words))]


def _birthday(rng: Random) -> str:
    return f"{rng.randint(1975, 2004)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"


def card(book: str, person: Person, rng: Random) -> str:
    """The nickname in the group of that book: most keep to its form, some don't."""
    if person.bot or (person.index > 20 and rng.random() < 0.22):
        return person.nick
    short = person.name[1:] if len(person.name) > 2 else person.name
    if book == "operators":
        return f"{person.city}-{person.trade}-{short}"
    if book == "readers":
        return f"{person.city}-{rng.choice(names.BOOKS_SHORT)}-{short}"
    if book == "players":
        level, where = rng.choice(names.LEVELS), rng.choice(names.DISTRICTS)
        return f"{short}-{level}-{where}"
    if book == "sellers":
        return f"{rng.choice(names.STORES)}-{rng.choice(names.GOODS)}-{short}"
    return f"{short}-{rng.choice(names.TOOLS)}-{rng.choice(names.STYLES)}"
