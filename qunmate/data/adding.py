"""Adds one member by hand, and puts members who are known already into a group. Called inside
`atomic()`."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from qunmate import alike
from qunmate.data import member_edits, numbers
from qunmate.data.database import Database
from qunmate.errors import Problem, UserError
from qunmate.roster import cells
from qunmate.roster.model import id_key

_LONGEST = 1_000  # characters of a pattern that SQLite takes
_CALLED = """
    SELECT id FROM members WHERE name GLOB :name
    UNION SELECT member_id FROM memberships WHERE nickname GLOB :name
    UNION SELECT member_id FROM identities WHERE value GLOB :name
    ORDER BY 1"""
# who may have it: SQLite knows the case of Latin letters alone
_OWNERS = """
    SELECT member_id, value FROM identities
    WHERE platform = :platform AND group_id IS NULL AND (value = :id OR value GLOB :like)"""
_IN_GROUPS = """
    SELECT member_id, group_id, name FROM memberships JOIN groups ON groups.id = group_id
    WHERE member_id IN (SELECT value FROM json_each(?)) AND EXISTS (
        SELECT 1 FROM stays WHERE membership_id = memberships.id AND left_on IS NULL)
    ORDER BY 1, 2"""
_INTO = """
    INSERT INTO memberships (group_id, member_id)
    SELECT :group, id FROM members WHERE id IN (SELECT value FROM json_each(:ids))
    ON CONFLICT DO NOTHING"""
_THERE = """
    SELECT 1 FROM memberships
    WHERE group_id = :group AND member_id IN (SELECT value FROM json_each(:ids)) LIMIT 1"""
# who comes back does so no earlier than they left, and on a known day
_COME = """
    INSERT INTO stays (membership_id, joined_on, brought_on)
    SELECT m.id, max(coalesce(:joined, :today), max(s.left_on)), :today
    FROM memberships m JOIN stays s ON s.membership_id = m.id
    WHERE m.group_id = :group AND m.member_id IN (SELECT value FROM json_each(:ids))
    GROUP BY m.id HAVING count(*) = count(s.left_on)
    UNION ALL SELECT id, :joined, :today FROM memberships m
    WHERE m.group_id = :group AND m.member_id IN (SELECT value FROM json_each(:ids))
        AND NOT EXISTS (SELECT 1 FROM stays WHERE membership_id = m.id)
    RETURNING membership_id"""


@dataclass(frozen=True, slots=True)
class Joining:
    """How somebody comes into a group; `joined_on` is an ISO day, None where it isn't known."""

    group_id: int
    joined_on: str | None
    nickname: str = ""
    invited_by: int | None = None


@dataclass(frozen=True, slots=True)
class NewMember:
    """What the operator says of somebody. `platform_ids` are one or several, as in a cell of a
    sheet, on the platform of the group that they join."""

    name: str
    joining: Joining | None = None
    platform_ids: str = ""
    tags: tuple[str, ...] = ()
    notes: str = ""


class Known(NamedTuple):
    """A card that is there already, and the groups they are in now, names by id."""

    id: int
    name: str
    groups: dict[int, str]


def called(db: Database, name: str) -> list[Known]:
    """Who has this name, in whatever way it is written: on the card, in a group or as an id."""
    name = member_edits.clean(name)
    if not name or len(name) > _LONGEST:
        return []
    return _known(db, [id_ for (id_,) in db.execute(_CALLED, {"name": alike.whole_glob(name)})])


def having(db: Database, group_id: int, platform_ids: str) -> list[Known]:
    """Whose ids these are on the platform of the group. UserError where they can't be ids."""
    found: set[int] = set()
    for one in _ids(platform_ids):
        like = alike.whole_glob(one) if len(one) <= _LONGEST else one
        rows = db.execute(_OWNERS, {"platform": _platform(db, group_id), "id": one, "like": like})
        found |= {member_id for member_id, value in rows if id_key(value) == id_key(one)}
    return _known(db, sorted(found))


def _platform(db: Database, group_id: int) -> str:
    row = db.execute("SELECT platform FROM groups WHERE id = ?", [group_id]).fetchone()
    if row is None:
        raise UserError("gone_meanwhile")
    return str(row[0])


