"""Edits of members by hand: card fields, membership fields, tags. Called inside `atomic()`.

Whatever the operator has touched is theirs: its `import_id` is cleared, so that taking an
import back never removes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from qunmate.data import numbers
from qunmate.data.database import Database
from qunmate.errors import UserError

CARD_FIELDS = frozenset(
    {"name", "phone", "city", "trade", "birthday", "gender", "strengths", "needs", "notes"}
)
FLAGS = frozenset({"bot", "opt_out"})
MEMBERSHIP_FIELDS = frozenset({"nickname", "role", "expires_on", "layer_override"})

Values = dict[str, str | None]


def set_fields(db: Database, member_ids: Iterable[int], values: Mapping[str, str | None]) -> None:
    """Set fields of the cards of members (empty text becomes None). UserError if none of them
    is there any more."""
    keys = [(id_,) for id_ in member_ids]
    if keys and not _set(db, "members", "id = ?", keys, _checked(values, CARD_FIELDS)):
        raise UserError("gone_meanwhile")


def set_flag(db: Database, member_ids: Iterable[int], flag: str, *, on: bool) -> None:
    """Mark cards, or take the mark off: `flag` is bot or opt_out."""
    if flag not in FLAGS:
        raise ValueError(f"not a flag: {flag}")
    db.conn.executemany(
        f"UPDATE members SET {flag} = ?, import_id = NULL WHERE id = ?",
        [(int(on), id_) for id_ in member_ids],
    )


def set_membership(
    db: Database, group_id: int, member_ids: Iterable[int], values: Mapping[str, str | None]
) -> None:
    """Set fields of members in a group (empty text becomes None)."""
    keys = [(group_id, id_) for id_ in member_ids]
    where = "group_id = ? AND member_id = ?"
    _set(db, "memberships", where, keys, _checked(values, MEMBERSHIP_FIELDS))


def _checked(values: Mapping[str, str | None], allowed: frozenset[str]) -> Values:
    unknown = values.keys() - allowed
    if unknown:
        raise ValueError(f"not a field: {', '.join(sorted(unknown))}")
    return {field: clean(value) or None for field, value in values.items()}


def clean(text: str | None) -> str:
    """Without NULs (SQLite would end the text there) and without blanks around it."""
    return (text or "").replace("\0", "").strip()


def _set(
    db: Database, table: str, where: str, keys: Sequence[tuple[int, ...]], values: Values
) -> int:
    """How many rows were found."""
    if values:
        assigned = ", ".join(f"{column} = ?" for column in values)
        found = db.conn.executemany(
            f"UPDATE {table} SET {assigned}, import_id = NULL WHERE {where}",
            [(*values.values(), *key) for key in keys],
        )
        return found.rowcount
    return len(keys)


def add_tag(db: Database, name: str, member_ids: Iterable[int]) -> list[int]:
    """Put a tag on members, making it first if need be; gives those who did not have it. What
    a rule gave stays from now on."""
    name = clean(name)
    if not name:
        return []
    db.execute(
        "INSERT INTO tags (id, name) VALUES (?, ?) ON CONFLICT (name) DO NOTHING",
        [numbers.next_free(db, "tags"), name],
    )
    tag_id = _tag_id(db, name)
    had = _tagged(db, tag_id)
    wanted = list(dict.fromkeys(member_ids))
    fresh = [id_ for id_ in wanted if id_ not in had]
    db.conn.executemany(
        "INSERT INTO member_tags (member_id, tag_id, given_on)"
        " VALUES (?, ?, date('now', 'localtime'))",
        [(id_, tag_id) for id_ in fresh],
    )
    pairs = [(id_, tag_id) for id_ in wanted]
    db.conn.executemany(
        "UPDATE member_tags SET by_rule = 0 WHERE member_id = ? AND tag_id = ? AND by_rule",
        pairs,
    )
    db.conn.executemany("DELETE FROM tag_refusals WHERE member_id = ? AND tag_id = ?", pairs)
    return fresh


def remove_tag(db: Database, name: str, member_ids: Iterable[int]) -> list[int]:
    """Take a tag off members; gives those who had it. The tag itself stays, and if it has a
    rule, this does not give it to them again."""
    tag_id = _tag_id(db, clean(name))
    had = _tagged(db, tag_id)
    gone = [id_ for id_ in dict.fromkeys(member_ids) if id_ in had]
    db.conn.executemany(
        "INSERT INTO tag_refusals (member_id, tag_id) SELECT ?, id FROM tags"
        " WHERE id = ? AND rule IS NOT NULL ON CONFLICT DO NOTHING",
        [(id_, tag_id) for id_ in gone],
    )
    db.conn.executemany(
        "DELETE FROM member_tags WHERE member_id = ? AND tag_id = ?",
        [(id_, tag_id) for id_ in gone],
    )
    return gone


def _tag_id(db: Database, name: str) -> int | None:
    row = db.execute("SELECT id FROM tags WHERE name = ?", [name]).fetchone()
    return int(row[0]) if row else None


def _tagged(db: Database, tag_id: int | None) -> set[int]:
    return {
        id_ for (id_,) in db.execute("SELECT member_id FROM member_tags WHERE tag_id = ?", [tag_id])
    }
