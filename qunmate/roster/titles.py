"""Titles of sheets in a workbook: 31 characters, some of them forbidden."""

from __future__ import annotations

import re
from collections.abc import Collection


def sheet_title(name: str, taken: Collection[str] = ()) -> str:
    """A title for `name` that Excel accepts and that is not in `taken` (case ignored)."""
    plain = re.sub(r"[\x00-\x1f\[\]:*?/\\]", "_", name).strip("' ")[:31] or "_"
    lower = {one.lower() for one in taken}
    title, number = plain, 1
    while title.lower() in lower:
        number += 1
        tail = f" ({number})"
        title = plain[: 31 - len(tail)] + tail
    return title
