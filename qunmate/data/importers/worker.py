"""Parses and packs a source, in a process of its own where it is large.

A busy Python thread would make the window stutter, and two cores do the work of an import
in little more than half the time of one.
"""

from __future__ import annotations

import contextlib
import gc
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
from qunmate.data.importers.packing import Packed, Packer
from qunmate.data.importers.source import Source
from qunmate.records import ChatHead

LARGE = 4 << 20  # bytes from which a process of its own pays off
AHEAD = 2  # batches that may wait for the writer


class End(str):
    """The end of a source: the SHA-256 of its bytes."""

    __slots__ = ()


Item = ChatHead | Packed | End
_CONTEXT = multiprocessing.get_context("spawn")


class Wanted(Protocol):
    """An event of threads or of processes."""

    def is_set(self) -> bool: ...
    def set(self) -> None: ...
    def clear(self) -> None: ...


class Parsing:
    """The items of a source: for each chat a head, then its batches; an End last. A large one
    is parsed by another process, which `close` ends.

    `zones` names the time zone of chats by their id or name; "" is for all others.
    """

    def __init__(self, source: Source, format_: str, zones: dict[str, str]) -> None:
        self._task = (source, format_, zones)
        self._far = source.text is None and source.size() >= LARGE
        source.close()  # an open zip can't go to another process
        self._words: Wanted = _CONTEXT.Event() if self._far else threading.Event()
        self._words.set()
        self._items = self._from_process() if self._far else _packed_items(*self._task, self._words)

    def __iter__(self) -> Iterator[Item]:
        return self._items

    def close(self) -> None:
        self._items.close()

    def want_words(self, *, wanted: bool) -> None:
        """Whether batches to come should bring the words of the search index: a record that
        is there already needs none."""
        if wanted != self._words.is_set():
            (self._words.set if wanted else self._words.clear)()

    def _from_process(self) -> Generator[Item, None, None]:
        receiver, sender = _CONTEXT.Pipe(duplex=False)
        process = _CONTEXT.Process(
            target=_serve, args=(sender, *self._task, self._words), name="parser", daemon=True
        )
        process.start()
        sender.close()
        received: queue.Queue[bytes | None] = queue.Queue(AHEAD)
        stopped = threading.Event()
        pump = threading.Thread(target=_pump, args=(receiver, received, stopped), name="pump")
        pump.start()
        try:
            while True:
                item = _next_item(received)
                yield item
                if isinstance(item, End):
                    break
        finally:
            stopped.set()
            process.terminate()
            process.join()
            process.close()
            pump.join()
            receiver.close()


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


def _next_item(received: queue.Queue[bytes | None]) -> Item:
    data = received.get()
    if data is None:
        raise RuntimeError("the parser process died")
    item = pickle.loads(data)  # noqa: S301 - from our own process
    if isinstance(item, BaseException):
        raise item
    if not isinstance(item, ChatHead | Packed | End):
        raise TypeError(type(item))
    return item


def _serve(
    sender: Connection, source: Source, format_: str, zones: dict[str, str], words: Wanted
) -> None:
    # Ctrl+C goes to every process of the terminal; the one that writes ends this one
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # records refer to nothing that could refer back: looking for cycles costs a third
    gc.disable()
    try:
        for item in _packed_items(source, format_, zones, words):
            sender.send(item)
    except BrokenPipeError:
        return  # the import was cancelled
    except Exception as error:
        sender.send(error)
