"""Whom the file itself lists for a condition of a rule: ids of members."""

from __future__ import annotations

from typing import Any

from qunmate.clock import DAY, iso_day
from qunmate.data.columns import columns
from qunmate.data.database import Database
from qunmate.data.holding import holds
from qunmate.data.holding import values as wanted_values
from qunmate.data.message_sql import NOT_HUMAN_KINDS
from qunmate.data.messages import SLACK
from qunmate.figures.history import Ints
from qunmate.roster.tag_rules import Part

_NOW = """ms.group_id IN (SELECT id FROM groups WHERE NOT archived)
    AND EXISTS (SELECT 1 FROM stays s WHERE s.membership_id = ms.id AND s.left_on IS NULL)"""
_MEMBERSHIP = f"SELECT ms.member_id FROM memberships ms WHERE {_NOW}"
_CARD = "SELECT id FROM members WHERE {field} IS NOT NULL AND {holds}"
_SAID = f"""
    SELECT i.member_id FROM messages m JOIN identities i ON i.id = m.identity_id
    WHERE m.sent_at >= :from AND m.sent_at + m.utc_offset >= :first
        AND m.sent_at + m.utc_offset < :after AND m.kind NOT IN ({{kinds}})
        AND {holds("m.text")} {{more}}"""

# younger messages mostly have higher numbers: of a frequent word only these need be looked at
_FOUND = """ AND m.id IN (SELECT rowid FROM message_search WHERE message_search MATCH :query
    AND rowid >= (SELECT min(id) FROM messages WHERE sent_at >= :from))"""


def listed(db: Database, part: Part, group_id: int | None, end: int, today: int) -> Ints:
    """Ids, some perhaps twice, of the members who meet a condition that the figures know nothing
    of: in a group, or in all that are not put away. Words count up to the day `end`, expiry
    from `today`."""
    values: dict[str, Any] = {**wanted_values(db, part.text), "group": group_id, "ref": part.ref}
    here = "" if group_id is None else " AND ms.group_id = :group"
    if part.kind == "said":
        return _said(db, part, group_id, end)
    if part.kind == "expires_within":
        values |= {"today": iso_day(today), "last": iso_day(today + part.days)}
        statement = f"{_MEMBERSHIP}{here} AND ms.expires_on BETWEEN :today AND :last"
    elif part.kind == "role":
        statement = f"{_MEMBERSHIP}{here} AND coalesce(ms.role, 'member') = :text"
    elif part.kind in {"in_group", "not_in_group"}:
        statement = f"{_MEMBERSHIP} AND ms.group_id = :ref"
    elif part.kind == "tag":
        statement = "SELECT member_id FROM member_tags WHERE tag_id = :ref"
    else:
        field = {"city": "city", "trade": "trade"}[part.kind]
        statement = _CARD.format(field=field, holds=holds(field))
    return columns(db, statement, values, 1)[0]


def _said(db: Database, part: Part, group_id: int | None, end: int) -> Ints:
    group = part.ref or group_id
    first = (end - part.days + 1) * DAY
    values = {**wanted_values(db, part.text), "first": first, "after": (end + 1) * DAY}
    values["from"] = first - SLACK
    more = "AND m.group_id IN (SELECT id FROM groups WHERE NOT archived)"
    if group is not None:
        more = "AND m.group_id = :group"
        values["group"] = group
    if values["query"] is not None:
        more += _FOUND
    return columns(db, _SAID.format(kinds=NOT_HUMAN_KINDS, more=more), values, 1)[0]


def aside(db: Database) -> Ints:
    """Bots and the operator: no rule is about them."""
    return columns(db, "SELECT id FROM members WHERE bot OR is_self", [], 1)[0]
