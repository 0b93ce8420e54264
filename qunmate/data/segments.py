"""Segments: conditions over members, saved under a name. Writes are called inside `atomic()`.

Files that were made before there was a table keep theirs in a setting, which is read as well
and moves into the table with the first write.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from qunmate.data import settings
from qunmate.data.columns import columns
from qunmate.data.database import Database
from qunmate.data.member_edits import clean
from qunmate.errors import UserError

if TYPE_CHECKING:
    from qunmate.figures.history import Ints

_OLD_KEY = "segments"


def all_segments(db: Database) -> dict[str, dict[str, Any]]:
    """Conditions by name, as they were saved; the oldest first."""
    found = settings.get(db, _OLD_KEY, dict[str, Any]())
    for name, text in db.execute("SELECT name, filter FROM segments ORDER BY id"):
        found[name] = json.loads(text)
    return {name: kept for name, kept in found.items() if isinstance(kept, dict)}


def by_name(db: Database, name: str) -> dict[str, Any]:
    """UserError if there is no such segment."""
    known = all_segments(db)
    if name not in known:
        raise UserError("segment_unknown", name=name, known=list(known))
    return known[name]


def save(db: Database, name: str, conditions: Mapping[str, Any]) -> None:
    """Keep the conditions under this name, in place of what was kept there."""
    _move_old(db)
    _put(db, clean(name), conditions)


def rename(db: Database, old: str, new: str) -> None:
    """UserError if another segment has the new name."""
    _move_old(db)
    new = clean(new)
    if new and new != old:
        if new in all_segments(db):
            raise UserError("segment_exists", name=new)
        db.execute("UPDATE segments SET name = ? WHERE name = ?", [new, old])


def retag(db: Database, old: str, new: str) -> None:
    """Segments that ask for a tag ask for another one instead."""
    for name, kept in all_segments(db).items():
        wanted = kept.get("tags")
        if isinstance(wanted, list) and old in wanted:
            changed = dict.fromkeys(new if tag == old else tag for tag in wanted)
            save(db, name, {**kept, "tags": list(changed)})


def delete(db: Database, name: str) -> None:
    _move_old(db)
    db.execute("DELETE FROM segments WHERE name = ?", [name])


def _put(db: Database, name: str, conditions: Mapping[str, Any]) -> None:
    db.execute(
        "INSERT INTO segments (name, filter) VALUES (?, ?)"
        " ON CONFLICT (name) DO UPDATE SET filter = excluded.filter",
        [name, json.dumps(conditions, ensure_ascii=False)],
    )


def _move_old(db: Database) -> None:
    old = settings.get(db, _OLD_KEY, dict[str, Any]())
    if old:
        for name, kept in all_segments(db).items():
            _put(db, name, kept)
        settings.put(db, _OLD_KEY, None)


def welcomed(db: Database, group_id: int | None) -> Ints:
    """Ids of the members who were greeted since they joined, in a group or in any, and of those
    whom nobody greets: bots and the operator."""
    return columns(
        db,
        "SELECT id FROM members WHERE bot OR is_self UNION"
        " SELECT ms.member_id FROM memberships ms WHERE ms.welcomed_on IS NOT NULL"
        " AND (:group IS NULL OR ms.group_id = :group) AND NOT EXISTS (SELECT 1 FROM stays s"
        " WHERE s.membership_id = ms.id AND s.left_on IS NULL"
        " AND s.joined_on > ms.welcomed_on)",
        {"group": group_id},
        1,
    )[0]


def bots(db: Database) -> Ints:
    return columns(db, "SELECT id FROM members WHERE bot", {}, 1)[0]
