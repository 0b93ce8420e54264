"""Reactions of messages that are there already, as a further record tells them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from qunmate import reactions
from qunmate.data import imports
from qunmate.data.database import Database

# a message is known by the platform's id, else by its second and its key
_THERE = """
SELECT messages.id, messages.reactions, json_extract(told.value, '$[3]')
FROM json_each(:told) AS told CROSS JOIN messages ON messages.group_id = :group AND {same}
WHERE messages.id < :below
"""
_BY_ID = "messages.platform_id = json_extract(told.value, '$[2]')"
_BY_KEY = """messages.sent_at = json_extract(told.value, '$[0]')
    AND messages.key = json_extract(told.value, '$[1]')"""

Told = tuple[int, int, str | None, str]  # second, key, the platform's id, reactions as JSON


def tell_again(
    db: Database, import_id: int, group_id: int, told: Iterable[Told], below: int
) -> None:
    """Reactions of messages that a record brings once more; those there have ids `below` this.
    Those of messages that it brings for the first time are in their rows."""
    by_id, by_key = list[Told](), list[Told]()
    for one in told:
        (by_key if one[2] is None else by_id).append(one)
    for same, some in ((_BY_ID, by_id), (_BY_KEY, by_key)):
        if some:
            values = {"told": json.dumps(some), "group": group_id, "below": below}
            _take(db, import_id, db.execute(_THERE.format(same=same), values).fetchall())


def tell_other(db: Database, import_id: int, told: Sequence[tuple[int, str]]) -> None:
    """Reactions of messages, by their ids, that another program's record tells."""
    if told:
        rows = db.execute(
            "SELECT messages.id, reactions, json_extract(value, '$[1]') FROM json_each(?)"
            " CROSS JOIN messages ON messages.id = json_extract(value, '$[0]')",
            [json.dumps(told)],
        )
        _take(db, import_id, rows.fetchall())


def _take(db: Database, import_id: int, rows: Iterable[tuple[int, str | None, str]]) -> None:
    """(message, what it has, what is told). The more reactions, the later the record was taken:
    so an older one that comes afterwards takes nothing away."""
    changed = [
        (message_id, "reactions", old, new)
        for message_id, old, new in rows
        if new != old and _total(new) >= _total(old)
    ]
    db.conn.executemany(
        "UPDATE messages SET reactions = ? WHERE id = ?",
        [(new, message_id) for message_id, _field, _old, new in changed],
    )
    imports.keep_changes(db, import_id, (("messages", *change) for change in changed))


def _total(text: str | None) -> int:
    return reactions.total(reactions.read(text))
