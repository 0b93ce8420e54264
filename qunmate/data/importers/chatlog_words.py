"""What chatlog writes where a message is no text, and where nobody says it."""

from __future__ import annotations

import re

from qunmate.data.importers.placeholders import kind_named, kind_of
from qunmate.model import Kind

SYSTEM = frozenset({"系统消息", "system", "sys"})
_SHOWN = re.compile(r"!?\[([^\]|]+)(?:\|[^\n]*?)?\]\(\S*\)|\[([^\]|]+)\|[^\n]*")
_NUMBERED = re.compile(r"Type: \d+ Content: ")


def kind_shown(text: str) -> Kind:
    """The kind of what stands as Markdown: `![图片](address)`, `[链接|title](address)`, a line
    quoted above an answer, or a record of several lines that was passed on."""
    if text.startswith("> ") and "\n" in text:
        return Kind.REPLY
    if _NUMBERED.match(text):
        return Kind.OTHER
    first, _newline, rest = text.partition("\n")
    shown = _SHOWN.fullmatch(first)
    kind = kind_named(shown[1] or shown[2]) if shown else None
    if kind and (not rest or kind is Kind.FORWARD):
        return kind
    return kind_of(text)
