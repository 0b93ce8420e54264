"""Which group a source went to the last time, so that it goes there again; what of it is there."""

from __future__ import annotations

import json

from qunmate.data import groups
from qunmate.data.database import Database
from qunmate.data.importers.packed import Packed
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


def zones(db: Database, chosen: Group | None, usual: str) -> dict[str, str]:
    """The time zone of each chat by its id or name, "" for all others: that of the group which
    is chosen, else those that are known and the `usual` one ("": the machine's)."""
    if chosen:
        return {"": chosen.timezone}
    known = {group.name: group.timezone for group in groups.all_groups(db)}
    rows = db.execute(
        "SELECT source, timezone FROM chat_sources JOIN groups ON groups.id = group_id"
    )
    known |= {source.partition(":")[2]: timezone for source, timezone in rows}
    return known | {"": usual or groups.local_timezone()}


def group_of_sheet(db: Database, file: str) -> Group | None:
    """The group into which a sheet of this name was taken the last time."""
    row = db.execute(
        "SELECT group_id FROM imports WHERE kind = 'roster' AND file = ? AND NOT undone"
        " AND group_id IS NOT NULL ORDER BY id DESC LIMIT 1",
        [file],
    ).fetchone()
    return groups.by_id(db, row[0]) if row else None


def already_there(db: Database, group_id: int, packed: Packed) -> int:
    """How many messages of the batch the group has, by instant and key."""
    pairs = json.dumps(list(zip(packed.at, packed.key, strict=True)))
    row = db.execute(
        "SELECT count(*) FROM json_each(?) AS told CROSS JOIN messages"
        " ON messages.group_id = ? AND messages.sent_at = json_extract(told.value, '$[0]')"
        " AND messages.key = json_extract(told.value, '$[1]')",
        [pairs, group_id],
    ).fetchone()
    return int(row[0])
