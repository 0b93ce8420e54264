"""Parses and packs a source, in a process of its own where it is large.

A busy Python thread would make the window stutter, and two cores do the work of an import
in little more than half the time of one.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import multiprocessing
import pickle
import queue
import signal
import threading
from collections.abc import Generator, Iterator
from multiprocessing.connection import Connection
from typing import Protocol

from qunmate.clock import zone
from qunmate.data.importers import pick
from qunmate.data.importers.packed import Packed
from qunmate.data.importers.packing import Packer
from qunmate.data.importers.source import Source
from qunmate.errors import UserError
from qunmate.records import ChatHead

LARGE = 4 << 20  # bytes from which a process of its own pays off
AHEAD = 2  # batches that may wait for the writer


class End(str):
    """The end of a source: the SHA-256 of its bytes."""

    __slots__ = ()


Item = ChatHead | Packed | End
Task = tuple[Source, str, dict[str, str]]  # with the format and the time zones
_CONTEXT = multiprocessing.get_context("spawn")


class Wanted(Protocol):
    """An event of threads or of processes."""

    def is_set(self) -> bool: ...
    def set(self) -> None: ...
    def clear(self) -> None: ...


class Parsing:
    """The items of a source: for each chat a head, then its batches; an End last. A large one
    is parsed by another process, which starts while what to do with it is still looked into.
    Close it in the end."""

    def __init__(self, source: Source) -> None:
        self._source = source
        far = source.text is None and source.size() >= LARGE
        self._parser = _Parser() if far else None
        self._words: Wanted = self._parser.words if self._parser else threading.Event()
        self._words.set()
        self._items: Generator[Item, None, None] | None = None

    def begin(self, format_: str, zones: dict[str, str]) -> None:
        """Parse the source. `zones` names the time zone of chats by their id or name; "" is
        for all others."""
        self._source.close()  # an open zip can't go to another process
        task = (self._source, format_, zones)
        parser = self._parser
        self._items = parser.parse(task) if parser else _packed_items(*task, self._words)

    def __iter__(self) -> Iterator[Item]:
        return self._items or iter(())

    def close(self) -> None:
        if self._items:
            self._items.close()
        if self._parser:
            self._parser.close()

    def want_words(self, *, wanted: bool) -> None:
        """Whether batches to come should bring the words of the search index: a record that
        is there already needs none."""
        if wanted != self._words.is_set():
            (self._words.set if wanted else self._words.clear)()


class _Parser:
    """A process that parses one source and sends what it finds."""

    def __init__(self) -> None:
        self.words = _CONTEXT.Event()
        self._connection, far = _CONTEXT.Pipe()
        self._process = _CONTEXT.Process(
            target=_serve, args=(far, self.words), name="parser", daemon=True
        )
        self._process.start()
        far.close()

    def parse(self, task: Task) -> Generator[Item, None, None]:
        received: queue.Queue[bytes | None] = queue.Queue(AHEAD)
        stopped = threading.Event()
        pump = threading.Thread(
            target=_pump, args=(self._connection, received, stopped), name="pump"
        )
        with contextlib.suppress(ConnectionError):  # a process that has died: told below
            self._connection.send(task)
        pump.start()
        try:
            while True:
                item = _next_item(received)
                if item is None:
                    raise UserError("parser_ended", path=task[0].name)
                yield item
                if isinstance(item, End):
                    break
        finally:
            stopped.set()
            self._process.terminate()
            pump.join()

    def close(self) -> None:
        self._process.terminate()
        self._process.join()
        self._process.close()
        self._connection.close()


def _packed_items(
    source: Source, format_: str, zones: dict[str, str], words: Wanted
) -> Generator[Item, None, None]:
    packer: Packer | None = None
    with contextlib.closing(source):
        for item in pick(source, format_).read(source):
            if isinstance(item, ChatHead):
                known = [zones[key] for key in (item.chat_id, item.name) if key and key in zones]
                packer = Packer(zone(known[0] if known else zones[""]), item.zoned)
                yield item
            elif packer is not None:
                yield from packer.pack(item, words=words.is_set())
        yield End(source.digest())


def _pump(
    receiver: Connection, received: queue.Queue[bytes | None], stopped: threading.Event
) -> None:
    """Take what the parser sends while the writer is still at work on what came before, so
    that neither waits for the other."""
    data: bytes | None = b""
    while data is not None:
        try:
            data = receiver.recv_bytes()
        except (EOFError, OSError):
            data = None
        while not stopped.is_set():
            with contextlib.suppress(queue.Full):
                received.put(data, timeout=0.1)
                break
        if stopped.is_set():
            return


def _next_item(received: queue.Queue[bytes | None]) -> Item | None:
    """None: the process was ended, by a system short of memory for one; what is wrong with our
    own code it tells."""
    data = received.get()
    if data is None:
        return None
    item = pickle.loads(data)  # noqa: S301 - from our own process
    if isinstance(item, BaseException):
        raise item
    if not isinstance(item, ChatHead | Packed | End):
        raise TypeError(type(item))
    return item


def _serve(connection: Connection, words: Wanted) -> None:
    # Ctrl+C goes to every process of the terminal; the one that writes ends this one
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # records refer to nothing that could refer back: looking for cycles costs a third
    gc.disable()
    importlib.import_module("numpy")  # which every batch needs, before there is a task
    try:
        task: Task = connection.recv()
        for item in _packed_items(*task, words):
            connection.send(item)
    except (ConnectionError, EOFError):
        return  # the import was cancelled
    except Exception as error:
        connection.send(error)
