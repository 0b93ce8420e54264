"""What the operator has dealt with or put off on the Today tab. Called inside `atomic()` where
they write; days are ISO text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from qunmate.data.database import Database


class Marks(NamedTuple):
    """(kind, subject) of what is out of sight, and of what was dealt with today."""

    hidden: frozenset[tuple[str, str]]
    today: frozenset[tuple[str, str]]


def put(
    db: Database, kind: str, subjects: Iterable[str], on: str, until: str | None = None
) -> None:
    """Mark subjects as dealt with on a day: for good, or until the day given (excluded)."""
    db.conn.executemany(
        "INSERT INTO today_marks (kind, subject, marked_on, until_on) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (kind, subject) DO UPDATE SET marked_on = excluded.marked_on,"
        " until_on = excluded.until_on",
        [(kind, subject, on, until) for subject in subjects],
    )


def take_back(db: Database, kind: str, subjects: Iterable[str]) -> None:
    db.conn.executemany(
        "DELETE FROM today_marks WHERE kind = ? AND subject = ?",
        [(kind, subject) for subject in subjects],
    )


def marks(db: Database, today: str) -> Marks:
    """What the marks mean on that day."""
    rows = db.execute(
        "SELECT kind, subject, marked_on FROM today_marks WHERE until_on IS NULL OR until_on > ?",
        [today],
    ).fetchall()
    return Marks(
        frozenset((kind, subject) for kind, subject, _on in rows),
        frozenset((kind, subject) for kind, subject, on in rows if on == today),
    )
