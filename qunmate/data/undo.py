"""Takes an import back whole: what it created goes, what it changed gets its old value."""

from __future__ import annotations

import json
from collections.abc import Iterator

from qunmate.data import message_index, numbers, plan
from qunmate.data.database import Database
from qunmate.data.message_sql import LOCAL_DAY, NOT_HUMAN_KINDS
from qunmate.errors import UserError
from qunmate.model import ImportBatch

BATCH = 5_000
_FIELDS_TABLES = frozenset(
    {"members", "memberships", "stays", "identities", "groups", "plan_items", "messages"}
)
# rows of an import that nothing else has come to rest on
_CREATED = (
    # what a rule gave must not keep anybody here; it is judged anew
    """DELETE FROM member_tags WHERE by_rule
        AND member_id IN (SELECT id FROM members WHERE import_id = ?)""",
    "DELETE FROM member_tags WHERE import_id = ?",
    "DELETE FROM stays WHERE import_id = ?",
    """DELETE FROM memberships WHERE import_id = ?
        AND NOT EXISTS (SELECT 1 FROM stays WHERE membership_id = memberships.id)""",
    """DELETE FROM names WHERE import_id = ?
        AND id NOT IN (SELECT name_id FROM messages WHERE name_id IS NOT NULL)""",
    """DELETE FROM identities WHERE import_id = ?
        AND NOT EXISTS (SELECT 1 FROM names WHERE identity_id = identities.id)""",
    """DELETE FROM members WHERE import_id = ?
        AND NOT EXISTS (SELECT 1 FROM memberships WHERE member_id = members.id)
        AND NOT EXISTS (SELECT 1 FROM identities WHERE member_id = members.id)
        AND NOT EXISTS (SELECT 1 FROM member_tags WHERE member_id = members.id)""",
    """DELETE FROM tags WHERE import_id = ?
        AND NOT EXISTS (SELECT 1 FROM member_tags WHERE tag_id = tags.id)""",
    "DELETE FROM roster_lists WHERE import_id = ?",
    "DELETE FROM plan_items WHERE import_id = ?",
    "DELETE FROM highlights WHERE import_id = ?",
    """DELETE FROM groups WHERE import_id = ?
        AND NOT EXISTS (SELECT 1 FROM messages WHERE group_id = groups.id)
        AND NOT EXISTS (SELECT 1 FROM memberships WHERE group_id = groups.id)
        AND NOT EXISTS (SELECT 1 FROM highlights WHERE group_id = groups.id)
        AND NOT EXISTS (SELECT 1 FROM plan_item_groups WHERE group_id = groups.id)""",
)


def refuse_if_not_last(db: Database, batch: ImportBatch) -> None:
    """UserError if the import was taken back already, or if later ones of its group stand."""
    if batch.undone:
        raise UserError("import_undone", id=batch.id)
    rows = db.execute(
        "SELECT id FROM imports WHERE group_id IS ? AND id > ? AND NOT undone ORDER BY id DESC",
        [batch.group_id, batch.id],
    ).fetchall()
    if rows:
        raise UserError("import_has_later", ids=[row[0] for row in rows])


def remove_messages(db: Database, import_id: int) -> Iterator[int]:
    """Remove the import's messages from the file, the search index and the daily activity;
    yields how many are gone."""
    first, last = db.execute(
        "SELECT min(id), max(id) FROM messages WHERE import_id = ?", [import_id]
    ).fetchone()
    if first is None:
        return
    _subtract_activity(db, import_id, first, last)
    _forget_marks(db, import_id)
    gone = 0
    for start in range(first, last + 1, BATCH):
        span = [import_id, start, start + BATCH - 1]
        rows = db.execute(
            "SELECT id, text FROM messages WHERE import_id = ? AND id BETWEEN ? AND ?", span
        ).fetchall()
        message_index.forget(db, [row[0] for row in rows], [row[1] for row in rows])
        db.execute("DELETE FROM messages WHERE import_id = ? AND id BETWEEN ? AND ?", span)
        gone += len(rows)
        yield gone


def _subtract_activity(db: Database, import_id: int, first: int, last: int) -> None:
    rows = db.execute(
        f"""
        SELECT group_id, {LOCAL_DAY}, identity_id, count(*) FROM messages
        WHERE id BETWEEN ? AND ? AND import_id = ? AND identity_id IS NOT NULL
            AND kind NOT IN ({NOT_HUMAN_KINDS})
        GROUP BY 1, 2, 3
        """,
        [first, last, import_id],
    ).fetchall()
    db.conn.executemany(
        "UPDATE daily_activity SET messages = messages - ?4"
        " WHERE group_id = ?1 AND day = ?2 AND identity_id = ?3",
        rows,
    )
    db.conn.executemany(
        "DELETE FROM daily_activity"
        " WHERE group_id = ?1 AND day = ?2 AND identity_id = ?3 AND messages <= 0 AND ?4",
        rows,
    )


def _forget_marks(db: Database, import_id: int) -> None:
    """What was dismissed on the Today tab or among the suggestions, by numbers of messages that
    others will get."""
    marks = db.execute(
        "SELECT kind, subject FROM today_marks WHERE kind IN ('question', 'suggestion')"
    ).fetchall()
    db.conn.executemany(
        "DELETE FROM today_marks WHERE kind = ? AND subject = ?"
        " AND EXISTS (SELECT 1 FROM messages WHERE id = ? AND import_id = ?)",
        [(kind, subject, subject.rpartition(":")[2], import_id) for kind, subject in marks],
    )


def revert_fields(db: Database, import_id: int) -> None:
    """Put old values back where a field still has the import's value."""
    changes = db.execute(
        'SELECT "table", row_id, field, old, new FROM import_changes'
        " WHERE import_id = ? ORDER BY id DESC",
        [import_id],
    ).fetchall()
    for table, row_id, field, old, new in changes:
        if (table, field) == ("member_tags", "tag_id"):
            # a tag taken off: row_id is the member, new the import that had given it, and when
            giver, _gap, day = str(new or "").partition(" ")
            db.execute(
                "INSERT INTO member_tags (member_id, tag_id, import_id, given_on)"
                " SELECT members.id, tags.id, (SELECT id FROM imports WHERE id = ?), ?"
                " FROM members, tags WHERE members.id = ? AND tags.id = ? ON CONFLICT DO NOTHING",
                [giver, day or None, row_id, old],
            )
            continue
        if (table, field) == ("plan_items", "groups"):
            item = plan.by_id(db, row_id)
            if item and list(item.group_ids) == json.loads(new):
                plan.set_groups(db, row_id, json.loads(old))
            continue
        if table not in _FIELDS_TABLES or not field.isidentifier():
            raise ValueError(f"no field {table}.{field} to put back")
        db.execute(
            f"UPDATE {table} SET {field} = ? WHERE id = ? AND {field} IS ?", [old, row_id, new]
        )


def remove_created(db: Database, import_id: int) -> None:
    """Remove the rows that the import created, unless something else rests on them."""
    db.execute("DELETE FROM events WHERE import_id = ?", [import_id])
    numbers.keep(db, "members", "groups", "tags", "plan_items")
    for statement in _CREATED:
        db.execute(statement, [import_id])
    db.execute("UPDATE imports SET undone = 1 WHERE id = ?", [import_id])
    # their arrays know people by ids, which go to the next people now
    db.execute("DELETE FROM figures")
