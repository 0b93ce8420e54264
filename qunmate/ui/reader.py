"""The thread that reads figures, lists and previews, so that the window never waits."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from qunmate.data.store import Store, open_store
from qunmate.data.world import database_errors

Post = Callable[[Callable[[], None]], None]


@dataclass(slots=True, eq=False)
class Request:
    """What was asked for, and then the answer. The window's thread empties it, so that the
    reader never is the last to hold a callback, and with it a widget."""

    key: str
    function: Callable[[Store], Any]
    done: Callable[..., None]
    failed: Callable[..., None]
    value: Any = None
    error: BaseException | None = None

    def take(self) -> tuple[Callable[..., None], Any]:
        """The callback and what it shall get."""
        outcome = (self.failed, self.error) if self.error else (self.done, self.value)
        self.function = self.done = self.failed = nothing
        self.value = self.error = None
        return outcome


def nothing(*_values: object) -> None:
    """What is called for what was emptied."""


class Reader:
    """Requests wait in the order of their keys; a newer one takes the place of an older."""

    def __init__(
        self, path: Path, post: Post, kept: Callable[[], None], *, read_only: bool
    ) -> None:
        """`kept` is called when a reading function has written a cache of its own."""
        self._path = path
        self._post = post
        self._kept = kept
        self._read_only = read_only
        self._waiting: dict[str, Request] = {}
        self._latest: dict[str, Request] = {}
        self._ready = threading.Condition()
        self._closing = False
        self._store: Store | None = None
        # a daemon: where a window never came to be closed, the process can still end
        self._thread = threading.Thread(target=self._run, name="qunmate-reader", daemon=True)
        self._thread.start()

    def put(self, request: Request) -> None:
        with self._ready:
            self._waiting[request.key] = request
            self._latest[request.key] = request
            self._ready.notify()

    @property
    def busy(self) -> bool:
        """Whether a request has not been answered yet."""
        with self._ready:
            return bool(self._latest)

    def close(self) -> None:
        """Break off what is being read, and join the thread."""
        with self._ready:
            self._closing = True
            self._ready.notify()
            if self._store:
                self._store.db.conn.interrupt()
        self._thread.join()

    def _run(self) -> None:
        try:
            while (request := self._next()) is not None:
                try:
                    request.value = self._ask(self._opened(), request)
                except BaseException as error:
                    request.error = error
                self._post(partial(self._answer, request))
        finally:
            with self._ready:
                store, self._store = self._store, None
            if store:
                store.close()

    def _opened(self) -> Store:
        if self._store is None:
            store = open_store(self._path, read_only=self._read_only)
            with self._ready:
                self._store = store
        return self._store

    def _ask(self, store: Store, request: Request) -> Any:
        """Figures keep what they derived; that is no change that anyone must hear of."""
        before = store.db.conn.total_changes
        try:
            with database_errors(store.path):
                return request.function(store)
        finally:
            if store.db.conn.total_changes != before:
                self._kept()

    def _next(self) -> Request | None:
        with self._ready:
            self._ready.wait_for(lambda: self._waiting or self._closing)
            if self._closing:
                return None
            return self._waiting.pop(next(iter(self._waiting)))

    def _answer(self, request: Request) -> None:
        with self._ready:
            overtaken = self._latest.get(request.key) is not request
            if not overtaken:
                del self._latest[request.key]
        callback, value = request.take()
        if not overtaken:
            callback(value)
