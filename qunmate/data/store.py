"""Opens the one file: pragmas, migrations, transactions. The only file that connects."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path, PurePath
from typing import Self
from urllib.parse import quote

from qunmate.data.database import Database
from qunmate.data.parts import making
from qunmate.data.schema import APPLICATION_ID, NAMES, migrations
from qunmate.data.world import database_errors, world_errors
from qunmate.errors import UserError

BUSY_SECONDS = 5.0
CACHE_KIB = 16 * 1024
LITTLE_BESIDE = 8 << 20  # bytes; twice what SQLite lets gather before it tidies up
_PRAGMAS = (
    "schema_version",  # the first look at the file: what can't be read is told at once
    "foreign_keys = ON",
    f"cache_size = -{CACHE_KIB}",
    "temp_store = MEMORY",
    "trusted_schema = OFF",
    "synchronous = NORMAL",
    f"journal_size_limit = {LITTLE_BESIDE}",  # after a large import the room is given back
)


class Store:
    """One connection to the file, bound to the thread that opened it."""

    def __init__(self, path: Path, db: Database, *, read_only: bool) -> None:
        self.path = path
        self.db = db
        self.read_only = read_only
        self._number = _number(path)

    def displaced(self) -> bool:
        """Whether another program has deleted the file, or put another in its place, since it
        was opened: what would be written now is in no file."""
        if self._number is None:
            return False
        try:
            return _number(self.path) != self._number
        except FileNotFoundError:
            return True
        except OSError:  # told by the next read or write
            return False

    @contextlib.contextmanager
    def atomic(self, *, keep: bool = True) -> Iterator[Database]:
        """One write of several steps. Takes the write lock at once: a deferred BEGIN that
        reads first can fail with SQLITE_BUSY_SNAPSHOT whatever the busy timeout. Without
        `keep` (a dry run) all is rolled back at the end."""
        if self.read_only:
            raise UserError("file_read_only", path=str(self.path))
        if self.db.conn.in_transaction:
            with self.db.atomic():
                yield self.db
            return
        if self.displaced():
            raise UserError("file_displaced", path=str(self.path))
        with world_errors(self.path):
            self.db.execute("BEGIN IMMEDIATE")
            try:
                yield self.db
                self.db.execute("COMMIT" if keep else "ROLLBACK")
                if not keep:
                    self._give_back()
            except BaseException:
                self.db.rollback()
                self._give_back()
                raise

    def _give_back(self) -> None:
        """What was taken back lies beside the file until SQLite writes over it. Much of it is
        room that the disk may need now; it stays while somebody reads."""
        with contextlib.suppress(OSError, sqlite3.OperationalError):
            if _beside(self.path).stat().st_size > LITTLE_BESIDE:
                self.db.execute("PRAGMA busy_timeout = 0")
                self.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                self.db.execute(f"PRAGMA busy_timeout = {round(BUSY_SECONDS * 1000)}")

    def data_version(self) -> int:
        """Changes whenever another connection has written to the file."""
        return int(self.db.execute("PRAGMA data_version").fetchone()[0])

    def close(self) -> None:
        self.db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        self.close()
        if isinstance(error, sqlite3.DatabaseError):
            with database_errors(self.path):
                raise error


def open_store(path: Path, *, read_only: bool = False, any_schema: bool = False) -> Store:
    """Open the file at `path`, making or migrating it first; read-only where its folder
    allows no more. UserError if it is not ours, newer than this program, busy, can't be
    reached, or is older and can't be migrated (with `any_schema` a reader takes it as it is).
    """
    if read_only and not path.exists():
        raise UserError("file_missing", path=str(path))
    with world_errors(path):
        if not read_only and not path.exists():
            _make(path)
        db, read_only = _reach(path, read_only=read_only)
        try:
            _refuse_foreign(db, path, new=not read_only)
            if not read_only:
                _prepare(db, path)
                with contextlib.suppress(sqlite3.OperationalError):  # as long as others are at it
                    db.execute("PRAGMA journal_mode = WAL")  # which a backup has not
            elif not any_schema:
                _refuse_outdated(db, path)
        except BaseException:
            db.close()
            raise
    return Store(path, db, read_only=read_only)


def _number(path: Path) -> int | None:
    """The number by which the system knows the file, whatever its name; None where an open file
    can't be taken away. OSError if it isn't there."""
    return path.stat().st_ino if os.name == "posix" else None


def sqlite_version() -> str:
    """Of the library that reads and writes the file."""
    return sqlite3.sqlite_version


def _make(path: Path) -> None:
    """A new file, ready before it is seen: who makes the same one at once finds it whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with contextlib.suppress(FileExistsError), making(path) as part:
        db = _connection(part, "rw")
        try:
            _prepare(db, part)
        finally:
            db.close()


