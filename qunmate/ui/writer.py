"""The thread with the only writing connection."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Generator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from qunmate.data.store import Store, open_store
from qunmate.errors import UserError
from qunmate.progress import Progress
from qunmate.ui.reader import Post, nothing

TELL_EVERY = 0.1  # seconds


class Ticket:
    """A write that was asked for; `cancel` may be called from any thread.

    Whoever must know how it ends sets `done` and `failed` as soon as they have the ticket: both
    are called on the window's thread, and with `failed` the user is told of nothing but defects.
    `waits` says that it was asked for behind a long job, `reads` that it changes nothing; `seen`
    gives a file's name as it may be shown.
    """

    def __init__(
        self, title: str, deed: str = "", *, waits: bool = False, reads: bool = False
    ) -> None:
        self.title = title
        self.deed = deed
        self.waits = waits
        self.reads = reads
        self.done: Callable[[], None] | None = None
        self.failed: Callable[[BaseException], None] | None = None
        self.seen: Callable[[str], str] = str
        self.number = 0  # of the deed, once it is done and has changed something
        self.flag = threading.Event()

    def cancel(self) -> None:
        self.flag.set()

    def let_go(
        self,
    ) -> tuple[Callable[[], None] | None, Callable[[BaseException], None] | None]:
        """Hand over `done` and `failed` and hold them no longer: a widget in them must not be
        destroyed with the ticket, in the writer's thread."""
        held = self.done, self.failed
        self.done = self.failed = None
        return held


@dataclass(frozen=True, slots=True)
class JobState:
    """A running job; `seconds_left` is None while it can't be told."""

    ticket: Ticket
    progress: Progress
    records_per_second: float
    seconds_left: float | None


@dataclass(slots=True, eq=False)
class Write:
    """`verb` gets the writing store; `tables` are those it may touch. The window's thread takes
    the callbacks out, so that the writer never is the last to hold one, and with it a widget."""

    ticket: Ticket
    verb: Callable[[Store], Any]
    tables: frozenset[str]
    done: Callable[..., None]
    failed: Callable[..., None]
    cancelled: Callable[..., None]
    ended: str = "done"  # or failed, cancelled
    value: Any = None  # the result, or what was raised

    def end(self) -> None:
        """Call back, once."""
        told = partial(self.failed if self.ended == "failed" else self.done, self.value)
        call = self.cancelled if self.ended == "cancelled" else told
        self.verb = self.done = self.failed = self.cancelled = nothing
        self.value = None
        call()


class _CancelledError(Exception):
    """The job's ticket was cancelled."""


class Writer:
    """A queue of writes, done in order by one thread."""

    def __init__(
        self,
        path: Path,
        post: Post,
        changed: Callable[[frozenset[str]], None],
        running: Callable[[JobState | None], None],
        complain: Callable[[BaseException], None],
        read_only: bool,  # noqa: FBT001 - one caller
    ) -> None:
        self._path = path
        self._post = post
        self._changed = changed
        self._running = running
        self._complain = complain
        self._read_only = read_only
        self._waiting: deque[Write] = deque()
        self._current: Write | None = None
        self._ready = threading.Condition()
        self._look = True  # opens the file, so that later changes are told from earlier ones
        self._overlook = False
        self._closing = False
        self._version = -1
        self._displaced = False
        # a daemon: where a window never came to be closed, the process can still end
        self._thread = threading.Thread(target=self._run, name="qunmate-writer", daemon=True)
        self._thread.start()

    @property
    def busy(self) -> bool:
        with self._ready:
            return bool(self._current or self._waiting)

    @property
    def long_job(self) -> str:
        """The title of a job that runs or waits; "" if there is none."""
        with self._ready:
            writes = (self._current, *self._waiting)
            return next((one.ticket.title for one in writes if one and one.ticket.title), "")

    def put(self, write: Write) -> None:
        with self._ready:
            self._waiting.append(write)
            self._ready.notify()

    def overlook(self) -> None:
        """What changed just now was our own reader's cache: nobody needs to hear of it."""
        with self._ready:
            self._overlook = True
            self._ready.notify()

    def look(self) -> None:
        with self._ready:
            self._look = True
            self._ready.notify()

    def close(self) -> None:
        with self._ready:
            self._closing = True
            # a job with progress can be asked for again; a short edit must not be lost
            for write in (self._current, *self._waiting):
                if write and write.ticket.title:
                    write.ticket.cancel()
            self._ready.notify()
        self._thread.join()

    def _run(self) -> None:
        store: Store | None = None
        try:
            while (step := self._next()) is not None:
                try:
                    if store is None:
                        store = open_store(self._path, read_only=self._read_only)
                        self._version = store.data_version()
                    self._notice_others(store)
                except BaseException as error:
                    if isinstance(step, Write):
                        step.ended, step.value = "failed", error
                        self._post(step.end)
                else:
                    if isinstance(step, Write):
                        self._do(store, step)
                with self._ready:
                    self._current = None
        finally:
            if store:
                store.close()

    def _next(self) -> Write | bool | None:
        with self._ready:
            self._ready.wait_for(self._called)
            if self._waiting:
                self._current = self._waiting.popleft()
                return self._current
            if self._closing:
                return None
            self._look = False
            return True

    def _called(self) -> bool:
        return bool(self._waiting or self._look or self._overlook or self._closing)

    def _notice_others(self, store: Store) -> None:
        """The writer's data_version moves only when another process has written."""
        with self._ready:
            overlook, self._overlook = self._overlook, False
        before, self._version = self._version, store.data_version()
        if self._version != before and not overlook:
            tables = frozenset(store.db.table_names())
            self._post(partial(self._changed, tables))
        before, self._displaced = self._displaced, store.displaced()
        if self._displaced and not before:  # told at once: the longer one goes on, the more is lost
            trouble = UserError("file_displaced", path=str(self._path))
            self._post(partial(self._complain, trouble))

    def _do(self, store: Store, write: Write) -> None:
        try:
            write.value = self._finish(store, write)
            if store.db.conn.in_transaction:
                raise RuntimeError("a write left its transaction open")  # noqa: TRY301
            self._post(partial(self._changed, write.tables))
        except _CancelledError:
            write.ended = "cancelled"
        except BaseException as error:
            store.db.rollback()
            write.ended, write.value = "failed", error
        if write.ticket.title:  # before the end, which may close the window
            self._post(partial(self._running, None))
        self._post(write.end)

    def _finish(self, store: Store, write: Write) -> Any:
        if self._read_only and not write.ticket.reads:
            raise UserError("file_read_only", path=str(self._path))
        if write.ticket.flag.is_set():
            raise _CancelledError
        value = write.verb(store)
        return self._drive(value, write.ticket) if isinstance(value, Generator) else value

    def _drive(self, job: Generator[Progress, None, Any], ticket: Ticket) -> Any:
        """Run the job to its end here, looking at the ticket at each yield."""
        begun = time.monotonic()
        told = begun
        self._tell(ticket, Progress(0, 0), 0)
        while True:
            try:
                step = next(job)
            except StopIteration as end:
                return end.value
            if ticket.flag.is_set():
                job.close()
                raise _CancelledError
            now = time.monotonic()
            if now - told >= TELL_EVERY:
                told = now
                self._tell(ticket, step, now - begun)

    def _tell(self, ticket: Ticket, step: Progress, seconds: float) -> None:
        if not ticket.title:
            return
        rate = step.records / seconds if seconds else 0.0
        left = seconds * (step.total - step.done) / step.done if step.total and step.done else None
        self._post(partial(self._running, JobState(ticket, step, rate, left)))
