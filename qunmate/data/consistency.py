"""Looks for what should never be in a file: loose rows, counts that disagree."""

from __future__ import annotations

from qunmate.data.database import Database
from qunmate.data.message_sql import LOCAL_DAY, NOT_HUMAN_KINDS
from qunmate.data.schema import migrations
from qunmate.errors import Problem

_COUNTED = (
    "groups",
    "members",
    "identities",
    "memberships",
    "messages",
    "events",
    "imports",
    "tags",
    "plan_items",
    "highlights",
)
_RULES: dict[str, str] = {
    "messages_without_identity": """
        SELECT count(*) FROM messages WHERE identity_id IS NOT NULL
            AND identity_id NOT IN (SELECT id FROM identities)
    """,
    "messages_without_name": """
        SELECT count(*) FROM messages WHERE name_id IS NOT NULL
            AND name_id NOT IN (SELECT id FROM names)
    """,
    "reactions_wrong": """
        SELECT count(*) FROM messages WHERE reactions IS NOT NULL AND CASE
            WHEN NOT json_valid(reactions) OR json_type(reactions) <> 'object' THEN TRUE
            ELSE reactions = '{}' OR EXISTS (
                SELECT 1 FROM json_each(reactions) WHERE type <> 'integer' OR value <= 0
            )
        END
    """,
    "activity_wrong": f"""
        WITH counted AS (
            SELECT group_id,  {LOCAL_DAY} AS day, identity_id, count(*) AS n
            FROM messages WHERE identity_id IS NOT NULL AND kind NOT IN ({NOT_HUMAN_KINDS})
            GROUP BY 1, 2, 3
        )
        SELECT (SELECT count(*) FROM (SELECT * FROM counted EXCEPT SELECT * FROM daily_activity))
            + (SELECT count(*) FROM (SELECT * FROM daily_activity EXCEPT SELECT * FROM counted))
    """,
    "memberships_without_stay": """
        SELECT count(*) FROM memberships
        WHERE NOT EXISTS (SELECT 1 FROM stays WHERE membership_id = memberships.id)
    """,
}


def integrity(db: Database) -> str:
    """SQLite's own verdict: "ok", or the first fault."""
    return str(db.execute("PRAGMA integrity_check(1)").fetchone()[0])


def problems(db: Database) -> list[Problem]:
    found = []
    broken = len(db.execute("PRAGMA foreign_key_check").fetchall())
    if broken:
        found.append(Problem("references_broken", {"n": broken}))
    for code, rule in _RULES.items():
        n = db.execute(rule).fetchone()[0]
        if n:
            found.append(Problem(code, {"n": n}))
    return found


def schema(db: Database) -> str:
    """The name of the newest migration the file has."""
    return max(migration.name for migration in migrations.applied(db))


def counts(db: Database) -> dict[str, int]:
    return {
        table: int(db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]) for table in _COUNTED
    }
