"""One member's card and timeline, as the detail pane shows them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from qunmate.model import Identity, Member, Membership, Stay

_FIELDS = ("phone", "city", "trade", "birthday", "gender", "strengths", "needs", "notes")
_COLUMNS = f"id, name, is_self, bot, opt_out, {', '.join(_FIELDS)}, custom"


@dataclass(frozen=True, slots=True)
class MemberCard:
    """`group_names` by group id; `inviters` are the names of who invited them, by member id;
    `brought` counts the people they invited."""

    member: Member
    group_names: dict[int, str]
    inviters: dict[int, str]
    brought: int

    def membership(self, group_id: int | None) -> Membership | None:
        """The membership in that group, or the first one."""
        for membership in self.member.memberships:
            if group_id is None or membership.group_id == group_id:
                return membership
        return None


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that happened to a member. `kind` is joined, left, spoke, renamed, role or
    highlight; `text` is the other person, the new name, the role or the title."""

    day: str
    kind: str
    group_id: int | None
    text: str = ""


def card(db: Database, member_id: int) -> MemberCard | None:
    """None if there is no such member (any more). Takes a few ms."""
    row = db.execute(f"SELECT {_COLUMNS} FROM members WHERE id = ?", [member_id]).fetchone()
    if row is None:
        return None
    memberships = _memberships(db, member_id)
    member = _member(db, row, memberships)
    group_names = dict(db.execute("SELECT id, name FROM groups"))
    inviters = {}
    for membership in memberships:
        if membership.invited_by is not None:
            inviters[membership.invited_by] = _name(db, membership.invited_by)
    (brought,) = db.execute(
        "SELECT count(DISTINCT member_id) FROM memberships WHERE invited_by = ?", [member_id]
    ).fetchone()
    return MemberCard(member, group_names, inviters, brought)


def _member(db: Database, row: tuple[Any, ...], memberships: tuple[Membership, ...]) -> Member:
    id_, name, is_self, bot, opt_out, *texts = row
    tags = db.execute(
        "SELECT t.name FROM member_tags mt JOIN tags t ON t.id = mt.tag_id"
        " WHERE mt.member_id = ? ORDER BY t.id",
        [id_],
    )
    identities = db.execute(
        "SELECT platform, value, group_id FROM identities WHERE member_id = ?"
        " ORDER BY group_id IS NOT NULL, id",
        [id_],
    )
    fields = dict(zip(_FIELDS, texts[:-1], strict=True))
    return Member(
        id=id_,
        name=name,
        is_self=bool(is_self),
        bot=bool(bot),
        opt_out=bool(opt_out),
        **fields,
        custom=json.loads(texts[-1]),
        tags=tuple(tag for (tag,) in tags),
        identities=tuple(Identity(*one) for one in identities),
        memberships=memberships,
    )


def _memberships(db: Database, member_id: int) -> tuple[Membership, ...]:
    rows = db.execute(
        "SELECT id, group_id, member_id, nickname, role, invited_by, expires_on, layer_override"
        " FROM memberships WHERE member_id = ? ORDER BY id",
        [member_id],
    ).fetchall()
    return tuple(
        Membership(
            group_id=row[1],
            member_id=row[2],
            nickname=row[3],
            role=row[4],
            invited_by=row[5],
            expires_on=row[6],
            layer_override=row[7],
            stays=_stays(db, row[0]),
        )
        for row in rows
    )


def _stays(db: Database, membership_id: int) -> tuple[Stay, ...]:
    rows = db.execute(
        "SELECT joined_on, left_on, brought_on FROM stays WHERE membership_id = ? ORDER BY id",
        [membership_id],
    )
    return tuple(Stay(*row) for row in rows)


def _name(db: Database, member_id: int) -> str:
    row = db.execute("SELECT name FROM members WHERE id = ?", [member_id]).fetchone()
    return str(row[0]) if row else ""


_TIMELINE = """
    SELECT s.joined_on, 'joined', ms.group_id,
        coalesce((SELECT name FROM members WHERE id = ms.invited_by), '')
    FROM memberships ms JOIN stays s ON s.membership_id = ms.id
    WHERE ms.member_id = :member AND s.joined_on IS NOT NULL
    UNION ALL
    SELECT s.left_on, 'left', ms.group_id, ''
    FROM memberships ms JOIN stays s ON s.membership_id = ms.id
    WHERE ms.member_id = :member AND s.left_on IS NOT NULL
    UNION ALL
    SELECT date(min(m.sent_at + m.utc_offset), 'unixepoch'), 'spoke', m.group_id, ''
    FROM identities i JOIN messages m ON m.identity_id = i.id
    WHERE i.member_id = :member AND m.kind NOT IN (80, 81) GROUP BY m.group_id
    UNION ALL
    SELECT date(86400 * day, 'unixepoch'),
        CASE kind WHEN 'role' THEN 'role' ELSE 'renamed' END, group_id, text
    FROM events WHERE member_id = :member AND kind IN ('rename', 'role')
    UNION ALL
    SELECT h.occurred_on, 'highlight', h.group_id, h.title
    FROM highlight_authors a JOIN highlights h ON h.id = a.highlight_id
    WHERE a.member_id = :member
    ORDER BY 1 DESC"""


def timeline(db: Database, member_id: int) -> list[Moment]:
    """What is known to have happened to a member, the latest first. Reads all their messages."""
    return [Moment(*row) for row in db.execute(_TIMELINE, {"member": member_id})]
