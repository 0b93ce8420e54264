"""What may happen to a file between two looks at its figures, by plain SQL."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from .writing import Writer

Change = Callable[[sqlite3.Connection, int], None]


def toggle_bot(db: sqlite3.Connection, number: int) -> None:
    db.execute("UPDATE members SET bot = 1 - bot WHERE id = ?", [number])


def merge(db: sqlite3.Connection, number: int) -> None:
    first = "(SELECT min(id) FROM members)"
    db.execute(f"UPDATE identities SET member_id = {first} WHERE id = ?", [number])


def erase(db: sqlite3.Connection, number: int) -> None:
    theirs = "identity_id IN (SELECT id FROM identities WHERE member_id = ?)"
    db.execute(f"UPDATE messages SET identity_id = NULL WHERE {theirs}", [number])
    db.execute(f"DELETE FROM daily_activity WHERE {theirs}", [number])
    db.execute("DELETE FROM members WHERE id = ?", [number])


def take_back(db: sqlite3.Connection, number: int) -> None:
    db.execute("DELETE FROM messages WHERE import_id = ?", [number])
    db.execute("UPDATE imports SET undone = 1 WHERE id = ?", [number])


def edit_stay(db: sqlite3.Connection, number: int) -> None:
    db.execute("UPDATE stays SET joined_on = '2026-01-05' WHERE id = ?", [number])


def edit_membership(db: sqlite3.Connection, number: int) -> None:
    db.execute(
        "UPDATE memberships SET role = 'owner', layer_override = 'core' WHERE id = ?", [number]
    )


def shorter_gap(db: sqlite3.Connection, number: int) -> None:
    db.execute("REPLACE INTO settings VALUES ('conversation_gap_minutes', ?)", [str(number)])


def other_zone(db: sqlite3.Connection, number: int) -> None:
    db.execute("UPDATE groups SET timezone = 'Asia/Tokyo' WHERE id = 1")
    db.execute("UPDATE messages SET utc_offset = 32400 WHERE group_id = 1")


def another_message(db: sqlite3.Connection, number: int) -> None:
    write = Writer(db)
    batch = write.chat_import(1, 20_000, 20_600)
    (identity,) = db.execute("SELECT max(id) FROM identities").fetchone()
    write.message(1, batch, 20_500 * 86_400 + number, identity)


CHANGES: tuple[Change, ...] = (
    toggle_bot,
    merge,
    erase,
    take_back,
    edit_stay,
    edit_membership,
    shorter_gap,
    other_zone,
    another_message,
)
