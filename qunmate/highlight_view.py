"""The list of highlights: searched, filtered, and which of them are related."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from qunmate import alike
from qunmate.model import Highlight

RELATED = 5
COMMON = 30  # a pair of characters that more highlights have tells nothing
_LOOKED_AT = 2_000  # characters of a text that tell what it is about


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list shall show; empty: any. Of several topics (tags, authors) one is enough;
    each word of `text` must be found."""

    text: str = ""
    kind: str = ""
    topics: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    authors: frozenset[int] = frozenset()
    starred: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(self.text.split())


@dataclass(frozen=True, slots=True)
class Found:
    """The highlights to show, and how many there are of each kind whatever kind is chosen."""

    shown: tuple[Highlight, ...]
    kinds: Counter[str]


def haystack(highlight: Highlight, names: Mapping[int, str]) -> str:
    """All the words by which a highlight can be found, in lower case."""
    people = (names.get(who, "") for who in highlight.authors)
    parts = (highlight.title, highlight.text, *highlight.topics, *highlight.tags, *people)
    return "\n".join(parts).lower()


def find(
    highlights: Sequence[Highlight],
    haystacks: Sequence[str],
    wanted: Wanted,
    *,
    widely: bool = True,
) -> Found:
    """Those that meet all conditions, in their order. `widely`: however the words are written."""
    tests = [_test(word.lower(), widely=widely) for word in wanted.words]
    shown: list[Highlight] = []
    kinds: Counter[str] = Counter()
    for one, said in zip(highlights, haystacks, strict=True):
        if _meets(one, wanted) and all(test(said) for test in tests):
            kinds[one.kind] += 1
            if not wanted.kind or one.kind == wanted.kind:
                shown.append(one)
    return Found(tuple(shown), kinds)


def _test(word: str, *, widely: bool) -> Callable[[str], object]:
    if not widely:
        return lambda said: word in said
    search = alike.pattern(word).search
    return lambda said: word in said or search(said)


def _meets(one: Highlight, wanted: Wanted) -> bool:
    return (
        (not wanted.starred or one.starred)
        and (not wanted.topics or not wanted.topics.isdisjoint(one.topics))
        and (not wanted.tags or not wanted.tags.isdisjoint(one.tags))
        and (not wanted.authors or not wanted.authors.isdisjoint(one.authors))
    )


class Kinship:
    """Finds for a highlight others that share topics or words with it. A pair of neighbouring
    characters counts the more the fewer highlights have it."""

    def __init__(self, items: Sequence[Highlight]) -> None:
        self._items = items
        self._pairs = [_pairs(one) for one in items]
        self._common = Counter(pair for found in self._pairs for pair in found)
        self._holders: dict[str, list[int]] = {}
        for at, found in enumerate(self._pairs):
            for pair in found:
                if self._common[pair] <= COMMON:
                    self._holders.setdefault(pair, []).append(at)
        self._places = {one.id: at for at, one in enumerate(items)}

    def related(self, highlight: Highlight) -> list[Highlight]:
        """Up to five others, the closest first."""
        here = self._places.get(highlight.id)
        if here is None:
            return []
        scores: Counter[int] = Counter()
        for pair in self._pairs[here]:
            for at in self._holders.get(pair, ()):
                scores[at] += 100 // self._common[pair]
        topics = set(highlight.topics)
        for at, one in enumerate(self._items):
            scores[at] += 200 * len(topics & set(one.topics))
        del scores[here]
        best = sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))[:RELATED]
        return [self._items[at] for at, score in best if score >= 100]


def _pairs(one: Highlight) -> frozenset[str]:
    words = f"{one.title} {one.text[:_LOOKED_AT]}".lower()
    return frozenset(a + b for a, b in pairwise(words) if a.isalnum() and b.isalnum())
