"""Joins and leaves that a chat tells of, applied to the stays of a membership."""

from __future__ import annotations

from collections.abc import Iterable

from qunmate.clock import iso_day
from qunmate.data import imports
from qunmate.data.database import Database
from qunmate.data.message_sql import LOCAL_DAY, NOT_HUMAN_KINDS


class FirstDays:
    """On which day each identity first said something in a group: read once, when first asked
    for, then kept up with what an import stores."""

    def __init__(self, db: Database, group_id: int) -> None:
        self._db = db
        self._group_id = group_id
        self._days: dict[int, int] | None = None

    def note(self, identities: Iterable[int], days: Iterable[int]) -> None:
        if self._days is None:
            return
        for identity_id, day in zip(identities, days, strict=True):
            if day < self._days.get(identity_id, day + 1):
                self._days[identity_id] = day

    def before(self, member_id: int, day: int) -> bool:
        """Whether a member spoke before that day."""
        if self._days is None:
            told = "SELECT identity_id, min(day) FROM daily_activity WHERE group_id = ? GROUP BY 1"
            self._days = dict(self._db.execute(told, [self._group_id]).fetchall())
        own = self._db.execute("SELECT id FROM identities WHERE member_id = ?", [member_id])
        return any(self._days.get(row[0], day) < day for row in own)


class LastDays:
    """On which day each identity last said something in a group, as earlier imports told: read
    once, and only where one of them goes further than the day that is asked for."""

    def __init__(self, db: Database, group_id: int, import_id: int) -> None:
        self._db = db
        self._values = [group_id, import_id]
        self._days: dict[int, int] | None = None
        (self._latest,) = db.execute(
            "SELECT max(last_day) FROM imports WHERE group_id = ? AND id <> ? AND NOT undone",
            self._values,
        ).fetchone()

    def after(self, member_id: int, day: int) -> bool:
        """Whether a member spoke after that day."""
        if self._latest is None or self._latest <= day:
            return False
        if self._days is None:
            told = (
                f"SELECT identity_id, max({LOCAL_DAY}) FROM messages WHERE group_id = ?"
                " AND import_id <> ? AND identity_id IS NOT NULL"
                f" AND kind NOT IN ({NOT_HUMAN_KINDS}) GROUP BY 1"
            )
            self._days = dict(self._db.execute(told, self._values).fetchall())
        own = self._db.execute("SELECT id FROM identities WHERE member_id = ?", [member_id])
        return any(self._days.get(row[0], day) > day for row in own)


def join(
    db: Database,
    import_id: int,
    first_days: FirstDays,
    group_id: int,
    member_id: int,
    on: int,
    by: int | None,
) -> None:
    """Someone joined on a day, brought by another member if that is known.

    A date that is known already stays. Who spoke here before that day has been here before,
    and nothing tells when they left: their stay is left as it is.
    """
    day = iso_day(on)
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
        if joined_on is None and not first_days.before(member_id, on):
            _set(db, import_id, "stays", stay_id, "joined_on", None, day)
    elif all(left_on <= day for _, _, left_on in stays):
        db.execute(
            "INSERT INTO stays (membership_id, joined_on, brought_on, import_id)"
            " VALUES (?, ?, ?, ?)",
            [membership_id, day, day, import_id],
        )
    if by is not None and by != member_id and invited_by is None:
        _set(db, import_id, "memberships", membership_id, "invited_by", None, by)


def leave(
    db: Database, import_id: int, last_days: LastDays, group_id: int, member_id: int, on: int
) -> None:
    """Someone left, or was removed, on a day. Who is known to have spoken here after that day
    came back, and nothing tells when: their stay is left as it is."""
    day = iso_day(on)
    stay = db.execute(
        """
        SELECT stays.id FROM stays JOIN memberships ON memberships.id = stays.membership_id
        WHERE memberships.group_id = ? AND memberships.member_id = ?
            AND stays.left_on IS NULL AND coalesce(stays.joined_on, '') <= ?
        ORDER BY stays.id DESC
        """,
        [group_id, member_id, day],
    ).fetchone()
    if stay and not last_days.after(member_id, on):
        _set(db, import_id, "stays", stay[0], "left_on", None, day)


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
