"""Keeps names that are written from the right from turning what stands beside them around."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from qunmate.terms import listed

_FROM_THE_RIGHT = frozenset({"R", "AL"})
_STRONG = _FROM_THE_RIGHT | {"L"}
_FIRST_STRONG, _END = "\u2068", "\u2069"
_LEFT_TO_RIGHT = "\u200e"
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")  # embed, override, isolate


def unturned(name: str) -> str:
    """A name without the signs that turn what stands behind it around."""
    return name if name.isprintable() else _TURNING.sub("", name)


def isolated(name: str) -> str:
    """A name in a line of its own direction; one without letters from the right as it is."""
    if name.isascii() or not any(map(_from_the_right, name)):
        return name
    return f"{_FIRST_STRONG}{name}{_END}"


def from_the_left(text: str) -> str:
    """A sentence that is not turned around by a name it begins with."""
    letters = (unicodedata.bidirectional(one) for one in text)
    first = next((one for one in letters if one in _STRONG), "L")
    return text if first == "L" else _LEFT_TO_RIGHT + text


def carried(lines: Iterable[str]) -> Iterator[str]:
    """The lines of one text that are painted apart: a name that is broken goes on in its own
    direction."""
    inside = False
    for line in lines:
        whole = _FIRST_STRONG + line if inside else line
        inside = whole.rfind(_FIRST_STRONG) > whole.rfind(_END)
        yield whole + _END if inside else whole


def named(names: Iterable[str]) -> str:
    """Names in a row, each in its own direction; those that show nothing are left out."""
    return listed(isolated(name) for name in names if name.strip())


def _from_the_right(letter: str) -> bool:
    return unicodedata.bidirectional(letter) in _FROM_THE_RIGHT
