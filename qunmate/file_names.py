"""Names of files that every system takes."""

from __future__ import annotations

import re

_FORBIDDEN = frozenset('<>:"/\\|?*')
# what Windows takes for a device, whatever follows the first dot
_DEVICE = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³]) *(\.|$)", re.IGNORECASE)
LONGEST = 120  # characters; a Chinese one takes three of the 255 bytes that a name may have
MOST_BYTES = 200


def safe(stem: str) -> str:
    """A name without its suffix, with _ for what some system does not take."""
    kept = "".join("_" if c in _FORBIDDEN or not c.isprintable() else c for c in stem).strip(" .")
    if _DEVICE.match(kept):
        kept = f"_{kept}"
    short = kept[:LONGEST].encode()[:MOST_BYTES].decode(errors="ignore")
    return short.strip(" .") or "QunMate"
