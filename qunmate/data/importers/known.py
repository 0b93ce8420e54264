"""What pieces of text were parsed to, so that each is parsed once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

_MOST = 200_000
PEOPLE = 10_000  # of whom more hardly speak at one time, and each takes half a kilobyte


class Known(dict[str, Any]):
    """Parses what is asked for the first time; forgets all when it holds too much."""

    def __init__(self, parse: Callable[[str], Any], most: int = _MOST) -> None:
        super().__init__()
        self._parse = parse
        self._most = most

    def __missing__(self, text: str) -> Any:
        if len(self) > self._most:
            self.clear()
        value = self[text] = self._parse(text)
        return value
