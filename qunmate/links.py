"""Addresses of the web inside a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

URL = re.compile(r"https?://[^\s<>\"，。；、）】」》]+", re.IGNORECASE)


def linked(text: str) -> Iterator[tuple[str, str]]:
    """The text in pieces (words, address); the address is "" where the words are no link."""
    at = 0
    for found in URL.finditer(text):
        if found.start() > at:
            yield text[at : found.start()], ""
        yield found.group(), found.group()
        at = found.end()
    if at < len(text):
        yield text[at:], ""
