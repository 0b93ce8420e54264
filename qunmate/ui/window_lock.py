"""One window a file: the lock says which program, on which computer, has it and since when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QLockFile


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has the file open; `since` is local time, None where it can't be told."""

    pid: int
    host: str
    since: datetime | None


class WindowLock:
    """Held until `release`; a lock left by a program that is gone is taken over."""

    def __init__(self, file: Path) -> None:
        file = file.resolve()  # one file may have several names
        self._path = file.with_name(file.name + ".lock")
        self._lock = QLockFile(str(self._path))
        self._lock.setStaleLockTime(0)

    def take(self) -> Holder | None:
        """None if the lock is ours now, else who has it."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        if self._lock.tryLock(0):
            return None
        if self._lock.error() != QLockFile.LockError.LockFailedError:
            return None  # no lock can be made in that folder; opening the file will tell why
        pid, host, _program = self._lock.getLockInfo()
        try:
            since = datetime.fromtimestamp(self._path.stat().st_mtime).astimezone()
        except OSError:
            since = None
        return Holder(pid, host, since)

    def release(self) -> None:
        self._lock.unlock()
