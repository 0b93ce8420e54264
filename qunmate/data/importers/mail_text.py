"""The text of a mail that was saved as it came (.eml), whatever it was coded in for the way."""

from __future__ import annotations

import re
from email import message_from_bytes
from email.message import Message

from qunmate.data.importers.text import encoding_of

_FIELD = rb"[A-Za-z][A-Za-z0-9-]{1,40}:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*+"
_HEADER = re.compile(rb"(?:\xef\xbb\xbf)?(?:" + _FIELD + rb"){2,}+\r?\n")
_TYPED = re.compile(rb"^(?:Content-Type|MIME-Version):", re.IGNORECASE | re.MULTILINE)


def mail_text(data: bytes) -> str | None:
    """The plain text of a mail without what is attached to it; None if the bytes are no mail."""
    header = _HEADER.match(data)
    if header is None or _TYPED.search(header[0]) is None:
        return None
    try:
        parts = [part for part in message_from_bytes(data).walk() if _is_text(part)]
        return "\n".join(map(_decoded, parts)).replace("\r\n", "\n")
    except (RecursionError, ValueError, LookupError):
        return None  # no program writes such a one


def _is_text(part: Message) -> bool:
    return part.get_content_type() == "text/plain" and part.get_filename() is None


def _decoded(part: Message) -> str:
    told = part.get_payload(decode=True)
    return told.decode(encoding_of(told[:65_536]), "replace") if isinstance(told, bytes) else ""
