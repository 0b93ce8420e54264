"""Imports that were the full list of a group, kept to compare the next one with."""

from __future__ import annotations

from collections.abc import Mapping

from qunmate.data.database import Database
from qunmate.roster.snapshot import Listed


def last(db: Database, group_id: int) -> dict[int, Listed]:
    """The members on the last list that still stands; empty if there is none."""
    rows = db.execute(
        """
        SELECT member_id, nickname, role FROM roster_list_members WHERE import_id = (
            SELECT max(import_id) FROM roster_lists JOIN imports ON imports.id = import_id
            WHERE roster_lists.group_id = ? AND NOT undone)
        """,
        [group_id],
    )
    return {member_id: Listed(nickname, role) for member_id, nickname, role in rows}


def keep(
    db: Database, import_id: int, group_id: int, taken_on: str, people: Mapping[int, Listed]
) -> None:
    """Keep the list of an import. Called inside `atomic()`."""
    db.execute(
        "INSERT INTO roster_lists (import_id, group_id, taken_on) VALUES (?, ?, ?)",
        [import_id, group_id, taken_on],
    )
    db.conn.executemany(
        "INSERT INTO roster_list_members (import_id, member_id, nickname, role)"
        " VALUES (?, ?, ?, ?)",
        [(import_id, member_id, *one) for member_id, one in people.items()],
    )
