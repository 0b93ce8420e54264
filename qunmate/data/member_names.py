"""What people are called: in a field for one member, and anywhere."""

from __future__ import annotations

import json
from collections.abc import Iterable

from qunmate.data.database import Database


def candidates(db: Database, group_ids: Iterable[int]) -> list[tuple[int, str, str]]:
    """The members of the groups (of all if none is given) but bots: id, name, nickname in a
    group or "", in the order of ids."""
    listed = json.dumps(list(group_ids))
    rows = db.execute(
        "SELECT m.id, m.name, ifnull(max(s.nickname), '') FROM members m"
        " LEFT JOIN memberships s ON s.member_id = m.id"
        " WHERE NOT m.bot AND (json_array_length(:groups) = 0"
        " OR s.group_id IN (SELECT value FROM json_each(:groups)))"
        " GROUP BY m.id ORDER BY m.id",
        {"groups": listed},
    )
    return [(row[0], row[1], row[2]) for row in rows]


def all_names(db: Database) -> list[str]:
    """Whatever anybody is or was called on a card, in a group or by a platform."""
    rows = db.execute(
        "SELECT name FROM members UNION SELECT nickname FROM memberships"
        " WHERE nickname IS NOT NULL UNION SELECT name FROM names"
    )
    return [row[0] for row in rows]
