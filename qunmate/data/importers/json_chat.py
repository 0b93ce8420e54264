"""What the JSON formats of one chat have in common: something about it, then its messages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, Protocol

from qunmate.data.importers.fields import fields_of
from qunmate.data.importers.json_walk import JsonWalk, Make
from qunmate.data.importers.parting import Parting
from qunmate.data.importers.source import Source
from qunmate.data.importers.wechat_types import is_group
from qunmate.records import Batch, ChatHead, Participant, Record

Head = Callable[[dict[str, Any]], ChatHead]
People = tuple[str, Callable[[Any], list[Participant]]]


def read_chat(
    source: Source, head: Head, make: Make, people: People | None = None
) -> Iterator[ChatHead | Batch]:
    """An object whose `messages` are an array; `head` gets what stands before them, by its
    keys. `make` makes a record of each message. `people` is a key behind the messages and what
    reads the people listed there."""
    about: dict[str, Any] = {}
    begun = False
    with source.stream() as stream:
        walk = JsonWalk(source, stream)
        for key in walk.keys():  # noqa: SIM118 - a walk is no dict
            if key != "messages" or begun:
                if begun and people and key == people[0]:
                    yield Batch(participants=people[1](walk.value()), position=walk.position)
                elif begun:
                    walk.skip()
                else:
                    about[key] = walk.value()
                continue
            begun = True
            yield head(about)
            yield from walk.batches(make)
        if begun:
            yield from walk.rest()
        elif about and walk.broken:
            yield head(about)
            yield from walk.rest()


class OneChat(Protocol):
    """Reads the messages of one chat; `head` is asked for once the first was read."""

    def head(self) -> ChatHead: ...

    def record(self, batch: Batch, message: Any, walk: JsonWalk) -> Record | None: ...


def read_lists(
    source: Source, chat_of: Callable[[dict[str, Any]], str], new: Callable[[str], OneChat]
) -> Iterator[ChatHead | Batch]:
    """An array of WeChat's messages, which may mix chats. `chat_of` finds the id of a message's
    chat; what tells none belongs to the first chat, which is told to be private if there are
    others among the first messages."""
    chats = {"": new("")}
    with Parting() as parting, source.stream() as stream:
        first = ""

        def record(batch: Batch, message: Any, walk: JsonWalk) -> Record | None:
            nonlocal first
            chat_id = chat_of(fields_of(message)) or first
            first = first or chat_id
            if chat_id not in chats:
                chats[chat_id] = new(chat_id)
            chat = chats[chat_id]
            if chat_id == first:
                return chat.record(batch, message, walk)
            parting.put(chat_id, lambda aside: chat.record(aside, message, walk))
            return None

        walk, begun = JsonWalk(source, stream), False
        for batch in walk.batches(record):
            if not begun and (len(batch) or batch.problems):
                begun = True
                alone = chats.keys() <= {"", first}
                yield replace(chats[first].head(), private=not alone and not is_group(first))
            if begun:
                yield batch
        if begun:
            yield from walk.rest()
        for chat_id, batches in parting.chats(walk.position):
            yield replace(chats[chat_id].head(), private=not is_group(chat_id))
            yield from batches
