"""One group on one day: who can speak, what was said, what is worth keeping."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Mapping, Sequence
from datetime import date
from functools import reduce
from itertools import accumulate
from random import Random
from typing import NamedTuple

from qunmate.clock import DAY, date_of, day_of
from qunmate.demo.cast import Cast, Pool
from qunmate.demo.groups import GroupSpec
from qunmate.demo.texts import NOTHING, Book, Deck, Template, Voice
from qunmate.model import Kind
from qunmate.records import Record, SourceEvent

LONG_TEXT = 12
REMEMBERED = 400
_SENTENCE_END = re.compile(r"。|(?<=\w)\. +")


class Keepsake(NamedTuple):
    """A highlight: `authors` are positions in the cast, `messages` platform ids."""

    kind: str
    title: str
    text: str
    authors: tuple[int, ...]
    topics: tuple[str, ...]
    starred: bool
    day: int
    messages: tuple[str, ...]


class Room:
    """Collects what is said; scenes are functions that get a room."""

    def __init__(self, spec: GroupSpec, cast: Cast, book: Book, rng: Random) -> None:
        self.spec, self.cast, self.book, self.rng = spec, cast, book, rng
        self.random = rng.random
        self.voice = Voice(book.phrases, rng)
        self.questions = Deck(book.questions, rng)
        self.debates = Deck(book.debates, rng)
        self.chats = Deck(book.chats, rng)
        self.links = Deck(book.links, rng)
        self.bodies = list(reversed(book.bodies))
        self.festivals = book.festivals
        self._placeholders = {
            book.fixed["image"]: Kind.IMAGE,
            book.fixed["video"]: Kind.VIDEO,
            **dict.fromkeys(book.fixed["stickers"].split(), Kind.EMOJI),
        }
        self._tails = tuple(book.fixed["tails"].split())
        self._owner_tails = tuple(book.fixed["owner_tails"].split())
        self.out: list[Record] = []
        self.events: list[SourceEvent] = []
        self.kept: list[Keepsake] = []
        self.day = 0
        self.midnight = 0
        self.words: dict[str, str] = {}
        self.lively = 1.0
        self.busy = 0.0
        self.streaks: dict[int, int] = {}
        self.serial = 0
        self.talks = 0
        self.recent = False
        self._kept_on = 0
        self._keep_days = spec.keep_days
        self._titles: dict[str, int] = {}
        self._recent: dict[str, int] = {}
        self._speakers = Pool(cast, rng, 1.0)
        self._askers = Pool(cast, rng, 0.45)
        self._hours = list(accumulate(spec.hours))
        self._scenes = [name for name, _weight in spec.mix]
        self._mix = list(accumulate(weight for _name, weight in spec.mix))

    def enter(self, day: int, target: float) -> None:
        """Begin a day on which about `target` messages are wanted."""
        today = date_of(day)
        self.day, self.midnight = day, day * DAY
        self.busy = target
        self.lively = min(3.0, max(0.35, (target / 45) ** 0.5))
        self.words = self._day_words(today)
        self.words["weather"] = self.voice.say(f"weather_{_season(today)}")

    def speaker(self, *others: int) -> int:
        """Somebody lively who is none of the others (if there is anybody)."""
        return self._draw(self._speakers, others)

    def asker(self, *others: int) -> int:
        """Somebody, the quieter ones included."""
        return self._draw(self._askers, others)

    def _draw(self, pool: Pool, others: tuple[int, ...]) -> int:
        who = pool.draw(self.day)
        for _attempt in range(12):
            if who not in others:
                break
            who = pool.draw(self.day)
        return who

    def crowd(self, low: int, high: int) -> int:
        """A number of people that grows with the day's liveliness, at least one."""
        return max(1, round((low + self.random() * (high - low)) * self.lively))

    def maybe(self, chance: float) -> bool:
        return self.random() < chance

    def wait(self, low: int, high: int) -> int:
        """Seconds until the next message, more often short than long."""
        return low + int(self.random() ** 2 * (high - low))

    def some_time(self) -> int:
        """A moment of the day at which this group likes to talk."""
        hour = bisect(self._hours, self.random() * self._hours[-1])
        return self.midnight + hour * 3600 + int(self.random() * 3600)

    def some_scene(self) -> str:
        """What happens next, by the group's mix."""
        return self._scenes[bisect(self._mix, self.random() * self._mix[-1])]

    @property
    def home(self) -> str:
        """The operator's city, where one meets."""
        return self.cast.people[0].city

    def name(self, who: int) -> str:
        """What the others call somebody: what their card in the group says."""
        person = self.cast.people[who]
        return person.nick if person.nick == self.card(who) else person.given

    def card(self, who: int) -> str:
        return self.cast.cards[who]

    def phrase(self, key: str, **known: str) -> str:
        return self.voice.say(key, {**self.words, **known} if known else self.words)

    def fixed(self, key: str, **known: object) -> str:
        """What is always said or written so."""
        return self.book.fixed[key].format(**known)

    def led(self, key: str, words: str) -> str:
        """The words, begun with a phrase of the section."""
        return self.fixed("led", opening=self.phrase(key), words=words)

    def listed(self, names: Sequence[str]) -> str:
        """The names in one line."""
        return reduce(lambda first, second: self.fixed("pair", first=first, second=second), names)

    def fill(self, template: Template, known: Mapping[str, str] = NOTHING) -> str:
        return self.voice.fill(template, {**self.words, **known} if known else self.words)

    def say(
        self,
        at: int,
        who: int,
        text: str,
        kind: Kind = Kind.TEXT,
        reply_to: str | None = None,
        mentions: tuple[str, ...] = (),
    ) -> str:
        """Somebody says something; gives the message's platform id."""
        self.serial += 1
        if kind is Kind.TEXT:
            kind = self._placeholders.get(text, kind)
            style = self.cast.people[who].style if who else 0
            text = self._unlike(styled(text, style), self._tails if who else self._owner_tails)
        platform_id = str(self.serial)
        cast = self.cast
        self.out.append(
            Record(
                at,
                cast.ids[who],
                cast.people[who].nick,
                Kind.REPLY if reply_to else kind,
                text,
                cast.cards[who],
                reply_to,
                platform_id,
                mentions,
            )
        )
        return platform_id

    def utter(
        self, at: int, who: int, text: str, reply_to: str | None = None
    ) -> tuple[int, list[str]]:
        """Say something longer, mostly in several messages; gives the last time and the ids."""
        parts = [part for part in _SENTENCE_END.split(text) if part]
        if len(parts) > 1 and self.maybe(0.35):
            parts = [text]
        ids: list[str] = []
        for part in parts:
            if ids:
                at += 4 + len(part) // 2 + self.wait(0, 12)
            ids.append(self.say(at, who, part, reply_to=None if ids else reply_to))
        return at, ids

    def system(self, at: int, text: str) -> None:
        self.serial += 1
        self.out.append(Record(at, "", "", Kind.SYSTEM, text, platform_id=str(self.serial)))

    def _unlike(self, text: str, tails: tuple[str, ...]) -> str:
        """A long text is not heard again within a while: add something if it would be."""
        if len(text) < LONG_TEXT:
            return text
        recent, serial = self._recent, self.serial
        while serial - recent.get(text, -REMEMBERED) < REMEMBERED:
            text = self.fixed("tailed", text=text, tail=tails[int(self.random() * len(tails))])
        recent[text] = serial
        if len(recent) > 4 * REMEMBERED:
            self._recent = {old: when for old, when in recent.items() if serial - when < REMEMBERED}
        return text

    def keep(
        self,
        kind: str,
        title: str,
        text: str,
        authors: tuple[int, ...],
        topics: tuple[str, ...],
        messages: list[str],
        *,
        urgent: bool = False,
    ) -> None:
        """Keep it as a highlight if it is time for one and the title is not there yet."""
        if title in self._titles or (not urgent and self.day - self._kept_on < self._keep_days):
            return
        self._kept_on = self._titles[title] = self.day
        unique = tuple(dict.fromkeys(authors))
        self.kept.append(
            Keepsake(kind, title, text, unique, topics, self.maybe(0.2), self.day, tuple(messages))
        )

    def _day_words(self, today: date) -> dict[str, str]:
        """What phrases can say of a day."""
        then = date_of(day_of(today) + (5 - today.weekday()) % 7)  # the next Saturday
        return {
            "weekday": self.book.fixed["weekdays"].split()[today.weekday()],
            "date": self._date(today),
            "date2": self._date(then),
        }

    def _date(self, day: date) -> str:
        month = self.book.fixed["months"].split()[day.month - 1]
        return self.fixed("date", month=month, day=day.day)

    def come_near(self) -> None:
        """The last weeks begin: more highlights, and the talks that are written out."""
        self.recent = True
        self._keep_days = max(2, self.spec.keep_days // 5)


def styled(text: str, style: int) -> str:
    """The same words as this person would type them."""
    if text[-1:] == "。" or (text[-1:] == "." and text[-2:] != ".."):
        text = text[:-1]
    if style == 5:
        return text.replace("，", " ")
    if style == 6 and 1 < len(text) < 9 and "一" <= text[-1] <= "鿿":
        return text + "～"
    if style == 8:
        return text.replace("，", ",")
    return text


def _season(today: date) -> str:
    if today.month in (6, 7, 8):
        return "hot"
    return "cold" if today.month in (11, 12, 1, 2) else "mild"
