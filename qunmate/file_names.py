"""Names of files that every system takes."""

from __future__ import annotations

_FORBIDDEN = frozenset('<>:"/\\|?*')
LONGEST = 120  # characters; a Chinese one takes three of the 255 bytes that a name may have
MOST_BYTES = 200


def safe(stem: str) -> str:
    """A name without its suffix, with _ for what some system does not take."""
    kept = "".join("_" if c in _FORBIDDEN or not c.isprintable() else c for c in stem)
    short = kept[:LONGEST].encode()[:MOST_BYTES].decode(errors="ignore")
    return short.strip(" .") or "QunMate"
