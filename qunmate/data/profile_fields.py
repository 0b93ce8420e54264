"""Fills fields of cards, those of the operator's own too. Called inside `atomic()` where it
writes; what is filled by a group's nickname pattern too."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import NamedTuple

from qunmate.data import custom_fields, imports, member_edits
from qunmate.data.database import Database
from qunmate.roster.mapping import CUSTOM

_CARD = "name, city, trade, birthday, gender, strengths, needs, notes, custom"

_BROUGHT = """AND (memberships.import_id = :import OR memberships.id IN (
    SELECT row_id FROM import_changes
    WHERE import_id = :import AND "table" = 'memberships' AND field = 'nickname'))"""


class Nicknamed(NamedTuple):
    """A member of a group with a nickname, and what the card holds by field."""

    member_id: int
    nickname: str
    held: dict[str, str | None]


def fill(db: Database, member_id: int, values: Mapping[str, str]) -> None:
    """Set these fields; `custom:NAME` is a field of the operator's own."""
    card = {name: value for name, value in values.items() if not name.startswith(CUSTOM)}
    member_edits.set_fields(db, [member_id], card)
    for name, value in values.items():
        if name.startswith(CUSTOM):
            custom_fields.set_value(db, [member_id], name.removeprefix(CUSTOM), value)


def fill_by_import(db: Database, import_id: int, member_id: int, values: Mapping[str, str]) -> None:
    """The same as part of an import: it goes back with it."""
    row = db.execute(f"SELECT {_CARD} FROM members WHERE id = ?", [member_id]).fetchone()
    before: dict[str, str | None] = dict(zip(_CARD.split(", "), row, strict=True))
    after = {name: value for name, value in values.items() if not name.startswith(CUSTOM)}
    own = {
        name.removeprefix(CUSTOM): value
        for name, value in values.items()
        if name.startswith(CUSTOM)
    }
    if own:
        after["custom"] = json.dumps(json.loads(before["custom"] or "{}") | own, ensure_ascii=False)
    for name, value in after.items():
        db.execute(f"UPDATE members SET {name} = ? WHERE id = ?", [value, member_id])
        change = ("members", member_id, name, before[name], value)
        imports.keep_changes(db, import_id, [change])


def has_nicknames(db: Database, group_id: int) -> bool:
    """Whether `nicknamed` gives anybody."""
    found = db.execute(
        """
        SELECT EXISTS (SELECT 1 FROM memberships
        WHERE group_id = ? AND nickname IS NOT NULL AND EXISTS (
            SELECT 1 FROM stays WHERE membership_id = memberships.id AND left_on IS NULL))
        """,
        [group_id],
    ).fetchone()
    return bool(found[0])


def nicknamed(db: Database, group_id: int, brought_by: int | None = None) -> list[Nicknamed]:
    """Everybody who is in the group and has a nickname there; only those whom an import brought
    or gave another nickname, where one is named. A name that is only the nickname once more
    counts as blank."""
    rows = db.execute(
        f"""
        SELECT members.id, nickname, {_CARD} FROM memberships
        JOIN members ON members.id = member_id
        WHERE group_id = :group AND nickname IS NOT NULL AND EXISTS (
            SELECT 1 FROM stays WHERE membership_id = memberships.id AND left_on IS NULL)
        {_BROUGHT if brought_by else ""}
        ORDER BY members.id
        """,
        {"group": group_id, "import": brought_by},
    ).fetchall()
    return [_nicknamed(*row) for row in rows]


def _nicknamed(member_id: int, nickname: str, *card: str | None) -> Nicknamed:
    names = _CARD.split(", ")[:-1]
    held: dict[str, str | None] = dict(zip(names, card[:-1], strict=True))
    if held["name"] == nickname:
        held["name"] = None
    custom = json.loads(card[-1] or "{}")
    held |= {CUSTOM + name: value for name, value in custom.items()}
    return Nicknamed(member_id, nickname, held)


def nickname_pattern(db: Database, group_id: int) -> str:
    """What the operator set for the group; empty if nothing."""
    row = db.execute("SELECT nickname_pattern FROM groups WHERE id = ?", [group_id]).fetchone()
    return str(row[0] or "") if row else ""


def keep_pattern(db: Database, group_id: int, said: str) -> None:
    db.execute("UPDATE groups SET nickname_pattern = ? WHERE id = ?", [said or None, group_id])


def card(db: Database, member_id: int) -> dict[str, str | None]:
    """What a card holds by field, the operator's own too."""
    row = db.execute(f"SELECT phone, {_CARD} FROM members WHERE id = ?", [member_id]).fetchone()
    if row is None:
        return {}
    held = dict(zip(["phone", *_CARD.split(", ")[:-1]], row[:-1], strict=True))
    return held | {CUSTOM + name: value for name, value in json.loads(row[-1]).items()}


def texts_of(db: Database, member_id: int, limit: int = 200) -> list[str]:
    """Messages of several lines that a member wrote, the newest first."""
    rows = db.execute(
        "SELECT text FROM messages WHERE identity_id IN"
        " (SELECT id FROM identities WHERE member_id = ?) AND instr(text, char(10)) > 0"
        " ORDER BY sent_at DESC LIMIT ?",
        [member_id, limit],
    )
    return [text for (text,) in rows]
