"""What figures rest on besides messages: who belongs to a group, and what imports cover."""

from __future__ import annotations

from qunmate.data.columns import columns
from qunmate.data.database import Database
from qunmate.figures.pool import OPEN, UNKNOWN, Roster


def roster(db: Database, group_id: int) -> Roster:
    """Who belongs to the group, with stays as days."""
    member, joined, left, brought = columns(
        db,
        f"""
            SELECT m.member_id, {_day("s.joined_on", UNKNOWN)}, {_day("s.left_on", OPEN)},
                   {_day("s.brought_on", 0)}
            FROM stays s JOIN memberships m ON m.id = s.membership_id
            WHERE m.group_id = ? ORDER BY s.id
            """,
        [group_id],
        4,
    )
    marked = db.execute(
        "SELECT member_id, role, layer_override FROM memberships"
        " WHERE group_id = ? AND (role IN ('owner', 'admin') OR layer_override IS NOT NULL)",
        [group_id],
    ).fetchall()
    return Roster(
        member,
        joined,
        left,
        brought,
        staff=frozenset(row[0] for row in marked if row[1] in {"owner", "admin"}),
        overrides={row[0]: row[2] for row in marked if row[2]},
    )


def _day(column: str, otherwise: int) -> str:
    """SQL: an ISO date as days since 1970."""
    return f"CAST(ifnull(julianday(date({column})) - 2440587.5, {otherwise}) AS INTEGER)"


def covered_spans(db: Database, group_id: int) -> list[tuple[int, int]]:
    """First and last day of each chat import that was not taken back."""
    return db.execute(
        "SELECT first_day, last_day FROM imports WHERE group_id = ? AND kind = 'chat'"
        " AND undone = 0 AND first_day IS NOT NULL AND last_day IS NOT NULL",
        [group_id],
    ).fetchall()


def edges_of_record(
    db: Database, group_id: int
) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
    """(instant, utc offset) of the first and of the last message of any kind."""
    first, last = (
        db.execute(
            "SELECT sent_at, utc_offset FROM messages WHERE group_id = ?"
            f" ORDER BY sent_at {direction}, key {direction} LIMIT 1",
            [group_id],
        ).fetchone()
        for direction in ("ASC", "DESC")
    )
    return first, last


def last_import(db: Database, group_id: int) -> int | None:
    """When the latest import into the group that still stands was made, in epoch seconds."""
    row = db.execute(
        "SELECT max(at) FROM imports WHERE group_id = ? AND undone = 0", [group_id]
    ).fetchone()
    return None if row[0] is None else int(row[0])