def _ids(said: str) -> tuple[str, ...]:
    found = cells.ids(member_edits.clean(said))
    if isinstance(found, Problem):
        raise UserError(found.code, **found.params)
    return found or ()


def _known(db: Database, ids: Collection[int]) -> list[Known]:
    listed = json.dumps(list(ids))
    found = {
        id_: Known(id_, name, {})
        for id_, name in db.execute(
            "SELECT id, name FROM members WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id",
            [listed],
        )
    }
    for member_id, group_id, name in db.execute(_IN_GROUPS, [listed]):
        found[member_id].groups[group_id] = name
    return list(found.values())


def add(db: Database, new: NewMember, today: str, told_of: Collection[int] = ()) -> int:
    """The id of the new card. UserError if the name is somebody's already who is not among
    `told_of`, or an id anybody's."""
    name = member_edits.clean(new.name)
    if {one.id for one in called(db, name)} - set(told_of):
        raise UserError("member_known", name=name)
    if new.joining and having(db, new.joining.group_id, new.platform_ids):
        raise UserError("id_known", id=member_edits.clean(new.platform_ids))
    id_ = numbers.next_free(db, "members")
    db.execute("INSERT INTO members (id, name) VALUES (?, ?)", [id_, name])
    _tell(db, id_, new, today)
    return id_


def bring(db: Database, member_id: int, new: NewMember, today: str) -> None:
    """All of it but the name is said of a card that is there already. UserError if an id is
    somebody else's, or the card is gone."""
    owners = having(db, new.joining.group_id, new.platform_ids) if new.joining else []
    if {one.id for one in owners} - {member_id}:
        raise UserError("id_known", id=member_edits.clean(new.platform_ids))
    _tell(db, member_id, new, today)


def _tell(db: Database, member_id: int, new: NewMember, today: str) -> None:
    if new.joining:
        put_in(db, [member_id], new.joining, today)
        _give_ids(db, member_id, _platform(db, new.joining.group_id), _ids(new.platform_ids))
    for tag in new.tags:
        member_edits.add_tag(db, tag, [member_id])
    if notes := member_edits.clean(new.notes):
        db.execute(
            "UPDATE members SET notes = coalesce(nullif(notes, '') || char(10), '') || ?,"
            " import_id = NULL WHERE id = ?",
            [notes, member_id],
        )


def _give_ids(db: Database, member_id: int, platform: str, ids: Iterable[str]) -> None:
    """Those that they do not have yet, however they are written."""
    rows = db.execute(
        "SELECT value FROM identities WHERE member_id = ? AND platform = ? AND group_id IS NULL",
        [member_id, platform],
    )
    held = {id_key(value) for (value,) in rows}
    fresh = {id_key(one): one for one in ids if id_key(one) not in held}
    db.conn.executemany(
        "INSERT INTO identities (member_id, platform, value) VALUES (?, ?, ?)",
        [(member_id, platform, one) for one in fresh.values()],
    )


def put_in(db: Database, member_ids: Iterable[int], joining: Joining, today: str) -> list[int]:
    """Let members join a group; gives those who did, and were not in it. UserError if none of
    them is there any more."""
    values = {
        "group": joining.group_id,
        "ids": json.dumps(list(member_ids)),
        "joined": joining.joined_on,
        "today": today,
    }
    db.execute(_INTO, values)
    if not db.execute(_THERE, values).fetchone():
        raise UserError("gone_meanwhile")
    come = db.execute(_COME, values).fetchall()
    nickname = member_edits.clean(joining.nickname) or None
    db.conn.executemany(
        "UPDATE memberships SET nickname = coalesce(?, nickname),"
        " invited_by = coalesce(?, invited_by), import_id = NULL WHERE id = ?",
        [(nickname, joining.invited_by, membership) for (membership,) in come],
    )
    rows = db.execute(
        "SELECT member_id FROM memberships WHERE id IN (SELECT value FROM json_each(?)) ORDER BY 1",
        [json.dumps([membership for (membership,) in come])],
    )
    return [id_ for (id_,) in rows]
