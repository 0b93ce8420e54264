"""What the operator did, newest first, to be undone and redone. Lives on the writer's thread.

A deed is a span of the undo log, or an import, which is taken back by its batch and redone by
taking its source in again. What it brought then has the same numbers as before, unless others
were given since: so the deeds that came after it can be redone too.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any, TypeVar

from qunmate.data import imports, numbers
from qunmate.data.store import Store
from qunmate.data.undo_log import Span, UndoLog
from qunmate.errors import UserError
from qunmate.i18n import _, ngettext
from qunmate.model import ImportBatch
from qunmate.progress import Job
from qunmate.ui.touched import IMPORT
from qunmate.ui.writer import Ticket

T = TypeVar("T")
Verb = Callable[[Store], T | Job[T]]

KEPT_DEEDS = 200
LONG = 5_000  # rows: from here on it is worth telling how far it is
KEPT_ROWS = 500_000  # of the undo log, all deeds together


@dataclass(frozen=True, slots=True)
class Import:
    """What a write took in, the bytes of its sources (SHA-256) and how to do it again. `before`
    and `left` are the highest numbers of the file before it and once it was taken back."""

    ids: tuple[int, ...]
    sources: tuple[str, ...]
    verb: Verb[Any]
    title: str
    before: Mapping[str, int]
    left: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Deed:
    number: int
    words: str
    did: Span | Import


@dataclass(frozen=True, slots=True)
class Standing:
    """The words of what would be undone and redone next; "" for nothing."""

    undo: str = ""
    redo: str = ""


@dataclass(frozen=True, slots=True)
class Turned:
    """A deed was undone (`back`) or redone, and the tables this touched."""

    deed: Deed
    back: bool
    tables: frozenset[str]


class Deeds:
    """`stands` is told whenever what would be undone or redone next has changed; `seen`: a file's
    name as it may be shown."""

    def __init__(
        self, stands: Callable[[Standing], None], seen: Callable[[str], str] = str
    ) -> None:
        self._stands = stands
        self._seen = seen
        self._log: UndoLog | None = None
        self._numbers = count(1)
        self._done: list[Deed] = []
        self._undone: list[Deed] = []

    def follow(self, verb: Verb[T], ticket: Ticket) -> Callable[[Store], Job[T]]:
        """The verb, as a job that also remembers what it does as a deed: one that has words,
        or takes something in. `ticket.number` is then that of the deed, unless it changed
        nothing."""

        def deed(store: Store) -> Job[T]:
            with self._log_of(store).recording() as noted:
                value = yield from run(verb)(store)
            if noted:
                ticket.number = self._add(ticket.deed, noted[0])
            return value

        def import_(store: Store) -> Job[T]:
            before = numbers.highest(store.db)
            value = yield from run(verb)(store)
            self._drop_taken_back(store)
            taken = [one for one in _newer(store, before) if not one.undone]
            if taken:
                files = [self._seen(one.file) for one in taken]
                did = Import(*_ids_and_sources(taken), verb, ticket.title, before)
                self._add(_import_words(files), did)
            return value

        return deed if ticket.deed else import_

    def burn(self, verb: Verb[T]) -> Callable[[Store], Job[T]]:
        """The verb, as a job after which nothing that was done before can be undone or redone:
        the log must not hold what the verb erased."""

        def job(store: Store) -> Job[T]:
            value = yield from run(verb)(store)
            gone = [*self._done, *self._undone]
            self._done.clear()
            self._undone.clear()
            self._let_go(gone)
            self._tell()
            return value

        return job

    def turn(self, store: Store, ticket: Ticket, *, back: bool, number: int) -> Job[Turned | None]:
        """Undo (`back`) or redo the newest deed; with a `number`, only if it is that one.
        None: it is not. UserError if rows have changed since, or a source is gone: the deed
        is then forgotten."""
        source, target = (self._done, self._undone) if back else (self._undone, self._done)
        if not source or number not in {0, source[-1].number}:
            return None
        deed = source[-1]
        try:
            did, tables = yield from self._turned(store, deed, ticket, back=back)
        except UserError as error:
            if error.problem.code == "deed_overtaken":
                self._forget(source, deed)
                raise UserError("deed_overtaken", deed=deed.words) from error
            if not back and isinstance(deed.did, Import) and error.problem.code != "file_busy":
                self._forget(source, deed)
            raise
        source.remove(deed)
        target.append(replace(deed, did=did))
        if (
            isinstance(did, Import)
            and isinstance(deed.did, Import)
            and did.sources != deed.did.sources
        ):
            self._let_go(self._undone)  # which would be done to other people now
            self._undone.clear()
        self._tell()
        return Turned(deed, back, tables)

    def _turned(
        self, store: Store, deed: Deed, ticket: Ticket, *, back: bool
    ) -> Job[tuple[Span | Import, frozenset[str]]]:
        if isinstance(deed.did, Span):
            log = self._log_of(store)
            tables = log.tables(deed.did)
            if len(deed.did) > LONG:
                ticket.title = _("Undoing") if back else _("Redoing")
            return (yield from log.turn_back(deed.did)), tables
        if back:
            from qunmate.tasks.undo_import import undo_import

            ticket.title = _("Undoing an import")
            for import_id in sorted(deed.did.ids, reverse=True):
                if not imports.by_id(store.db, import_id).undone:
                    yield from undo_import(store, import_id)
            return replace(deed.did, left=numbers.highest(store.db)), IMPORT
        ticket.title = deed.did.title
        return (yield from _again(store, deed.did)), IMPORT

    def _log_of(self, store: Store) -> UndoLog:
        if self._log is None:
            self._log = UndoLog(store)
        return self._log

    def _add(self, words: str, did: Span | Import) -> int:
        deed = Deed(next(self._numbers), words, did)
        self._done.append(deed)
        gone, self._undone[:] = list(self._undone), []
        rows = 0
        for place, one in reversed(list(enumerate(self._done))):
            rows += len(one.did) if isinstance(one.did, Span) else 0
            if place < len(self._done) - 1 and (
                rows > KEPT_ROWS or place < len(self._done) - KEPT_DEEDS
            ):
                gone += self._done[: place + 1]
                del self._done[: place + 1]
                break
        self._let_go(gone)
        self._tell()
        return deed.number

    def _drop_taken_back(self, store: Store) -> None:
        """An import that was taken back by other means is no longer to be undone."""
        taken_back = {one.id for one in imports.listing(store.db) if one.undone}
        for deed in [one for one in self._done if isinstance(one.did, Import)]:
            if isinstance(deed.did, Import) and taken_back.issuperset(deed.did.ids):
                self._done.remove(deed)
                left = numbers.highest(store.db)
                self._undone.append(replace(deed, did=replace(deed.did, left=left)))
                self._tell()

    def _forget(self, stack: list[Deed], deed: Deed) -> None:
        stack.remove(deed)
        self._let_go([deed])
        self._tell()

    def _let_go(self, deeds: list[Deed]) -> None:
        spans = [deed.did for deed in deeds if isinstance(deed.did, Span)]
        if self._log:
            self._log.forget(spans)

    def _tell(self) -> None:
        undo, redo = (stack[-1].words if stack else "" for stack in (self._done, self._undone))
        self._stands(Standing(undo, redo))


def run(verb: Verb[T]) -> Callable[[Store], Job[T]]:
    """The verb as a job, whichever it is."""

    def job(store: Store) -> Job[T]:
        value = verb(store)
        if isinstance(value, Generator):
            return (yield from value)
        return value

    return job


def _again(store: Store, did: Import) -> Job[Import]:
    with store.atomic() as db:
        if all(number <= did.left[table] for table, number in numbers.highest(db).items()):
            imports.forget_taken_back(db, did.before["imports"])
            numbers.give_again(db, did.before)
        before = numbers.highest(db)
        yield from run(did.verb)(store)
    ids, sources = _ids_and_sources(_newer(store, before))
    return replace(did, ids=ids, sources=sources, before=before)


def _ids_and_sources(taken: list[ImportBatch]) -> tuple[tuple[int, ...], tuple[str, ...]]:
    return tuple(one.id for one in taken), tuple(one.sha256 for one in taken)


def _newer(store: Store, before: Mapping[str, int]) -> list[ImportBatch]:
    return [one for one in imports.listing(store.db) if one.id > before["imports"]]


def _import_words(files: list[str]) -> str:
    if len(files) == 1:
        return _("Imported {file}").format(file=files[0])
    return ngettext("Imported {n} file", "Imported {n} files", len(files)).format(n=len(files))
