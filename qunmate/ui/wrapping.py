"""Words that wrap also where they have no gap."""

from __future__ import annotations

import re

from PySide6.QtWidgets import QLabel

from qunmate.ui.parts import label

ENDLESS = re.compile(r"[!-~\u00c0-\u024f]{18,}")  # letters that Qt would not part
GAP = "\u200b"  # has no width


def partable(text: str) -> str:
    """The text with unseen gaps in its endless words, so that they don't widen what holds them."""
    return ENDLESS.sub(lambda found: GAP.join(found[0]), text)


def paragraph(text: str, part: str = "") -> QLabel:
    """A label of as many lines as it needs, however narrow it gets."""
    made = label(partable(text), part, wrap=True)
    made.setMinimumWidth(1)  # else its longest word widens it, and its last lines are cut
    return made
