"""Pictures on the cards: a small PNG each. Called inside `atomic()` where they write."""

from __future__ import annotations

from qunmate.data.database import Database


def picture(db: Database, member_id: int) -> bytes | None:
    row = db.execute("SELECT image FROM pictures WHERE member_id = ?", [member_id]).fetchone()
    return bytes(row[0]) if row else None


def keep(db: Database, member_id: int, image: bytes | None) -> None:
    """Put a picture on a card, or take it off."""
    if image is None:
        db.execute("DELETE FROM pictures WHERE member_id = ?", [member_id])
        return
    db.execute(
        "INSERT INTO pictures (member_id, image) VALUES (?, ?)"
        " ON CONFLICT (member_id) DO UPDATE SET image = excluded.image",
        [member_id, image],
    )
