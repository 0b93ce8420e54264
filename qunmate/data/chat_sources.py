"""Which group a chat went to the last time, so that it goes there again."""

from __future__ import annotations

from sqlite_utils import Database

from qunmate.data import groups
from qunmate.model import Group
from qunmate.records import ChatHead


def key_of(head: ChatHead, stem: str) -> str:
    """What tells a chat of a platform from others: its id, its name or the file's stem."""
    return f"{head.platform}:{head.chat_id or head.name or stem}"


def group_of(db: Database, head: ChatHead, stem: str) -> Group | None:
    """The group remembered for this chat, else the one of the same name."""
    row = db.execute(
        "SELECT group_id FROM chat_sources WHERE source = ?", [key_of(head, stem)]
    ).fetchone()
    return groups.by_id(db, row[0]) if row else groups.named(db, head.name or stem)


def remember(db: Database, head: ChatHead, stem: str, group: Group) -> None:
    db.execute(
        "INSERT INTO chat_sources (source, group_id) VALUES (?, ?)"
        " ON CONFLICT DO UPDATE SET group_id = excluded.group_id",
        [key_of(head, stem), group.id],
    )


def zones(db: Database) -> dict[str, str]:
    """The time zone of each chat that is known, by its id or name."""
    known = {group.name: group.timezone for group in groups.all_groups(db)}
    rows = db.execute(
        "SELECT source, timezone FROM chat_sources JOIN groups ON groups.id = group_id"
    )
    known |= {source.partition(":")[2]: timezone for source, timezone in rows}
    return known
