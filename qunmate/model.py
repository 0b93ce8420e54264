"""The nouns of QunMate as frozen values. Words as in the glossary of the user guide."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from typing import NamedTuple

PLATFORMS = (
    "wechat",
    "wecom",
    "qq",
    "telegram",
    "whatsapp",
    "line",
    "discord",
    "slack",
    "dingtalk",
    "feishu",
    "other",
)
ROLES = ("owner", "admin", "member")
LAYERS = ("leader", "core", "active", "quiet", "dormant", "newcomer")
STAGES = ("intro", "growth", "mature", "decline", "silent")
TALK_ROLES = ("starter", "participant", "bystander")


class Kind(IntEnum):
    """Message kinds; the numbers are those of the ChatLab format and stand in the file."""

    TEXT = 0
    IMAGE = 1
    VOICE = 2
    VIDEO = 3
    FILE = 4
    EMOJI = 5
    LINK = 7
    LOCATION = 8
    RED_PACKET = 20
    TRANSFER = 21
    POKE = 22
    CALL = 23
    SHARE = 24
    REPLY = 25
    FORWARD = 26
    CONTACT = 27
    SYSTEM = 80
    RECALL = 81
    OTHER = 99

    @property
    def word(self) -> str:
        return self.name.lower()


NOT_HUMAN = frozenset({Kind.SYSTEM, Kind.RECALL})


@dataclass(frozen=True, slots=True)
class Group:
    id: int
    name: str
    platform: str
    timezone: str
    weekly_target: float | None = None
    stage_override: str | None = None
    archived: bool = False


@dataclass(frozen=True, slots=True)
class GroupSummary:
    """A group with its counts; `messages` counts every kind, instants are epoch seconds."""

    group: Group
    members: int
    messages: int
    first_message: int | None
    last_message: int | None


@dataclass(frozen=True, slots=True)
class Identity:
    """A platform id (`group_id` is None) or a name seen in one group."""

    platform: str
    value: str
    group_id: int | None = None


@dataclass(frozen=True, slots=True)
class Stay:
    """ISO dates; None means unknown (joined_on) or not left (left_on)."""

    joined_on: str | None
    left_on: str | None
    brought_on: str


@dataclass(frozen=True, slots=True)
class Membership:
    group_id: int
    member_id: int
    nickname: str | None = None
    role: str | None = None
    invited_by: int | None = None
    expires_on: str | None = None
    layer_override: str | None = None
    stays: tuple[Stay, ...] = ()

    @property
    def lasts(self) -> bool:
        """Whether they have not left, as far as is known."""
        return not self.stays or self.stays[-1].left_on is None


@dataclass(frozen=True, slots=True)
class Member:
    id: int
    name: str
    is_self: bool = False
    bot: bool = False
    opt_out: bool = False
    phone: str | None = None
    city: str | None = None
    trade: str | None = None
    birthday: str | None = None
    gender: str | None = None
    strengths: str | None = None
    needs: str | None = None
    notes: str | None = None
    custom: dict[str, str] = field(default_factory=dict)
    tags: tuple[str, ...] = ()
    identities: tuple[Identity, ...] = ()
    memberships: tuple[Membership, ...] = ()


@dataclass(frozen=True, slots=True)
class Tag:
    """`colour` is None where the operator chose none, `group` "" for none. `rule` is the JSON
    of the rule that gives it (roster/tag_rules.py). `members` hold it, `by_rule` of them
    because of its rule; `present` of them are in a group now."""

    id: int
    name: str
    colour: str | None = None
    group: str = ""
    rule: str | None = None
    members: int = 0
    by_rule: int = 0
    present: int = 0


class Reaction(NamedTuple):
    """A sign that people answered a message with, as text, and how many of them did."""

    sign: str
    given: int


class Message(NamedTuple):
    """One stored record. `sent_at` in epoch seconds, `utc_offset` in seconds."""

    id: int
    group_id: int
    sent_at: int
    utc_offset: int
    member_id: int | None
    sender: str
    kind: Kind
    text: str
    reply_to: str | None
    platform_id: str | None
    reactions: tuple[Reaction, ...] = ()


PLAN_KINDS = (
    "greeting",
    "festival",
    "topic",
    "knowledge",
    "sharing",
    "lecture",
    "offer",
    "game",
    "check_in",
    "ritual",
    "meeting",
    "ad",
    "notice",
)
PLAN_STATUSES = ("idea", "draft", "ready", "done", "skipped")


class ChatRow(NamedTuple):
    """A message as a list shows it. `wall`: seconds since 1970-01-01 read off the group's
    clock. `sender`: the name the group knows them by today. `kept`: is part of a highlight.
    `name`: the one on their card."""

    id: int
    group_id: int
    wall: int
    member_id: int | None
    sender: str
    kind: Kind
    text: str
    kept: bool
    reactions: tuple[Reaction, ...] = ()
    name: str = ""

    @property
    def day(self) -> int:
        return self.wall // 86_400


@dataclass(frozen=True, slots=True)
class PlanItem:
    """One thing planned, or one time it happens. Instants are epoch seconds.

    One occurrence of a repeating item has the item's `id` and `rrule` and, in `occurrence_at`,
    when it begins. One that was moved, edited, done or skipped by itself has a row, and so an
    `id`, of its own: `series_id` names the repeating item, `occurrence_at` the time it stands
    for. Both are None for what happens once.
    """

    id: int
    group_ids: tuple[int, ...]
    kind: str
    title: str
    text: str
    starts_at: int
    ends_at: int | None
    rrule: str | None
    status: str
    series_id: int | None = None
    occurrence_at: int | None = None
    speaker_id: int | None = None
    result: str = ""


@dataclass(frozen=True, slots=True)
class Highlight:
    id: int
    group_id: int
    kind: str
    title: str
    text: str
    authors: tuple[int, ...]
    topics: tuple[str, ...]
    tags: tuple[str, ...]
    starred: bool
    occurred_on: str
    messages: tuple[int, ...]
    copies: int = 0


@dataclass(frozen=True, slots=True)
class ContactNote:
    """A private talk with a member. ISO days; `followed_up_on` is None while the matter waits."""

    id: int
    member_id: int
    group_id: int | None
    noted_on: str
    text: str
    follow_up_on: str | None = None
    followed_up_on: str | None = None


@dataclass(frozen=True, slots=True)
class ImportBatch:
    """One file (or one chat of it) taken in. `at` in epoch seconds."""

    id: int
    kind: str
    file: str
    sha256: str
    format: str
    group_id: int | None
    at: int
    new: int
    updated: int
    duplicates: int
    rejected: int
    undone: bool
