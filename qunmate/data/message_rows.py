"""Messages as a list shows them: a page by ids, and what was said around one of them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from qunmate import reactions
from qunmate.data.database import Database
from qunmate.model import ChatRow, Kind

SHOWN = 800  # characters of a message that a list may show
_KINDS = {int(kind): kind for kind in Kind}
_COLUMNS = """
    messages.id, messages.group_id, messages.sent_at + messages.utc_offset,
    identities.member_id,
    coalesce(nullif(trim(memberships.nickname), ''), members.name, names.name, ''),
    messages.kind, {text}, EXISTS (
        SELECT 1 FROM highlight_messages WHERE message_id = messages.id),
    messages.reactions, coalesce(members.name, '')
"""
_JOINS = """
    LEFT JOIN identities ON identities.id = messages.identity_id
    LEFT JOIN members ON members.id = identities.member_id
    LEFT JOIN memberships ON memberships.group_id = messages.group_id
        AND memberships.member_id = identities.member_id
    LEFT JOIN names ON names.id = messages.name_id
"""


def rows(db: Database, ids: Iterable[int], *, limit: int | None = SHOWN) -> list[ChatRow]:
    """The messages with these ids, in their order; texts cut to `limit` characters. One that
    is gone is left out."""
    text = "messages.text" if limit is None else f"substr(messages.text, 1, {int(limit)})"
    found = db.execute(
        f"SELECT {_COLUMNS.format(text=text)} FROM json_each(:ids)"
        f" CROSS JOIN messages ON messages.id = json_each.value {_JOINS} ORDER BY json_each.key",
        {"ids": json.dumps(list(ids))},
    )
    return [_row(row) for row in found]


def in_order(db: Database, ids: Iterable[int], *, limit: int | None = SHOWN) -> list[ChatRow]:
    """The same in order of time."""
    text = "messages.text" if limit is None else f"substr(messages.text, 1, {int(limit)})"
    found = db.execute(
        f"SELECT {_COLUMNS.format(text=text)} FROM json_each(:ids)"
        f" CROSS JOIN messages ON messages.id = json_each.value {_JOINS}"
        " ORDER BY messages.sent_at, messages.key",
        {"ids": json.dumps(list(ids))},
    )
    return [_row(row) for row in found]


def neighbours(db: Database, message_id: int, count: int, *, after: bool) -> list[int]:
    """Ids of up to `count` messages of the same group next to one of them, oldest first."""
    sign, direction = (">", "ASC") if after else ("<", "DESC")
    found = db.execute(
        f"""
        SELECT near.id FROM messages AS here JOIN messages AS near
            ON near.group_id = here.group_id
            AND (near.sent_at, near.key) {sign} (here.sent_at, here.key)
        WHERE here.id = ? ORDER BY near.sent_at {direction}, near.key {direction} LIMIT ?
        """,
        [message_id, count],
    ).fetchall()
    ids = [row[0] for row in found]
    return ids if after else ids[::-1]


def in_context(db: Database, ids: Iterable[int], around: int) -> list[ChatRow]:
    """The messages and `around` more before the first and after the last of them."""
    inner = in_order(db, ids)
    if not inner:
        return []
    before = neighbours(db, inner[0].id, around, after=False)
    later = neighbours(db, inner[-1].id, around, after=True)
    return [*rows(db, before), *inner, *rows(db, later)]


def speakers(db: Database, group_id: int | None) -> list[tuple[int, str, int]]:
    """(member id, name, messages) of everyone who has spoken, most messages first."""
    found = db.execute(
        """
        SELECT i.member_id, coalesce(nullif(trim(s.nickname), ''), m.name), sum(d.messages) AS n
        FROM daily_activity d JOIN identities i ON i.id = d.identity_id
            JOIN members m ON m.id = i.member_id
            LEFT JOIN memberships s ON s.member_id = m.id AND s.group_id = :group
        WHERE :group IS NULL OR d.group_id = :group
        GROUP BY i.member_id ORDER BY n DESC, i.member_id
        """,
        {"group": group_id},
    )
    return [tuple(row) for row in found]


def people(db: Database, group_id: int) -> list[tuple[int, str, int]]:
    """(member id, name, messages) of everyone of the group, most messages first; those who
    never spoke too."""
    spoke = speakers(db, group_id)
    seen = {member_id for member_id, _name, _count in spoke}
    rows = db.execute(
        "SELECT m.id, coalesce(nullif(trim(s.nickname), ''), m.name) FROM memberships s"
        " JOIN members m ON m.id = s.member_id WHERE s.group_id = ? ORDER BY m.id",
        [group_id],
    )
    return [*spoke, *((id_, name, 0) for id_, name in rows if id_ not in seen)]


def names(db: Database, member_ids: Iterable[int]) -> dict[int, str]:
    rows = db.execute(
        "SELECT id, name FROM members WHERE id IN (SELECT value FROM json_each(?))",
        [json.dumps(list(member_ids))],
    )
    return dict(rows.fetchall())


def tag_names(db: Database) -> list[str]:
    """The tags that members can have."""
    return [name for (name,) in db.execute("SELECT name FROM tags ORDER BY name")]


def _row(row: tuple[Any, ...]) -> ChatRow:
    kind, told = _KINDS.get(row[5], Kind.OTHER), reactions.read(row[8])
    return ChatRow._make((*row[:5], kind, row[6], bool(row[7]), told, row[9]))
