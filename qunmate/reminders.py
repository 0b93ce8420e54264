"""Which planned things the operator is to be reminded of, when, and in which words."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from qunmate.digest import tidy
from qunmate.i18n import ngettext
from qunmate.model import PlanItem
from qunmate.plan_words import kind_word
from qunmate.terms import listed

USUAL = 10  # minutes before an item begins
CHOICES = (0, 5, 10, 15, 30)  # 0 is never
LATE = 60  # seconds after which nobody is reminded of what has begun
MEANT = frozenset({"draft", "ready"})  # an idea may never be posted

Key = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Coming:
    """A thing that is planned; `begins` by the clock of its group, named in `groups`."""

    item: PlanItem
    begins: datetime
    groups: tuple[str, ...]

    @property
    def key(self) -> Key:
        """One time it happens; moved to another it is told anew."""
        return self.item.id, self.item.starts_at


@dataclass(frozen=True, slots=True)
class Notice:
    title: str
    text: str


def due(coming: Sequence[Coming], told: Collection[Key], now: float, minutes: int) -> list[Coming]:
    """What begins within so many minutes, or just has, and was not told yet."""
    return [
        one
        for one in coming
        if one.key not in told and -LATE <= one.item.starts_at - now <= 60 * minutes
    ]


def seconds_left(coming: Sequence[Coming], now: float, minutes: int) -> float | None:
    """How long until the next of them is due; None if there is none."""
    waits = [one.item.starts_at - 60 * minutes - now for one in coming]
    return min((wait for wait in waits if wait > 0), default=None)


def notice(found: Sequence[Coming], *, blurred: bool) -> Notice:
    """What to say of things that are due at once. While names are blurred, titles and texts,
    which may hold some, are left out."""
    if len(found) > 1:
        n = len(found)
        title = ngettext("{n} thing is planned now", "{n} things are planned now", n).format(
            n=f"{n:,}"
        )
        return Notice(title, "\n".join(_line(one, blurred=blurred) for one in found))
    (one,) = found
    first = next(iter(one.item.text.strip().splitlines()), "")
    rest = "" if blurred else tidy.line(first)
    words = [_groups(one), rest if rest != one.item.title else ""]
    return Notice(_what(one, blurred=blurred), "\n".join(part for part in words if part))


def _what(one: Coming, *, blurred: bool) -> str:
    title = "" if blurred else tidy.line(one.item.title, tidy.NAME)
    kind = kind_word(one.item.kind)
    parts = [kind] if title in {"", kind} else [kind, title]
    return f"{one.begins:%H:%M} " + " · ".join(parts)


def _line(one: Coming, *, blurred: bool) -> str:
    return " · ".join(part for part in (_what(one, blurred=blurred), _groups(one)) if part)


def _groups(one: Coming) -> str:
    return listed(tidy.line(name, tidy.NAME) for name in one.groups)
