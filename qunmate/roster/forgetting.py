"""Takes a person's names, numbers and words out of texts that others wrote."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from qunmate.roster.pinyin import fold, spellings

LEAST_NAME = 2  # characters: a shorter name is a part of too many other words
LEAST_ID = 4
LEAST_WORDS = 4  # characters of a quoted sentence that is theirs for certain
GONE = "…"
_PIECES = re.compile(r"[\n「」『』“”\"]|[：:]\s*")


@dataclass(frozen=True, slots=True)
class Known:
    """What a person is known by. `names` are theirs alone, `shared` others bear too, `longer`
    are names of others of which one of theirs is a part; `ids` are platform ids and phones."""

    names: frozenset[str] = frozenset()
    shared: frozenset[str] = frozenset()
    longer: frozenset[str] = frozenset()
    ids: frozenset[str] = frozenset()

    @property
    def needles(self) -> tuple[str, ...]:
        """What stands for nobody else wherever it is read, the longest first."""
        sure = [one for one in self.names if len(one) >= LEAST_NAME]
        sure += [one for one in self.ids if len(one) >= LEAST_ID]
        return tuple(sorted(set(sure), key=lambda one: (-len(one), one)))

    def is_found_by(self, typed: str) -> bool:
        """Whether a search for these words, any of them, is one for the person."""
        called = [*self.names, *self.shared]
        stack = "\n".join([*map(fold, [*called, *self.ids]), *spellings(called)])
        return any(word in stack for word in fold(typed).split())

    @property
    def called(self) -> tuple[str, ...]:
        """Every name, to be looked for only where it is certain that they are meant."""
        return tuple(sorted({*self.names, *self.shared}, key=lambda one: (-len(one), one)))


def known(names: Iterable[str], ids: Iterable[str], others: Collection[str]) -> Known:
    """`others` are the names that other people bear."""
    own = {one for one in names if one.strip()}
    shared = own & set(others)
    alone = own - shared
    longer = {one for one in others if any(name in one for name in alone)}
    return Known(frozenset(alone), frozenset(shared), frozenset(longer), frozenset(ids) - {""})


@dataclass(slots=True)
class Forgetting:
    """`word` takes the place of a name; `said` are the texts of their own messages."""

    known: Known
    word: str
    said: frozenset[str] = frozenset()
    _sure: re.Pattern[str] | None = field(init=False)
    _called: re.Pattern[str] | None = field(init=False)

    def __post_init__(self) -> None:
        self._sure = _any_of([*self.known.longer, *self.known.needles])
        self._called = _any_of([f"@{name}" for name in self.known.called])

    def cleaned(self, text: str, *, meant: bool = False) -> str:
        """The text without them. `meant`: it mentions them, so that @ and a name that others
        bear too is them. Names of others that hold one of theirs stay whole."""
        if self._sure:
            text = self._sure.sub(self._instead, text)
        if meant and self._called:
            text = self._called.sub(f"@{self.word}", text)
        return text

    def unquoted(self, text: str) -> str:
        """The text without sentences of theirs that it quotes."""
        for piece in _PIECES.split(text):
            words = piece.strip()
            if len(words) >= LEAST_WORDS and words in self.said:
                text = text.replace(words, GONE)
        return text

    def _instead(self, found: re.Match[str]) -> str:
        return found[0] if found[0] in self.known.longer else self.word


def _any_of(words: Iterable[str]) -> re.Pattern[str] | None:
    ordered = sorted(set(words), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, ordered))) if ordered else None
