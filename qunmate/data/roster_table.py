"""The roster as columns, read in a few whole-table SELECTs: a hundred thousand members at once."""

from __future__ import annotations

from typing import Any

from sqlite_utils import Database

from qunmate.model import ROLES
from qunmate.roster_view import RosterDetails, RosterRows

_ONE_GROUP = """
    SELECT m.id, m.name, ms.nickname, ms.role, ms.expires_on, ms.group_id, s.joined_on, s.left_on
    FROM memberships ms JOIN members m ON m.id = ms.member_id
        LEFT JOIN stays s ON s.membership_id = ms.id
    WHERE ms.group_id = ? ORDER BY ms.member_id, s.id"""
_ALL_GROUPS = """
    SELECT m.id, m.name, ms.nickname, ms.role, ms.expires_on, ms.group_id, s.joined_on, s.left_on
    FROM members m LEFT JOIN memberships ms ON ms.member_id = m.id
        LEFT JOIN stays s ON s.membership_id = ms.id
    ORDER BY m.id, ms.id, s.id"""
_RANK = {role: rank for rank, role in enumerate((*ROLES, None))}


def roster_rows(db: Database, group_id: int | None) -> RosterRows:
    """The members of a group, or of all groups (each person once), in the order of their ids.

    The stay shown is the one that stands last: the open one if there is one. Over all groups
    the nickname is that of the first group that has one, the role the highest, joined_on the
    earliest, and whoever is in no group any more has left.
    """
    cursor = db.execute(_ALL_GROUPS) if group_id is None else db.execute(_ONE_GROUP, [group_id])
    rows = RosterRows()
    last = None
    # a list a column, filled in one pass: rows kept as tuples would cost half as much again
    for id_, name, nickname, role, expires, group, joined, left in cursor:
        if id_ == last:
            _join(rows, (nickname, role, expires, group, joined, left), every=group_id is None)
            continue
        last = id_
        rows.ids.append(id_)
        rows.names.append(name)
        rows.nicknames.append(nickname)
        rows.roles.append(role)
        rows.expires_on.append(expires)
        rows.groups.append((group,) if group is not None else ())
        rows.joined_on.append(joined)
        rows.left_on.append(left)
    tags = _tags(db)
    rows.tags.extend([tags.get(id_, ()) for id_ in rows.ids])
    return rows


def _join(rows: RosterRows, more: tuple[Any, ...], *, every: bool) -> None:
    """Another stay or another group of the person in the last row."""
    nickname, role, expires, group, joined, left = more
    before, left_before = rows.joined_on[-1], rows.left_on[-1]
    rows.nicknames[-1] = rows.nicknames[-1] or nickname
    rows.roles[-1] = min(rows.roles[-1], role, key=lambda one: _RANK.get(one, len(ROLES)))
    if expires:
        rows.expires_on[-1] = min(rows.expires_on[-1] or expires, expires)
    if group not in rows.groups[-1]:
        rows.groups[-1] = (*rows.groups[-1], group)
    if every:
        rows.joined_on[-1] = min((day for day in (before, joined) if day), default=None)
    elif left is None or (left_before is not None and left >= left_before):
        rows.joined_on[-1] = joined
    rows.left_on[-1] = max(left, left_before) if left and left_before else None


def roster_details(db: Database, rows: RosterRows, group_id: int | None) -> RosterDetails:
    """What the search looks at beside what the table shows, for the members of `rows`."""
    known = dict(zip(rows.ids, range(len(rows)), strict=True))
    details = RosterDetails.empty(len(rows))
    cards = db.execute("SELECT id, phone, city, trade, notes FROM members")
    for id_, phone, city, trade, notes in cards:
        position = known.get(id_)
        if position is not None:
            details.phones[position] = phone
            details.cities[position] = city
            details.trades[position] = trade
            details.notes[position] = notes
    for member_id, value in _identities(db, group_id):
        position = known.get(member_id)
        if position is not None:
            before = details.identities[position]
            details.identities[position] = f"{before}\n{value}" if before else value
    return details


def _identities(db: Database, group_id: int | None) -> Any:
    """(member id, platform id or name seen); platform ids come first."""
    if group_id is None:
        return db.execute(
            "SELECT member_id, value FROM identities ORDER BY group_id IS NOT NULL, id"
        )
    return db.execute(
        "SELECT member_id, value FROM identities WHERE group_id IS NULL OR group_id = ?"
        " ORDER BY group_id IS NOT NULL, id",
        [group_id],
    )


def _tags(db: Database) -> dict[int, tuple[str, ...]]:
    """Tag names of each member, in the order of the tags; equal sets are one shared tuple."""
    names: dict[int, str] = dict(db.execute("SELECT id, name FROM tags"))
    shared: dict[tuple[str, ...], tuple[str, ...]] = {}
    found: dict[int, tuple[str, ...]] = {}
    for member_id, tag_id in db.execute("SELECT member_id, tag_id FROM member_tags"):
        longer = (*found.get(member_id, ()), names[tag_id])
        found[member_id] = shared.setdefault(longer, longer)
    return found


def tag_marks(db: Database) -> dict[str, tuple[int, str | None]]:
    """Every tag with its id and its colour, None where the operator chose none."""
    rows = db.execute("SELECT name, id, colour FROM tags ORDER BY name")
    return {name: (id_, colour) for name, id_, colour in rows}
