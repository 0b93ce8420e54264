"""Two cards found to be one person become one. Called inside `atomic()`."""

from __future__ import annotations

import json
from typing import Any

from sqlite_utils import Database

from qunmate.errors import UserError

_CARD = ("phone", "city", "trade", "birthday", "gender", "strengths", "needs", "custom", "notes")
_SEAT = ("nickname", "role", "invited_by", "expires_on", "layer_override", "welcomed_on")
_MOVED = (
    "UPDATE identities SET member_id = :keep, import_id = NULL WHERE member_id = :drop",
    "UPDATE OR IGNORE member_tags SET member_id = :keep, import_id = NULL WHERE member_id = :drop",
    "UPDATE events SET member_id = :keep WHERE member_id = :drop",
    "UPDATE events SET by_member_id = :keep WHERE by_member_id = :drop",
    "UPDATE memberships SET invited_by = :keep WHERE invited_by = :drop AND member_id <> :keep",
    "UPDATE plan_items SET speaker_id = :keep WHERE speaker_id = :drop",
    "UPDATE contact_notes SET member_id = :keep WHERE member_id = :drop",
    "UPDATE OR IGNORE highlight_authors SET member_id = :keep WHERE member_id = :drop",
)


def merge(db: Database, keep: int, drop: int) -> None:
    """Everything of `drop` moves to `keep`, whose own fields win; blanks are filled, notes
    put below each other; then `drop` is gone. UserError if they are the same or missing."""
    if keep == drop:
        raise UserError("members_same")
    cards = {one: _card(db, one) for one in (keep, drop)}
    _merge_cards(db, keep, cards[keep], cards[drop])
    _keep_names(db, keep, drop)
    _merge_seats(db, keep, drop)
    for statement in _MOVED:
        db.execute(statement, {"keep": keep, "drop": drop})
    db.execute("DELETE FROM members WHERE id = ?", [drop])


def _card(db: Database, member_id: int) -> dict[str, Any]:
    columns = ("name", "is_self", "bot", "opt_out", *_CARD)
    row = db.execute(
        f"SELECT {', '.join(columns)} FROM members WHERE id = ?", [member_id]
    ).fetchone()
    if row is None:
        raise UserError("member_unknown", name=str(member_id))
    return dict(zip(columns, row, strict=True))


def _merge_cards(db: Database, keep: int, kept: dict[str, Any], gone: dict[str, Any]) -> None:
    merged = {name: kept[name] or gone[name] for name in _CARD}
    merged["custom"] = json.dumps(
        {**json.loads(gone["custom"]), **json.loads(kept["custom"])}, ensure_ascii=False
    )
    notes = [kept["notes"], gone["notes"]]
    merged["notes"] = "\n".join(dict.fromkeys(note for note in notes if note)) or None
    for flag in ("is_self", "bot", "opt_out"):
        merged[flag] = max(kept[flag], gone[flag])
    assigned = ", ".join(f"{name} = :{name}" for name in merged)
    db.execute(
        f"UPDATE members SET {assigned}, import_id = NULL WHERE id = :id", {**merged, "id": keep}
    )


def _keep_names(db: Database, keep: int, drop: int) -> None:
    """Chats without ids must still find the person by the names that are given up."""
    db.execute(
        """
        INSERT OR IGNORE INTO identities (member_id, platform, value, group_id)
        SELECT :keep, platform, coalesce(nickname, members.name), groups.id FROM memberships
        JOIN groups ON groups.id = group_id JOIN members ON members.id = member_id
        WHERE member_id = :drop
        """,
        {"keep": keep, "drop": drop},
    )


def _merge_seats(db: Database, keep: int, drop: int) -> None:
    both = db.execute(
        "SELECT a.id, b.id FROM memberships a JOIN memberships b ON b.group_id = a.group_id"
        " WHERE a.member_id = ? AND b.member_id = ?",
        [keep, drop],
    ).fetchall()
    for kept, gone in both:
        filled = ", ".join(
            f"{name} = coalesce({name}, (SELECT {name} FROM memberships WHERE id = :gone))"
            for name in _SEAT
        )
        values = {"kept": kept, "gone": gone}
        db.execute(f"UPDATE memberships SET {filled}, import_id = NULL WHERE id = :kept", values)
        _merge_stays(db, kept, gone)
        db.execute("DELETE FROM memberships WHERE id = ?", [gone])
    db.execute(
        "UPDATE memberships SET member_id = ?, import_id = NULL WHERE member_id = ?", [keep, drop]
    )
    db.execute(
        "UPDATE memberships SET invited_by = NULL WHERE member_id = ? AND invited_by IN (?, ?)",
        [keep, keep, drop],
    )


def _merge_stays(db: Database, kept: int, gone: int) -> None:
    """The stays of both, those that touch each other made one: somebody is there once."""
    rows = db.execute(
        "SELECT id, joined_on, left_on, brought_on FROM stays WHERE membership_id IN (?, ?)",
        [kept, gone],
    ).fetchall()
    known = sorted((row for row in rows if row[1]), key=lambda row: (row[1], row[2] or "9999"))
    unknown = [row for row in rows if not row[1]]
    lines: list[list[Any]] = []
    for _id, joined, left, brought in known:
        if lines and joined <= (lines[-1][1] or "9999"):
            lines[-1][1] = None if not (lines[-1][1] and left) else max(lines[-1][1], left)
            lines[-1][2] = min(lines[-1][2], brought)
        else:
            lines.append([joined, left, brought])
    for _id, _joined, left, brought in unknown:
        if not lines:
            lines.append([None, left, brought])
        elif left is None:  # still there by one account
            lines[-1][1] = None
            lines[-1][2] = min(lines[-1][2], brought)
    db.execute("DELETE FROM stays WHERE membership_id IN (?, ?)", [kept, gone])
    db.conn.executemany(
        "INSERT INTO stays (membership_id, joined_on, left_on, brought_on) VALUES (?, ?, ?, ?)",
        [(kept, *line) for line in lines],
    )
