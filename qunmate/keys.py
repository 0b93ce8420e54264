"""Keys as a Mac has and writes them; elsewhere they stand as they are."""

from __future__ import annotations

import re
import sys

MAC = sys.platform == "darwin"
DELETE = ("Delete", "Backspace") if MAC else ("Delete",)  # a Mac's delete key is our Backspace
HIGHLIGHT = "Ctrl+Shift+H" if MAC else "Ctrl+H"  # by ⌘H a Mac hides the program

_HELD = re.compile(r"(?:(?:Ctrl|Shift|Alt)\+)+")
_SIGNS = {"Alt+": "⌥", "Shift+": "⇧", "Ctrl+": "⌘"}  # in Apple's order


def native(text: str, *, mac: bool = MAC) -> str:
    """A text with the keys in it, such as “Find (Ctrl+F)”, as the system's users know them."""
    return _HELD.sub(_signs, text) if mac and "+" in text else text


def _signs(held: re.Match[str]) -> str:
    return "".join(sign for key, sign in _SIGNS.items() if key in held[0])
