"""Joins and leaves that a chat tells of, applied to the stays of a membership."""

from __future__ import annotations

from sqlite_utils import Database

from qunmate.clock import parse_day
from qunmate.data import imports


def join(
    db: Database, import_id: int, group_id: int, member_id: int, day: str, by: int | None
) -> None:
    """Someone joined on `day` (ISO), brought by another member if that is known.

    A date that is known already stays. Who spoke here before that day has been here before,
    and nothing tells when they left: their stay is left as it is.
    """
    membership_id, invited_by = db.execute(
        "SELECT id, invited_by FROM memberships WHERE group_id = ? AND member_id = ?",
        [group_id, member_id],
    ).fetchone()
    stays = db.execute(
        "SELECT id, joined_on, left_on FROM stays WHERE membership_id = ? ORDER BY id",
        [membership_id],
    ).fetchall()
    still_here = [stay for stay in stays if stay[2] is None]
    if still_here:
        stay_id, joined_on, _ = still_here[-1]
        if joined_on is None and not _spoke_before(db, group_id, member_id, day):
            _set(db, import_id, "stays", stay_id, "joined_on", None, day)
    elif all(left_on <= day for _, _, left_on in stays):
        db.execute(
            "INSERT INTO stays (membership_id, joined_on, brought_on, import_id)"
            " VALUES (?, ?, ?, ?)",
            [membership_id, day, day, import_id],
        )
    if by is not None and by != member_id and invited_by is None:
        _set(db, import_id, "memberships", membership_id, "invited_by", None, by)


def leave(db: Database, import_id: int, group_id: int, member_id: int, day: str) -> None:
    """Someone left, or was removed, on `day` (ISO)."""
    stay = db.execute(
        """
        SELECT stays.id FROM stays JOIN memberships ON memberships.id = stays.membership_id
        WHERE memberships.group_id = ? AND memberships.member_id = ?
            AND stays.left_on IS NULL AND coalesce(stays.joined_on, '') <= ?
        ORDER BY stays.id DESC
        """,
        [group_id, member_id, day],
    ).fetchone()
    if stay:
        _set(db, import_id, "stays", stay[0], "left_on", None, day)


def _spoke_before(db: Database, group_id: int, member_id: int, day: str) -> bool:
    return (
        db.execute(
            """
            SELECT 1 FROM identities CROSS JOIN daily_activity
                ON daily_activity.identity_id = identities.id
            WHERE identities.member_id = ? AND daily_activity.group_id = ?
                AND daily_activity.day < ?
            """,
            [member_id, group_id, parse_day(day)],
        ).fetchone()
        is not None
    )


def _set(
    db: Database,
    import_id: int,
    table: str,
    row_id: int,
    field: str,
    old: str | int | None,
    new: str | int,
) -> None:
    db.execute(f"UPDATE {table} SET {field} = ? WHERE id = ?", [new, row_id])
    imports.keep_changes(db, import_id, [(table, row_id, field, old, new)])
