"""The log of clean-ups: who was reminded, who was removed, and why. Writes are called inside
`atomic()`."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import NamedTuple

from qunmate.data.database import Database


class Present(NamedTuple):
    """Somebody who is in the group today. `tags` are names; `expires_on` an ISO day or None."""

    member_id: int
    name: str
    role: str
    expires_on: str | None
    tags: frozenset[str]


class Entry(NamedTuple):
    """A line of the log. ISO days; `name` is "" for who is no longer in the file."""

    id: int
    member_id: int | None
    name: str
    reason: str
    reminded_on: str | None
    removed_on: str | None


_NAME = "coalesce(nullif(trim(ms.nickname), ''), m.name, '')"


def present(db: Database, group_id: int) -> dict[int, Present]:
    """Everybody in the group but bots and the operator, by member id."""
    rows = db.execute(
        f"""
        SELECT m.id, {_NAME}, coalesce(ms.role, 'member'), ms.expires_on,
            (SELECT json_group_array(t.name) FROM member_tags mt JOIN tags t ON t.id = mt.tag_id
                WHERE mt.member_id = m.id)
        FROM memberships ms JOIN members m ON m.id = ms.member_id
        WHERE ms.group_id = ? AND NOT m.bot AND NOT m.is_self
            AND EXISTS (SELECT 1 FROM stays s WHERE s.membership_id = ms.id AND s.left_on IS NULL)
        """,
        [group_id],
    )
    return {
        id_: Present(id_, name, role, expires_on, frozenset(json.loads(tags)))
        for id_, name, role, expires_on, tags in rows
    }


def log(db: Database, group_id: int) -> list[Entry]:
    """What was done about whom in the group, the newest first."""
    rows = db.execute(
        f"""
        SELECT c.id, c.member_id, {_NAME}, c.reason, c.reminded_on, c.removed_on
        FROM clean_ups c LEFT JOIN members m ON m.id = c.member_id
            LEFT JOIN memberships ms ON ms.member_id = m.id AND ms.group_id = c.group_id
        WHERE c.group_id = ?
        ORDER BY coalesce(c.removed_on, c.reminded_on) DESC, c.removed_on IS NULL, c.id DESC
        """,
        [group_id],
    )
    return [Entry(*row) for row in rows]


def remind(db: Database, group_id: int, reasons: Iterable[tuple[int, str]], on: str) -> None:
    """Members were reminded on that day; (member id, reason) each. Who was reminded before and
    is still there is reminded anew."""
    for member_id, reason in reasons:
        changed = db.execute(
            "UPDATE clean_ups SET reminded_on = ?, reason = ?"
            " WHERE group_id = ? AND member_id = ? AND removed_on IS NULL",
            [on, reason, group_id, member_id],
        )
        if not changed.rowcount:
            db.execute(
                "INSERT INTO clean_ups (group_id, member_id, reason, reminded_on)"
                " VALUES (?, ?, ?, ?)",
                [group_id, member_id, reason, on],
            )


def remove(db: Database, group_id: int, reasons: Iterable[tuple[int, str]], on: str) -> None:
    """The operator has removed these members from the group on that day: their stay ends."""
    for member_id, reason in reasons:
        changed = db.execute(
            "UPDATE clean_ups SET removed_on = ?"
            " WHERE group_id = ? AND member_id = ? AND removed_on IS NULL",
            [on, group_id, member_id],
        )
        if not changed.rowcount:
            db.execute(
                "INSERT INTO clean_ups (group_id, member_id, reason, removed_on)"
                " VALUES (?, ?, ?, ?)",
                [group_id, member_id, reason, on],
            )
        db.execute(
            "UPDATE stays SET left_on = ?, import_id = NULL WHERE left_on IS NULL AND"
            " membership_id IN (SELECT id FROM memberships WHERE group_id = ? AND member_id = ?)",
            [on, group_id, member_id],
        )
