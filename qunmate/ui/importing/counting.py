"""A long reading in small steps, so that what others want to read gets through between them."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QObject

from qunmate.data.store import Store
from qunmate.progress import Job, Progress
from qunmate.ui.alive import alive
from qunmate.ui.jobs import Jobs

T = TypeVar("T")
STEP_SECONDS = 0.03


class Counting(QObject, Generic[T]):
    """Runs a job on the reading store. `told` gets its progress, `done` its result, `failed`
    what it raised; all on the window's thread. It ends with the widget they belong to."""

    def __init__(
        self,
        jobs: Jobs,
        key: str,
        begin: Callable[[Store], Job[T]],
        told: Callable[[Progress], None],
        done: Callable[[T], None],
        failed: Callable[[BaseException], None],
    ) -> None:
        super().__init__(jobs)
        self._jobs = jobs
        self._key = key
        self._begin = begin
        self._told = told
        self._done = done
        self._failed = failed
        self._job: Job[T] | None = None
        self._stopped = False
        self._one = threading.Lock()
        jobs.closing.connect(self.stop)
        self._ask()

    def _ask(self) -> None:
        self._jobs.read(self._key, self._step, self._stepped, failed=self._broke)

    def stop(self) -> None:
        """Waits for the step that is under way; whoever asked is told no more."""
        with self._one:
            if not self._stopped:
                self._stopped = True
                if self._job:
                    self._job.close()
        self.deleteLater()

    def _step(self, store: Store) -> tuple[Progress | None, list[T]]:
        """The progress, or at the end the result in a list."""
        with self._one:
            if self._stopped:
                return None, []
            if self._job is None:
                self._job = self._begin(store)
            until, step = time.monotonic() + STEP_SECONDS, None
            while step is None or time.monotonic() < until:
                try:
                    step = next(self._job)
                except StopIteration as end:
                    return None, [end.value]
            return step, []

    def _stepped(self, came: tuple[Progress | None, list[T]]) -> None:
        step, result = came
        if self._stopped:
            return
        if not alive(self._done):
            self.stop()
        elif step is not None:
            self._told(step)
            self._ask()
        elif result:
            done = self._done
            self.stop()
            done(result[0])

    def _broke(self, error: BaseException) -> None:
        if not self._stopped:
            failed = self._failed
            self.stop()
            if alive(failed):
                failed(error)
