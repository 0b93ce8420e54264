"""Files that are there whole or not at all: written beside their place under a name of their
own, so that neither an older file nor another program's writing is in danger."""

from __future__ import annotations

import contextlib
import glob
import os
import re
import secrets
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from qunmate.clock import DAY
from qunmate.data.world import world_errors
from qunmate.errors import UserError

PRIVATE, USUAL = 0o600, 0o666  # permissions, of which the system takes away its own
_ANY_WRITES = 0o222
_TAILS = ("", "-journal", "-wal", "-shm")


@contextlib.contextmanager
def replacing(path: Path, permissions: int = USUAL) -> Iterator[Path]:
    """An empty file to write to, which takes the place of `path` at the end and goes if
    anything fails. What was private stays so, and a link goes on leading where it led. UserError
    where the place can't be written."""
    with world_errors(path, refused="file_cannot_write"):
        place = Path(os.path.realpath(path)) if path.is_symlink() else path
        kept = permissions & _permissions(place, permissions)
        _sweep(place, kept)
        with _beside(place, kept) as part:
            yield part
            with part.open("rb+") as whole:
                os.fsync(whole.fileno())
            part.replace(place)


def try_place(path: Path) -> None:
    """UserError where nothing can be written at `path`, in the words of who would write there."""
    with world_errors(path, refused="file_cannot_write"):
        place = Path(os.path.realpath(path)) if path.is_symlink() else path
        with _beside(place, USUAL & _permissions(place, USUAL)):
            pass


def _permissions(path: Path, usual: int) -> int:
    """Those of the file that is there; UserError if it is none, or was protected: where the
    folder may be written to, the system would let it go."""
    if not path.exists():
        return usual
    if not path.is_file():
        raise UserError("target_no_file", path=str(path))
    mode = path.stat().st_mode
    if not mode & _ANY_WRITES:
        raise UserError("file_cannot_write", path=str(path))
    return mode


@contextlib.contextmanager
def making(path: Path) -> Iterator[Path]:
    """As `replacing`, for a file that its owner alone may read; FileExistsError where there is
    one at `path` by the end, any other error as it comes."""
    _sweep(path, PRIVATE)
    with _beside(path, PRIVATE) as part:
        yield part
        if sys.platform == "win32":
            part.rename(path)
            return
        try:
            os.link(part, path)
        except FileExistsError:
            raise
        except OSError:  # a disk that knows no links
            part.rename(path)


@contextlib.contextmanager
def _beside(path: Path, permissions: int) -> Iterator[Path]:
    part, held = _held_part(path, permissions)
    try:
        yield part
    finally:
        for tail in _TAILS:
            part.with_name(part.name + tail).unlink(missing_ok=True)
        if held is not None:
            os.close(held)


def _held_part(path: Path, permissions: int) -> tuple[Path, int | None]:
    """A new part and its lock, which the system takes away when this program ends, however it
    ends; None where there is no lock."""
    while True:
        part = path.with_name(f"{path.name}.{secrets.token_hex(4)}.part")
        handle = os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, permissions)
        if not _lockable(permissions):
            os.close(handle)
            return part, None
        _lock(handle)
        if part.exists():  # nobody took it for abandoned before it was locked
            return part, handle
        os.close(handle)


def _lockable(permissions: int) -> bool:
    """Not on Windows, where a file that is held like this can't be written to; nor a private one:
    SQLite writes it, which on macOS and on network drives can't lock what is locked by us."""
    return sys.platform != "win32" and permissions != PRIVATE


def _lock(handle: int) -> bool | None:
    """Whether the file could be locked; None where there are no locks."""
    if sys.platform == "win32":
        return None
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return None
    return True


def _sweep(path: Path, permissions: int) -> None:
    """Remove what a program that was killed left unfinished here."""
    ours = re.compile(rf"({re.escape(path.name)}\.[0-9a-f]{{8}}\.part)({'|'.join(_TAILS)})")
    for left in list(path.parent.glob(f"{glob.escape(path.name)}.*.part*")):
        name = ours.fullmatch(left.name)
        with contextlib.suppress(OSError):
            if name and _abandoned(left.with_name(name[1]), left, permissions):
                left.unlink()


def _abandoned(part: Path, left: Path, permissions: int) -> bool:
    """Whether nobody writes to the part any more; where no lock tells, a day does."""
    if left.stat().st_mtime < time.time() - DAY:
        return True
    if not _lockable(permissions):
        return False
    try:
        handle = os.open(part, os.O_WRONLY)
    except FileNotFoundError:
        return True
    try:
        return _lock(handle) is True
    finally:
        os.close(handle)
