"""ChatLab's format as one JSON document, read as a stream."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from typing import Any

from qunmate.data.importers import chatlab
from qunmate.data.importers.fields import fields_of
from qunmate.data.importers.json_walk import JsonWalk
from qunmate.data.importers.source import Source
from qunmate.i18n import N_
from qunmate.records import Batch, ChatHead

NAME = "chatlab_json"
TITLE = N_("ChatLab Format, JSON")
HOW = N_(
    "If another program offers to export in the ChatLab Format, choose JSON there"
    " and import the file as it is."
)
SUFFIXES = (".json",)

_ABOUT = frozenset(("chatlab", "meta", "members"))
_MARK = re.compile(r'"chatlab"\s*:\s*\{')


def identify(head: str) -> bool:
    return head.lstrip().startswith("{") and _MARK.search(head) is not None


def read(source: Source) -> Iterator[ChatHead | Batch]:
    about = _about(source)
    meta = fields_of(about.get("meta"))
    head = chatlab.head(fields_of(about.get("chatlab")), meta, about.get("members"))
    filling = chatlab.Filling(meta, head)
    begun = False
    with source.stream() as stream:
        walk = JsonWalk(source, stream)
        for key in walk.keys():  # noqa: SIM118 - a walk is no dict
            if key != "messages" or begun:
                walk.skip()
                continue
            for batch in walk.columns(filling.fill):
                if not begun and (about.get("chatlab") or len(batch)):
                    begun = True
                    yield head
                if begun:
                    yield batch
        if begun:
            yield from walk.rest()


def _about(source: Source) -> dict[str, Any]:
    """What the document tells of the chat, which is read only as far as that."""
    found: dict[str, Any] = {}
    again = source.again()
    with again.stream() as stream, contextlib.suppress(_EnoughError):
        walk = JsonWalk(again, stream)
        for key in walk.keys():  # noqa: SIM118
            if key in _ABOUT:
                found[key] = walk.value()
            else:
                walk.skip()
            if found.keys() >= _ABOUT:
                raise _EnoughError
    return found


class _EnoughError(Exception):
    """Leaves the stream without reading it to its end."""
