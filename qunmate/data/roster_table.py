"""The roster as columns: a hundred thousand members in a few SELECTs.

SQLite packs each column into one JSON text. That is twice as fast as fetching rows, and a
fetch a row would give the interpreter away and ask for it back a hundred thousand times
while the window paints.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import numpy as np

from qunmate.data.database import Database
from qunmate.model import ROLES
from qunmate.roster.columns import Mask, RosterDetails, RosterRows

_COLUMNS = ("id", "name", "nickname", "role", "expires_on", "joined_on", "left_on")
_ONE_GROUP = """
    SELECT m.id, m.name, ms.nickname, ms.role, ms.expires_on, ms.group_id, s.joined_on, s.left_on
    FROM memberships ms JOIN members m ON m.id = ms.member_id
        LEFT JOIN stays s ON s.membership_id = ms.id
    WHERE ms.group_id = ?"""  # as the index has them: to ask for the order costs a quarter more
_ALL_GROUPS = """
    SELECT m.id, m.name, ms.nickname, ms.role, ms.expires_on, ms.group_id, s.joined_on,
        CASE WHEN ms.id IS NULL THEN '' ELSE s.left_on END AS left_on
    FROM members m LEFT JOIN memberships ms ON ms.member_id = m.id
        AND ms.group_id IN (SELECT id FROM groups WHERE NOT archived)
        LEFT JOIN stays s ON s.membership_id = ms.id
    ORDER BY m.id, ms.id"""
_HELD = """
    SELECT group_concat(member_id), group_concat(tag_id)
    FROM (SELECT member_id, tag_id FROM member_tags ORDER BY member_id, tag_id)"""
_MEMBERSHIPS = """
    SELECT DISTINCT ms.group_id, ms.member_id FROM memberships ms
    JOIN stays s ON s.membership_id = ms.id AND s.left_on IS NULL"""
_CARDS = "SELECT id, phone, city, trade, notes FROM members"
_MEMBERSHIP = ("group_id", "member_id")
_RANK = {role: rank for rank, role in enumerate((*ROLES, None))}


def _columns(
    db: Database, names: Sequence[str], select: str, values: Sequence[Any] = ()
) -> list[list[Any]]:
    """The columns of a SELECT as one list each."""
    packed = ", ".join(f"json_group_array({name})" for name in names)
    row = db.execute(f"SELECT {packed} FROM ({select})", list(values)).fetchone()
    return [json.loads(text) for text in row]


def roster_rows(db: Database, group_id: int | None) -> RosterRows:
    """The members of a group, or of all groups (each person once), in the order of their ids.

    The stay shown is the one that stands last: the open one if there is one. Over all groups
    the nickname is that of the first group that has one, the role the highest, joined_on the
    earliest, and whoever is in no group any more has left (those who never were in one that
    is not put away: on an empty day).
    """
    if group_id is None:
        *columns, groups = _columns(db, (*_COLUMNS, "group_id"), _ALL_GROUPS)
    else:
        columns = _in_order(_columns(db, _COLUMNS, _ONE_GROUP, [group_id]))
        groups = [group_id] * len(columns[0])
    ids, names, nicknames, roles, expires, joined, left = columns
    known = {group: (group,) if group is not None else () for group in set(groups)}
    rows = RosterRows(
        ids=ids,
        names=names,
        nicknames=nicknames,
        roles=roles,
        expires_on=expires,
        groups=[known[group] for group in groups],
        joined_on=joined,
        left_on=left,
    )
    if len(set(ids)) < len(ids):
        rows = _once_each(rows, every=group_id is None)
    tags = _tags(db)
    rows.tags.extend([tags.get(id_, ()) for id_ in rows.ids])
    return rows


def _in_order(columns: list[list[Any]]) -> list[list[Any]]:
    """The columns in the order of the first, in which they mostly are already."""
    ids = columns[0]
    if ids == sorted(ids):
        return columns
    order = sorted(range(len(ids)), key=ids.__getitem__)
    return [[column[place] for place in order] for column in columns]


def _once_each(rows: RosterRows, *, every: bool) -> RosterRows:
    """Several stays or several groups of one person, which stand together, as one row."""
    single = RosterRows()
    targets, sources = _listed(single), _listed(rows)
    last = None
    for row in zip(*sources, strict=True):
        if row[0] == last:
            _join(single, row, every=every)
            continue
        last = row[0]
        for target, value in zip(targets, row, strict=True):
            target.append(value)
    return single


def _listed(rows: RosterRows) -> list[list[Any]]:
    """The columns in the order of _COLUMNS, then the groups."""
    return [
        rows.ids,
        rows.names,
        rows.nicknames,
        rows.roles,
        rows.expires_on,
        rows.joined_on,
        rows.left_on,
        rows.groups,
    ]


def _join(rows: RosterRows, more: tuple[Any, ...], *, every: bool) -> None:
    """Another stay or another group of the person in the last row."""
    _id, _name, nickname, role, expires, joined, left, groups = more
    before, left_before = rows.joined_on[-1], rows.left_on[-1]
    rows.nicknames[-1] = rows.nicknames[-1] or nickname
    rows.roles[-1] = min(rows.roles[-1], role, key=lambda one: _RANK.get(one, len(ROLES)))
    if expires:
        rows.expires_on[-1] = min(rows.expires_on[-1] or expires, expires)
    if groups != rows.groups[-1][-1:]:
        rows.groups[-1] = (*rows.groups[-1], *groups)
    if every:
        rows.joined_on[-1] = min((day for day in (before, joined) if day), default=None)
    elif left is None or (left_before is not None and left >= left_before):
        rows.joined_on[-1] = joined
    rows.left_on[-1] = max(left, left_before) if left and left_before else None


def _tags(db: Database) -> dict[int, tuple[str, ...]]:
    """Tag names of each member, in the order of the tags; equal sets are one shared tuple."""
    names: dict[int, str] = dict(db.execute("SELECT id, name FROM tags"))
    listed = db.execute(_HELD).fetchone()
    if listed[0] is None:
        return {}
    members, tags = (np.fromstring(text, np.int64, sep=",") for text in listed)
    first = np.flatnonzero(np.diff(members, prepend=-1))  # where the tags of a member begin
    counts = np.diff(first, append=len(members))
    # the sets grow by a tag at a time: `held` says which set a member has so far
    sets: list[tuple[str, ...]] = [()]
    held, wide = np.zeros(len(first), np.int64), int(tags.max()) + 1
    for place in range(int(counts.max())):
        more = np.flatnonzero(counts > place)
        grown, which = np.unique(held[more] * wide + tags[first[more] + place], return_inverse=True)
        held[more] = len(sets) + which
        sets += [(*sets[one // wide], names[one % wide]) for one in grown.tolist()]
    return dict(zip(members[first].tolist(), map(sets.__getitem__, held.tolist()), strict=True))


def roster_details(db: Database, rows: RosterRows, group_id: int | None) -> RosterDetails:
    """What the search looks at beside what the table shows, for the members of `rows`."""
    select, values = _CARDS, []
    if group_id is not None:
        select += " WHERE id IN (SELECT member_id FROM memberships WHERE group_id = ?)"
        values = [group_id]
    ids, *cards = _columns(
        db, ("id", "phone", "city", "trade", "notes"), f"{select} ORDER BY id", values
    )
    if ids != rows.ids:  # the file has changed since
        cards = [_aligned(rows.ids, ids, column) for column in cards]
    phones, cities, trades, notes = cards
    return RosterDetails(_identities(db, rows, group_id), phones, cities, trades, notes)


def _aligned(wanted: list[int], ids: list[int], column: list[Any]) -> list[Any]:
    known = dict(zip(ids, column, strict=True))
    return [known.get(id_) for id_ in wanted]


def _identities(db: Database, rows: RosterRows, group_id: int | None) -> list[str]:
    """Platform ids and names seen (in that group, or in any), the ids first, a line each."""
    select, values = "SELECT member_id, value, group_id FROM identities", []
    if group_id is not None:
        select += " WHERE group_id IS NULL OR group_id = ?"
        values = [group_id]
    names: dict[int, str] = {}
    ids: dict[int, str] = {}
    columns = _columns(db, ("member_id", "value", "group_id"), select, values)
    for member_id, value, group in zip(*columns, strict=True):
        found = ids if group is None else names
        before = found.get(member_id)
        found[member_id] = f"{before}\n{value}" if before else value
    for member_id, value in names.items():
        before = ids.get(member_id)
        ids[member_id] = f"{before}\n{value}" if before else value
    return [ids.get(id_, "") for id_ in rows.ids]


def memberships(db: Database, rows: RosterRows) -> dict[int, Mask]:
    """By group: who of `rows` is in it now."""
    groups, members = (
        np.array(column, np.int64) for column in _columns(db, _MEMBERSHIP, _MEMBERSHIPS)
    )
    ids = np.array(rows.ids, dtype=np.int64)
    return {
        int(group): np.isin(ids, members[groups == group]) for group in np.unique(groups).tolist()
    }


def tag_marks(db: Database) -> dict[str, tuple[int, str | None]]:
    """Every tag with its id and its colour, None where the operator chose none."""
    rows = db.execute("SELECT name, id, colour FROM tags ORDER BY name")
    return {name: (id_, colour) for name, id_, colour in rows}
