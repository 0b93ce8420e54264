"""Writes many new members at once, with their tags, ids, groups and stays."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from qunmate.data import numbers
from qunmate.data.database import Database
from qunmate.model import Member

_CHUNK = 2_000
_MEMBERS = (
    "INSERT INTO members (id, name, is_self, bot, opt_out, phone, city, trade, birthday, gender,"
    " strengths, needs, notes, custom) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_IDENTITIES = "INSERT INTO identities (member_id, platform, value, group_id) VALUES (?, ?, ?, ?)"
_MEMBERSHIPS = (
    "INSERT INTO memberships (group_id, member_id, nickname, role, invited_by, expires_on)"
    " VALUES (?, ?, ?, ?, ?, ?)"
)
_STAYS = (
    "INSERT INTO stays (membership_id, joined_on, left_on, brought_on)"
    " SELECT id, ?, ?, ? FROM memberships WHERE group_id = ? AND member_id = ?"
)
_TAGS = (
    "INSERT INTO member_tags (member_id, tag_id, given_on) SELECT ?, id, ? FROM tags WHERE name = ?"
)


def next_id(db: Database) -> int:
    """The first member id that is free, and all after it."""
    return numbers.next_free(db, "members")


def add_all(db: Database, members: Iterable[Member]) -> Iterator[int]:
    """Write new members under the ids they carry; yields how many are written so far.

    Inviters may come after those they invited, but before the end of the transaction.
    """
    source, done = iter(members), 0
    db.execute("PRAGMA defer_foreign_keys = ON")
    while chunk := list(islice(source, _CHUNK)):
        many = db.conn.executemany
        many(_MEMBERS, map(_member_row, chunk))
        tags = dict.fromkeys(tag for one in chunk for tag in one.tags)
        many(
            "INSERT INTO tags (name) VALUES (?) ON CONFLICT (name) DO NOTHING",
            ((tag,) for tag in tags),
        )
        many(_TAGS, ((one.id, _first_day(one), tag) for one in chunk for tag in one.tags))
        many(
            _IDENTITIES,
            (
                (one.id, each.platform, each.value, each.group_id)
                for one in chunk
                for each in one.identities
            ),
        )
        _add_memberships(db, chunk)
        done += len(chunk)
        yield done


def _first_day(one: Member) -> str | None:
    """On which they got their tags: the day they joined, where it is known."""
    return min((s.joined_on for m in one.memberships for s in m.stays if s.joined_on), default=None)


def _member_row(one: Member) -> tuple[Any, ...]:
    flags = (int(one.is_self), int(one.bot), int(one.opt_out))
    texts = (one.phone, one.city, one.trade, one.birthday, one.gender)
    more = (one.strengths, one.needs, one.notes, json.dumps(one.custom, ensure_ascii=False))
    return (one.id, one.name, *flags, *texts, *more)


def _add_memberships(db: Database, members: list[Member]) -> None:
    db.conn.executemany(
        _MEMBERSHIPS,
        (
            (
                membership.group_id,
                one.id,
                membership.nickname,
                membership.role,
                membership.invited_by,
                membership.expires_on,
            )
            for one in members
            for membership in one.memberships
        ),
    )
    db.conn.executemany(
        _STAYS,
        (
            (stay.joined_on, stay.left_on, stay.brought_on, membership.group_id, one.id)
            for one in members
            for membership in one.memberships
            for stay in membership.stays
        ),
    )
