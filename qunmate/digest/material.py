"""What a digest is made from, gathered before anything is composed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from qunmate import clock
from qunmate.digest import tidy
from qunmate.digest.questions import GAP, Question
from qunmate.figures.health import Health
from qunmate.figures.standing import Standing
from qunmate.i18n import _
from qunmate.model import Group, Highlight, Message, PlanItem

WORDS = 4  # characters from which on somebody's words are told from others'


class Known(NamedTuple):
    """A person as the group knows them."""

    name: str
    bot: bool = False
    opt_out: bool = False
    is_self: bool = False
    gone: bool = False


class Activity(NamedTuple):
    """A member who spoke in the period: how often, on how many days, and first on which."""

    member_id: int
    messages: int
    days: int
    first_day: int


class Joined(NamedTuple):
    """`joined_on` is a known ISO day."""

    member_id: int
    joined_on: str
    invited_by: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """Days are since 1970-01-01; `gaps` are the uncovered runs from `history` to `last`, `begun`
    is the first covered day of all.

    `standings` are as of `last`, empty for a member edition, `standings_before` as of the day
    before `first`. `plan` holds occurrences, not rules. `joined_on` tells the
    known day of joining (ISO) of those who spoke for the first time. A silence of
    `conversation_gap` seconds ends a conversation. `segment` is the name of one whose members,
    `segment_ids`, are told of by name.
    """

    group: Group
    edition: str
    first: int
    last: int
    today: int
    history: int
    health: Health
    before: Health
    gaps: Sequence[tuple[int, int]]
    begun: int | None
    people: Mapping[int, Known]
    chat: Sequence[Message] = ()
    questions: Sequence[Question] = ()
    activity: Sequence[Activity] = ()
    joins: Sequence[Joined] = ()
    joined_on: Mapping[int, str] = field(default_factory=dict)
    highlights: Sequence[Highlight] = ()
    highlights_before: int = 0
    plan: Sequence[PlanItem] = ()
    standings: Mapping[int, Standing] = field(default_factory=dict)
    standings_before: Mapping[int, Standing] = field(default_factory=dict)
    conversation_gap: float = GAP
    segment: str = ""
    segment_ids: Sequence[int] = ()

    def name(self, member_id: int | None) -> str:
        known = self.people.get(member_id) if member_id is not None else None
        return (tidy.line(known.name, tidy.NAME) if known else "") or _("a member")

    def may_name(self, member_id: int | None) -> bool:
        """Whether this edition may name them and quote their words."""
        known = self.people.get(member_id) if member_id is not None else None
        if known is None or known.bot:
            return False
        return self.edition != "member" or not known.opt_out

    def may_praise(self, member_id: int | None) -> bool:
        """The operator is not praised, nor is anybody who has left."""
        if member_id is None or not self.may_name(member_id):
            return False
        known = self.people[member_id]
        return not known.is_self and not known.gone

    def hidden(self) -> list[str]:
        """What those said whom this edition must not quote, not even in others' words."""
        silent = {who for who, known in self.people.items() if known.opt_out}
        if self.edition != "member" or not silent:
            return []
        return [
            message.text
            for message in self.chat
            if message.member_id in silent and len(message.text) >= WORDS
        ]

    def last_before(self, member_id: int) -> int | None:
        """The last day before the period on which the member spoke."""
        standing = self.standings_before.get(member_id)
        if standing is None or standing.last_spoke_on is None:
            return None
        return clock.parse_day(standing.last_spoke_on)

    def uncovered(self, first: int, last: int) -> int:
        """How many of these days no import covers."""
        return sum(max(0, min(last, end) - max(first, begin) + 1) for begin, end in self.gaps)

    def missing(self, first: int, last: int, back: int) -> int:
        """Uncovered days that a figure of the period rests on which looks `back` days back
        from its end. Days before the record begins only count inside the period itself."""
        begun = first if self.begun is None else min(first, self.begun)
        return self.uncovered(max(last - back + 1, begun), last)
