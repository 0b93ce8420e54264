"""Opens the one file: pragmas, migrations, transactions. The only file that connects."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Self

from sqlite_utils import Database

from qunmate.data.schema import APPLICATION_ID, NAMES, migrations
from qunmate.data.world import world_errors
from qunmate.errors import UserError

# a Database is what `Store.atomic` hands out; who needs its name gets it from here
__all__ = ["Database", "Store", "connect", "open_store"]

BUSY_SECONDS = 5.0
CACHE_KIB = 16 * 1024


class Store:
    """One connection to the file, bound to the thread that opened it."""

    def __init__(self, path: Path, db: Database, *, read_only: bool) -> None:
        self.path = path
        self.db = db
        self.read_only = read_only

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
        with world_errors(self.path):
            self.db.execute("BEGIN IMMEDIATE")
            try:
                yield self.db
                self.db.execute("COMMIT" if keep else "ROLLBACK")
            except BaseException:
                self.db.rollback()
                raise

    def data_version(self) -> int:
        """Changes whenever another connection has written to the file."""
        return int(self.db.execute("PRAGMA data_version").fetchone()[0])

    def close(self) -> None:
        self.db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_store(path: Path, *, read_only: bool = False) -> Store:
    """Open the file at `path`, making or migrating it first. UserError if it is not ours,
    newer than this program, busy, or can't be reached."""
    if read_only and not path.exists():
        raise UserError("file_missing", path=str(path))
    with world_errors(path):
        if not read_only:
            path.parent.mkdir(parents=True, exist_ok=True)
        db = connect(path, read_only=read_only)
        try:
            _refuse_foreign(db, path, new=not read_only)
            if not read_only:
                _prepare(db, path)
        except BaseException:
            db.close()
            raise
    return Store(path, db, read_only=read_only)


def connect(path: Path, *, read_only: bool = False) -> Database:
    """A bare connection with our pragmas."""
    mode = "ro" if read_only else "rwc"
    uri = f"{path.resolve().as_uri()}?mode={mode}"
    conn = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS)
    db = Database(conn, execute_plugins=False)
    for pragma in (
        "foreign_keys = ON",
        f"cache_size = -{CACHE_KIB}",
        "temp_store = MEMORY",
        "trusted_schema = OFF",
        "synchronous = NORMAL",
    ):
        db.execute(f"PRAGMA {pragma}")
    return db


def _refuse_foreign(db: Database, path: Path, *, new: bool) -> None:
    """UserError unless the file is ours, or empty where a `new` one may be begun."""
    application_id = db.execute("PRAGMA application_id").fetchone()[0]
    if application_id == APPLICATION_ID:
        if not {done.name for done in migrations.applied(db)} <= NAMES:
            raise UserError("file_newer", path=str(path))
    elif application_id or not new or db.table_names():
        raise UserError("file_not_ours", path=str(path))


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
    try:
        migrations.apply(db)
        broken = db.execute("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise RuntimeError(f"migration left {len(broken)} broken references")
    finally:
        db.execute("PRAGMA foreign_keys = ON")
