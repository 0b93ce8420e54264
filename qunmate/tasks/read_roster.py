"""Reads a member sheet: which sheet, where its table is, what its columns are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from qunmate.data import custom_fields, settings
from qunmate.data.importers.sheets import Book as SheetBook
from qunmate.data.importers.sheets import Sheet, open_book
from qunmate.data.store import Store
from qunmate.errors import UserError
from qunmate.model import Group
from qunmate.roster import mapping as mappings
from qunmate.roster import side_by_side
from qunmate.roster.cells import text
from qunmate.roster.layout import Layout, lay_out
from qunmate.roster.mapping import CARD_HEADING, CUSTOM, GROUP, IGNORED, PERSON, Column
from qunmate.roster.titles import sheet_title

_KEY = "roster_mapping:"
_TITLE_ROWS = 20


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """A sheet with its table found and its columns mapped: what the dialog shows first.
    `beside` is the first column of another table on it, which is left out."""

    path: Path
    names: tuple[str, ...]
    sheet: Sheet
    layout: Layout
    mapping: dict[str, str]
    beside: Column | None = None

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
    if heading is None and not named:
        heading = _remembered_heading(store, read)
    layout = lay_out(read.rows, merged_wide=read.merged_wide, named=named, heading=heading)
    if not any(one.heading or any(map(text, one.samples)) for one in layout.columns):
        code = "sheet_unworked" if read.faults else "sheet_empty"
        raise UserError(code, path=str(path))
    key = mapping_key(layout.columns)
    said: dict[str, str] = settings.get(store.db, key, {}) if key else {}
    remembered = _own_fields(store, layout.columns) | said
    table = side_by_side.choose(read.rows, layout, {**said, **(chosen or {})})
    if table:
        layout = replace(layout, people=table.people)
        remembered = table.ignored | remembered
    proposed = mappings.propose(layout.columns, chosen=chosen, remembered=remembered)
    return ReadSheet(path, names, read, layout, proposed, table.beside if table else None)


def _own_fields(store: Store, columns: Sequence[Column]) -> dict[str, str]:
    """The columns that are called like a field that the operator made. In our own sheets such a
    heading is what it says."""
    if CARD_HEADING in {column.heading for column in columns}:
        return {}
    names = {field.name for field in custom_fields.kinds(store.db)}
    return {one.label: CUSTOM + one.label for one in columns if one.label in names}


def mapping_key(columns: Sequence[Column]) -> str | None:
    """The setting that remembers what columns of these headings are; None without headings:
    another sheet without them has nothing in common with this one."""
    return _key(column.heading for column in columns)


def _key(headings: Iterable[Any]) -> str | None:
    said = [one for one in headings if mappings.plain_heading(one)]
    return _KEY + mappings.heading_key(said) if said else None


def _remembered_heading(store: Store, sheet: Sheet) -> int | None:
    """The first row whose headings were mapped before: they may be words nobody else uses."""
    for index, row in enumerate(sheet.rows[:_TITLE_ROWS]):
        key = _key(row)
        if key and settings.get(store.db, key, {}):
            return index
    return None


def _best_sheet(book: SheetBook, group: Group, named: Sequence[str]) -> Sheet:
    """The sheet called like the group, else the one with the most headings of a roster. A
    hidden one is only read where all are."""
    shown = book.shown
    if len(shown) == 1:
        return book.read(shown[0])
    own = sheet_title(group.name)
    if own in shown:
        return book.read(own)
    best, most = None, -1
    for name in shown:
        sheet = book.read(name)
        columns = lay_out(sheet.rows, merged_wide=sheet.merged_wide, named=named).columns
        fields = {mappings.field_of_heading(column.heading) for column in columns}
        known = len(fields - {None, IGNORED}) + 5 * bool(fields & {*PERSON, "account"})
        if columns and known > most:
            best, most = sheet, known
    return best if best is not None else book.read(shown[0])
