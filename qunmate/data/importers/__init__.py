"""The chat formats: picks the reader of a source by its content.

A reader is one file: NAME, TITLE and HOW (how a user gets such a file, both marked for
translation), identify(head) and read(source), which yields a ChatHead and then Batches for
each chat of the source.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from typing import Protocol

from qunmate.data.importers.source import Source, decode_head
from qunmate.errors import UserError
from qunmate.records import Batch, ChatHead

# in the order in which they are asked
READERS = ("chatlab_jsonl", "chatlab_json", "telegram", "qq_txt", "whatsapp", "line", "wechat_txt")


class Reader(Protocol):
    """What each reader's module offers."""

    NAME: str
    TITLE: str
    HOW: str
    SUFFIXES: tuple[str, ...]

    def identify(self, head: str) -> bool:
        """Whether a source that begins with this text is in the reader's format."""
        ...

    def read(self, source: Source) -> Iterator[ChatHead | Batch]:
        """The chats of the source, each a head followed by its batches."""
        ...


def reader(name: str) -> Reader:
    if name not in READERS:
        raise UserError("format_name_unknown", name=name, known=READERS)
    module: Reader = importlib.import_module(f"qunmate.data.importers.{name}")
    return module


def all_readers() -> list[Reader]:
    return [reader(name) for name in READERS]


def pick(source: Source, format_: str = "auto") -> Reader:
    """The reader for a source; UserError if none knows it."""
    if format_ != "auto":
        return reader(format_)
    head = decode_head(source.head())
    for candidate in all_readers():
        if candidate.identify(head):
            return candidate
    raise UserError("format_unknown", path=source.name)
