"""What was taken in: one row an import, and the old values of the fields it changed."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable
from typing import Any

from qunmate.data.database import Database
from qunmate.errors import UserError
from qunmate.model import ImportBatch

_COLUMNS = (
    "id, kind, file, sha256, format, group_id, at, new, updated, duplicates, rejected, undone"
)


def begin(
    db: Database, *, kind: str, file: str, format_: str, group_id: int | None, sha256: str = ""
) -> int:
    """A new import; its counts are filled by `close` at the end of the same transaction."""
    row = db.execute(
        "INSERT INTO imports (kind, file, sha256, format, group_id, at) VALUES (?, ?, ?, ?, ?, ?)"
        " RETURNING id",
        [kind, file, sha256, format_, group_id, int(time.time())],
    ).fetchone()
    return int(row[0])


def close(db: Database, import_id: int, **counts: Any) -> None:
    """Set the counts, sha256, days and message ids of an import."""
    db.table("imports").update(import_id, counts)


def forget(db: Database, import_id: int) -> None:
    """An import that brought nothing, and to which no row belongs, was none."""
    db.execute("DELETE FROM imports WHERE id = ?", [import_id])


def forget_taken_back(db: Database, above: int) -> None:
    """Imports of higher numbers that were taken back: the first of them is done again."""
    db.execute("DELETE FROM imports WHERE undone AND id > ?", [above])


def keep_changes(
    db: Database, import_id: int, changes: Iterable[tuple[str, int, str, Any, Any]]
) -> None:
    """Keep (table, row_id, field, old, new) so that undoing can put the old values back."""
    db.conn.executemany(
        'INSERT INTO import_changes (import_id, "table", row_id, field, old, new)'
        f" VALUES ({int(import_id)}, ?, ?, ?, ?, ?)",
        changes,
    )


def forget_changes(db: Database, table: str, row_ids: Iterable[int]) -> None:
    """Rows that go, and whose numbers others may get: nothing is to be put back there."""
    listed = json.dumps(list(row_ids))
    db.execute(
        'DELETE FROM import_changes WHERE "table" = ?'
        " AND row_id IN (SELECT value FROM json_each(?))",
        [table, listed],
    )


def listing(db: Database) -> list[ImportBatch]:
    rows = db.execute(f"SELECT {_COLUMNS} FROM imports ORDER BY id")
    return [ImportBatch(*(*row[:-1], bool(row[-1]))) for row in rows]


def files(db: Database) -> dict[str, list[tuple[str, int]]]:
    """Name of each file, folder or zip that was taken in → (sha256 or "", epoch seconds)."""
    found: dict[str, list[tuple[str, int]]] = {}
    for file, sha256, at in db.execute("SELECT file, sha256, at FROM imports"):
        name, inside, _member = file.partition("/")
        found.setdefault(name, []).append(("" if inside else sha256, at))
    return found


def by_id(db: Database, import_id: int) -> ImportBatch:
    row = db.execute(f"SELECT {_COLUMNS} FROM imports WHERE id = ?", [import_id]).fetchone()
    if row is None:
        raise UserError("import_unknown", id=import_id)
    return ImportBatch(*(*row[:-1], bool(row[-1])))
