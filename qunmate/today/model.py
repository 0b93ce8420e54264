"""What the day asks for, as frozen values. Days are counted from 1970-01-01."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from qunmate.figures.alerts import Alert
from qunmate.model import ContactNote, PlanItem

MEET = ("welcome", "follow_up", "expiring", "birthday", "birthday_soon", "quiet")


class Person(NamedTuple):
    """`day` is that of joining, of the last word, of expiring or of the birthday, whichever
    the line is about; `by` names who invited them."""

    id: int
    name: str
    day: int | None = None
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing to do. `subject` names it among those of its kind, also when it is read anew.

    `time` is the wall clock as HH:MM, `waited` counts seconds. `item` is set for a post, `note`
    for a follow-up, `message_id` for a question.
    """

    kind: str
    subject: str
    day: int
    group_id: int | None = None
    groups: tuple[str, ...] = ()
    people: tuple[Person, ...] = ()
    title: str = ""
    text: str = ""
    time: str = ""
    waited: int = 0
    done: bool = False
    item: PlanItem | None = None
    note: ContactNote | None = None
    message_id: int | None = None

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.subject}"

    @property
    def names(self) -> list[str]:
        return [person.name for person in self.people]

    @property
    def ids(self) -> tuple[int, ...]:
        return tuple(person.id for person in self.people)


@dataclass(frozen=True, slots=True)
class Tasks:
    """What is planned and whom to meet; `tomorrow` are the posts of the day after, `occasion`
    the festival or solar term, empty on other days."""

    posts: tuple[Line, ...] = ()
    meets: tuple[Line, ...] = ()
    tomorrow: tuple[Line, ...] = ()
    occasion: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """A group's `day` in figures. `members` is the change of their number from the day before;
    `share` that of the messages, against the mean of the same weekday in the `weeks` before,
    or against the day before where `weeks` is 0; None where neither is covered."""

    group_id: int
    group: str
    day: int
    members: int
    messages: int
    speakers: int
    share: float | None
    weeks: int


@dataclass(frozen=True, slots=True)
class Findings:
    """What the figures say: members gone quiet, alerts, and the last day against others."""

    quiet: tuple[Line, ...] = ()
    alerts: tuple[Alert, ...] = ()
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole day."""

    day: int
    tasks: Tasks = field(default_factory=Tasks)
    questions: tuple[Line, ...] = ()
    findings: Findings = field(default_factory=Findings)

    @property
    def meets(self) -> tuple[Line, ...]:
        """Whom to meet, in the order of MEET."""
        found = [*self.tasks.meets, *self.findings.quiet]
        return tuple(sorted(found, key=lambda line: MEET.index(line.kind)))

    @property
    def lines(self) -> tuple[Line, ...]:
        return (*self.tasks.posts, *self.meets, *self.questions)

    @property
    def done(self) -> int:
        return sum(line.done for line in self.lines)

    @property
    def open(self) -> int:
        """How many lines still ask for something."""
        return sum(not line.done and line.kind != "birthday_soon" for line in self.lines)
