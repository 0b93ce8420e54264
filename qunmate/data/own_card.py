"""Which member is the operator: who it may be, and the answer."""

from __future__ import annotations

import json
from typing import NamedTuple

from qunmate.data import settings
from qunmate.data.database import Database

ASKED = "own_card_asked"  # the setting that says that the operator did not want to tell
_CANDIDATES = """
WITH spoken AS (
    SELECT identities.member_id, sum(daily_activity.messages) AS messages
    FROM daily_activity JOIN identities ON identities.id = identity_id GROUP BY 1
), ranked AS (
    SELECT members.id, members.name,
        min(CASE role WHEN 'owner' THEN 0 WHEN 'admin' THEN 1 ELSE 2 END) AS rank,
        json_group_array(groups.name) AS places,
        json_group_array(DISTINCT nickname) FILTER (WHERE nickname <> '') AS nicknames
    FROM members JOIN memberships ON memberships.member_id = members.id
        JOIN groups ON groups.id = memberships.group_id AND NOT groups.archived
    WHERE NOT bot GROUP BY members.id
)
SELECT id, name, nicknames, rank, places, coalesce(messages, 0)
FROM ranked LEFT JOIN spoken ON spoken.member_id = id
ORDER BY rank, coalesce(messages, 0) DESC, id LIMIT :limit
"""
_IDS = "SELECT member_id, group_concat(value, ' ') FROM identities GROUP BY 1"


class Candidate(NamedTuple):
    """Someone who may be the operator; `rank` 0 is an owner, 1 an admin, 2 anyone else."""

    member_id: int
    name: str
    nicknames: tuple[str, ...]
    rank: int
    groups: tuple[str, ...]
    messages: int


def own(db: Database) -> int | None:
    """The id of the operator's own card, if it is known."""
    row = db.execute("SELECT id FROM members WHERE is_self ORDER BY id LIMIT 1").fetchone()
    return row[0] if row else None


def unknown(db: Database) -> bool:
    """Whether nobody is known, and the operator did not decline to tell."""
    return own(db) is None and not settings.get(db, ASKED, default=False)


def to_ask(db: Database) -> bool:
    """Whether it is worth asking: nobody is known, nobody has declined, somebody is there."""
    if not unknown(db):
        return False
    return db.execute("SELECT 1 FROM memberships LIMIT 1").fetchone() is not None


def candidates(db: Database, text: str = "", limit: int = 50) -> list[Candidate]:
    """Owners first, then admins, then who spoke most; those who have each word of `text` in a
    name, its pinyin or an id."""
    words = text.split()
    values = {"limit": -1 if words else limit}
    found = [_candidate(*row) for row in db.execute(_CANDIDATES, values)]
    return _called(db, found, words)[:limit] if words else found


def _candidate(
    member_id: int, name: str, nicknames: str, rank: int, places: str, messages: int
) -> Candidate:
    called, groups = tuple(json.loads(nicknames)), tuple(json.loads(places))
    return Candidate(member_id, name, called, rank, groups, messages)


def _called(db: Database, found: list[Candidate], words: list[str]) -> list[Candidate]:
    from qunmate.roster.pinyin import fold_all, spellings

    ids: dict[int, str] = dict(db.execute(_IDS).fetchall())
    names = [" ".join((one.name, *one.nicknames)) for one in found]
    known = fold_all(
        [f"{name} {ids.get(one.member_id, '')}" for one, name in zip(found, names, strict=True)]
    )
    stacks = [f"{one}\n{sound}" for one, sound in zip(known, spellings(names), strict=True)]
    asked = fold_all(words)
    return [
        one
        for one, stack in zip(found, stacks, strict=True)
        if all(word in stack for word in asked)
    ]


def set_own(db: Database, member_id: int | None) -> None:
    """This card is the operator's, who becomes the owner of each of its groups that has none,
    and whom lines of these groups call “you”. None: nobody's, and it is not asked again."""
    from qunmate.data import own_events  # the patterns of system lines: not while the window starts

    db.execute("UPDATE members SET is_self = 0 WHERE is_self")
    if member_id is None:
        settings.put(db, ASKED, value=True)
        return
    db.execute("UPDATE members SET is_self = 1, import_id = NULL WHERE id = ?", [member_id])
    db.execute(
        "UPDATE memberships SET role = 'owner', import_id = NULL WHERE member_id = ?"
        " AND NOT EXISTS (SELECT 1 FROM memberships AS other"
        " WHERE other.group_id = memberships.group_id AND other.role = 'owner')",
        [member_id],
    )
    own_events.fill_in(db, member_id)
