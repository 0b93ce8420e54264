"""One member's card and timeline, as the detail pane shows them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qunmate import clock
from qunmate.data import members
from qunmate.data.database import Database
from qunmate.data.message_sql import NOT_HUMAN_KINDS
from qunmate.errors import UserError
from qunmate.model import Member, Membership


@dataclass(frozen=True, slots=True)
class MemberCard:
    """`group_names` by group id; `inviters` are the names of who invited them, by member id;
    `brought` are the ids of the people they invited; `welcomed` the days on which they were
    welcomed, by group id."""

    member: Member
    group_names: dict[int, str]
    inviters: dict[int, str]
    brought: tuple[int, ...]
    welcomed: dict[int, str]

    def membership(self, group_id: int | None) -> Membership | None:
        """The membership in that group, or the first one."""
        for membership in self.member.memberships:
            if group_id is None or membership.group_id == group_id:
                return membership
        return None


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that happened to a member; `day` is "" where it isn't known (of old tags).
    `kind` is joined, welcomed, left, spoke, renamed, role, tagged, highlight, note, hosted or
    reminded; `text` is the other person, the new name, the role, the tags (a line each), the
    title or what was said. `id` is that of the highlight or note; `due` the day of a note's
    follow-up that is still to come."""

    day: str
    kind: str
    group_id: int | None
    text: str = ""
    id: int | None = None
    due: str | None = None


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
    brought = db.execute(
        "SELECT DISTINCT member_id FROM memberships WHERE invited_by = ? ORDER BY 1", [member_id]
    ).fetchall()
    welcomed = db.execute(
        "SELECT group_id, welcomed_on FROM memberships"
        " WHERE member_id = ? AND welcomed_on IS NOT NULL",
        [member_id],
    ).fetchall()
    return MemberCard(
        member, group_names, inviters, tuple(row[0] for row in brought), dict(welcomed)
    )


def _name(db: Database, member_id: int) -> str:
    row = db.execute("SELECT name FROM members WHERE id = ?", [member_id]).fetchone()
    return str(row[0]) if row else ""


_TIMELINE = f"""
    SELECT s.joined_on, 'joined', ms.group_id,
        coalesce((SELECT name FROM members WHERE id = ms.invited_by), ''), NULL, NULL
    FROM memberships ms JOIN stays s ON s.membership_id = ms.id
    WHERE ms.member_id = :member AND s.joined_on IS NOT NULL
    UNION ALL
    SELECT s.left_on, 'left', ms.group_id, '', NULL, NULL
    FROM memberships ms JOIN stays s ON s.membership_id = ms.id
    WHERE ms.member_id = :member AND s.left_on IS NOT NULL
    UNION ALL
    SELECT date(min(m.sent_at + m.utc_offset), 'unixepoch'), 'spoke', m.group_id, '', NULL, NULL
    FROM identities i JOIN messages m ON m.identity_id = i.id
    WHERE i.member_id = :member AND m.kind NOT IN ({NOT_HUMAN_KINDS}) GROUP BY m.group_id
    UNION ALL
    SELECT date(86400 * day, 'unixepoch'),
        CASE kind WHEN 'role' THEN 'role' ELSE 'renamed' END, group_id, text, NULL, NULL
    FROM events WHERE member_id = :member AND kind IN ('rename', 'role')
    UNION ALL
    SELECT welcomed_on, 'welcomed', group_id, '', NULL, NULL
    FROM memberships WHERE member_id = :member AND welcomed_on IS NOT NULL
    UNION ALL
    SELECT given_on, 'tagged', NULL, group_concat(name, char(10)), NULL, NULL
    FROM (SELECT ifnull(given_on, '') AS given_on, name FROM member_tags
        JOIN tags ON tags.id = tag_id WHERE member_id = :member ORDER BY given_on, name)
    GROUP BY given_on
    UNION ALL
    SELECT reminded_on, 'reminded', group_id, '', NULL, NULL
    FROM clean_ups WHERE member_id = :member AND reminded_on IS NOT NULL
    UNION ALL
    SELECT h.occurred_on, 'highlight', h.group_id, h.title, h.id, NULL
    FROM highlight_authors a JOIN highlights h ON h.id = a.highlight_id
    WHERE a.member_id = :member
    UNION ALL
    SELECT noted_on, 'note', group_id, text, id,
        CASE WHEN followed_up_on IS NULL THEN follow_up_on END
    FROM contact_notes WHERE member_id = :member
    ORDER BY 1 DESC"""


def timeline(db: Database, member_id: int) -> list[Moment]:
    """What is known to have happened to a member, the latest first. Reads all their messages."""
    found = [Moment(*row) for row in db.execute(_TIMELINE, {"member": member_id})]
    hosted = list(_hosted(db, member_id))
    return sorted([*found, *hosted], key=lambda one: one.day, reverse=True) if hosted else found


def _hosted(db: Database, member_id: int) -> Iterator[Moment]:
    """What they held of what is on the calendar, each on its day in its first group."""
    rows = db.execute(
        """
        SELECT p.starts_at, p.title, g.id, g.timezone FROM plan_items p JOIN groups g ON g.id = (
            SELECT min(group_id) FROM plan_item_groups WHERE plan_item_id = p.id)
        WHERE p.speaker_id = ? AND p.status = 'done'
        """,
        [member_id],
    )
    for starts_at, title, group_id, timezone in rows:
        local = starts_at + clock.offset_of_instant(clock.zone(timezone), starts_at)
        yield Moment(clock.iso_day(local // clock.DAY), "hosted", group_id, title)
