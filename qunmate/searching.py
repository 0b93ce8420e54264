"""How text becomes words of the search index, and a query becomes a match.

Most Chinese words are two characters long and are not set apart by spaces, so the index
holds each character as a word of its own and Latin runs as whole words. A query is the AND
of its words; the hits are then verified against the text itself.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from qunmate import alike
from qunmate.clusters import begin

if TYPE_CHECKING:
    import numpy as np

_WORD = re.compile(r"[0-9A-Za-z]+|[^\x00-\x7f]")
_RUN = re.compile(r"[0-9]+|[A-Za-z]+")
_MOST_WORDS = 32  # that are looked up; the text decides anyway
_AT_ONCE = 1 << 20  # characters that are taken apart together: more take memory, not less time
_SPACE = 0x20
_NUL, _NEXT = "\0", '","'
_SECOND_HALF = 0xDC00  # of a character that takes two places in UTF-16
_WIDER = 0xFF01 - 0x21  # from a Latin sign to its full width


def index_words(texts: Sequence[str]) -> bytes:
    """The words of each message, separated by spaces: a JSON array of strings in UTF-8, which
    the file takes apart itself. The texts hold no NUL.

    All at once as numbers: a third of the time that splitting and joining strings takes.
    """
    together = "\0".join(texts)
    parts = (_spaced(together, at) for at in range(0, len(together), _AT_ONCE))
    return b'["%b"]' % b"".join(parts) if texts else b"[]"


def _spaced(together: str, at: int) -> bytes:
    """The words of a part of the texts; whether they are apart tells the sign before it too."""
    import numpy as np

    before = together[max(0, at - 1) : at].encode("utf-16-le", "surrogatepass")
    part = together[at : at + _AT_ONCE].encode("utf-16-le", "surrogatepass")
    codes = _only_words()[np.frombuffer(before + part, np.dtype("<u2"))]
    wide = codes > 0x7F
    apart = wide.copy()
    apart[1:] |= wide[:-1]
    apart &= (codes & 0xFC00) != _SECOND_HALF
    spaced = np.column_stack((np.full_like(codes, _SPACE), codes))
    kept = np.column_stack((apart, np.ones_like(apart)))
    kept[: len(before) // 2] = False
    words = spaced[kept].tobytes().decode("utf-16-le", "replace")
    return words.replace(_NUL, _NEXT).encode()


@functools.cache
def _only_words() -> np.ndarray[tuple[int], np.dtype[np.uint16]]:
    """Each place of UTF-16 as the index takes it: ASCII signs part words as a space does, and
    would have a meaning of their own in JSON."""
    import numpy as np

    codes = np.arange(0x10000, dtype=np.uint16)
    signs = [code for code in range(1, 0x80) if not chr(code).isalnum()]
    codes[signs] = _SPACE
    return codes


def match_query(text: str, *, widely: bool = False) -> str | None:
    """An FTS5 query for messages that may hold `text`; None if it has no word to look up.
    `widely`: also as it is written with other characters that read alike.

    The last Latin run may be the beginning of a longer word.
    """
    text = alike.fold(text) if widely else text
    words = [word for word in _WORD.findall(text) if word.isalnum()]
    if not words:
        return None
    open_end = words[-1] if words[-1].isascii() and text.rstrip().endswith(words[-1]) else None
    terms = [
        _widely(word, open_end=word == open_end)
        if widely
        else _quoted(word, open_end=word == open_end)
        for word in list(dict.fromkeys(words))[:_MOST_WORDS]
    ]
    return " AND ".join(terms)


def _quoted(word: str, *, open_end: bool) -> str:
    return f'"{word}"*' if open_end else f'"{word}"'


def _widely(word: str, *, open_end: bool) -> str:
    """The word or any other way to write it; in full width each sign is a word of its own,
    and letters may be wide where digits are not."""
    if not word.isascii():
        others = [one for one in alike.variants(word) if one.isalnum()]
        return f"({' OR '.join(_quoted(one, open_end=False) for one in others)})"
    runs = _RUN.findall(word)
    kinds = (str.isalnum, str.isalpha, str.isdigit) if len(runs) > 1 else (str.isalnum,)
    ways = [_quoted(word, open_end=open_end)]
    for wide in kinds:
        parts: list[str] = []
        for run in runs:
            if wide(run):
                parts += [f'"{chr(ord(one) + _WIDER)}"' for one in run]
            else:
                parts.append(_quoted(run, open_end=open_end and run is runs[-1]))
        ways.append(f"({' AND '.join(dict.fromkeys(parts))})")
    return f"({' OR '.join(ways)})"


def marks(text: str, terms: Sequence[str]) -> list[tuple[int, int]]:
    """Where the terms stand in the text, however they are written: disjoint (start, length)
    in order."""
    found = [one.span() for term in terms for one in alike.pattern(term).finditer(text)]
    joined: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return [(start, end - start) for start, end in joined]


def snippet(text: str, query: str, before: int = 60, length: int = 200) -> str:
    """One line of at most `length` characters (and the dots) in which the query can be seen:
    with at most `before` characters ahead of it."""
    line = " ".join(text[: 1 << 16].split())
    found = marks(line, [" ".join(query.split())])
    start = max(found[0][0] - before, 0) if found else 0
    if start < before:
        start = 0
    rest = line[start:]
    cut = begin(rest, length)
    return ("…" if start else "") + cut + ("…" if cut != rest else "")
