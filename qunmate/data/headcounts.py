"""How many people are in the groups now."""

from __future__ import annotations

from typing import NamedTuple

from sqlite_utils import Database


class Headcounts(NamedTuple):
    """`persons` are distinct people over the groups that are not archived."""

    persons: int
    by_group: dict[int, int]


def headcounts(db: Database) -> Headcounts:
    """People with a stay that has not ended."""
    by_group = db.execute(
        "SELECT m.group_id, count(*) FROM memberships m WHERE EXISTS"
        " (SELECT 1 FROM stays s WHERE s.membership_id = m.id AND s.left_on IS NULL)"
        " GROUP BY m.group_id"
    ).fetchall()
    (persons,) = db.execute(
        "SELECT count(DISTINCT m.member_id) FROM memberships m"
        " JOIN groups g ON g.id = m.group_id AND NOT g.archived WHERE EXISTS"
        " (SELECT 1 FROM stays s WHERE s.membership_id = m.id AND s.left_on IS NULL)"
    ).fetchone()
    return Headcounts(persons, dict(by_group))
