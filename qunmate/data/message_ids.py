"""From a platform's message ids to our own."""

from __future__ import annotations

from collections.abc import Sequence

from qunmate.data.database import Database

_CHUNK = 500  # ids in one query, below the limit of bound values


def by_platform_id(db: Database, group_id: int, platform_ids: Sequence[str]) -> dict[str, int]:
    """The message ids of those platform ids that the group has."""
    found: dict[str, int] = {}
    for at in range(0, len(platform_ids), _CHUNK):
        part = platform_ids[at : at + _CHUNK]
        marks = ", ".join("?" * len(part))
        found.update(
            db.execute(
                f"SELECT platform_id, id FROM messages WHERE group_id = ?"
                f" AND platform_id IN ({marks})",
                [group_id, *part],
            ).fetchall()
        )
    return found
