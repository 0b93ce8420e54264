"""A group's people and messages with the platform ids under which they were seen."""

from __future__ import annotations

from collections.abc import Iterator

from qunmate.data.database import Database
from qunmate.model import Kind, Message
from qunmate.records import Participant


def participants(db: Database, group_id: int) -> Iterator[Participant]:
    """Members of the group who have an id of a platform."""
    rows = db.execute(
        """
        SELECT identities.value, members.name, coalesce(memberships.nickname, ''), memberships.role,
            members.bot
        FROM memberships JOIN groups ON groups.id = memberships.group_id
            JOIN members ON members.id = memberships.member_id
            JOIN identities ON identities.member_id = members.id
                AND identities.platform = groups.platform AND identities.group_id IS NULL
        WHERE memberships.group_id = ? ORDER BY memberships.id, identities.id
        """,
        [group_id],
    )
    return (Participant(*(*row[:4], bool(row[4]))) for row in rows)


def count(db: Database, group_id: int) -> int:
    """Messages of the group."""
    row = db.execute("SELECT count(*) FROM messages WHERE group_id = ?", [group_id]).fetchone()
    return int(row[0])


def messages(db: Database, group_id: int) -> Iterator[tuple[Message, str]]:
    """Messages in order of time, without reactions, each with the id of its sender ("" if only a
    name is known)."""
    rows = db.execute(
        """
        SELECT messages.id, messages.group_id, sent_at, utc_offset, identities.member_id,
            coalesce(names.name, ''), kind, text, reply_to, platform_id,
            CASE WHEN identities.group_id IS NULL THEN coalesce(identities.value, '') ELSE '' END
        FROM messages LEFT JOIN identities ON identities.id = messages.identity_id
            LEFT JOIN names ON names.id = messages.name_id
        WHERE messages.group_id = ? ORDER BY sent_at, messages.id
        """,
        [group_id],
    )
    for row in rows:
        yield Message(*(*row[:6], Kind(row[6]), *row[7:10])), row[10]
