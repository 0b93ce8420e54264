"""A source that mixes chats, parted while it is read once: the first goes by, the others wait."""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Self

from qunmate.data.world import world_errors
from qunmate.records import Batch, Record

ROOM = 32 << 20  # characters that wait in memory, about; more go to a file of the system's
_EACH = 300  # that a record takes besides its text
_BATCH = 5_000


@dataclass(slots=True)
class _Chat:
    """What waits in memory of a chat, and the places in the file of what came before."""

    batch: Batch = field(default_factory=Batch)
    records: list[Record] = field(default_factory=list)
    places: list[int] = field(default_factory=list)

    def taken(self) -> Batch:
        batch, records = self.batch, self.records
        self.batch, self.records = Batch(), []
        if records:
            batch.extend(records)
        return batch


class Parting:
    """Chats by their ids, in the order in which they came first. The file has no name and is
    gone when this is left."""

    def __init__(self, room: int = ROOM) -> None:
        self._chats: dict[str, _Chat] = {}
        self._room = room
        self._held = 0
        self._file: IO[bytes] | None = None

    def put(self, chat_id: str, make: Callable[[Batch], Record | None]) -> None:
        """Set a record of a chat aside; `make` makes it, or tells the batch what is wrong."""
        chat = self._chats.get(chat_id) or self._chats.setdefault(chat_id, _Chat())
        record = make(chat.batch)
        if record:
            chat.records.append(record)
        self._held += _EACH + (len(record.text) if record else 0)
        if self._held > self._room:
            self._write()

    def chats(self, position: int) -> Iterator[tuple[str, Iterator[Batch]]]:
        """Each chat and its batches, all of which tell this position."""
        for chat_id, chat in self._chats.items():
            yield chat_id, self._batches(chat, position)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._file:
            self._file.close()

    def _write(self) -> None:
        with world_errors(Path(tempfile.gettempdir())):
            if self._file is None:
                self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed on leaving
            for chat in self._chats.values():
                if len(chat.records) or chat.batch.problems:
                    chat.places.append(self._file.seek(0, 2))
                    pickle.dump(chat.taken(), self._file, pickle.HIGHEST_PROTOCOL)
        self._held = 0

    def _batches(self, chat: _Chat, position: int) -> Iterator[Batch]:
        batch = Batch(position=position)
        for part in self._parts(chat):
            batch.add(part)
            if len(batch) >= _BATCH:
                yield batch
                batch = Batch(position=position)
        yield batch

    def _parts(self, chat: _Chat) -> Iterator[Batch]:
        for place in chat.places:
            if self._file:
                self._file.seek(place)
                yield pickle.load(self._file)  # noqa: S301 - from our own file
        yield chat.taken()
