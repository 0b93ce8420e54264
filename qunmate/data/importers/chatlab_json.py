"""ChatLab's format as one JSON document, read as a stream."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from qunmate.data.importers import chatlab
from qunmate.data.importers.json_stream import JsonStream
from qunmate.data.importers.source import HashingStream, Source
from qunmate.errors import Problem
from qunmate.i18n import N_
from qunmate.records import Batch, ChatHead, LineProblem

NAME = "chatlab_json"
TITLE = N_("ChatLab Format, JSON")
HOW = N_("Written by ChatLab and converters that support its format.")
SUFFIXES = (".json",)

_MARK = re.compile(r'"chatlab"\s*:\s*\{')


def identify(head: str) -> bool:
    return head.lstrip().startswith("{") and _MARK.search(head) is not None


def read(source: Source) -> Iterator[ChatHead | Batch]:
    header = _first(source, "chatlab", {})
    head = chatlab.head(header, _first(source, "meta", {}), _first(source, "members", []))
    begun = False
    with source.stream() as stream:
        for batch in _messages(source, stream):
            if not begun and (header or len(batch)):
                begun = True
                yield head
            if begun:
                yield batch


def _messages(source: Source, stream: HashingStream) -> Iterator[Batch]:
    import ijson

    batch, number = Batch(), 0
    document = JsonStream(source, stream)
    try:
        for number, message in enumerate(ijson.items(document, "messages.item", use_float=True), 1):
            chatlab.add(batch, message, number)
            if number % chatlab.BATCH == 0:
                batch.position = stream.position
                yield batch
                batch = Batch()
    except (ijson.JSONError, UnicodeDecodeError):
        batch.truncated = True
        batch.problems.append(LineProblem(number + 1, Problem("cut_off")))
    batch.position = stream.position
    yield batch


def _first(source: Source, key: str, default: Any) -> Any:
    """The value of a key of the document, which is read only as far as that."""
    import ijson

    with source.open() as stream:
        try:
            found = next(ijson.items(JsonStream(source, stream), key, use_float=True), default)
        except (ijson.JSONError, UnicodeDecodeError):
            found = default
    return found if isinstance(found, type(default)) else default
