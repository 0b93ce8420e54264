"""What a chat reader yields: bulk records, as NamedTuples in batches."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Self

from qunmate.errors import Problem
from qunmate.model import Kind, Reaction


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
    reactions: tuple[Reaction, ...] = ()


# the person whom a source calls “you”: no name holds a NUL
OPERATOR = ("", "\0you")


class SourceEvent(NamedTuple):
    """Something that happened to people: join, leave, invite, rename, role, pin.

    `person` and `by` are (platform id, name), either may be empty, or OPERATOR. `text` is the
    new name of a rename, owner, admin or member for a role, else what the source says.
    """

    at: int
    kind: str
    person: tuple[str, str]
    by: tuple[str, str] = ("", "")
    text: str = ""


class Participant(NamedTuple):
    """A person the source lists, whether or not they speak. `own`: it is from their account,
    so they are whom its lines call “you”."""

    platform_id: str
    name: str
    nickname: str = ""
    role: str | None = None
    bot: bool = False
    own: bool = False


class LineProblem(NamedTuple):
    """A place in the source that can't be read."""

    line: int
    problem: Problem


# problems beside the records: they say something of the text, but reject no record
_BESIDE = frozenset({"bad_bytes", "cut_off", "json_broken", "line_too_long", "mail_too_long"})
MAX_LISTED = 1_000  # problems that are shown; the others are counted


class Problems(list[LineProblem]):
    """What is wrong in a part of a source, as much of it as is shown: there may be millions.
    `total` counts all of it, `rejected` what costs a record."""

    total = 0
    rejected = 0

    def append(self, wrong: LineProblem) -> None:
        self.total += 1
        self.rejected += wrong.problem.code not in _BESIDE
        if len(self) < MAX_LISTED:
            super().append(wrong)

    def __iadd__(self, several: Iterable[LineProblem]) -> Self:  # type: ignore[misc,override]
        for wrong in several:
            self.append(wrong)
        if isinstance(several, Problems):
            self.total += several.total - len(several)
            self.rejected += several.rejected - sum(
                wrong.problem.code not in _BESIDE for wrong in several
            )
        return self


@dataclass(frozen=True, slots=True)
class ChatHead:
    """Begins a chat inside a source. `chat_id` is the platform's id of it, if told. `private`:
    one of an account's chats that is no group."""

    platform: str
    name: str = ""
    chat_id: str = ""
    zoned: bool = False
    exported_at: int | None = None
    participants: tuple[Participant, ...] = ()
    private: bool = False


@dataclass(slots=True)
class Batch:
    """Some thousand records in the order of the source, by columns: a reader that parses a
    large file makes whole columns at a time, others `extend` it by records. `participants` are
    people of whom the source tells more than a name. `reactions` are those of the few messages
    that have any, by their place. `position` tells how many bytes were read."""

    at: list[int] = field(default_factory=list)
    sender_id: list[str] = field(default_factory=list)
    sender: list[str] = field(default_factory=list)
    kind: list[Kind] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    nickname: list[str] = field(default_factory=list)
    reply_to: list[str | None] = field(default_factory=list)
    platform_id: list[str | None] = field(default_factory=list)
    mentions: list[tuple[str, ...]] = field(default_factory=list)
    reactions: dict[int, tuple[Reaction, ...]] = field(default_factory=dict)
    events: list[SourceEvent] = field(default_factory=list)
    participants: list[Participant] = field(default_factory=list)
    problems: Problems = field(default_factory=Problems)
    position: int = 0
    truncated: bool = False

    def __len__(self) -> int:
        return len(self.at)

    def extend(self, records: Iterable[Record]) -> None:
        told = list(zip(*records, strict=True))
        self._react(told[-1] if told else ())
        for column, values in zip(self._columns(), told, strict=False):
            column.extend(values)

    def add(self, other: Batch) -> None:
        """What another one holds, behind what is here."""
        self.reactions |= {len(self) + place: one for place, one in other.reactions.items()}
        for column, values in zip(self._columns(), other._columns(), strict=True):
            column.extend(values)
        self.events += other.events
        self.participants += other.participants
        self.problems += other.problems

    @property
    def records(self) -> list[Record]:
        rows = enumerate(zip(*self._columns(), strict=True))
        return [Record._make((*row, self.reactions.get(place, ()))) for place, row in rows]

    def _react(self, told: Iterable[tuple[Reaction, ...]]) -> None:
        """Keep the reactions of messages that are put behind what is here."""
        if any(told):
            self.reactions |= {place: one for place, one in enumerate(told, len(self)) if one}

    def _columns(self) -> tuple[list[Any], ...]:
        return (
            self.at,
            self.sender_id,
            self.sender,
            self.kind,
            self.text,
            self.nickname,
            self.reply_to,
            self.platform_id,
            self.mentions,
        )
