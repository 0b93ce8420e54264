"""Takes a member sheet into a group: read, lay out, map, match, write, in one transaction."""

from __future__ import annotations

import contextlib
import gc
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import zip_longest
from pathlib import Path
from types import MappingProxyType
from typing import Any

from qunmate import clock, i18n
from qunmate.data import custom_fields, imports, roster_book, roster_lists, settings, tags
from qunmate.data.importers.source import reach, readable
from qunmate.data.store import Store
from qunmate.errors import Problem, UserError
from qunmate.figures.days import DayRules
from qunmate.model import Group
from qunmate.progress import Job, Progress
from qunmate.roster import faults
from qunmate.roster.custom import CustomField
from qunmate.roster.full_list import FullList
from qunmate.roster.mapping import CARD, GROUP, PERSON, Column
from qunmate.roster.model import MODES, Book, CellProblem
from qunmate.roster.rows import FieldRows, converter, without_guard
from qunmate.roster.sheet_taking import How, RosterImport, take_rows
from qunmate.tasks import nickname_pattern, tag_rules
from qunmate.tasks.read_roster import ReadSheet, mapping_key, read_roster


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
    decided: Mapping[int, int] = MappingProxyType({}),
    full: bool = False,
    stay_in: frozenset[int] = frozenset(),
) -> Job[RosterImport]:
    """Members from a spreadsheet into `group`. Modes: update (add and change; a blank never
    overwrites), add, fill (only blanks), replace. `left_out`: row numbers not to take;
    `decided`: the member of a row whose match is in doubt, SOMEBODY_NEW for nobody known.
    `full`: the sheet lists everybody, so that whoever is not on it left, but for those in
    `stay_in`; it is kept to compare the next one with.

    UserError if the file can't be read, no column tells a person, or the mapping is wrong.
    """
    if mode not in MODES:
        raise ValueError(mode)
    yield Progress(0, 0)
    reach(path)
    listed = FullList(stay_in) if full else None
    how = How(sheet, mapping, heading, left_out, mode, decided, today, dry_run, listed)
    with _garbage_kept():  # until all that the import made is let go
        return (yield from _import(store, path, group, how))


def _import(store: Store, path: Path, group: Group, how: How) -> Job[RosterImport]:
    read = read_roster(
        store, path, group=group, sheet=how.sheet, chosen=how.mapping, heading=how.heading
    )
    if not PERSON & set(read.mapping.values()):
        labels = [column.label for column in read.layout.columns]
        raise UserError("no_person_column", path=str(path), columns=labels)
    own = {one.name: one for one in custom_fields.kinds(store.db)}
    sheet, columns = read.sheet, read.layout.columns
    either = i18n.language() == "zh_TW"  # in Taiwan a year of two digits may be of two kinds
    rules = DayRules(
        how.today,
        clock.zone(group.timezone),
        republic=None if either else False,
        day_zero=sheet.day_zero,
    )
    settled = _Settled(path, group, rules, sheet.format, columns, read.mapping, own, sheet.faults)
    table, cells = _cut_columns(read, group, how.left_out)
    result = _empty_result(read, path)
    del read, sheet  # the raw cells are the largest part of the memory
    yield from _convert(table, cells, settled)
    if how.dry_run:
        result = yield from take_rows(table, book := _loaded(store, group, how), how, result)
        plans = nickname_pattern.foretold(store.db, group, book, result.plans, result.mapping)
        return replace(result, plans=plans)
    with store.atomic():
        book = _loaded(store, group, how)
        result = yield from take_rows(table, book, how, result)
        del table
        result = yield from _save(store, settled, book, result, remember=bool(how.mapping))
        if how.full and result.import_id:
            roster_lists.keep(store.db, result.import_id, group.id, how.day, how.full.now)
    tag_rules.apply(store, how.today)
    return result


def _loaded(store: Store, group: Group, how: How) -> Book:
    if how.full:
        how.full.before = roster_lists.last(store.db, group.id)
    book = roster_book.load(store.db, group)
    if how.mode == "replace":
        book.given = tags.given(store.db)
    return book


