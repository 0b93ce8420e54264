"""Reads the phrase books of the invented talk and speaks from them.

A phrase book is plain text. `== key` begins a section, a line beginning with `# ` is a
comment. Most sections hold one phrase a line; `\\n` stands for a line break. In a phrase
`[a|b|]` is one of the alternatives, `{2-5}` a number, `{key}` something the caller knows
or else a phrase of that section. Brackets without a bar, as in [捂脸], stay as they are.

Sections with a form of their own:
- qa: `@ topic,topic | title`, then Q questions, A answers, F a follow-up question,
  R its answer, + an afterthought of somebody else.
- debate: `@ topic,topic | title`, O the opening, - opinions.
- body: `@ topic,topic | title`, - what the speaker says, in this order.
- chat: small dialogues, `A …`, `B …`, separated by blank lines; one that begins with
  `A @ 10-13 …` is only heard between these hours.
- link: `title|description`.
- fixed: `key = text`, with `{names}` of what the program fills in.
- days: `1-1 name` on that day of each year, `term name` for a solar term, or one of the
  lunar days `spring`, `eve`, `lantern`, `dragon` and `moon`.

The sections of people hold words apart by blanks; where words hold blanks themselves, they
are apart by bars.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from random import Random
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")


class Number(NamedTuple):
    low: int
    span: int


class Slot(NamedTuple):
    key: str


class Choice(NamedTuple):
    options: tuple[Template, ...]


Template = tuple["str | Number | Slot | Choice", ...]
NOTHING: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Piece:
    """A question with answers, a debate or a talk: `lines` by their mark (Q, A, F, R, +, O, -)."""

    topics: tuple[str, ...]
    title: str
    lines: Mapping[str, tuple[Template, ...]]


class Dialogue(NamedTuple):
    """Who (A, B, …) says what; begun between two hours of the day only."""

    lines: tuple[tuple[str, Template], ...]
    begin: int = 0
    end: int = 24


@dataclass(frozen=True, slots=True)
class Book:
    """Everything that can be said in one group."""

    phrases: Mapping[str, tuple[Template, ...]]
    questions: tuple[Piece, ...]
    debates: tuple[Piece, ...]
    bodies: tuple[Piece, ...]
    chats: tuple[Dialogue, ...]
    links: tuple[tuple[Template, Template], ...]
    fixed: Mapping[str, str]
    festivals: tuple[tuple[str, str], ...]

    def words(self, key: str) -> list[str]:
        """The words of a section, in each line apart by blanks, or by bars if there is one."""
        words = [line.split("|" if "|" in line else None) for line in self.lines(key)]
        return [word.strip() for line in words for word in line if word.strip()]

    def lines(self, key: str) -> list[str]:
        """The lines of a section, without what would be filled in."""
        return [
            "".join(part for part in phrase if isinstance(part, str))
            for phrase in self.phrases[key]
        ]


_CHOICE = re.compile(r"\[([^\[\]]*\|[^\[\]]*)\]")
_SLOT = re.compile(r"\{(\w+|\d+-\d+)\}")


def compile_phrase(text: str) -> Template:
    parts: list[str | Number | Slot | Choice] = []
    for place, piece in enumerate(_CHOICE.split(text.replace("\\n", "\n"))):
        if place % 2:
            parts.append(Choice(tuple(compile_phrase(option) for option in piece.split("|"))))
            continue
        for spot, bit in enumerate(_SLOT.split(piece)):
            if spot % 2 == 0:
                parts.extend([bit] if bit else [])
            elif bit[0].isdigit():
                low, high = map(int, bit.split("-"))
                parts.append(Number(low, high - low + 1))
            else:
                parts.append(Slot(bit))
    return tuple(parts)


def read_book(*texts: str) -> Book:
    """One book of several texts: a later one adds to the sections of the earlier ones."""
    sections: dict[str, list[str]] = {}
    for text in texts:
        for key, lines in _sections(text).items():
            sections.setdefault(key, []).extend(lines)
    special = {"qa", "debate", "body", "chat", "link", "fixed", "days"}
    return Book(
        phrases={
            key: tuple(compile_phrase(line) for line in lines if line)
            for key, lines in sections.items()
            if key not in special
        },
        questions=_pieces(sections.get("qa", [])),
        debates=_pieces(sections.get("debate", [])),
        bodies=_pieces(sections.get("body", [])),
        chats=_dialogues(sections.get("chat", [])),
        links=tuple(_link(line) for line in sections.get("link", []) if line),
        fixed=dict(_fixed(line) for line in sections.get("fixed", []) if line),
        festivals=tuple(_day(line) for line in sections.get("days", []) if line),
    )


def _sections(text: str) -> dict[str, list[str]]:
    sections: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in text.splitlines():
        if line.startswith("== "):
            lines = sections.setdefault(line[3:].strip(), [])
        elif not line.startswith("# "):
            lines.append(line.strip())
    return sections


def _pieces(lines: Iterable[str]) -> tuple[Piece, ...]:
    pieces: list[tuple[str, dict[str, list[Template]]]] = []
    for line in lines:
        mark, _space, rest = line.partition(" ")
        if mark == "@":
            pieces.append((rest, {}))
        elif mark:
            pieces[-1][1].setdefault(mark, []).append(compile_phrase(rest))
    return tuple(_piece(head, said) for head, said in pieces)


def _piece(head: str, said: Mapping[str, list[Template]]) -> Piece:
    topics, _bar, title = head.partition("|")
    lines = {mark: tuple(templates) for mark, templates in said.items()}
    return Piece(tuple(topics.strip().split(",")), title.strip(), lines)


def _dialogues(lines: Iterable[str]) -> tuple[Dialogue, ...]:
    dialogues: list[Dialogue] = []
    said: list[tuple[str, Template]] = []
    hours = (0, 24)
    for line in [*lines, ""]:
        if line:
            who, _space, text = line.partition(" ")
            if text.startswith("@ "):
                span, _space, text = text[2:].partition(" ")
                hours = (int(span.partition("-")[0]), int(span.partition("-")[2]))
            said.append((who, compile_phrase(text.strip())))
        elif said:
            dialogues.append(Dialogue(tuple(said), *hours))
            said, hours = [], (0, 24)
    return tuple(dialogues)


def _link(line: str) -> tuple[Template, Template]:
    title, _bar, description = line.partition("|")
    return compile_phrase(title), compile_phrase(description)


def _fixed(line: str) -> tuple[str, str]:
    key, _equals, text = line.partition(" = ")
    return key, text.replace("\\n", "\n")


def _day(line: str) -> tuple[str, str]:
    when, _space, name = line.partition(" ")
    return when, name


class Deck(Generic[T]):
    """Deals the items of a list in random order; one comes back only after half of the others."""

    def __init__(self, items: Iterable[T], rng: Random) -> None:
        self._items = list(items)
        rng.shuffle(self._items)
        self._random = rng.random
        self._half = len(self._items) // 2

    def draw(self) -> T:
        items = self._items
        item = items.pop(0)
        place = self._half + int(self._random() * (len(items) - self._half + 1))
        items.insert(place, item)
        return item

    def draw_where(self, wanted: Callable[[T], bool]) -> T:
        """The next item that fits, or simply the next one if none does."""
        for _attempt in range(len(self._items)):
            item = self.draw()
            if wanted(item):
                return item
        return self.draw()


class Voice:
    """Speaks phrases: each section is a deck of its own."""

    def __init__(self, phrases: Mapping[str, tuple[Template, ...]], rng: Random) -> None:
        self._decks = {key: Deck(all_, rng) for key, all_ in phrases.items()}
        self._random = rng.random

    def say(self, key: str, known: Mapping[str, str] = NOTHING) -> str:
        """A phrase of the section. KeyError if there is no such section."""
        return self.fill(self._decks[key].draw(), known)

    def fill(self, template: Template, known: Mapping[str, str] = NOTHING) -> str:
        if len(template) == 1 and type(template[0]) is str:
            return template[0]
        said: list[str] = []
        for part in template:
            if type(part) is str:
                said.append(part)
            elif type(part) is Number:
                said.append(str(part.low + int(self._random() * part.span)))
            elif type(part) is Slot:
                word = known.get(part.key)
                said.append(self.say(part.key, known) if word is None else word)
            elif type(part) is Choice:
                options = part.options
                said.append(self.fill(options[int(self._random() * len(options))], known))
        return "".join(said)
