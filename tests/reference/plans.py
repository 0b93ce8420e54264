"""A small operator's file as a plan, and how it is written down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from qunmate.model import Kind

from .reading import SECONDS_OF_A_DAY, calendar_date
from .writing import Writer


@dataclass(frozen=True)
class MessagePlan:
    at: int
    part: int
    identity: int | None
    kind: Kind
    reply_to: str | None
    platform_id: str | None
    mentions: tuple[int | None, ...]


@dataclass(frozen=True)
class MembershipPlan:
    member: int
    stays: tuple[tuple[str | None, str | None, str], ...]
    role: str | None
    invited_by: int | None
    layer_override: str | None


@dataclass(frozen=True)
class GroupPlan:
    timezone: str
    weekly_target: float | None
    stage_override: str | None
    memberships: tuple[MembershipPlan, ...]
    messages: tuple[MessagePlan, ...]
    parts: tuple[tuple[int, int], ...]  # days that each import's coverage is longer at both ends
    undone: tuple[int, int] | None


@dataclass(frozen=True)
class ItemPlan:
    """A plan item. `own` are (how many instants of the rule are before it, seconds it was moved
    by, status) of the occurrences that have rows of their own."""

    groups: tuple[int, ...]
    kind: str
    status: str
    at: int
    rrule: str | None = None
    own: tuple[tuple[int, int, str], ...] = ()


@dataclass(frozen=True)
class FilePlan:
    """`identities` are (member, group or None), all numbers count from 0."""

    bots: tuple[bool, ...]
    identities: tuple[tuple[int, int | None], ...]
    groups: tuple[GroupPlan, ...]
    first: int | None
    last: int | None
    settings: tuple[tuple[str, float], ...]
    items: tuple[ItemPlan, ...] = ()


def write_file(plan: FilePlan, write: Writer) -> list[int]:
    """Write it all and give the ids of the groups."""
    base = (
        min((m.at for group in plan.groups for m in group.messages), default=0) // SECONDS_OF_A_DAY
    )
    groups = [
        write.group(g.timezone, weekly_target=g.weekly_target, stage_override=g.stage_override)
        for g in plan.groups
    ]
    for key, value in plan.settings:
        write.setting(key, value)
    members = [write.member(bot=bot) for bot in plan.bots]
    identities = [
        write.identity(members[member], group=None if place is None else groups[place])
        for member, place in plan.identities
    ]
    for id_, group in zip(groups, plan.groups, strict=True):
        for m in group.memberships:
            write.membership(
                id_,
                members[m.member],
                m.stays,
                role=m.role,
                invited_by=None if m.invited_by is None else members[m.invited_by],
                layer_override=m.layer_override,
            )
        write_chat(write, id_, group, identities)
        if group.undone:
            begin = base + group.undone[0]
            write.chat_import(id_, begin, begin + group.undone[1], at=10**10, undone=True)
    for item in plan.items:
        write_item(write, item, groups, plan.groups[min(item.groups)].timezone)
    write.count_days()
    return groups


def write_item(write: Writer, item: ItemPlan, groups: list[int], timezone: str) -> None:
    places = [groups[place] for place in item.groups]
    series = write.plan_item(places, item.kind, item.status, item.at, rrule=item.rrule)
    if item.rrule is None:
        return
    step = {"FREQ=DAILY": 1, "FREQ=DAILY;INTERVAL=3": 3, "FREQ=WEEKLY": 7}[item.rrule]
    zone = ZoneInfo(timezone)
    begin = datetime.fromtimestamp(item.at, UTC).astimezone(zone).replace(tzinfo=None)
    for passed, moved, status in item.own:
        wall = begin + timedelta(days=passed * step)
        at = int(wall.replace(tzinfo=zone).timestamp())
        write.plan_item(places, item.kind, status, at + moved, series_id=series, occurrence_at=at)


def write_chat(write: Writer, id_: int, group: GroupPlan, identities: list[int]) -> None:
    zone = ZoneInfo(group.timezone)
    # the latest part is taken in first, so that ids and times do not run together
    for part, (before, after) in reversed(list(enumerate(group.parts))):
        messages = [message for message in group.messages if message.part == part]
        days = [
            (datetime.fromtimestamp(m.at, UTC).astimezone(zone).date() - calendar_date(0)).days
            for m in messages
        ]
        first, last = (min(days) - before, max(days) + after) if days else (None, None)
        batch = write.chat_import(id_, first, last, at=(last or 10) * SECONDS_OF_A_DAY + part)
        for message in messages:
            write.message(
                id_,
                batch,
                message.at,
                None if message.identity is None else identities[message.identity],
                kind=message.kind,
                reply_to=message.reply_to,
                platform_id=message.platform_id,
                mentions=[None if i is None else identities[i] for i in message.mentions],
            )
