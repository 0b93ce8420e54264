"""What the disk and other programs do to us, as errors of the user's world."""

from __future__ import annotations

import contextlib
import errno
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from qunmate.errors import UserError

_CODES = {
    sqlite3.SQLITE_BUSY: "file_busy",
    sqlite3.SQLITE_LOCKED: "file_busy",
    sqlite3.SQLITE_FULL: "no_space",
    sqlite3.SQLITE_CANTOPEN: "file_cannot_open",
    sqlite3.SQLITE_READONLY: "file_read_only",
    sqlite3.SQLITE_IOERR: "disk_error",
    sqlite3.SQLITE_PERM: "file_cannot_open",
    sqlite3.SQLITE_NOTADB: "file_not_ours",
    sqlite3.SQLITE_CORRUPT: "file_damaged",
}


_LITTLE = 1 << 20  # bytes; SQLite needs some for itself


def _is_full(path: Path) -> bool:
    try:
        return shutil.disk_usage(path.parent).free < _LITTLE
    except OSError:
        return False


def _size_limit() -> int | None:
    """The bytes beyond which the system lets no file grow here (`ulimit -f`), if it says so."""
    try:
        import resource
    except ImportError:  # Windows knows no such limit
        return None
    most = resource.getrlimit(resource.RLIMIT_FSIZE)[0]
    return None if most == resource.RLIM_INFINITY else most


def _too_large(path: Path, most: int) -> UserError:
    return UserError("file_size_limited", path=str(path), size=most >> 10)


@contextlib.contextmanager
def database_errors(path: Path) -> Iterator[None]:
    """Turn SQLite's errors about the file at `path` into a UserError; our own defects pass."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        code = _CODES.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)
        if code is None:
            raise
        if code == "disk_error" and _is_full(path):  # too full even for what lies beside it
            code = "no_space"
        elif code == "disk_error" and (most := _size_limit()) is not None:
            raise _too_large(path, most) from error
        raise UserError(code, path=str(path)) from error


@contextlib.contextmanager
def world_errors(path: Path, refused: str = "file_cannot_open") -> Iterator[None]:
    """Turn SQLite's and the system's errors about `path` into a UserError, what the system
    refuses into one of the code `refused`; our own defects pass."""
    try:
        with database_errors(path):
            yield
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise UserError("no_space", path=str(path)) from error
        if error.errno == errno.EFBIG:
            raise _too_large(path, _size_limit() or 0) from error
        reason = error.strerror or str(error)
        raise UserError(refused, path=str(path), reason=reason) from error


@contextlib.contextmanager
def gone_meanwhile() -> Iterator[None]:
    """For what the operator was shown before and asks to be changed now: a group, a member or
    a tag that it refers to may have been deleted since. UserError then."""
    try:
        yield
    except sqlite3.IntegrityError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY:
            raise
        raise UserError("gone_meanwhile") from error
