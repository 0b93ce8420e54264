"""The groups: SQL in, Group out."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from typing import Any

from qunmate import clock
from qunmate.bidi import unturned
from qunmate.data import numbers, rezone, settings
from qunmate.data.database import Database
from qunmate.errors import UserError
from qunmate.model import STAGES, Group, GroupSummary

ORDER = "group_order"  # the setting that holds the ids in the order of the list
NAME_LIMIT = 200  # characters; chat programs stop far below

_COLUMNS = "id, name, platform, timezone, weekly_target, stage_override, archived"


def _group(row: tuple[Any, ...]) -> Group:
    number, name, platform, zone, goal, stage, archived = row
    return Group(number, name, platform, zone, _goal(goal), stage, bool(archived))


def _goal(stored: float | None) -> float | None:
    """More than everybody can't speak; other programs may have written it, or no goal as 0."""
    return min(stored, 1.0) if stored and stored > 0 else None


def all_groups(db: Database) -> list[Group]:
    return [_group(row) for row in db.execute(f"SELECT {_COLUMNS} FROM groups ORDER BY id")]


def by_name(db: Database, name: str) -> Group:
    """UserError if there is no such group."""
    found = named(db, name)
    if found is None:
        raise UserError("group_unknown", name=name)
    return found


def asked(db: Database, name: str | None) -> Group | None:
    """The group of this name, None where none is asked for. UserError if there is no such group:
    an empty name, which a script may have filled in, is asked for as well."""
    return None if name is None else by_name(db, name)


def named(db: Database, name: str) -> Group | None:
    """The group of this name, which may have space around it."""
    query = f"SELECT {_COLUMNS} FROM groups WHERE name = ?"
    row = db.execute(query, [_one_line(name)]).fetchone()
    return _group(row) if row else None


def by_id(db: Database, group_id: int) -> Group:
    row = db.execute(f"SELECT {_COLUMNS} FROM groups WHERE id = ?", [group_id]).fetchone()
    if row is None:
        raise UserError("group_unknown", name=str(group_id))
    return _group(row)


def clean_name(name: str) -> str:
    """A group's name as one line without space around it. UserError if nothing is left."""
    cleaned = _one_line(name)
    if not cleaned:
        raise UserError("group_name_empty")
    return cleaned


def _one_line(name: str) -> str:
    line = re.sub(r"[\x00-\x1f\x7f\u2028\u2029]+", " ", unturned(name))
    return line.strip()[:NAME_LIMIT].rstrip()


def local_timezone() -> str:
    """The machine's IANA time zone, UTC where it has none."""
    import tzlocal

    return tzlocal.get_localzone_name() or "UTC"


def add(db: Database, name: str, platform: str, timezone: str | None = None) -> Group:
    name, zone_name = clean_name(name), timezone or local_timezone()
    clock.zone(zone_name)
    if db.execute("SELECT 1 FROM groups WHERE name = ?", [name]).fetchone():
        raise UserError("group_exists", name=name)
    number = numbers.next_free(db, "groups")
    db.execute(
        "INSERT INTO groups (id, name, platform, timezone, created_at) VALUES (?, ?, ?, ?, ?)",
        [number, name, platform, zone_name, int(time.time())],
    )
    return by_id(db, number)


def brought_by(db: Database, group_id: int, import_id: int) -> None:
    """Note that a group was made for an import, and goes with it."""
    db.execute("UPDATE groups SET import_id = ? WHERE id = ?", [import_id, group_id])


def summaries(db: Database) -> list[GroupSummary]:
    """Every group with its counts; members are those with a stay that has not ended."""
    rows = db.execute(
        f"""
        SELECT {_COLUMNS},
            (SELECT count(DISTINCT m.id) FROM memberships m JOIN stays s ON s.membership_id = m.id
             WHERE m.group_id = groups.id AND s.left_on IS NULL),
            (SELECT count(*) FROM messages WHERE group_id = groups.id),
            (SELECT min(sent_at) FROM messages WHERE group_id = groups.id),
            (SELECT max(sent_at) FROM messages WHERE group_id = groups.id)
        FROM groups ORDER BY archived, id
        """
    )
    return [GroupSummary(_group(row[:7]), *row[7:]) for row in rows]


def edit(
    db: Database,
    group_id: int,
    *,
    name: str,
    platform: str,
    weekly_target: float | None,
    archived: bool,
    timezone: str | None = None,
) -> Group:
    """Set what the operator says of a group. A new time zone keeps the wall clock of times
    that came without a zone and the instant of the others; days are derived again. UserError
    if another group has the name, or if the goal is no share of the members."""
    old, name = by_id(db, group_id), clean_name(name)
    if weekly_target is not None and not 0 < weekly_target <= 1:
        raise UserError("goal_no_share")
    if db.execute("SELECT 1 FROM groups WHERE name = ? AND id <> ?", [name, group_id]).fetchone():
        raise UserError("group_exists", name=name)
    if timezone is not None and timezone != old.timezone:
        rezone.rezone(db, group_id, timezone)
    db.execute(
        "UPDATE groups SET name = ?, platform = ?, weekly_target = ?, archived = ?, timezone = ?,"
        " import_id = NULL WHERE id = ?",
        [name, platform, weekly_target, int(archived), timezone or old.timezone, group_id],
    )
    return by_id(db, group_id)


def set_stage(db: Database, group_id: int, stage: str | None) -> Group:
    """Say the stage by hand; None leaves it to the figures again."""
    if stage is not None and stage not in STAGES:
        raise ValueError(stage)
    db.execute("UPDATE groups SET stage_override = ? WHERE id = ?", [stage, group_id])
    return by_id(db, group_id)


def in_order(db: Database) -> list[Group]:
    """All groups as the operator put them; new ones last."""
    order = {group_id: place for place, group_id in enumerate(settings.get(db, ORDER, list[int]()))}
    return sorted(all_groups(db), key=lambda group: (order.get(group.id, len(order)), group.id))


def put_in_order(db: Database, group_ids: Sequence[int]) -> None:
    settings.put(db, ORDER, list(group_ids))
