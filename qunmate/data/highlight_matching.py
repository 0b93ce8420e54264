"""What an import of highlights finds again: rows, people and messages that are there."""

from __future__ import annotations

from qunmate.data.database import Database


def source_keys(db: Database, group_id: int) -> set[str]:
    """What was imported before, whatever became of its words."""
    rows = db.execute(
        "SELECT source_key FROM highlights WHERE group_id = ? AND source_key IS NOT NULL",
        [group_id],
    )
    return {row[0] for row in rows}


def titles(db: Database, group_id: int) -> set[tuple[str, str]]:
    """(title, day) of the group's highlights, wherever they come from."""
    rows = db.execute("SELECT title, occurred_on FROM highlights WHERE group_id = ?", [group_id])
    return {(row[0], row[1]) for row in rows}


def people_named(db: Database, group_id: int) -> dict[str, int]:
    """Member ids by the names that belong to one member of the group alone."""
    rows = db.execute(
        """
        SELECT name, max(member_id) FROM (
            SELECT nickname AS name, member_id FROM memberships
                WHERE group_id = :group AND nickname IS NOT NULL
            UNION SELECT members.name, members.id FROM members
                JOIN memberships ON memberships.member_id = members.id
                WHERE memberships.group_id = :group
            UNION SELECT value, member_id FROM identities WHERE group_id = :group
            UNION SELECT names.name, identities.member_id FROM names
                JOIN identities ON identities.id = names.identity_id
                JOIN memberships ON memberships.member_id = identities.member_id
                WHERE memberships.group_id = :group
        ) GROUP BY name HAVING count(*) = 1
        """,
        {"group": group_id},
    )
    return {row[0]: row[1] for row in rows}


def message_at(db: Database, group_id: int, sent_at: int, text: str) -> int | None:
    """The message of that second with that text; where only one was sent, whatever its text."""
    rows = db.execute(
        "SELECT id, text FROM messages WHERE group_id = ? AND sent_at = ? ORDER BY key",
        [group_id, sent_at],
    ).fetchall()
    same = [row[0] for row in rows if text and row[1].strip() == text]
    if same:
        return int(same[0])
    return int(rows[0][0]) if len(rows) == 1 else None
