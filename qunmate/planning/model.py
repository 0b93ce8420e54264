"""A plan as it comes from a file and goes into one."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from qunmate.errors import Problem
from qunmate.roster.model import CellProblem

_PARTING = re.compile(r"([;；,，、/|\n])")
_LONGEST = 9  # pieces of a name that holds separators, the separators included


def group_names(said: str, known: Container[str] = ()) -> list[str]:
    """The groups that a cell names. One of the `known` (folded) may itself hold a sign that
    parts names: the longest known name counts."""
    pieces = _PARTING.split(said)
    found: list[str] = []
    at = 0
    while at < len(pieces):
        ends = range(min(at + _LONGEST, len(pieces)), at, -1)
        names = (("".join(pieces[at:end]).strip(), end) for end in ends)
        name, at = next((one for one in names if one[0].casefold() in known), (pieces[at], at + 1))
        if name.strip() and not _PARTING.fullmatch(name):
            found.append(name.strip())
    return found


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One item of a file. None means that the file doesn't tell.

    `uid` names it in its source. `begins` and `ends` are wall-clock times of `timezone`, or of
    the item's group where that is None. With `series` (the uid of a repeating item) it stands
    for the occurrence that would begin at `instead_of`. `groups` and `speaker` are names; one
    of `groups` may hold several, see `group_names`.
    """

    row: int
    uid: str
    begins: datetime
    ends: datetime | None = None
    timezone: str | None = None
    groups: tuple[str, ...] | None = None
    kind: str | None = None
    title: str | None = None
    text: str | None = None
    status: str | None = None
    speaker: str | None = None
    result: str | None = None
    rrule: str | None = None
    series: str | None = None
    instead_of: datetime | None = None


@dataclass(frozen=True, slots=True)
class ReadPlan:
    """What a file holds; `mapping` tells what was made of the columns of a sheet. `key` is by
    what the mapping is remembered."""

    format: str
    rows: Sequence[PlanRow]
    problems: Sequence[CellProblem] = ()
    rejected: int = 0
    mapping: dict[str, str] = field(default_factory=dict)
    key: str = ""


def trouble(row: int, column: str | None, value: object, code: str | Problem) -> CellProblem:
    problem = code if isinstance(code, Problem) else Problem(code)
    return CellProblem(row, column, " ".join(str(value).split())[:80], problem)
