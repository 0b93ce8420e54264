"""One member's card and timeline, as the detail pane shows them."""

from __future__ import annotations

from dataclasses import dataclass

from sqlite_utils import Database

from qunmate.data import members
from qunmate.errors import UserError
from qunmate.model import Member, Membership


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
    try:
        member = members.by_id(db, member_id)
    except UserError:
        return None
    group_names = dict(db.execute("SELECT id, name FROM groups"))
    inviters = {
        one.invited_by: _name(db, one.invited_by)
        for one in member.memberships
        if one.invited_by is not None
    }
    (brought,) = db.execute(
        "SELECT count(DISTINCT member_id) FROM memberships WHERE invited_by = ?", [member_id]
    ).fetchone()
    return MemberCard(member, group_names, inviters, brought)


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
