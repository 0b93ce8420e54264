"""Whether a value of a sheet is what a sheet makes of the value that is there already."""

from __future__ import annotations

from typing import Any

from qunmate.roster import cells
from qunmate.roster.mapping import CUSTOM

CELL_LIMIT = 32_767  # UTF-16 units: what one cell of a workbook holds
_CLEAN = {
    "phone": cells.phone,
    "name": cells.name,
    "nickname": cells.name,
    "gender": cells.gender,
}


def same_text(name: str, old: Any, new: Any) -> bool:
    """Whether `new` is what a sheet makes of `old`: cleaned, or cut at the end of a cell, or
    nothing where it is no more than a dash."""
    if new is None:
        return isinstance(old, str) and _CLEAN.get(name, cells.words)(old) is None
    if not isinstance(old, str) or not isinstance(new, str):
        return False
    if name.startswith(CUSTOM):
        return cells.line(old) == new or _cut(old, new)
    return _CLEAN.get(name, cells.words)(old) == new or _cut(old, new)


def _cut(old: str, new: str) -> bool:
    if len(new) < CELL_LIMIT // 2 or not old.strip().startswith(new[:-1]):
        return False
    return len(new.encode("utf-16-le")) // 2 >= CELL_LIMIT - 2
