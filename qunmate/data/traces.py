"""What the file holds of one person: what they are known by, and in what numbers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from qunmate.data.database import Database
from qunmate.errors import UserError
from qunmate.roster.forgetting import Forgetting, Known, known

PLATFORM = "erased"  # of the identities that stand for nobody
_AT_ONCE = 50_000  # messages
_OWN = "SELECT id FROM identities WHERE member_id = :member"
_OWN_BY_NUMBER = "SELECT id FROM identities WHERE member_id = ?"
_NAMES = """
    SELECT name FROM members WHERE id {0} :member
    UNION SELECT nickname FROM memberships WHERE member_id {0} :member AND nickname IS NOT NULL
    UNION SELECT value FROM identities WHERE member_id {0} :member AND group_id IS NOT NULL
    UNION SELECT names.name FROM names JOIN identities ON identities.id = identity_id
        WHERE member_id {0} :member"""
_RENAMED = """
    SELECT text FROM events WHERE member_id = :member AND kind = 'rename'
    UNION SELECT old FROM import_changes WHERE old IS NOT NULL AND (
        "table" = 'members' AND field = 'name' AND row_id = :member
        OR "table" = 'memberships' AND field = 'nickname'
            AND row_id IN (SELECT id FROM memberships WHERE member_id = :member))"""
_IDS = """
    SELECT value FROM identities WHERE member_id = :member AND group_id IS NULL
    UNION SELECT phone FROM members WHERE id = :member AND phone IS NOT NULL
    UNION SELECT old FROM import_changes WHERE old IS NOT NULL
        AND "table" = 'members' AND field = 'phone' AND row_id = :member"""
_COUNTS = {
    "identities": "SELECT count(*) FROM identities WHERE member_id = :member",
    "groups": "SELECT count(*) FROM memberships WHERE member_id = :member",
    "messages": f"SELECT count(*) FROM messages WHERE identity_id IN ({_OWN})",
    "highlights": "SELECT count(*) FROM highlight_authors WHERE member_id = :member",
    "notes": "SELECT count(*) FROM contact_notes WHERE member_id = :member",
    "tags": "SELECT count(*) FROM member_tags WHERE member_id = :member",
    "plan_items": "SELECT count(*) FROM plan_items WHERE speaker_id = :member",
    "invited": "SELECT count(*) FROM memberships WHERE invited_by = :member",
    "picture": "SELECT count(*) FROM pictures WHERE member_id = :member",
}


@dataclass(frozen=True, slots=True)
class Traces:
    """What the file holds of a person, in numbers; `naming` are messages of others that name
    them, `named_groups` groups that are named after them, `names` all names they were ever seen
    under."""

    member_id: int
    name: str
    names: tuple[str, ...]
    identities: int
    groups: int
    messages: int
    naming: int
    named_groups: int
    highlights: int
    notes: int
    tags: int
    plan_items: int
    invited: int
    picture: int


def name_of(db: Database, member_id: int) -> str:
    """The name on the card. UserError if there is no such member, or nothing left of them."""
    row = db.execute("SELECT name FROM members WHERE id = ?", [member_id]).fetchone()
    if row is None:
        raise UserError("member_unknown", name=str(member_id))
    if is_erased(db, member_id):
        raise UserError("member_erased", id=member_id)
    return str(row[0])


def is_erased(db: Database, member_id: int) -> bool:
    """Whether this card stands for somebody who was erased."""
    sql = "SELECT 1 FROM identities WHERE member_id = ? AND platform = ?"
    return db.execute(sql, [member_id, PLATFORM]).fetchone() is not None


def erased(db: Database) -> set[int]:
    """The cards that stand for somebody who was erased."""
    rows = db.execute("SELECT member_id FROM identities WHERE platform = ?", [PLATFORM])
    return {member_id for (member_id,) in rows}


def known_by(db: Database, member_id: int) -> Known:
    """What a person is known by anywhere in the file."""
    person = {"member": member_id}
    own = [row[0] for sql in (_NAMES.format("="), _RENAMED) for row in db.execute(sql, person)]
    ids = [str(row[0]) for row in db.execute(_IDS, person)]
    others = {row[0] for row in db.execute(_NAMES.format("<>"), person)}
    return known(map(str, own), ids, others)


def traces(db: Database, member_id: int) -> Traces:
    """UserError as `name_of`. Reads all messages."""
    name = name_of(db, member_id)
    person = {"member": member_id}
    counts = {name: int(db.execute(sql, person).fetchone()[0]) for name, sql in _COUNTS.items()}
    of = known_by(db, member_id)
    others = sum(len(found) for found in naming(db, member_id, of))
    called = [one for (one,) in db.execute("SELECT name FROM groups")]
    forgetting = Forgetting(of, "")
    groups = sum(forgetting.cleaned(one) != one for one in called)
    names = tuple(sorted({*of.names, *of.shared} - {name}))
    return Traces(member_id, name, names, naming=others, named_groups=groups, **counts)


def naming(db: Database, member_id: int, of: Known) -> Iterator[list[tuple[int, str, int]]]:
    """(id, text, whether it mentions them) of the messages of others that name them."""
    (last,) = db.execute("SELECT ifnull(max(id), 0) FROM messages").fetchone()
    named = " OR ".join("instr(text, ?)" for _one in of.needles) or "0"
    mentioned = f"SELECT message_id FROM mentions WHERE identity_id IN ({_OWN_BY_NUMBER})"
    sql = (
        f"SELECT id, text, id IN ({mentioned}) AS meant FROM messages"
        f" WHERE id BETWEEN ? AND ? AND (meant OR {named})"
        f" AND (identity_id IS NULL OR identity_id NOT IN ({_OWN_BY_NUMBER}))"
    )
    for first in range(1, last + 1, _AT_ONCE):
        values = [member_id, first, first + _AT_ONCE - 1, *of.needles, member_id]
        if found := db.execute(sql, values).fetchall():
            yield found


def holds(db: Database, member_id: int, of: Known) -> bool:
    """Whether another file (a backup of this one, perhaps of an older kind) holds the person."""
    ids = json.dumps(sorted(of.ids))
    names = json.dumps(sorted(of.names))
    called = json.dumps(sorted({*of.names, *of.shared}))
    return any(
        db.execute(sql, values).fetchone()
        for sql, values in (
            ("SELECT 1 FROM members WHERE phone IN (SELECT value FROM json_each(?))", [ids]),
            ("SELECT 1 FROM identities WHERE value IN (SELECT value FROM json_each(?))", [ids]),
            ("SELECT 1 FROM identities WHERE value IN (SELECT value FROM json_each(?))", [names]),
            ("SELECT 1 FROM members WHERE name IN (SELECT value FROM json_each(?))", [names]),
            ("SELECT 1 FROM memberships WHERE nickname IN (SELECT value FROM json_each(?))",
             [names]),
            ("SELECT 1 FROM names WHERE name IN (SELECT value FROM json_each(?))", [names]),
            ("SELECT 1 FROM members WHERE id = ? AND name IN (SELECT value FROM json_each(?))",
             [member_id, called]),
        )
    )  # fmt: skip
