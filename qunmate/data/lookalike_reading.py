"""Reads everyone as the search for look-alikes sees them."""

from __future__ import annotations

from collections import defaultdict

from qunmate.data.database import Database
from qunmate.roster.lookalikes import Person, Renamed, Talk

_NAMES = """
    SELECT id, name FROM members
    UNION ALL SELECT member_id, nickname FROM memberships WHERE nickname IS NOT NULL
    UNION ALL SELECT member_id, value FROM identities WHERE group_id IS NOT NULL
    UNION ALL SELECT i.member_id, n.name FROM names n JOIN identities i ON i.id = n.identity_id"""
_TALK = """
    SELECT i.member_id, d.group_id, min(d.day), max(d.day), sum(d.messages)
    FROM daily_activity d JOIN identities i ON i.id = d.identity_id
    WHERE d.group_id = ? GROUP BY 1"""
_MEMBERSHIPS = """
    SELECT s.member_id, s.group_id, max(t.joined_on IS NOT NULL), max(t.left_on IS NOT NULL)
    FROM memberships s LEFT JOIN stays t ON t.membership_id = s.id GROUP BY s.id"""


def people(db: Database, group_id: int | None) -> list[Person]:
    """Everybody, or those of a group; bots are left out."""
    groups: dict[int, set[int]] = defaultdict(set)
    came, went = defaultdict[int, set[int]](set), defaultdict[int, set[int]](set)
    for member_id, group, joined, left in db.execute(_MEMBERSHIPS):
        groups[member_id].add(group)
        if joined:
            came[member_id].add(group)
        if left:
            went[member_id].add(group)
    talk: dict[int, dict[int, Talk]] = defaultdict(dict)
    for (group,) in db.execute("SELECT id FROM groups").fetchall():
        for member_id, where, *told in db.execute(_TALK, [group]):
            talk[member_id][where] = Talk(*told)
    names: dict[int, list[str]] = defaultdict(list)
    for member_id, name in db.execute(_NAMES):
        names[member_id].append(name)
    ids: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for member_id, platform, value in db.execute(
        "SELECT member_id, platform, value FROM identities WHERE group_id IS NULL"
    ):
        ids[member_id].append((platform, value))
    rows = db.execute("SELECT id, name, coalesce(phone, '') FROM members WHERE NOT bot")
    return [
        Person(
            member_id,
            tuple(dict.fromkeys([name, *names[member_id]])),
            tuple(ids.get(member_id, ())),
            phone,
            frozenset(groups.get(member_id, ())),
            talk.get(member_id, {}),
            frozenset(came.get(member_id, ())),
            frozenset(went.get(member_id, ())),
        )
        for member_id, name, phone in rows
        if group_id is None or group_id in groups.get(member_id, ())
    ]


def renames(db: Database, group_id: int | None) -> list[Renamed]:
    """The new names that lines of the chats tell."""
    rows = db.execute(
        "SELECT DISTINCT group_id, member_id, text FROM events"
        " WHERE kind = 'rename' AND member_id IS NOT NULL AND (?1 IS NULL OR group_id = ?1)",
        [group_id],
    )
    return [Renamed(*row) for row in rows]
