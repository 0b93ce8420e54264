"""What a digest needs to read of a group besides its figures; only the period's messages."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from qunmate import reactions
from qunmate.clock import DAY, iso_day
from qunmate.data.database import Database
from qunmate.data.message_sql import NOT_HUMAN_KINDS
from qunmate.digest.material import Activity, Joined, Known
from qunmate.model import Kind, Message

_CHUNK = 500
_LONGEST = 4000  # characters of a message that a digest looks at
_KINDS = {int(kind): kind for kind in Kind}
_WIDEST_OFFSET = 15 * 3600  # no clock on earth is farther from UTC


def people(db: Database, group_id: int, last: int) -> dict[int, Known]:
    """Everyone who has a card in the group or has spoken there, under the group's name for
    them; `gone` if all their stays ended by day `last`."""
    rows = db.execute(
        """
        SELECT m.id, coalesce(nullif(trim(s.nickname), ''), m.name), m.bot, m.opt_out, m.is_self,
            coalesce((SELECT max(coalesce(t.left_on, '9999')) FROM stays t
                WHERE t.membership_id = s.id) <= :last, 0)
        FROM members m LEFT JOIN memberships s ON s.member_id = m.id AND s.group_id = :group
        WHERE s.id IS NOT NULL OR m.id IN (
            SELECT i.member_id FROM daily_activity d JOIN identities i ON i.id = d.identity_id
            WHERE d.group_id = :group)
        """,
        {"group": group_id, "last": iso_day(last)},
    )
    return {row[0]: Known(row[1], *map(bool, row[2:])) for row in rows}


def chat(db: Database, group_id: int, first: int, last: int) -> list[Message]:
    """The human messages of the days `first` to `last` in order of time, bots left out."""
    rows = db.execute(
        f"""
        SELECT x.id, x.group_id, x.sent_at, x.utc_offset, i.member_id, coalesce(n.name, ''),
            x.kind, substr(x.text, 1, {_LONGEST}), x.reply_to, x.platform_id, x.reactions
        FROM messages x LEFT JOIN identities i ON i.id = x.identity_id
            LEFT JOIN members m ON m.id = i.member_id LEFT JOIN names n ON n.id = x.name_id
        WHERE x.group_id = ? AND x.sent_at >= ? AND x.sent_at < ?
            AND x.sent_at + x.utc_offset >= ? AND x.sent_at + x.utc_offset < ?
            AND x.kind NOT IN ({NOT_HUMAN_KINDS}) AND coalesce(m.bot, 0) = 0
        ORDER BY x.sent_at, x.id
        """,
        [
            group_id,
            first * DAY - _WIDEST_OFFSET,
            (last + 1) * DAY + _WIDEST_OFFSET,
            first * DAY,
            (last + 1) * DAY,
        ],
    )
    return [
        Message._make((*row[:6], _kind(row[6]), *row[7:10], reactions.read(row[10])))
        for row in rows
    ]


def _kind(number: int) -> Kind:
    return _KINDS.get(number, Kind.OTHER)


def activity(db: Database, group_id: int, first: int, last: int) -> list[Activity]:
    """Who spoke from day `first` to day `last`, bots left out, most messages first."""
    rows = db.execute(
        """
        SELECT i.member_id, sum(d.messages) AS messages, count(DISTINCT d.day), min(d.day)
        FROM daily_activity d JOIN identities i ON i.id = d.identity_id
            JOIN members m ON m.id = i.member_id
        WHERE d.group_id = ? AND d.day BETWEEN ? AND ? AND NOT m.bot
        GROUP BY i.member_id ORDER BY messages DESC, i.member_id
        """,
        [group_id, first, last],
    )
    return [Activity(*row) for row in rows]


def joins(db: Database, group_id: int, first: int, last: int) -> list[Joined]:
    """Who is known to have joined in those days and is still there, bots left out."""
    rows = db.execute(
        """
        SELECT s.member_id, min(t.joined_on), s.invited_by
        FROM stays t JOIN memberships s ON s.id = t.membership_id
            JOIN members m ON m.id = s.member_id
        WHERE s.group_id = ? AND t.joined_on BETWEEN ? AND ? AND NOT m.bot
            AND (t.left_on IS NULL OR t.left_on > ?)
        GROUP BY s.member_id ORDER BY 2, 1
        """,
        [group_id, iso_day(first), iso_day(last), iso_day(last)],
    )
    return [Joined(*row) for row in rows]


def joined_before(db: Database, group_id: int, members: Sequence[int]) -> dict[int, str]:
    """The first known day of joining of these members."""
    found: dict[int, str] = {}
    for at in range(0, len(members), _CHUNK):
        part = members[at : at + _CHUNK]
        rows = db.execute(
            "SELECT s.member_id, min(t.joined_on) FROM stays t"
            " JOIN memberships s ON s.id = t.membership_id WHERE s.group_id = ?"
            f" AND t.joined_on IS NOT NULL AND s.member_id IN ({', '.join('?' * len(part))})"
            " GROUP BY s.member_id",
            [group_id, *part],
        )
        found.update(dict(rows.fetchall()))
    return found


def names_opted_out(db: Database) -> tuple[str, ...]:
    """Every name under which those who opted out of digests are known, anywhere."""
    rows = db.execute(
        """
        WITH out AS (SELECT id FROM members WHERE opt_out)
        SELECT name FROM members WHERE opt_out
        UNION SELECT nickname FROM memberships WHERE member_id IN out
        UNION SELECT value FROM identities WHERE member_id IN out
        UNION SELECT n.name FROM names n JOIN identities i ON i.id = n.identity_id
            WHERE i.member_id IN out
        """
    )
    return tuple(sorted({row[0].strip() for row in rows if row[0] and row[0].strip()}))


def known_secrets(db: Database, candidates: Iterable[str]) -> frozenset[str]:
    """Those of the candidates that are somebody's platform id or phone (its digits alone)."""
    wanted = sorted(set(candidates))
    found: set[str] = set()
    for at in range(0, len(wanted), _CHUNK):
        part = wanted[at : at + _CHUNK]
        rows = db.execute(
            "SELECT value FROM identities WHERE group_id IS NULL AND value COLLATE NOCASE"
            f" IN ({', '.join('?' * len(part))})",
            part,
        )
        same = {row[0].casefold() for row in rows}
        found.update(token for token in part if token.casefold() in same)
    return frozenset(found | _phones(db, set(wanted)))


def _phones(db: Database, wanted: set[str]) -> set[str]:
    """Phones are typed in many ways; compare their digits, with and without a country code."""
    found: set[str] = set()
    for (phone,) in db.execute("SELECT phone FROM members WHERE phone IS NOT NULL"):
        digits = "".join(c for c in unicodedata.normalize("NFKC", phone) if c.isdigit())
        found.update(form for form in _forms(digits) & wanted if len(form) >= 5)
        if phone in wanted:
            found.add(phone)
    return found


def _forms(digits: str) -> set[str]:
    local = digits.removeprefix("0086").removeprefix("86") if len(digits) > 11 else digits
    return {digits, local, f"86{local}"}
