"""Reads a QunMate file by plain SELECTs into naive lists. Days are whole days since 1970-01-01."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from qunmate.model import Kind

EPOCH = date(1970, 1, 1)
SECONDS_OF_A_DAY = 24 * 60 * 60


def day_number(text: str | None) -> int | None:
    return None if text is None else (date.fromisoformat(text) - EPOCH).days


def calendar_date(day: int) -> date:
    return EPOCH + timedelta(days=day)


def iso(day: int) -> str:
    return calendar_date(day).isoformat()


@dataclass(frozen=True)
class Line:
    """One record of a chat. `sender` is a member or None, `at` an instant."""

    id: int
    at: int
    utc_offset: int
    sender: int | None
    sender_is_bot: bool
    kind: Kind
    reply_to: str | None
    platform_id: str | None
    mentioned: tuple[int, ...]

    @cached_property
    def day(self) -> int:
        return (self.at + self.utc_offset) // SECONDS_OF_A_DAY

    @property
    def hour(self) -> int:
        return (self.at + self.utc_offset) % SECONDS_OF_A_DAY // 3600

    @property
    def human(self) -> bool:
        return self.kind not in {Kind.SYSTEM, Kind.RECALL} and not self.sender_is_bot


@dataclass(frozen=True)
class Stay:
    """One stay of a membership; `first` of that membership or a later one."""

    member: int
    joined_on: int | None
    left_on: int | None
    brought_on: int
    first: bool


@dataclass(frozen=True)
class Import:
    at: int
    first_day: int | None
    last_day: int | None


@dataclass(frozen=True)
class Item:
    """A plan item as it is stored."""

    id: int
    groups: frozenset[int]
    kind: str
    starts_at: int
    rrule: str | None
    status: str
    series_id: int | None
    occurrence_at: int | None


@dataclass(frozen=True, eq=False)
class Book:
    """All that the file knows about one group. Equal only to itself, so results can be kept."""

    id: int
    name: str
    platform: str
    timezone: str
    weekly_target: float | None
    stage_override: str | None
    lines: list[Line]
    stays: list[Stay]
    roles: dict[int, str]
    layer_overrides: dict[int, str]
    imports: list[Import]
    gap_minutes: float
    dormant_days: int
    items: list[Item]  # of all groups
    zones: dict[int, str]  # of all groups

    @cached_property
    def human_lines(self) -> list[Line]:
        return [line for line in self.lines if line.human]


def read_books(db: sqlite3.Connection) -> dict[int, Book]:
    """Every group of the file by its id."""
    settings = dict(db.execute("SELECT key, value FROM settings"))
    groups = db.execute(
        "SELECT id, name, platform, timezone, weekly_target, stage_override FROM groups"
    ).fetchall()
    books = {}
    for group, name, platform, timezone, weekly_target, stage_override in groups:
        members = db.execute(
            "SELECT member_id, role, layer_override FROM memberships WHERE group_id = ?", [group]
        ).fetchall()
        books[group] = Book(
            id=group,
            name=name,
            platform=platform,
            timezone=timezone,
            weekly_target=weekly_target,
            stage_override=stage_override,
            lines=_read_lines(db, group),
            stays=_read_stays(db, group),
            roles={member: role for member, role, _ in members if role is not None},
            layer_overrides={member: layer for member, _, layer in members if layer is not None},
            imports=_read_imports(db, group),
            gap_minutes=float(settings.get("conversation_gap_minutes", 30)),
            dormant_days=int(settings.get("dormant_days", 90)),
            items=_read_items(db),
            zones={row[0]: row[3] for row in groups},
        )
    return books


def _read_lines(db: sqlite3.Connection, group: int) -> list[Line]:
    member_of = dict(db.execute("SELECT id, member_id FROM identities"))
    bots = {row[0] for row in db.execute("SELECT id FROM members WHERE bot <> 0")}
    mentioned: dict[int, list[int]] = {}
    for message, identity in db.execute("SELECT message_id, identity_id FROM mentions"):
        if identity is not None:
            mentioned.setdefault(message, []).append(member_of[identity])
    lines = []
    for id_, at, offset, identity, kind, reply_to, platform_id in db.execute(
        "SELECT id, sent_at, utc_offset, identity_id, kind, reply_to, platform_id"
        " FROM messages WHERE group_id = ?",
        [group],
    ):
        sender = None if identity is None else member_of[identity]
        lines.append(
            Line(
                id=id_,
                at=at,
                utc_offset=offset,
                sender=sender,
                sender_is_bot=sender in bots,
                kind=Kind(kind),
                reply_to=reply_to,
                platform_id=platform_id,
                mentioned=tuple(mentioned.get(id_, [])),
            )
        )
    return sorted(lines, key=lambda line: (line.at, line.id))


def _read_stays(db: sqlite3.Connection, group: int) -> list[Stay]:
    stays = []
    seen = set()
    for member, joined_on, left_on, brought_on in db.execute(
        "SELECT m.member_id, s.joined_on, s.left_on, s.brought_on FROM stays s"
        " JOIN memberships m ON m.id = s.membership_id WHERE m.group_id = ? ORDER BY s.id",
        [group],
    ):
        brought = day_number(brought_on)
        assert brought is not None
        first = member not in seen
        seen.add(member)
        stays.append(Stay(member, day_number(joined_on), day_number(left_on), brought, first))
    return stays


def _read_imports(db: sqlite3.Connection, group: int) -> list[Import]:
    rows = db.execute(
        "SELECT at, first_day, last_day FROM imports WHERE group_id = ? AND undone = 0", [group]
    )
    return [Import(*row) for row in rows]


def _read_items(db: sqlite3.Connection) -> list[Item]:
    rows = db.execute(
        "SELECT id, kind, starts_at, rrule, status, series_id, occurrence_at FROM plan_items"
    ).fetchall()
    groups = db.execute("SELECT plan_item_id, group_id FROM plan_item_groups").fetchall()
    return [
        Item(row[0], frozenset(group for item, group in groups if item == row[0]), *row[1:])
        for row in rows
    ]
