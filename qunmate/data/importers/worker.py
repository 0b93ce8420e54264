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
import threading
from collections.abc import Generator, Iterator
from multiprocessing.connection import Connection
from pathlib import Path

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


def packed_items(
    path: Path, text: str | None, format_: str, zones: dict[str, str]
) -> Iterator[Item]:
    """The chats of a source: each a head, then its batches; the last item is an End.

    `zones` names the time zone of chats by their id or name; "" is for all others.
    """
    source = Source(path, text)
    packer: Packer | None = None
    for item in pick(source, format_).read(source):
        if isinstance(item, ChatHead):
            known = [zones[key] for key in (item.chat_id, item.name) if key and key in zones]
            packer = Packer(zone(known[0] if known else zones[""]), item.zoned)
            yield item
        elif packer is not None:
            yield from packer.pack(item)
    yield End(source.sha256)


def items(
    path: Path, text: str | None, format_: str, zones: dict[str, str]
) -> Generator[Item, None, None]:
    """The same, parsed in another process if the source is large. Closing the iterator ends
    that process."""
    if text is not None or path.stat().st_size < LARGE:
        yield from packed_items(path, text, format_, zones)
        return
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(
        target=_serve, args=(sender, path, format_, zones), name="qunmate-parser", daemon=True
    )
    process.start()
    sender.close()
    received: queue.Queue[bytes | None] = queue.Queue(AHEAD)
    stopped = threading.Event()
    pump = threading.Thread(target=_pump, args=(receiver, received, stopped), name="qunmate-pump")
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


def _serve(sender: Connection, path: Path, format_: str, zones: dict[str, str]) -> None:
    # records refer to nothing that could refer back: looking for cycles costs a third
    gc.disable()
    try:
        for item in packed_items(path, None, format_, zones):
            sender.send(item)
    except BrokenPipeError:
        return  # the import was cancelled
    except Exception as error:
        sender.send(error)
