"""Fields that the operator added to the cards: their kinds, and their values on the cards.
Called inside `atomic()` where they write."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from qunmate.data.database import Database
from qunmate.roster.custom import CustomField, read


def listing(db: Database) -> list[CustomField]:
    """Every field that has a kind or stands on a card, by name; those without a kind are text."""
    kinds: dict[str, str] = dict(db.execute("SELECT name, type FROM custom_fields"))
    used = db.execute(
        "SELECT DISTINCT entry.key FROM members, json_each(members.custom) AS entry"
        " WHERE custom <> '{}'"
    )
    names = sorted({*kinds, *(name for (name,) in used)})
    return [read(name, kinds.get(name, "text")) for name in names]


def kinds(db: Database) -> list[CustomField]:
    """The fields of which it was said what they hold."""
    return [read(*row) for row in db.execute("SELECT name, type FROM custom_fields ORDER BY name")]


def of_card(db: Database, held: Iterable[str]) -> list[CustomField]:
    """The fields that every card has, then those that only this one holds."""
    kinds: dict[str, str] = dict(db.execute("SELECT name, type FROM custom_fields ORDER BY name"))
    names = dict.fromkeys((*kinds, *held))
    return [read(name, kinds.get(name, "text")) for name in names]


def of_members(db: Database, member_ids: Sequence[int]) -> list[CustomField]:
    """The fields that every card has, then those that any of these holds."""
    held = db.execute(
        "SELECT DISTINCT entry.key FROM members, json_each(members.custom) AS entry"
        " WHERE members.id IN (SELECT value FROM json_each(?)) ORDER BY 1",
        [json.dumps(list(member_ids))],
    )
    return of_card(db, [name for (name,) in held])


def kind(db: Database, name: str) -> CustomField:
    """The field of that name; text where nothing was said."""
    row = db.execute("SELECT type FROM custom_fields WHERE name = ?", [name]).fetchone()
    return read(name, row[0] if row else "text")


def keep(db: Database, field: CustomField) -> None:
    """Add a field, or change its kind. Values that stand on cards stay as they are."""
    db.execute(
        "INSERT INTO custom_fields (name, type) VALUES (?, ?)"
        " ON CONFLICT (name) DO UPDATE SET type = excluded.type",
        [field.name, field.stored],
    )


def remove(db: Database, name: str) -> None:
    """Take a field off every card."""
    db.execute("DELETE FROM custom_fields WHERE name = ?", [name])
    holders = db.execute("SELECT id FROM members WHERE custom <> '{}'").fetchall()
    set_value(db, [id_ for (id_,) in holders], name, None)


def set_value(db: Database, member_ids: Iterable[int], name: str, value: str | None) -> None:
    """Set one field of cards; None or empty takes it off. Only cards that change are written."""
    for member_id in member_ids:
        row = db.execute("SELECT custom FROM members WHERE id = ?", [member_id]).fetchone()
        held: dict[str, str] = json.loads(row[0]) if row else {}
        if row is None or held.get(name) == (value or None):
            continue
        if value:
            held[name] = value
        else:
            held.pop(name, None)
        db.execute(
            "UPDATE members SET custom = ?, import_id = NULL WHERE id = ?",
            [json.dumps(held, ensure_ascii=False), member_id],
        )
