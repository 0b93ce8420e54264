"""Characters that read alike: simplified and traditional, full and half width, upper
and lower case.

A text is searched by what it says, not by how it is written. Everything here goes character
by character, so that a place in a folded text is the same place in the text.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from qunmate import resources

_WIDE = (*range(0xFF01, 0xFF5F), 0x3000, *range(0xFF61, 0xFFA0), *range(0xFFE0, 0xFFE7))


class _Fold(dict[int, str]):
    """A str.translate table that fills itself, which is faster than one with gaps."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        lowered = character.lower()
        self[code] = folded = lowered if len(lowered) == 1 else character
        return folded


class _Tables(NamedTuple):
    """`others`: by a folded character, all that are folded to it."""

    fold: _Fold
    others: dict[str, str]


@lru_cache(maxsize=1)
def _tables() -> _Tables:
    fold = _Fold()
    text = resources.path("opencc", "TSCharacters.txt").read_text("utf-8")
    for line in text.splitlines():
        traditional, _tab, simplified = line.partition("\t")
        found = [one for one in simplified.split() if one != traditional]
        if found:
            fold[ord(traditional)] = found[0]
    for code in list(fold):  # what it is folded to may be folded further
        fold[code] = fold.get(ord(fold[code]), fold[code])
    for code in _WIDE:
        narrow = unicodedata.normalize("NFKC", chr(code))
        if len(narrow) == 1:
            fold[code] = narrow.lower()
    others: dict[str, str] = {}
    for code, plain in fold.items():
        others[plain] = others.get(plain, "") + chr(code)
    return _Tables(fold, others)


def fold(text: str) -> str:
    """Simplified, narrow and in lower case; as long as the text itself."""
    return text.lower() if text.isascii() else text.translate(_tables().fold)


@lru_cache(maxsize=10_000)
def variants(character: str) -> str:
    """All characters that are folded to the same, the character itself among them."""
    plain = fold(character)
    found = [character, plain, *_tables().others.get(plain, "")]
    cased = [case for one in found for case in (one.lower(), one.upper()) if len(case) == 1]
    return "".join(dict.fromkeys((*found, *cased)))


@lru_cache(maxsize=1_000)
def pattern(text: str) -> re.Pattern[str]:
    """Finds the text however it is written; an empty one nowhere."""
    if not text:
        return re.compile(r"(?!)")
    return re.compile("".join(f"[{re.escape(variants(one))}]" for one in text), re.DOTALL)


def glob(text: str) -> str:
    """A pattern for SQLite's GLOB that meets what holds the text, however it is written."""
    return f"*{whole_glob(text)}*"


def whole_glob(text: str) -> str:
    """The same for what is the text."""
    return "".join(map(_class, text))


def _class(character: str) -> str:
    """Within brackets only the first place of ], the last of - and any but the first of ^
    mean the sign itself."""
    found = variants(character)
    if len(found) == 1 and found not in "*?[":
        return found
    ends = ("]" if "]" in found else "", ("^" if "^" in found else "") + "-" * ("-" in found))
    middle = "".join(one for one in found if one not in "]^-")
    return f"[{ends[0]}{middle}{ends[1]}]" if ends[0] or middle else found
