"""A small group for the figures' tests: people by letter, who join, leave and say things."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from qunmate.clock import day_of
from qunmate.data import groups
from qunmate.data.store import Store
from qunmate.figures.health import Health
from qunmate.model import Group, Kind
from qunmate.tasks import figures

Days = str | None


def day(text: str) -> int:
    return day_of(date.fromisoformat(text))


class FigureBook:
    """One group, and by default one import that covers 2026."""

    def __init__(
        self,
        store: Store,
        name: str = "Readers",
        zone: str = "Asia/Shanghai",
        covered: Sequence[tuple[str, str]] = (("2026-01-01", "2026-12-31"),),
    ) -> None:
        self.store, self.name, self.zone = store, name, ZoneInfo(zone)
        with store.atomic() as db:
            groups.add(db, name, "qq", zone)
        self.id = self.group.id
        self.import_ids = [self.chat_import(*span) for span in covered]
        self.members: dict[str, int] = {}
        self.identities: dict[str, int] = {}

    @property
    def group(self) -> Group:
        return groups.by_name(self.store.db, self.name)

    def insert(self, table: str, **values: Any) -> int:
        names, marks = ", ".join(values), ", ".join("?" * len(values))
        with self.store.atomic() as db:
            cursor = db.execute(
                f"INSERT INTO {table} ({names}) VALUES ({marks})", list(values.values())
            )
        assert cursor.lastrowid is not None
        return cursor.lastrowid

    def chat_import(self, first: str, last: str, *, kind: str = "chat", undone: int = 0) -> int:
        return self.insert(
            "imports",
            kind=kind,
            file="chat.txt",
            sha256="",
            format="qq",
            group_id=self.id,
            at=day(last) * 86_400,
            first_day=day(first),
            last_day=day(last),
            undone=undone,
        )

    def person(
        self,
        letter: str,
        *stays: tuple[Days, Days],
        role: str | None = None,
        layer: str | None = None,
        bot: bool = False,
        member: int | None = None,
    ) -> int:
        """Stays are (joined_on, left_on); no stay given: one without known dates, brought by
        an import of 2026-09-01. `member` is someone of another group."""
        if member is None:
            member = self.insert("members", name=letter, bot=int(bot))
        self.members[letter] = member
        self.identities[letter] = self.insert(
            "identities", member_id=member, platform="qq", value=letter, group_id=self.id
        )
        membership = self.insert(
            "memberships", group_id=self.id, member_id=member, role=role, layer_override=layer
        )
        for joined, left in stays or ((None, None),):
            self.insert(
                "stays",
                membership_id=membership,
                joined_on=joined,
                left_on=left,
                brought_on="2026-09-01",
            )
        return member

    def says(
        self,
        letter: str,
        on: str,
        at: str = "12:00:00",
        *,
        kind: Kind = Kind.TEXT,
        reply_to: str | None = None,
        platform_id: str | None = None,
        mentions: Sequence[str] = (),
    ) -> int:
        """`letter` is empty for a message without a sender."""
        wall = datetime.combine(date.fromisoformat(on), time.fromisoformat(at), self.zone)
        offset = wall.utcoffset()
        assert offset is not None
        number = self.store.db.execute("SELECT count(*) FROM messages").fetchone()[0]
        message = self.insert(
            "messages",
            group_id=self.id,
            import_id=self.import_ids[0],
            sent_at=int(wall.timestamp()),
            utc_offset=int(offset.total_seconds()),
            zoned=0,
            identity_id=self.identities[letter] if letter else None,
            kind=int(kind),
            text="",
            reply_to=reply_to,
            platform_id=platform_id,
            key=-number,
        )
        for mentioned in mentions:
            identity = self.identities.get(mentioned)
            self.insert("mentions", message_id=message, name=mentioned, identity_id=identity)
        # what a test writes by hand is no import, so nothing kept may be read after it
        with self.store.atomic() as db:
            db.execute("DELETE FROM figures")
        return message

    def health(self, first: str | None = None, last: str | None = None) -> Health:
        return figures.health(
            self.store, self.group, day(first) if first else None, day(last) if last else None
        )
