"""How many people are in the groups now."""

from __future__ import annotations

from typing import NamedTuple

from qunmate.data.database import Database

# a list of those who stay is found twice as fast as each membership's stays
_STAYING = "id IN (SELECT membership_id FROM stays WHERE left_on IS NULL)"


class Headcounts(NamedTuple):
    """`persons` are distinct people over the groups that are not archived."""

    persons: int
    by_group: dict[int, int]


def headcounts(db: Database) -> Headcounts:
    """People with a stay that has not ended."""
    by_group = db.execute(
        f"SELECT group_id, count(*) FROM memberships WHERE {_STAYING} GROUP BY group_id"
    ).fetchall()
    (persons,) = db.execute(
        f"SELECT count(DISTINCT member_id) FROM memberships WHERE {_STAYING}"
        " AND group_id IN (SELECT id FROM groups WHERE NOT archived)"
    ).fetchone()
    return Headcounts(persons, dict(by_group))
