"""The words for kinds of messages and of highlights, and their colours."""

from __future__ import annotations

from qunmate.i18n import NC_, _
from qunmate.model import Kind
from qunmate.terms import highlight_word
from qunmate.ui.widgets.chips import Chip

MESSAGE_WORDS = {
    Kind.TEXT: NC_("message", "Text"),
    Kind.IMAGE: NC_("message", "Picture"),
    Kind.VOICE: NC_("message", "Voice"),
    Kind.VIDEO: NC_("message", "Video"),
    Kind.FILE: NC_("message", "File"),
    Kind.EMOJI: NC_("message", "Sticker"),
    Kind.LINK: NC_("message", "Link"),
    Kind.LOCATION: NC_("message", "Place"),
    Kind.RED_PACKET: NC_("message", "Red packet"),
    Kind.TRANSFER: NC_("message", "Transfer"),
    Kind.POKE: NC_("message", "Poke"),
    Kind.CALL: NC_("message", "Call"),
    Kind.SHARE: NC_("message", "Shared"),
    Kind.REPLY: NC_("message", "Reply"),
    Kind.FORWARD: NC_("message", "Forwarded"),
    Kind.CONTACT: NC_("message", "Contact card"),
    Kind.SYSTEM: NC_("message", "System line"),
    Kind.RECALL: NC_("message", "Recalled"),
    Kind.OTHER: NC_("message", "Other"),
}
PLAIN = frozenset({Kind.TEXT, Kind.REPLY})  # need no mark of their own
HIGHLIGHT_TONES = {
    "answer": "core",
    "sharing": "leader",
    "resource": "active",
    "discussion": "dormant",
    "quote": "warn",
}


def message_word(kind: Kind) -> str:
    return _(MESSAGE_WORDS[kind])


def highlight_chip(kind: str) -> Chip:
    return Chip(highlight_word(kind), HIGHLIGHT_TONES.get(kind, "quiet"))
