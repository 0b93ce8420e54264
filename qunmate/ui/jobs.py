"""One writer thread, one reader thread; results come back on the window's own thread.

Every write goes through the writer in order. A job is a generator that yields Progress; it is
cancelled at its next yield, closed by its own thread, and its transaction rolls back.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from qunmate.data.database import Database
from qunmate.data.store import Store
from qunmate.data.world import gone_meanwhile
from qunmate.errors import UserError
from qunmate.i18n import _
from qunmate.progress import Job
from qunmate.ui.alive import alive
from qunmate.ui.deeds import Deeds, Standing, Turned, run
from qunmate.ui.reader import Reader, Request
from qunmate.ui.sweeper import Sweeper
from qunmate.ui.writer import JobState, Ticket, Write, Writer

__all__ = ["Did", "JobState", "Jobs", "Ticket"]

T = TypeVar("T")
Failed = Callable[[BaseException], None]


@dataclass(frozen=True, slots=True)
class Did:
    """What became of a deed: `how` is done, undone, redone, or waits (behind a long job)."""

    words: str
    how: str
    number: int = 0


class Jobs(QObject):
    """`changed` carries the frozenset of tables a write touched; `running` a JobState or None;
    `did` a Did; `stands` what would be undone and redone next; `closing` tells whoever reads
    in steps to stop."""

    changed = Signal(object)
    running = Signal(object)
    did = Signal(object)
    stands = Signal(object)
    closing = Signal()
    _posted = Signal(object)

    def __init__(
        self,
        path: Path,
        complain: Failed,
        parent: QObject,
        *,
        read_only: bool = False,
        seen: Callable[[str], str] = str,
    ) -> None:
        """`seen`: a file's name as it may be shown."""
        super().__init__(parent)
        self._complain = complain
        self._closed = False
        self._path, self._read_only = path, read_only
        self._posted.connect(self._call, Qt.ConnectionType.QueuedConnection)
        self._seen = seen
        self._deeds = Deeds(self._stand, seen)
        self._writer = Writer(
            path, self._post, self.changed.emit, self.running.emit, complain, read_only
        )
        self._sweeper = Sweeper(lambda: self._writer.long_job)
        self._reader = Reader(path, self._post, self._writer.overlook, read_only=read_only)

    def write(
        self,
        verb: Callable[[Store], T | Job[T]],
        tables: Iterable[str],
        done: Callable[[T], None] | None = None,
        *,
        title: str = "",
        deed: str = "",
        lasting: bool = False,
        burns: bool = False,
        reads: bool = False,
        failed: Failed | None = None,
        cancelled: Callable[[], None] | None = None,
    ) -> Ticket:
        """Run `verb` on the writing store, after all writes asked for before.

        `verb` gives its result, or a Job that does; it takes its own `store.atomic()`.
        `tables` are those it may touch. `title` names a job in the status bar; one with a
        title is cancelled when the window closes, the others are still done. `deed` as for
        `edit`; a write that takes something in can be undone without, unless it is `lasting`.
        One that `burns` can't be undone, nor can anything done before it. A job that only
        `reads` runs on a read-only file too.
        `done` gets the result; `failed` what it raised (without it, or when what it speaks to
        is gone, the user is told). All callbacks run on the window's thread; those that speak
        to a widget that is gone are dropped.
        """
        ticket = Ticket(title, deed, waits=bool(self._writer.long_job), reads=reads)
        ticket.seen = self._seen
        if deed and ticket.waits:
            self.did.emit(Did(deed, "waits"))

        def finished(value: T) -> None:
            self._guard(done)(value)
            self._guard(ticket.let_go()[0])()
            if ticket.number:
                self.did.emit(Did(deed, "done", ticket.number))

        if burns:
            followed = self._deeds.burn(verb)
        else:
            followed = run(verb) if lasting else self._deeds.follow(verb, ticket)
        self._put(ticket, followed, tables, finished, failed, cancelled=cancelled)
        return ticket

    def _put(
        self,
        ticket: Ticket,
        verb: Callable[[Store], Job[Any]],
        tables: Iterable[str],
        done: Callable[..., None],
        failed: Failed | None,
        *,
        cancelled: Callable[[], None] | None = None,
    ) -> None:
        def fell(error: BaseException) -> None:
            told = ticket.let_go()[1]
            hears = told or failed
            if hears is None or not alive(hears):
                self._complain(error)
                return
            hears(error)
            if told and not isinstance(error, UserError):
                self._complain(error)

        def stopped() -> None:
            ticket.let_go()
            self._guard(cancelled)()

        self._writer.put(Write(ticket, verb, frozenset(tables), done, fell, stopped))

    def undo(self, number: int = 0) -> None:
        """Turn back the newest deed, after all writes asked for before. With a number, only
        if it is still that one. A deed that can't be turned back any more is dropped."""
        self._turn(back=True, number=number)

    def redo(self, number: int = 0) -> None:
        """Do again what was undone last; as `undo`."""
        self._turn(back=False, number=number)

    def _turn(self, *, back: bool, number: int) -> None:
        ticket = Ticket("")
        if self._writer.long_job:
            self.did.emit(Did(_("Undo") if back else _("Redo"), "waits"))

        def turned(value: Turned | None) -> None:
            if value:
                self.changed.emit(value.tables)
                how = "undone" if back else "redone"
                self.did.emit(Did(value.deed.words, how, value.deed.number))

        verb = partial(self._deeds.turn, ticket=ticket, back=back, number=number)
        self._put(ticket, verb, (), turned, None)

    def _stand(self, standing: Standing) -> None:
        self._post(partial(self.stands.emit, standing))

    def edit(
        self,
        change: Callable[[Database], T],
        tables: Iterable[str],
        done: Callable[[T], None] | None = None,
        *,
        deed: str = "",
        failed: Failed | None = None,
    ) -> Ticket:
        """A short write: `change` runs inside one transaction. `deed` says in the operator's
        words what it does, past tense and without a full stop ("Tagged 5 members with x"): it can
        then be undone, and the window tells of it by itself. What it refers to may have gone
        since it was shown: the user is told."""

        def verb(store: Store) -> T:
            with gone_meanwhile(), store.atomic() as db:
                return change(db)

        return self.write(verb, tables, done, deed=deed, failed=failed)

    def read(
        self,
        key: str,
        function: Callable[[Store], T],
        done: Callable[[T], None],
        *,
        failed: Failed | None = None,
    ) -> None:
        """Run `function` on the reading store. Of several requests with one key only the
        latest is answered; a request that was overtaken gets neither callback."""
        self._reader.put(
            Request(key, function, self._guard(done), self._guard(failed or self._complain))
        )

    def must_write(self) -> None:
        """UserError where nothing can be written: to be asked before a dialog opens whose words
        would be lost."""
        if self._read_only:
            raise UserError("file_read_only", path=str(self._path))

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written while this window is open."""
        return self._read_only

    def look(self) -> None:
        """Ask whether another process has written; if so `changed` carries every table."""
        self._writer.look()

    @property
    def busy(self) -> bool:
        """Whether writes are running or waiting."""
        return self._writer.busy

    @property
    def long_job(self) -> str:
        """The title of the job that runs or waits; "" if there is none."""
        return self._writer.long_job

    @property
    def reading(self) -> bool:
        """Whether what a tab asked for is still to come."""
        return self._reader.busy

    @property
    def idle(self) -> bool:
        """Whether nothing is asked for that has not been answered."""
        return not self._writer.busy and not self._reader.busy

    def close(self) -> None:
        """Cancel the running job, do the short writes still waiting, join both threads."""
        self._closed = True
        self.closing.emit()
        self._reader.close()
        self._writer.close()
        self._sweeper.stop()

    def _post(self, call: Callable[[], None]) -> None:
        self._posted.emit(call)

    def _call(self, call: Callable[[], None]) -> None:
        if not self._closed:
            call()

    def _guard(self, callback: Callable[..., None] | None) -> Callable[..., None]:
        """The callback, unless a widget it speaks to is gone by then."""

        def call(*values: Any) -> None:
            if callback is not None and alive(callback):
                callback(*values)

        return call


def threads_alive() -> list[str]:
    """Names of our threads that still run (none after `close`)."""
    return [thread.name for thread in threading.enumerate() if thread.name.startswith("qunmate-")]
