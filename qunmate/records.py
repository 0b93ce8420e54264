"""What a chat reader yields: bulk records, as NamedTuples in batches."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from qunmate.errors import Problem
from qunmate.model import Kind


class Record(NamedTuple):
    """One line of chat as the source tells it.

    `at` is an instant (epoch seconds) where the chat is `zoned`, else wall-clock seconds
    of the group's own clock. `sender_id` is the platform id, `sender` the name shown;
    both are empty for a record without a sender. `nickname` is the name in the group.
    """

    at: int
    sender_id: str
    sender: str
    kind: Kind
    text: str
    nickname: str = ""
    reply_to: str | None = None
    platform_id: str | None = None
    mentions: tuple[str, ...] = ()


class SourceEvent(NamedTuple):
    """Something that happened to people: join, leave, invite, rename, role, pin.

    `person` and `by` are (platform id, name), either may be empty.
    """

    at: int
    kind: str
    person: tuple[str, str]
    by: tuple[str, str] = ("", "")
    text: str = ""


class Participant(NamedTuple):
    """A person the source lists, whether or not they speak."""

    platform_id: str
    name: str
    nickname: str = ""
    role: str | None = None
    bot: bool = False


class LineProblem(NamedTuple):
    """A place in the source that can't be read."""

    line: int
    problem: Problem


@dataclass(frozen=True, slots=True)
class ChatHead:
    """Begins a chat inside a source. `chat_id` is the platform's id of it, if told."""

    platform: str
    name: str = ""
    chat_id: str = ""
    zoned: bool = False
    exported_at: int | None = None
    participants: tuple[Participant, ...] = ()


@dataclass(slots=True)
class Batch:
    """Some thousand records in the order of the source, and how many bytes were read."""

    records: list[Record] = field(default_factory=list)
    events: list[SourceEvent] = field(default_factory=list)
    problems: list[LineProblem] = field(default_factory=list)
    position: int = 0
    truncated: bool = False
