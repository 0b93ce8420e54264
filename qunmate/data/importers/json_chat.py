"""What the JSON formats of one chat have in common: something about it, then its messages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from qunmate.data.importers.json_walk import JsonWalk, Make
from qunmate.data.importers.source import Source
from qunmate.records import Batch, ChatHead, Participant

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
            yield Batch(problems=[walk.broken], truncated=True, position=walk.position)


def read_list(source: Source, head: Head, make: Make) -> Iterator[ChatHead | Batch]:
    """An array of messages; `head` gets the first of them."""
    begun = False
    first: dict[str, Any] = {}

    def noting(batch: Batch, value: Any, walk: JsonWalk) -> Any:
        if not first and isinstance(value, dict):
            first.update(value)
        return make(batch, value, walk)

    with source.stream() as stream:
        walk = JsonWalk(source, stream)
        for batch in walk.batches(noting):
            if not begun and (len(batch) or batch.problems):
                begun = True
                yield head(first)
            if begun:
                yield batch
        if begun:
            yield from walk.rest()
