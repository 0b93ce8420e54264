"""The text of a plan item in the parts in which it is posted, one after the other."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal, NamedTuple

_BREAK = re.compile(r"^[ \t]*---[ \t]*$", re.MULTILINE)
_LINK = re.compile(r"(?:https?|ftp|weixin)://\S+|www\.\S+\.\S+", re.IGNORECASE)
_FILE = re.compile(r"(?:/|~/|\\\\|[A-Za-z]:[\\/]|file://)[^\n]*\.[A-Za-z0-9]{1,5}")
_PICTURES = frozenset({"png", "jpg", "jpeg", "gif", "webp", "bmp", "heic"})


class Part(NamedTuple):
    """One thing to post: words, the address of a page, or the path of a picture or file."""

    kind: Literal["text", "link", "picture", "file"]
    text: str


def parts(text: str) -> list[Part]:
    """The parts of a text, apart by lines of three dashes; blank ones are left out."""
    bare = (part.strip() for part in _BREAK.split(text))
    return [_part(part) for part in bare if part]


def join(texts: Iterable[str]) -> str:
    """The text that has these parts."""
    return "\n---\n".join(text.strip() for text in texts if text.strip())


def _part(text: str) -> Part:
    if _LINK.fullmatch(text):
        return Part("link", text)
    path = text.strip('"')  # in which Windows copies a path
    if _FILE.fullmatch(path):
        suffix = path.rpartition(".")[2].lower()
        return Part("picture" if suffix in _PICTURES else "file", path)
    return Part("text", text)
