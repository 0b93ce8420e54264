"""Moves a group to another time zone."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from sqlite_utils import Database

from qunmate.clock import DAY, offset_of_instant, offset_of_wall, zone
from qunmate.data.local_day import LOCAL_DAY


def rezone(db: Database, group_id: int, timezone: str) -> None:
    """Wall-clock times keep their clock, instants stay; days are counted again. UserError if
    there is no such zone."""
    place = zone(timezone)
    spans = _spans(db, group_id)
    _move_events(db, group_id, place)
    rows = db.execute(
        "SELECT id, sent_at, utc_offset, zoned, key FROM messages WHERE group_id = ? ORDER BY id",
        [group_id],
    ).fetchall()
    moved, taken = [], set()
    for message_id, sent_at, utc_offset, zoned, old_key in rows:
        if zoned:
            at, offset = sent_at, offset_of_instant(place, sent_at)
        else:
            offset = offset_of_wall(place, sent_at + utc_offset)
            at = sent_at + utc_offset - offset
        key = old_key
        # an hour that the new clocks skip falls onto the next one
        while (at, key) in taken:
            key += 1
        taken.add((at, key))
        moved.append((at, offset, key, message_id))
    # far away first: two messages with one key must not meet at a time on the way
    shift = 10_000 * 366 * DAY
    db.execute("UPDATE messages SET sent_at = sent_at + ? WHERE group_id = ?", [shift, group_id])
    db.conn.executemany(
        "UPDATE messages SET sent_at = ?, utc_offset = ?, key = ? WHERE id = ?", moved
    )
    db.execute("DELETE FROM daily_activity WHERE group_id = ?", [group_id])
    db.execute(
        f"""
        INSERT INTO daily_activity (group_id, day, identity_id, messages)
        SELECT group_id, {LOCAL_DAY}, identity_id, count(*) FROM messages
        WHERE group_id = ? AND identity_id IS NOT NULL AND kind NOT IN (80, 81) GROUP BY 1, 2, 3
        """,
        [group_id],
    )
    for import_id, (first, last) in _spans(db, group_id).items():
        old_first, old_last = spans[import_id]
        db.execute(
            "UPDATE imports SET first_day = first_day + ?, last_day = last_day + ? WHERE id = ?",
            [first - old_first, last - old_last, import_id],
        )


def _spans(db: Database, group_id: int) -> dict[int, tuple[int, int]]:
    """First and last local day of each import's messages."""
    rows = db.execute(
        f"SELECT import_id, min({LOCAL_DAY}), max({LOCAL_DAY}) FROM messages"
        " WHERE group_id = ? GROUP BY import_id",
        [group_id],
    )
    return {import_id: (first, last) for import_id, first, last in rows}


def _move_events(db: Database, group_id: int, place: ZoneInfo) -> None:
    """Events keep their clock or their instant as the messages of their import do."""
    (old_name,) = db.execute("SELECT timezone FROM groups WHERE id = ?", [group_id]).fetchone()
    old = zone(old_name)
    rows = db.execute(
        """
        SELECT id, at, EXISTS (SELECT 1 FROM messages WHERE group_id = events.group_id
            AND import_id = events.import_id AND zoned) FROM events WHERE group_id = ?
        """,
        [group_id],
    ).fetchall()
    moved = []
    for event_id, at, zoned in rows:
        wall = at + offset_of_instant(old, at)
        new = at if zoned else wall - offset_of_wall(place, wall)
        moved.append((new, (new + offset_of_instant(place, new)) // DAY, event_id))
    db.conn.executemany("UPDATE events SET at = ?, day = ? WHERE id = ?", moved)