def connect(path: Path, *, read_only: bool = False) -> Database:
    """A bare connection with our pragmas."""
    return _reach(path, read_only=read_only)[0]


def _reach(path: Path, *, read_only: bool) -> tuple[Database, bool]:
    """A connection, and whether it is read-only: also where the file may not be written, or the
    folder takes no files, not even those that SQLite lays beside a file in WAL mode. Such a file
    is read as it lies; one that a killed program left half written is put right first."""
    read_only = read_only or (path.exists() and not _may_write(path))
    try:
        return _connection(path, "ro" if read_only else "rwc"), read_only
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", 0)
        # a folder that takes no files, by the drive it is on or without permission
        shut = code & 0xFF == sqlite3.SQLITE_CANTOPEN or code == sqlite3.SQLITE_READONLY_DIRECTORY
        if read_only and code & 0xFF == sqlite3.SQLITE_READONLY and not shut:
            db = _connection(path, "rw")
            db.execute("PRAGMA query_only = ON")
            return db, True
        if not shut or not path.is_file() or _beside(path).exists():
            raise
    return _connection(path, "ro&immutable=1"), True


def _beside(path: Path) -> Path:
    """Where SQLite writes first; a link's lies beside what it leads to."""
    return Path(f"{os.path.realpath(path)}-wal")


def _may_write(path: Path) -> bool:
    """SQLite says it only when something is to be written."""
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def file_uri(path: PurePath) -> str:
    """An absolute path as SQLite wants it; one of a Windows share has no authority."""
    posix = path.as_posix()
    root = "" if posix.startswith("/") else "/"
    return f"file://{root}{quote(os.fsencode(posix), safe='/:')}"


def _connection(path: Path, mode: str) -> Database:
    uri = f"{file_uri(path.absolute())}?mode={mode}"
    conn = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS)
    db = Database(conn, execute_plugins=False)
    try:
        for pragma in _PRAGMAS:
            db.execute(f"PRAGMA {pragma}")
    except BaseException as error:
        db.close()
        if isinstance(error, UnicodeDecodeError):  # SQLite quotes what should describe a table
            raise UserError("file_damaged", path=str(path)) from error
        raise
    return db


def _refuse_foreign(db: Database, path: Path, *, new: bool) -> None:
    """UserError unless the file is ours, or empty where a `new` one may be begun."""
    application_id = db.execute("PRAGMA application_id").fetchone()[0]
    if application_id == APPLICATION_ID:
        if not {done.name for done in migrations.applied(db)} <= NAMES:
            raise UserError("file_newer", path=str(path))
    elif application_id or not new or db.table_names():
        raise UserError("file_not_ours", path=str(path))


def _refuse_outdated(db: Database, path: Path) -> None:
    """UserError if the file would have to be migrated first."""
    if migrations.pending(db):
        raise UserError("file_outdated", path=str(path))


def _prepare(db: Database, path: Path) -> None:
    pending = migrations.pending(db)
    if not pending:
        return
    if migrations.applied(db):
        from qunmate.data.backups import backup_before_migration

        backup_before_migration(db, path)
    else:
        db.execute("PRAGMA auto_vacuum = INCREMENTAL")
        db.execute("PRAGMA journal_mode = WAL")
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    # a table can't be rebuilt inside a migration while foreign keys cascade
    db.execute("PRAGMA foreign_keys = OFF")
    db.execute("BEGIN IMMEDIATE")  # what is pending is looked at again: others may be at it too
    try:
        migrations.apply(db)
        broken = db.execute("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise RuntimeError(f"migration left {len(broken)} broken references")
        db.execute("COMMIT")
    finally:
        db.rollback()
        db.execute("PRAGMA foreign_keys = ON")
