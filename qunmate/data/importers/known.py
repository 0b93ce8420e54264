"""What pieces of text, or others, were turned into, so that each is done once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")

_MOST = 200_000
PEOPLE = 10_000  # of whom more hardly speak at one time, and each takes half a kilobyte


class Known(dict[K, V]):
    """Parses what is asked for the first time; forgets all when it holds too much."""

    def __init__(self, parse: Callable[[K], V], most: int = _MOST) -> None:
        super().__init__()
        self._parse = parse
        self._most = most

    def __missing__(self, what: K) -> V:
        if len(self) > self._most:
            self.clear()
        value = self[what] = self._parse(what)
        return value
