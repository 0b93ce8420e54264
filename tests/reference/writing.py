"""Writes small invented files by plain INSERTs, so that no importer has a say in the figures."""

from __future__ import annotations

import itertools
import sqlite3
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from qunmate.model import Kind


class Writer:
    """Adds rows to an open QunMate file and gives their ids. Dates are ISO text or None."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db
        self._numbers = itertools.count(1)

    def group(
        self,
        timezone: str = "Asia/Shanghai",
        *,
        weekly_target: float | None = None,
        stage_override: str | None = None,
    ) -> int:
        return self._insert(
            "groups",
            name=f"Group {next(self._numbers)}",
            platform="qq",
            timezone=timezone,
            weekly_target=weekly_target,
            stage_override=stage_override,
            created_at=0,
        )

    def setting(self, key: str, value: float) -> None:
        self.db.execute("INSERT INTO settings (key, value) VALUES (?, ?)", [key, str(value)])

    def member(self, *, bot: bool = False) -> int:
        return self._insert("members", name=f"Person {next(self._numbers)}", bot=int(bot))

    def identity(self, member: int, *, group: int | None = None) -> int:
        """A platform id, or a name in one group."""
        value = f"identity {next(self._numbers)}"
        return self._insert(
            "identities", member_id=member, platform="qq", value=value, group_id=group
        )

    def membership(
        self,
        group: int,
        member: int,
        stays: Sequence[tuple[str | None, str | None, str]] = (),
        *,
        role: str | None = None,
        invited_by: int | None = None,
        layer_override: str | None = None,
    ) -> int:
        """`stays` are (joined_on, left_on, brought_on)."""
        membership = self._insert(
            "memberships",
            group_id=group,
            member_id=member,
            role=role,
            invited_by=invited_by,
            layer_override=layer_override,
        )
        for joined_on, left_on, brought_on in stays:
            self._insert(
                "stays",
                membership_id=membership,
                joined_on=joined_on,
                left_on=left_on,
                brought_on=brought_on,
            )
        return membership

    def chat_import(
        self,
        group: int,
        first_day: int | None,
        last_day: int | None,
        *,
        at: int = 0,
        undone: bool = False,
    ) -> int:
        return self._insert(
            "imports",
            kind="chat",
            file="chat.txt",
            sha256="",
            format="qq",
            group_id=group,
            at=at,
            first_day=first_day,
            last_day=last_day,
            undone=int(undone),
        )

    def message(
        self,
        group: int,
        import_id: int,
        at: int,
        identity: int | None = None,
        *,
        kind: Kind = Kind.TEXT,
        reply_to: str | None = None,
        platform_id: str | None = None,
        mentions: Sequence[int | None] = (),
    ) -> int:
        """`mentions` are identities, None for a name that is nobody's (or @all)."""
        (zone,) = self.db.execute("SELECT timezone FROM groups WHERE id = ?", [group]).fetchone()
        offset = datetime.fromtimestamp(at, UTC).astimezone(ZoneInfo(zone)).utcoffset()
        assert offset is not None
        number = next(self._numbers)
        message = self._insert(
            "messages",
            group_id=group,
            import_id=import_id,
            sent_at=at,
            utc_offset=int(offset.total_seconds()),
            zoned=1,
            identity_id=identity,
            kind=int(kind),
            text=f"text {number}",
            reply_to=reply_to,
            platform_id=platform_id,
            key=-number,  # like a hash, the key tells nothing about the order
        )
        for mentioned in mentions:
            self._insert("mentions", message_id=message, name="someone", identity_id=mentioned)
        return message

    def plan_item(
        self,
        groups: Sequence[int],
        kind: str,
        status: str,
        at: int,
        *,
        rrule: str | None = None,
        series_id: int | None = None,
        occurrence_at: int | None = None,
    ) -> int:
        item = self._insert(
            "plan_items",
            kind=kind,
            title="",
            starts_at=at,
            rrule=rrule,
            status=status,
            series_id=series_id,
            occurrence_at=occurrence_at,
        )
        for group in groups:
            self._insert("plan_item_groups", plan_item_id=item, group_id=group)
        return item

    def count_days(self) -> None:
        """Fill daily_activity from the messages, as an import does."""
        self.db.execute("DELETE FROM daily_activity")
        self.db.execute(
            "INSERT INTO daily_activity (group_id, day, identity_id, messages)"
            " SELECT group_id, (sent_at + utc_offset) / 86400, identity_id, count(*)"
            " FROM messages WHERE identity_id IS NOT NULL AND kind NOT IN (80, 81)"
            " GROUP BY 1, 2, 3"
        )

    def _insert(self, table: str, **values: object) -> int:
        names = ", ".join(values)
        marks = ", ".join("?" for _ in values)
        cursor = self.db.execute(
            f"INSERT INTO {table} ({names}) VALUES ({marks})", list(values.values())
        )
        assert cursor.lastrowid is not None
        return cursor.lastrowid


def instant(day: str, clock: str, zone: str = "Asia/Shanghai") -> int:
    """Epoch seconds of a wall-clock time such as ("2026-10-01", "12:00:00")."""
    wall = datetime.combine(date.fromisoformat(day), time.fromisoformat(clock), ZoneInfo(zone))
    return int(wall.timestamp())
