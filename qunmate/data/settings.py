"""Settings that travel with the file: a key and a JSON value."""

from __future__ import annotations

import json
from typing import Any, TypeVar

from qunmate.data.database import Database

T = TypeVar("T")


def get(db: Database, key: str, default: T) -> T:
    """The kept value, or `default` where nothing of its type is kept."""
    row = db.execute("SELECT value FROM settings WHERE key = ?", [key]).fetchone()
    if row is None:
        return default
    value = json.loads(row[0])
    if isinstance(default, float) and type(value) is int:
        value = float(value)
    return value if default is None or isinstance(value, type(default)) else default


def beginning(db: Database, start: str) -> dict[str, Any]:
    """All that is kept under keys with this beginning."""
    rows = db.execute(
        "SELECT key, value FROM settings WHERE substr(key, 1, ?) = ?", [len(start), start]
    )
    return {key: json.loads(value) for key, value in rows}


def put(db: Database, key: str, value: Any) -> None:
    """Keep a value that JSON can hold; None forgets the setting."""
    if value is None:
        db.execute("DELETE FROM settings WHERE key = ?", [key])
    else:
        db.execute(
            "INSERT INTO settings (key, value) VALUES (?, ?)"
            " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            [key, json.dumps(value, ensure_ascii=False)],
        )
