"""Which kinds of messages need no mark, and the colours of kinds of highlights."""

from __future__ import annotations

from qunmate.model import Kind
from qunmate.terms import highlight_word
from qunmate.ui.widgets.chips import Chip

PLAIN = frozenset({Kind.TEXT, Kind.REPLY})  # need no mark of their own
HIGHLIGHT_TONES = {
    "answer": "core",
    "sharing": "leader",
    "resource": "active",
    "discussion": "dormant",
    "quote": "warn",
}


def highlight_chip(kind: str) -> Chip:
    return Chip(highlight_word(kind), HIGHLIGHT_TONES.get(kind, "quiet"))
