"""Makes other people's words safe to set in a line: no controls, no breaks, no endless names."""

from __future__ import annotations

import re
import unicodedata

_SPACES = re.compile(r"\s+")
# embedding, override and isolate marks turn the rest of a line around; joiners stay for emoji
_TURNING = frozenset(chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
NAME = 40
TITLE = 80
TEXT = 300


def line(text: str, limit: int = TEXT) -> str:
    """The text on one line of at most `limit` characters, cut with an ellipsis."""
    if len(text) > 20 * limit:
        text = text[: 20 * limit]
    spaced = _SPACES.sub(" ", text)
    kept = "".join(c for c in spaced if c not in _TURNING and not _control(c)).strip()
    return kept if len(kept) <= limit else kept[: limit - 1].rstrip() + "…"


def _control(character: str) -> bool:
    """Control, surrogate, unassigned and private characters: what no font shows."""
    category = unicodedata.category(character)
    return category in {"Cc", "Cs", "Co", "Cn"} or character == "\ufeff"
