"""Moves a group to another time zone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from zoneinfo import ZoneInfo

from qunmate.clock import DAY, iso_day, offset_of_instant, offset_of_wall, zone
from qunmate.data.database import Database
from qunmate.data.message_sql import LOCAL_DAY, NOT_HUMAN_KINDS

_BATCH = 20_000
_FAR = 10**13  # seconds; further than any chat, in the past or to come
_STAY_FIELDS = {"join": "joined_on", "leave": "left_on"}


def rezone(db: Database, group_id: int, timezone: str) -> None:
    """Wall-clock times keep their clock, instants stay; days are counted again. UserError if
    there is no such zone."""
    (old_name,) = db.execute("SELECT timezone FROM groups WHERE id = ?", [group_id]).fetchone()
    move = _Move(db, group_id, zone(old_name), zone(timezone))
    move.events()
    move.messages()
    move.covered_days()
    db.execute("DELETE FROM daily_activity WHERE group_id = ?", [group_id])
    db.execute(
        f"""
        INSERT INTO daily_activity (group_id, day, identity_id, messages)
        SELECT group_id, {LOCAL_DAY}, identity_id, count(*) FROM messages
        WHERE group_id = ? AND identity_id IS NOT NULL AND kind NOT IN ({NOT_HUMAN_KINDS})
        GROUP BY 1, 2, 3
        """,
        [group_id],
    )
    db.execute("DELETE FROM figures WHERE group_id = ?", [group_id])


@dataclass(slots=True)
class _Move:
    """From one zone to another. `_days` tells which days the messages of a day now lie on:
    the first and the last."""

    db: Database
    group_id: int
    old: ZoneInfo
    new: ZoneInfo
    _days: dict[int, tuple[int, int]] = field(default_factory=dict)

    def messages(self) -> None:
        # far away first: two messages with one key must not meet at a time on the way
        self.db.execute(
            "UPDATE messages SET sent_at = sent_at + ? WHERE group_id = ?", [_FAR, self.group_id]
        )
        for batch in self._batches():
            moved = [(*self._moved(*row[1:]), row[0]) for row in batch]
            self.db.conn.executemany(
                "UPDATE OR IGNORE messages SET sent_at = ?, utc_offset = ? WHERE id = ?", moved
            )
            for (at, offset, _id), (_id, old_at, old_offset, _zoned) in zip(
                moved, batch, strict=True
            ):
                self._note_day((old_at + old_offset) // DAY, (at + offset) // DAY)
        self._fit_in()

    def _batches(self) -> Iterator[list[tuple[int, int, int, int]]]:
        last = 0
        while True:
            # in the table's own order, hence the plus
            batch = self.db.execute(
                "SELECT id, sent_at - ?, utc_offset, zoned FROM messages"
                " WHERE +group_id = ? AND id > ? ORDER BY id LIMIT ?",
                [_FAR, self.group_id, last, _BATCH],
            ).fetchall()
            if not batch:
                return
            yield batch
            last = batch[-1][0]

    def _moved(self, at: int, offset: int, zoned: int) -> tuple[int, int]:
        """Instant and offset on the new clock."""
        if zoned:
            return at, offset_of_instant(self.new, at)
        wall = at + offset
        offset = offset_of_wall(self.new, wall)
        return wall - offset, offset

    def _note_day(self, old: int, new: int) -> None:
        first, last = self._days.setdefault(old, (new, new))
        if not first <= new <= last:
            self._days[old] = min(first, new), max(last, new)

    def _fit_in(self) -> None:
        """Messages whose place is taken, because an hour that the new clocks skip falls onto
        the next one, get a key of their own."""
        left = self.db.execute(
            "SELECT id, sent_at - ?, utc_offset, zoned, key FROM messages"
            " WHERE group_id = ? AND sent_at > ? ORDER BY id",
            [_FAR, self.group_id, _FAR // 2],
        ).fetchall()
        for message_id, at, offset, zoned, key in left:
            place = self._moved(at, offset, zoned)
            for free in count(key + 1):
                written = self.db.conn.execute(
                    "UPDATE OR IGNORE messages SET sent_at = ?, utc_offset = ?, key = ?"
                    " WHERE id = ?",
                    [*place, free, message_id],
                ).rowcount
                if written:
                    break

    def events(self) -> None:
        """Events keep their clock or their instant as the messages of their import do, and
        the dates that they gave to stays go along."""
        told = "SELECT DISTINCT import_id FROM messages WHERE group_id = ? AND zoned"
        zoned = {row[0] for row in self.db.execute(told, [self.group_id])}
        rows = self.db.execute(
            "SELECT id, at, day, import_id, kind, member_id FROM events WHERE group_id = ?",
            [self.group_id],
        ).fetchall()
        moved = []
        for event_id, at, day, import_id, kind, member_id in rows:
            offset = offset_of_instant(self.old, at)
            at_, offset_ = self._moved(at, offset, int(import_id in zoned))
            moved.append((at_, (at_ + offset_) // DAY, event_id))
            if moved[-1][1] != day and kind in _STAY_FIELDS and member_id is not None:
                self._stay(_STAY_FIELDS[kind], member_id, iso_day(day), iso_day(moved[-1][1]))
        self.db.conn.executemany("UPDATE events SET at = ?, day = ? WHERE id = ?", moved)

    def _stay(self, name: str, member_id: int, old: str, new: str) -> None:
        rows = self.db.execute(
            f"UPDATE stays SET {name} = ? WHERE {name} = ? AND membership_id = (SELECT id"
            " FROM memberships WHERE group_id = ? AND member_id = ?) RETURNING id",
            [new, old, self.group_id, member_id],
        ).fetchall()
        self.db.conn.executemany(
            "UPDATE import_changes SET new = ?"
            """ WHERE "table" = 'stays' AND row_id = ? AND field = ? AND new = ?""",
            [(new, row[0], name, old) for row in rows],
        )

    def covered_days(self) -> None:
        """An import covers the days on which its first and last messages now lie. A day of
        export behind these stays, or is that of the import, which is seldom a later one."""
        rows = self.db.execute(
            "SELECT id, at, first_day, last_day FROM imports"
            " WHERE group_id = ? AND first_day IS NOT NULL AND last_day IS NOT NULL",
            [self.group_id],
        ).fetchall()
        for import_id, at, first, last in rows:
            imported = [
                (at + offset_of_instant(place, at)) // DAY for place in (self.old, self.new)
            ]
            later = imported[1] if last == imported[0] else last
            new_first, _ = self._days.get(first, (first, first))
            _, new_last = self._days.get(last, (later, later))
            self.db.execute(
                "UPDATE imports SET first_day = ?, last_day = ? WHERE id = ?",
                [new_first, max(new_first, new_last), import_id],
            )
