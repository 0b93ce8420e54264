"""How text becomes words of the search index, and a query becomes a match.

Most Chinese words are two characters long and are not set apart by spaces, so the index
holds each character as a word of its own and Latin runs as whole words. A query is the AND
of its words; the hits are then verified against the text itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_WORD = re.compile(r"[0-9A-Za-z]+|[^\x00-\x7f]")
_LATIN = re.compile(r"([0-9A-Za-z]+)")


def index_words(text: str) -> str:
    """The words of one message, separated by spaces."""
    if text.isascii():
        return text
    parts = _LATIN.split(text)
    if len(parts) > 1:
        parts[::2] = [" ".join(part) for part in parts[::2]]
        return " ".join(parts)
    return " ".join(text)


def index_words_all(texts: list[str]) -> list[str]:
    """The words of many messages that hold no NUL; the same as one by one, but faster."""
    if not texts:
        return []
    parts = _LATIN.split("\0".join(texts))
    parts[::2] = [" ".join(part) for part in parts[::2]]
    return " ".join(parts).split("\0")


def match_query(text: str) -> str | None:
    """An FTS5 query for messages that may hold `text`; None if it has no word to look up.

    The last Latin run may be the beginning of a longer word.
    """
    words = [word for word in _WORD.findall(text) if word.isalnum()]
    if not words:
        return None
    quoted = [f'"{word}"' for word in dict.fromkeys(words)]
    if words[-1].isascii() and text.rstrip().endswith(words[-1]):
        quoted[quoted.index(f'"{words[-1]}"')] += "*"
    return " AND ".join(quoted)


def marks(text: str, terms: Sequence[str]) -> list[tuple[int, int]]:
    """Where the terms stand in the text, case aside: disjoint (start, length) in order."""
    lowered = _lowered(text)
    found = []
    for term in terms:
        needle = _lowered(term)
        start = lowered.find(needle) if needle else -1
        while start >= 0:
            found.append((start, start + len(needle)))
            start = lowered.find(needle, start + len(needle))
    joined: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return [(start, end - start) for start, end in joined]


def snippet(text: str, query: str, before: int = 12, length: int = 200) -> str:
    """One line of at most `length` characters (and the dots) in which the query can be seen:
    with at most `before` characters ahead of it."""
    line = " ".join(text[: 1 << 16].split())
    found = marks(line, [" ".join(query.split())])
    start = max(found[0][0] - before, 0) if found else 0
    if start < before:
        start = 0
    cut = line[start : start + length]
    return ("…" if start else "") + cut + ("…" if start + length < len(line) else "")


def _lowered(text: str) -> str:
    """In lower case, as long as the text itself (a few letters become two)."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else text
