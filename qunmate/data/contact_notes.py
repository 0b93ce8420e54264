"""Contact notes: what was said in a private talk with a member, and when to come back to it.

Days are ISO text. Called inside `atomic()` where they write.
"""

from __future__ import annotations

from typing import Any

from qunmate.data.database import Database
from qunmate.errors import UserError
from qunmate.model import ContactNote

_COLUMNS = "id, member_id, group_id, noted_on, text, follow_up_on, followed_up_on"


def add(
    db: Database,
    *,
    member_id: int,
    group_id: int | None,
    noted_on: str,
    text: str,
    follow_up_on: str | None = None,
) -> int:
    """A new note; gives its id. UserError if it says nothing or the member is gone."""
    if not db.execute("SELECT 1 FROM members WHERE id = ?", [member_id]).fetchone():
        raise UserError("member_gone")
    row = db.execute(
        "INSERT INTO contact_notes (member_id, group_id, noted_on, text, follow_up_on)"
        " VALUES (?, ?, ?, ?, ?) RETURNING id",
        [member_id, group_id, noted_on, _said(text), follow_up_on],
    ).fetchone()
    return int(row[0])


def change(
    db: Database,
    note_id: int,
    *,
    group_id: int | None,
    noted_on: str,
    text: str,
    follow_up_on: str | None,
) -> None:
    """Say a note anew. Another day to follow up opens the matter again."""
    db.execute(
        "UPDATE contact_notes SET group_id = ?, noted_on = ?, text = ?, followed_up_on ="
        " CASE WHEN follow_up_on IS ? THEN followed_up_on END, follow_up_on = ? WHERE id = ?",
        [group_id, noted_on, _said(text), follow_up_on, follow_up_on, note_id],
    )


def follow_up(db: Database, note_id: int, on: str | None) -> None:
    """The matter was taken up again on that day; None opens it anew."""
    db.execute("UPDATE contact_notes SET followed_up_on = ? WHERE id = ?", [on, note_id])


def by_id(db: Database, note_id: int) -> ContactNote | None:
    row = db.execute(f"SELECT {_COLUMNS} FROM contact_notes WHERE id = ?", [note_id]).fetchone()
    return _note(row) if row else None


def due(db: Database, group_id: int | None, today: str) -> list[ContactNote]:
    """Notes to follow up by `today`, the longest waiting first; of a group with those of its
    members that name no group."""
    where, values = ["follow_up_on <= ?", "followed_up_on IS NULL"], list[Any]([today])
    if group_id is not None:
        where.append(
            "(group_id = ? OR group_id IS NULL AND member_id IN"
            " (SELECT member_id FROM memberships WHERE group_id = ?))"
        )
        values += [group_id, group_id]
    rows = db.execute(
        f"SELECT {_COLUMNS} FROM contact_notes WHERE {' AND '.join(where)}"
        " ORDER BY follow_up_on, id",
        values,
    )
    return [_note(row) for row in rows]


def _said(text: str) -> str:
    said = text.replace("\0", "").strip()
    if not said:
        raise UserError("note_empty")
    return said


def _note(row: tuple[Any, ...]) -> ContactNote:
    return ContactNote(*row)
