"""Whom a day concerns: newcomers, memberships that expire, birthdays; and the welcome mark."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from qunmate.data.database import Database

_CHUNK = 500
_NAME = "coalesce(nullif(trim(s.nickname), ''), m.name)"
# somebody who is there today, neither the operator nor a bot
_PRESENT = """
    FROM memberships s JOIN members m ON m.id = s.member_id
    WHERE s.group_id = :group AND NOT m.bot AND NOT m.is_self
        AND EXISTS (SELECT 1 FROM stays t WHERE t.membership_id = s.id AND t.left_on IS NULL)
"""


class Newcomer(NamedTuple):
    """`joined_on` and `welcomed_on` are ISO days, the latter None while nobody greeted them."""

    member_id: int
    name: str
    joined_on: str
    invited_by: str
    welcomed_on: str | None


class Dated(NamedTuple):
    """A member and an ISO day (a birthday may lack its year: --MM-DD)."""

    member_id: int
    name: str
    day: str


def newcomers(db: Database, group_id: int, since: str, today: str) -> list[Newcomer]:
    """Who is known to have joined from `since` to `today`, is still there, and was welcomed
    on `today` or not at all; the latest last."""
    rows = db.execute(
        f"""
        SELECT m.id, {_NAME}, max(t.joined_on),
            coalesce((SELECT name FROM members WHERE id = s.invited_by), ''), s.welcomed_on
        FROM stays t JOIN memberships s ON s.id = t.membership_id
            JOIN members m ON m.id = s.member_id
        WHERE s.group_id = ? AND t.joined_on BETWEEN ? AND ? AND t.left_on IS NULL
            AND NOT m.bot AND NOT m.is_self
            AND (s.welcomed_on IS NULL OR s.welcomed_on = ? OR s.welcomed_on < t.joined_on)
        GROUP BY m.id ORDER BY 3, 1
        """,
        [group_id, since, today, today],
    )
    return [Newcomer(*row) for row in rows]


def welcome(db: Database, group_id: int, member_ids: Iterable[int], on: str | None) -> None:
    """Members were welcomed in a group on that day; None takes it back."""
    db.conn.executemany(
        "UPDATE memberships SET welcomed_on = ? WHERE group_id = ? AND member_id = ?",
        [(on, group_id, member_id) for member_id in member_ids],
    )


def expiring(db: Database, group_id: int, first: str, last: str) -> list[Dated]:
    """Whose membership ends on a day from `first` to `last`, the earliest first."""
    rows = db.execute(
        f"SELECT m.id, {_NAME}, s.expires_on {_PRESENT}"
        " AND s.expires_on BETWEEN :first AND :last ORDER BY s.expires_on, m.id",
        {"group": group_id, "first": first, "last": last},
    )
    return [Dated(*row) for row in rows]


def birthdays(db: Database, group_id: int, days: Sequence[str]) -> list[Dated]:
    """Who has a birthday on one of these days (MM-DD)."""
    marks = ", ".join(f":day{place}" for place in range(len(days)))
    rows = db.execute(
        f"SELECT m.id, {_NAME}, m.birthday {_PRESENT}"
        f" AND m.birthday IS NOT NULL AND substr(m.birthday, -5) IN ({marks}) ORDER BY m.id",
        {"group": group_id, **{f"day{place}": day for place, day in enumerate(days)}},
    )
    return [Dated(*row) for row in rows]


def followed_up(db: Database, group_id: int | None, on: str) -> list[int]:
    """Ids of the notes that were followed up on that day; of a group with those of its members
    that name no group."""
    rows = db.execute(
        "SELECT id FROM contact_notes WHERE followed_up_on = :on AND (:group IS NULL"
        " OR group_id = :group OR group_id IS NULL AND member_id IN"
        " (SELECT member_id FROM memberships WHERE group_id = :group)) ORDER BY id",
        {"on": on, "group": group_id},
    )
    return [row[0] for row in rows]


class Met(NamedTuple):
    """A member as a line names them; `talked_on` is the ISO day of the last contact note."""

    name: str
    aside: bool  # the operator or a bot: nobody to look after
    talked_on: str | None


def met(db: Database, group_id: int | None, member_ids: Sequence[int]) -> dict[int, Met]:
    """How these members are called in the group, by member id."""
    found: dict[int, Met] = {}
    for at in range(0, len(member_ids), _CHUNK):
        part = member_ids[at : at + _CHUNK]
        rows = db.execute(
            f"""
            SELECT m.id, {_NAME}, m.bot OR m.is_self,
                (SELECT max(noted_on) FROM contact_notes WHERE member_id = m.id)
            FROM members m LEFT JOIN memberships s ON s.member_id = m.id AND s.group_id = ?
            WHERE m.id IN ({", ".join("?" * len(part))})
            """,
            [group_id, *part],
        )
        found.update({row[0]: Met(row[1], bool(row[2]), row[3]) for row in rows})
    return found
