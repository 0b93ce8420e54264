"""Who could leave a group, why, and who is safe; the reminder that goes to them first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from qunmate.figures.standing import Standing
from qunmate.i18n import _, ngettext

SILENT, NEVER = "silent", "never"
MOST_NAMES = 50  # that fit into one message of any platform


@dataclass(frozen=True, slots=True)
class Terms:
    """Whom a clean-up is about, in days; 0 turns a reason or a protection off. Whoever has one
    of `tags`, runs the group, joined less than `tenure` days ago, or has paid (an expiry that
    is not over) is safe."""

    silent: int = 90
    never: int = 30
    tags: frozenset[str] = frozenset()
    staff: bool = True
    tenure: int = 30
    paid: bool = True


class Person(NamedTuple):
    """Somebody in the group today, with what protects them; `expires_on` an ISO day or None."""

    name: str
    role: str
    expires_on: str | None
    tags: frozenset[str]


class Candidate(NamedTuple):
    """`reason` is kept in the log: its kind and the days, as in “silent:95”."""

    member_id: int
    name: str
    reason: str
    last_spoke_on: str | None
    joined_on: str | None
    reminded_on: str | None = None


class Found(NamedTuple):
    """The longest silent first; `protected` counts those whom only a protection keeps."""

    candidates: tuple[Candidate, ...]
    protected: int


def judge(
    people: Mapping[int, Person],
    standings: Mapping[int, Standing],
    terms: Terms,
    today: date,
    reminded: Mapping[int, str],
) -> Found:
    """By member id; `reminded` are the days of reminders that were followed by no removal."""
    found: list[tuple[int, Candidate]] = []
    protected = 0
    for member_id, person in people.items():
        standing = standings.get(member_id)
        told = standing and _reason(standing, terms, today)
        if not standing or not told:
            continue
        if _safe(person, standing, terms, today):
            protected += 1
            continue
        kind, days = told
        found.append(
            (
                days,
                Candidate(
                    member_id,
                    person.name,
                    f"{kind}:{days}",
                    standing.last_spoke_on,
                    standing.joined_on,
                    reminded.get(member_id),
                ),
            )
        )
    found.sort(key=lambda pair: (-pair[0], pair[1].member_id))
    return Found(tuple(one for _days, one in found), protected)


def _reason(standing: Standing, terms: Terms, today: date) -> tuple[str, int] | None:
    if standing.days_silent is not None:
        silent = terms.silent and standing.days_silent >= terms.silent
        return (SILENT, standing.days_silent) if silent else None
    tenure = _tenure(standing, today)
    never = terms.never and tenure is not None and tenure >= terms.never
    return (NEVER, tenure) if never and tenure is not None else None


def _tenure(standing: Standing, today: date) -> int | None:
    if standing.joined_on is None:
        return None
    return (today - date.fromisoformat(standing.joined_on)).days


def _safe(person: Person, standing: Standing, terms: Terms, today: date) -> bool:
    tenure = _tenure(standing, today)
    return (
        (terms.staff and person.role in {"owner", "admin"})
        or not terms.tags.isdisjoint(person.tags)
        or bool(terms.tenure and tenure is not None and tenure < terms.tenure)
        or (terms.paid and (person.expires_on or "") >= today.isoformat())
    )


def reason_words(reason: str) -> str:
    """A reason as it is kept, in words."""
    kind, _colon, days = reason.partition(":")
    if not days.isdecimal():
        return reason
    n = int(days)
    words = {
        SILENT: ngettext("silent for {n} day", "silent for {n} days", n),
        NEVER: ngettext("never spoke, joined {n} day ago", "never spoke, joined {n} days ago", n),
    }
    return words.get(kind, reason).format(n=n)


def reminder(names: Sequence[str], text: str, size: int) -> list[str]:
    """The text to post, in parts of at most `size` names: @names, then the text."""
    parts = [names[at : at + size] for at in range(0, len(names), size)]
    return [" ".join(f"@{name}" for name in part) + "\n" + text.strip() for part in parts]


def usual_reminder() -> str:
    """What stands in the field until the operator has written something better."""
    return _(
        "Hello! We have not heard from you for a while. We are tidying up the group: if you want"
        " to stay, just answer here within 7 days. Thank you!"
    )
