"""Takes all rows of a sheet into the book of a group, and sums up what became of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Any

from qunmate.errors import Problem
from qunmate.progress import Job, Progress
from qunmate.roster import newcomers
from qunmate.roster.full_list import FullList
from qunmate.roster.inviters import Inviters
from qunmate.roster.mapping import CARD, CUSTOM, PERSON
from qunmate.roster.model import Book, CellProblem, RowPlan
from qunmate.roster.row_plans import RowPlans, first_value, status
from qunmate.roster.rows import FieldRows
from qunmate.roster.snapshot import ListChange
from qunmate.roster.taking import Taken, Taker, drop_reverted

MOST_ERRORS = 1_000
_STEP = 2_000  # rows between two looks at progress
_STRONG = frozenset({CARD, "wechat", "qq", "id", "phone"})
_NAMES = frozenset({"name", "nickname"})


@dataclass(frozen=True, slots=True)
class RosterImport:
    """What an import did, or with a dry run would do: then `import_id` is None and `plans`
    tells of every row. rows = new + updated + unchanged + rejected; of the rejected so many
    `doubts` may be several members, and wait for the operator. `left` members of a full
    list's group are not on it; `compared` says what is other than in the last full list."""

    import_id: int | None
    file: str
    rows: int
    new: int
    updated: int
    unchanged: int
    rejected: int
    errors: tuple[CellProblem, ...]
    errors_total: int
    mapping: dict[str, str]
    truncated: bool = False
    plans: tuple[RowPlan, ...] = ()
    left: int = 0
    compared: tuple[ListChange, ...] = ()
    doubts: int = 0


@dataclass(frozen=True, slots=True)
class How:
    """What was asked for; `full` where the sheet lists everybody."""

    sheet: str | None
    mapping: Mapping[str, str] | None
    heading: int | None
    left_out: frozenset[int]
    mode: str
    decided: Mapping[int, int]
    today: date
    dry_run: bool
    full: FullList | None

    @property
    def day(self) -> str:
        return self.today.isoformat()


def take_rows(table: FieldRows, book: Book, how: How, result: RosterImport) -> Job[RosterImport]:
    """Take every row into the book; gives `result` with what became of them."""
    custom = {name: name[len(CUSTOM) :] for name in table.columns if name.startswith(CUSTOM)}
    taker = Taker(book, how.mode, custom, table.readers)
    outcomes = yield from _outcomes(table, taker, how)
    _set_inviters(table, Inviters(book, how.mode), outcomes, how.mode)
    drop_reverted(outcomes)
    left = table.columns.get("left_on")
    lines = how.full.settle(book, outcomes, left, how.day) if how.full else []
    result = _summed(table, outcomes, result, plans=how.dry_run)
    if how.full is None:
        return result
    return replace(
        result,
        left=len(lines),
        plans=(*result.plans, *lines) if how.dry_run else (),
        compared=how.full.compared(book),
    )


def _outcomes(table: FieldRows, taker: Taker, how: How) -> Job[list[Taken | Problem]]:
    total = len(table.numbers)
    strangers = newcomers.strangers(table, taker.book)
    known = _recognised(table, taker, how, strangers)
    outcomes: list[Taken | Problem] = []
    for start in range(0, total, _STEP):
        yield Progress(total + start, 2 * total, start)
        step = range(start, min(start + _STEP, total))
        for strange, run in groupby(step, strangers.__getitem__):
            places = list(run)
            span = slice(places[0], places[-1] + 1)
            if strange:
                added = newcomers.add(table, span, taker.book, taker.custom)
                taker.matcher.claimed.update(one.card.id for one in added)
                outcomes += added
                continue
            for position, values in zip(places, table.rows(span=span), strict=True):
                blanks = table.blanks(position, values) if how.mode == "replace" else ()
                outcomes.append(_take_row(taker, values, blanks, known[position]))
    return outcomes


def _recognised(
    table: FieldRows, taker: Taker, how: How, strangers: list[bool]
) -> list[int | Problem | None]:
    """Who the rows are by what can't be shared, or as the operator decided: such a row is taken
    off the `strangers`."""
    known: list[int | Problem | None] = [None] * len(table.numbers)
    if taker.book.cards and not all(strangers):
        names = frozenset() if {CARD, "phone"}.isdisjoint(table.columns) else _NAMES
        known = taker.recognise(table.rows(_STRONG | names))
    for position, number in enumerate(table.numbers if how.decided else ()):
        if (member_id := how.decided.get(number)) is not None:
            known[position], strangers[position] = member_id, False
            taker.matcher.claimed.add(member_id)
    return known


def _take_row(
    taker: Taker, values: dict[str, Any], blanks: Any, known: int | Problem | None
) -> Taken | Problem:
    if PERSON.isdisjoint(values):
        return Problem("row_nobody")
    return known if isinstance(known, Problem) else taker.take(values, blanks, known)


def _set_inviters(
    table: FieldRows, inviters: Inviters, outcomes: Sequence[Taken | Problem], mode: str
) -> None:
    said = table.columns.get("invited_by")
    if said is None:
        return
    for position, (outcome, name) in enumerate(zip(outcomes, said, strict=True)):
        if isinstance(outcome, Problem):
            continue
        if name is not None:
            inviters.invite(outcome, name)
        elif mode == "replace" and (position, "invited_by") not in table.bad:
            inviters.clear(outcome)


def _summed(
    table: FieldRows,
    outcomes: Sequence[Taken | Problem],
    result: RosterImport,
    *,
    plans: bool,
) -> RosterImport:
    counts: Counter[str] = Counter()
    lines = RowPlans(table) if plans else None
    for position, outcome in enumerate(outcomes):
        number = table.numbers[position]
        counts[status(outcome)] += 1
        if lines:
            lines.tell(position, outcome)
        if isinstance(outcome, Problem):
            shown = first_value(table, position)
            table.problems.append(CellProblem(number, None, shown, outcome))
            continue
        for name, value, problem in outcome.troubles:
            table.reject(position, name, table.labels.get(name), value, problem)
    errors = sorted([*result.errors, *table.problems], key=lambda one: one.row)
    return replace(
        result,
        rows=len(outcomes),
        new=counts["new"],
        updated=counts["updated"],
        unchanged=counts["unchanged"],
        rejected=counts["rejected"],
        errors=tuple(errors[:MOST_ERRORS]),
        errors_total=len(errors),
        plans=tuple(lines.told) if lines else (),
        doubts=sum(isinstance(one, Problem) and bool(one.about) for one in outcomes),
    )