@contextlib.contextmanager
def _garbage_kept() -> Iterator[None]:
    """Without the collector, which would look through a million new values again and again
    (an eighth of the time) and find nothing."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@dataclass(frozen=True, slots=True)
class _Settled:
    """What is known of an import once its sheet is read."""

    path: Path
    group: Group
    rules: DayRules
    format: str
    columns: tuple[Column, ...]
    mapping: dict[str, str]
    own: dict[str, CustomField]
    faults: faults.Faults


def _save(
    store: Store, of: _Settled, book: Book, result: RosterImport, *, remember: bool
) -> Job[RosterImport]:
    db = store.db
    with of.path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    import_id = imports.begin(
        db,
        kind="roster",
        file=readable(of.path.name),
        format_=of.format,
        group_id=of.group.id,
        sha256=sha256,
    )
    for written in roster_book.save(db, book, import_id, of.rules.today.isoformat()):
        yield Progress(2 * result.rows, 2 * result.rows, written)
    imports.close(
        db,
        import_id,
        new=result.new,
        updated=result.updated,
        rejected=result.rejected,
        duplicates=result.unchanged,
    )
    said = {"name"} & set(of.mapping.values())
    nickname_pattern.fill_newcomers(db, of.group, import_id, but=said)
    if remember and (key := mapping_key(of.columns)):
        settings.put(db, key, of.mapping)
    return replace(result, import_id=import_id)


def _empty_result(read: ReadSheet, path: Path) -> RosterImport:
    sheet = read.sheet
    errors = [CellProblem(one.row, None, one.value, one.problem) for one in sheet.problems]
    if read.beside:
        row = (read.layout.heading or 0) + 1
        errors.append(CellProblem(row, read.beside.label, "", Problem("table_beside")))
    if read.layout.below is not None:
        errors.append(CellProblem(read.layout.below + 1, None, "", Problem("table_below")))
    errors += faults.beside(sheet.rows, read.layout, read.mapping, sheet.faults)
    errors += faults.hidden(read.layout, sheet.hidden)
    return RosterImport(
        None, readable(path.name), 0, 0, 0, 0, 0, tuple(errors), 0, read.used, sheet.truncated
    )


def _cut_columns(
    read: ReadSheet, group: Group, left_out: frozenset[int]
) -> tuple[FieldRows, dict[str, Sequence[Any]]]:
    """The raw cells of each mapped column by its label; a sheet of several groups gives the
    rows of this one."""
    by_label = {column.label: column for column in read.layout.columns}
    people = [index for index in read.layout.people if index + 1 not in left_out]
    for label, field_ in read.mapping.items():
        if field_ == GROUP:
            people = _rows_of_group(read, people, by_label[label].index, group)
    columns = list(zip_longest(*(read.sheet.rows[index] for index in people)))
    nothing = [None] * len(people)
    places = {label: by_label[label].index for label in read.used}
    return FieldRows([index + 1 for index in people]), {
        label: columns[at] if at < len(columns) else nothing for label, at in places.items()
    }


def _convert(table: FieldRows, cells: dict[str, Sequence[Any]], of: _Settled) -> Job[None]:
    """Every mapped column as values. Each is let go once it is converted."""
    ours = of.format == "csv" and CARD in of.mapping.values()
    total, width = len(table.numbers), len(cells)
    for column in of.columns:
        if column.label not in cells:
            continue
        yield Progress((width - len(cells)) * total // width, 2 * total)
        raw = cells.pop(column.label)
        if ours:
            raw = [without_guard(cell) for cell in raw]
        field_ = of.mapping[column.label]
        convert = converter(field_, column, raw, of.rules, of.group.platform, of.own)
        table.add(column, field_, raw, convert)
        faults.reject(table, field_, column, of.faults)


def _rows_of_group(read: ReadSheet, people: list[int], at: int, group: Group) -> list[int]:
    rows = read.sheet.rows
    said = [str(rows[index][at] or "").strip() if at < len(rows[index]) else "" for index in people]
    names = sorted(set(said) - {""})
    if len(names) <= 1:
        return people
    if group.name.strip() not in names:
        raise UserError("group_not_in_sheet", path=str(read.path), name=group.name, names=names)
    return [index for index, one in zip(people, said, strict=True) if one == group.name.strip()]
