"""Takes a member sheet into a group: read, lay out, map, match, write, in one transaction."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from qunmate import clock
from qunmate import mapping as mappings
from qunmate.data import imports, roster_book, settings
from qunmate.data.importers.sheets import Book as SheetBook
from qunmate.data.importers.sheets import Sheet, open_book
from qunmate.data.store import Store
from qunmate.days import DayRules
from qunmate.errors import Problem, UserError
from qunmate.mapping import CARD, CUSTOM, GROUP, IGNORED, PERSON, Column
from qunmate.model import Group
from qunmate.progress import Job, Progress
from qunmate.roster import MODES, Book, CellProblem, RowPlan
from qunmate.roster_rows import FieldRows, converter, without_guard
from qunmate.roster_taking import Inviters, Taken, Taker, drop_reverted
from qunmate.sheet_layout import Layout, lay_out
from qunmate.sheet_titles import sheet_title

MOST_ERRORS = 1_000
_STEP = 2_000
_STRONG = frozenset({CARD, "wechat", "qq", "id", "phone", "name", "nickname"})


@dataclass(frozen=True, slots=True)
class RosterImport:
    """What an import did, or with a dry run would do: then `import_id` is None and `plans`
    tells of every row. rows = new + updated + unchanged + rejected."""

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


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """A sheet with its table found and its columns mapped: what the dialog shows first."""

    path: Path
    names: tuple[str, ...]
    sheet: Sheet
    layout: Layout
    mapping: dict[str, str]

    @property
    def used(self) -> dict[str, str]:
        """The columns that are taken in, as told to the user."""
        return {
            label: field for label, field in self.mapping.items() if field not in (IGNORED, GROUP)
        }


def read_roster(
    store: Store,
    path: Path,
    *,
    group: Group,
    sheet: str | None = None,
    chosen: Mapping[str, str] | None = None,
    heading: int | None = None,
) -> ReadSheet:
    """Read a sheet, find its table and propose a mapping. Writes nothing.

    `heading` is the index of the heading row where the user moved it. UserError if the file
    can't be read, or `chosen` names a column or field that isn't there.
    """
    named = tuple(chosen or ())
    with open_book(path) as book:
        names = tuple(book.names)
        read = book.read(sheet) if sheet is not None else _best_sheet(book, group, named)
    layout = lay_out(read.rows, merged_wide=read.merged_wide, named=named, heading=heading)
    key = _mapping_key(layout.columns)
    remembered: dict[str, str] = settings.get(store.db, key, {})
    proposed = mappings.propose(layout.columns, chosen=chosen, remembered=remembered)
    return ReadSheet(path, names, read, layout, proposed)


def _mapping_key(columns: Sequence[Column]) -> str:
    return f"roster_mapping:{mappings.heading_key(columns)}"


def _best_sheet(book: SheetBook, group: Group, named: Sequence[str]) -> Sheet:
    """The sheet called like the group, else the one with the most headings of a roster."""
    if len(book.names) == 1:
        return book.read(book.names[0])
    own = sheet_title(group.name)
    if own in book.names:
        return book.read(own)
    best, most = None, -1
    for name in book.names:
        sheet = book.read(name)
        columns = lay_out(sheet.rows, merged_wide=sheet.merged_wide, named=named).columns
        fields = {mappings.field_of_heading(column.heading) for column in columns}
        known = len(fields - {None, IGNORED}) + 5 * bool(fields & {*PERSON, "account"})
        if known > most:
            best, most = sheet, known
    return best if best is not None else book.read(book.names[0])


def import_roster(
    store: Store,
    path: Path,
    *,
    group: Group,
    sheet: str | None = None,
    mapping: Mapping[str, str] | None = None,
    mode: str = "update",
    today: date,
    dry_run: bool = False,
    heading: int | None = None,
    left_out: frozenset[int] = frozenset(),
) -> Job[RosterImport]:
    """Members from a spreadsheet into `group`. Modes: update (add and change; a blank never
    overwrites), add, fill (only blanks), replace. `left_out`: row numbers not to take.

    UserError if the file can't be read, no column tells a person, or the mapping is wrong.
    """
    if mode not in MODES:
        raise ValueError(mode)
    yield Progress(0, 0)
    read = read_roster(store, path, group=group, sheet=sheet, chosen=mapping, heading=heading)
    if not PERSON & set(read.mapping.values()):
        labels = ", ".join(column.label for column in read.layout.columns)
        raise UserError("no_person_column", path=str(path), columns=labels)
    key, whole, format_ = _mapping_key(read.layout.columns), read.mapping, read.sheet.format
    table = yield from _convert(read, group, today, left_out)
    result = _empty_result(read, path)
    del read  # the raw cells are the largest part of the memory
    if dry_run:
        book = roster_book.load(store.db, group)
        return (yield from _take(table, book, mode, result, plans=True))
    with store.atomic() as db:
        book = roster_book.load(db, group)
        result = yield from _take(table, book, mode, result, plans=False)
        import_id = imports.begin(
            db,
            kind="roster",
            file=path.name,
            format_=format_,
            group_id=group.id,
            sha256=_sha256(path),
        )
        for written in roster_book.save(db, book, import_id, today.isoformat()):
            yield Progress(result.rows, result.rows, written)
        imports.close(
            db,
            import_id,
            new=result.new,
            updated=result.updated,
            rejected=result.rejected,
            duplicates=result.unchanged,
        )
        if mapping:
            settings.put(db, key, whole)
    return replace(result, import_id=import_id)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _empty_result(read: ReadSheet, path: Path) -> RosterImport:
    errors = tuple(
        CellProblem(one.row, None, one.value, one.problem) for one in read.sheet.problems
    )
    return RosterImport(
        None, path.name, 0, 0, 0, 0, 0, errors, 0, read.used, read.sheet.truncated
    )


def _convert(
    read: ReadSheet, group: Group, today: date, left_out: frozenset[int]
) -> Job[FieldRows]:
    """Every mapped column as values; a sheet of several groups gives the rows of this one."""
    rows, by_label = read.sheet.rows, {column.label: column for column in read.layout.columns}
    people = [index for index in read.layout.people if index + 1 not in left_out]
    for label, field_ in read.mapping.items():
        if field_ == GROUP:
            people = _rows_of_group(rows, people, by_label[label].index, group, read.path)
    table = FieldRows([index + 1 for index in people])
    rules = DayRules(today, clock.zone(group.timezone))
    ours = read.sheet.format == "csv" and CARD in read.mapping.values()
    for done, (label, field_) in enumerate(read.used.items()):
        yield Progress(done * len(people) // len(read.used), 2 * len(people))
        column = by_label[label]
        raw = _cells(rows, people, column.index)
        if ours:
            raw = [without_guard(cell) for cell in raw]
        table.add(column, field_, raw, converter(field_, column, raw, rules, group.platform))
    return table


def _cells(rows: Sequence[Sequence[Any]], people: Sequence[int], at: int) -> list[Any]:
    return [row[at] if at < len(row) else None for row in map(rows.__getitem__, people)]


def _rows_of_group(
    rows: Sequence[Sequence[Any]], people: list[int], at: int, group: Group, path: Path
) -> list[int]:
    said = [str(cell or "").strip() for cell in _cells(rows, people, at)]
    names = sorted(set(said) - {""})
    if group.name.strip() not in names and len(names) > 1:
        raise UserError(
            "group_not_in_sheet", path=str(path), name=group.name, names=", ".join(names)
        )
    if len(names) <= 1:
        return people
    return [index for index, one in zip(people, said, strict=True) if one == group.name.strip()]


def _take(
    table: FieldRows, book: Book, mode: str, result: RosterImport, *, plans: bool
) -> Job[RosterImport]:
    custom = {name: name[len(CUSTOM) :] for name in table.columns if name.startswith(CUSTOM)}
    taker, inviters = Taker(book, mode, custom), Inviters(book, mode)
    total = len(table.numbers)
    known = taker.recognise(table.rows(_STRONG))
    outcomes: list[Taken | Problem] = []
    for position, values in enumerate(table.rows()):
        if position % _STEP == 0:
            yield Progress(total + position, 2 * total, position)
        blanks = table.blanks(position, values) if mode == "replace" else ()
        outcomes.append(_take_row(taker, values, blanks, known[position]))
    _set_inviters(table, inviters, outcomes, mode)
    drop_reverted(outcomes)
    return _summed(table, outcomes, result, plans=plans)


def _take_row(
    taker: Taker, values: dict[str, Any], blanks: Any, known: int | None | Problem
) -> Taken | Problem:
    if not PERSON & values.keys():
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
            inviters.set(outcome, name)
        elif mode == "replace" and (position, "invited_by") not in table.bad:
            inviters.clear(outcome)


def _summed(
    table: FieldRows,
    outcomes: Sequence[Taken | Problem],
    result: RosterImport,
    *,
    plans: bool,
) -> RosterImport:
    counts = {"new": 0, "updated": 0, "unchanged": 0, "rejected": 0}
    lines: list[RowPlan] = []
    for position, outcome in enumerate(outcomes):
        number = table.numbers[position]
        plan = _plan(number, outcome)
        counts[plan.status] += 1
        if plans:
            lines.append(plan)
        if isinstance(outcome, Problem):
            shown = _first_value(table, position)
            table.problems.append(CellProblem(number, None, shown, outcome))
            continue
        for name, value, problem in outcome.troubles:
            table.reject(position, name, table.labels.get(name), value, problem)
    errors = sorted([*result.errors, *table.problems], key=lambda one: one.row)
    return replace(
        result,
        rows=len(outcomes),
        **counts,
        errors=tuple(errors[:MOST_ERRORS]),
        errors_total=len(errors),
        plans=tuple(lines),
    )


def _plan(number: int, outcome: Taken | Problem) -> RowPlan:
    if isinstance(outcome, Problem):
        return RowPlan(number, "rejected", "", None, (), outcome)
    status = "new" if outcome.new else "updated" if outcome.changes else "unchanged"
    return RowPlan(number, status, outcome.card.name, outcome.card.id, tuple(outcome.changes))


def _first_value(table: FieldRows, position: int) -> str:
    for name in ("nickname", "name", *table.columns):
        value = table.columns[name][position] if name in table.columns else None
        if value is not None:
            return str(value[0] if isinstance(value, tuple) else value)
    return ""
