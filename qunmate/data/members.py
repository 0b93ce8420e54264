"""The members in bulk: SQL in, Member out.

Edits by hand are in member_edits.py, one member's card for the window in member_card.py.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Any

from qunmate.data.database import Database
from qunmate.errors import UserError
from qunmate.model import Identity, Member, Membership, Stay

_FIELDS = ("phone", "city", "trade", "birthday", "gender", "strengths", "needs", "notes")
_COLUMNS = f"id, name, is_self, bot, opt_out, {', '.join(_FIELDS)}, custom"


def listing(
    db: Database, group_id: int | None = None, tag_id: int | None = None, search: str | None = None
) -> list[Member]:
    """Members in the order of their ids, whole: those who are or were in the group, who have
    the tag, and whose card holds every word of `search` (names by pinyin too)."""
    where, values = ["1"], dict[str, Any]()
    if group_id is not None:
        where.append("id IN (SELECT member_id FROM memberships WHERE group_id = :group_id)")
        values["group_id"] = group_id
    if tag_id is not None:
        where.append("id IN (SELECT member_id FROM member_tags WHERE tag_id = :tag_id)")
        values["tag_id"] = tag_id
    rows = db.execute(
        f"SELECT {_COLUMNS} FROM members WHERE {' AND '.join(where)} ORDER BY id", values
    ).fetchall()
    found = _whole(db, rows, None if group_id is None and tag_id is None else {r[0] for r in rows})
    return _searched(found, search) if search and search.strip() else found


def by_id(db: Database, member_id: int) -> Member:
    """UserError if there is no such member."""
    rows = db.execute(f"SELECT {_COLUMNS} FROM members WHERE id = ?", [member_id]).fetchall()
    if not rows:
        raise UserError("member_unknown", name=str(member_id))
    return _whole(db, rows, {member_id})[0]


def find(db: Database, said: str) -> int:
    """The id of the one member with this id, name or platform id. UserError otherwise."""
    if said.isascii() and said.isdigit() and len(said) < 19:  # what SQLite can number
        row = db.execute("SELECT id FROM members WHERE id = ?", [int(said)]).fetchone()
        if row:
            return int(row[0])
    rows = db.execute(
        "SELECT id FROM members WHERE name = :said"
        " UNION SELECT member_id FROM identities WHERE value = :said"
        " UNION SELECT member_id FROM memberships WHERE nickname = :said ORDER BY 1",
        {"said": said},
    ).fetchall()
    if len(rows) > 1:
        raise UserError("member_ambiguous", name=said, ids=[row[0] for row in rows])
    if not rows:
        raise UserError("member_unknown", name=said)
    return int(rows[0][0])


def _whole(
    db: Database, rows: Iterable[tuple[Any, ...]], only: Collection[int] | None
) -> list[Member]:
    """Members with what belongs to them; `only` None means that all are wanted."""
    listed = "" if only is None else " WHERE member_id IN (SELECT value FROM json_each(?))"
    values = [] if only is None else [json.dumps(sorted(only))]
    tags: dict[int, list[str]] = defaultdict(list)
    for member_id, name in db.execute(
        f"SELECT member_id, name FROM member_tags JOIN tags ON tags.id = tag_id{listed}"
        " ORDER BY member_id, tag_id",
        values,
    ):
        tags[member_id].append(name)
    identities: dict[int, list[Identity]] = defaultdict(list)
    for member_id, *identity in db.execute(
        f"SELECT member_id, platform, value, group_id FROM identities{listed}"
        " ORDER BY group_id IS NOT NULL, id",
        values,
    ):
        identities[member_id].append(Identity(*identity))
    memberships = _memberships(db, listed, values)
    return [
        _member(row, tuple(tags[row[0]]), tuple(identities[row[0]]), tuple(memberships[row[0]]))
        for row in rows
    ]


def _memberships(db: Database, listed: str, values: list[str]) -> dict[int, list[Membership]]:
    stays: dict[int, list[Stay]] = defaultdict(list)
    for membership_id, *stay in db.execute(
        "SELECT membership_id, joined_on, left_on, brought_on FROM stays"
        f" JOIN memberships ON memberships.id = membership_id{listed}"
        " ORDER BY membership_id, coalesce(joined_on, ''), stays.id",
        values,
    ):
        stays[membership_id].append(Stay(*stay))
    memberships: dict[int, list[Membership]] = defaultdict(list)
    for membership_id, group_id, member_id, *rest in db.execute(
        "SELECT id, group_id, member_id, nickname, role, invited_by, expires_on, layer_override"
        f" FROM memberships{listed} ORDER BY member_id, group_id",
        values,
    ):
        membership = Membership(group_id, member_id, *rest)
        memberships[member_id].append(replace(membership, stays=tuple(stays[membership_id])))
    return memberships


def _member(
    row: tuple[Any, ...],
    tags: tuple[str, ...],
    identities: tuple[Identity, ...],
    memberships: tuple[Membership, ...],
) -> Member:
    member_id, name, is_self, bot, opt_out, *texts, custom = row
    return Member(
        id=member_id,
        name=name,
        is_self=bool(is_self),
        bot=bool(bot),
        opt_out=bool(opt_out),
        **dict(zip(_FIELDS, texts, strict=True)),
        custom={} if custom == "{}" else json.loads(custom),
        tags=tags,
        identities=identities,
        memberships=memberships,
    )


def _searched(members: list[Member], search: str) -> list[Member]:
    from qunmate.roster.pinyin import fold, spellings

    names = [" ".join({one.name, *_nicknames(one)}) for one in members]
    stacks = [
        fold(" ".join([name, sound, *_texts(one)]))
        for one, name, sound in zip(members, names, spellings(names), strict=True)
    ]
    terms = fold(search).split()
    return [
        one
        for one, stack in zip(members, stacks, strict=True)
        if all(term in stack for term in terms)
    ]


def _nicknames(member: Member) -> Iterable[str]:
    return (membership.nickname for membership in member.memberships if membership.nickname)


def _texts(member: Member) -> Iterable[str]:
    yield from (getattr(member, name) or "" for name in _FIELDS)
    yield from member.tags
    yield from member.custom.values()
    yield from (one.value for one in member.identities)


def names(db: Database, ids: Iterable[int]) -> dict[int, str]:
    """The names of these members."""
    listed = json.dumps(sorted(set(ids)))
    rows = db.execute(
        "SELECT id, name FROM members WHERE id IN (SELECT value FROM json_each(?))", [listed]
    )
    return dict(rows.fetchall())
