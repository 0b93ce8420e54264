"""Makes other people's words safe to set in a line: no controls, no breaks, no endless names."""

from __future__ import annotations

import re
import unicodedata

from qunmate.bidi import unturned
from qunmate.clusters import shortened

_SPACES = re.compile(r"\s+")
NAME = 40
TITLE = 80
TEXT = 300


def line(text: str, limit: int = TEXT) -> str:
    """The text on one line of at most `limit` characters, cut with an ellipsis."""
    if len(text) > 20 * limit:
        text = text[: 20 * limit]
    spaced = unturned(_SPACES.sub(" ", text))
    kept = "".join(c for c in spaced if not _control(c)).strip()
    return shortened(kept, limit)


def _control(character: str) -> bool:
    """Control, surrogate, unassigned and private characters: what no font shows."""
    category = unicodedata.category(character)
    return category in {"Cc", "Cs", "Co", "Cn"} or character == "\ufeff"
