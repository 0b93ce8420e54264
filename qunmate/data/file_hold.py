"""Keeps other programs from tidying the file up while a window has it open.

SQLite's own locks are those of the process: on Linux they are all gone as soon as anything in it
opens and closes the file besides, as a desktop's dialog may do to tell what kind of file it lists.
(Qt's own goes by the names, see resources/file_types.) The next program to close the file then
takes itself for the last one and deletes the file beside it that this window goes on writing to.
Locks of an open handle stay where SQLite has lost its own.
"""

from __future__ import annotations

import contextlib
import os
import struct
import sys
from pathlib import Path

# what SQLite locks as long as it reads: bytes of the file, and one of the index beside it
_READING = ((1 << 30) + 2, 510)
_IN_USE = (128, 1)


class FileHold:
    """To be made once the file is open, and loosened before the last connection is closed."""

    def __init__(self, path: Path) -> None:
        real = os.path.realpath(path)  # the index of a link's file lies beside what it leads to
        self._held: list[tuple[int, tuple[int, int]]] = []
        for name, span in ((real, _READING), (f"{real}-shm", _IN_USE)):
            with contextlib.suppress(OSError):  # not there, or on a drive without such locks
                self._hold(name, span)

    def _hold(self, name: str, span: tuple[int, int]) -> None:
        if sys.platform == "linux":
            import fcntl

            handle = os.open(name, os.O_RDONLY | os.O_CLOEXEC)
            self._held.append((handle, span))
            _lock(handle, fcntl.F_RDLCK, span)

    def loosen(self) -> None:
        """Who closes the file last may tidy it up."""
        if sys.platform == "linux":
            import fcntl

            for handle, span in self._held:
                with contextlib.suppress(OSError):
                    _lock(handle, fcntl.F_UNLCK, span)

    def close(self) -> None:
        """Once no connection is open any more: SQLite would lose its locks by it."""
        while self._held:
            os.close(self._held.pop()[0])


if sys.platform == "linux":

    def _lock(handle: int, kind: int, span: tuple[int, int]) -> None:
        import fcntl

        wish = struct.pack("hhqqi", kind, os.SEEK_SET, *span, 0)
        fcntl.fcntl(handle, fcntl.F_OFD_SETLK, wish)
