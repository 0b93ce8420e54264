"""Moves a group to another time zone."""

from __future__ import annotations

from sqlite_utils import Database

from qunmate.clock import DAY, offset_of_instant, offset_of_wall, zone
from qunmate.data.local_day import LOCAL_DAY


def rezone(db: Database, group_id: int, timezone: str) -> None:
    """Wall-clock times keep their clock, instants stay; days are counted again. UserError if
    there is no such zone."""
    place = zone(timezone)
    rows = db.execute(
        "SELECT id, sent_at, utc_offset, zoned FROM messages WHERE group_id = ? ORDER BY id",
        [group_id],
    ).fetchall()
    moved = []
    for message_id, sent_at, utc_offset, zoned in rows:
        if zoned:
            moved.append((sent_at, offset_of_instant(place, sent_at), message_id))
        else:
            offset = offset_of_wall(place, sent_at + utc_offset)
            moved.append((sent_at + utc_offset - offset, offset, message_id))
    # far away first: two messages with one key must not meet at a time on the way
    shift = 10_000 * 366 * DAY
    db.execute("UPDATE messages SET sent_at = sent_at + ? WHERE group_id = ?", [shift, group_id])
    db.conn.executemany("UPDATE messages SET sent_at = ?, utc_offset = ? WHERE id = ?", moved)
    db.execute("DELETE FROM daily_activity WHERE group_id = ?", [group_id])
    db.execute(
        f"""
        INSERT INTO daily_activity (group_id, day, identity_id, messages)
        SELECT group_id, {LOCAL_DAY}, identity_id, count(*) FROM messages
        WHERE group_id = ? AND identity_id IS NOT NULL AND kind NOT IN (80, 81) GROUP BY 1, 2, 3
        """,
        [group_id],
    )
