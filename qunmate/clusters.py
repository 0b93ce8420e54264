"""Characters that are read as one, such as 👩‍👧 or é, and are not to be cut apart."""

from __future__ import annotations

import unicodedata

JOINER = "\u200d"


def shortened(text: str, limit: int) -> str:
    """The text, or its beginning and … in at most `limit` characters."""
    return text if len(text) <= limit else begin(text, limit - 1).rstrip() + "…"


def begin(text: str, most: int) -> str:
    """The first characters, as many whole ones as `most` let in; one that is longer than all of
    them stays away."""
    end = min(most, len(text))
    while 0 < end < len(text) and _inside(text, end):
        end -= 1
    return text[:end]


def _inside(text: str, at: int) -> bool:
    """Whether the place is between two parts of what is read as one."""
    if text[at - 1] == JOINER or _goes_on(text[at]):
        return True
    flags = 0  # two letters make a flag
    while flags < at and _flag(text[at - 1 - flags]):
        flags += 1
    return _flag(text[at]) and flags % 2 == 1


def _goes_on(character: str) -> bool:
    """A mark, a joiner, a skin's tone or a tag, which belong to what stands before."""
    return (
        character == JOINER
        or unicodedata.category(character) in {"Mn", "Me", "Mc"}
        or "\U0001f3fb" <= character <= "\U0001f3ff"
        or "\U000e0020" <= character <= "\U000e007f"
    )


def _flag(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"
