"""Finds out what a dropped file or pasted text is, before anything is taken in."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from qunmate.data.importers import pick, plain_table, plan_ics, qq_essence, qq_members, undated
from qunmate.data.importers.sheets import open_book
from qunmate.data.importers.source import Source
from qunmate.errors import Problem, UserError
from qunmate.sheet_kinds import sheet_kind
from qunmate.tasks.import_chat import Pasted, chats_in

WORKBOOKS = frozenset({".xlsx", ".xls", ".ods", ".xlsm", ".xlsb", ".et", ".numbers"})
SHEETS = WORKBOOKS | {".csv", ".tsv"}
MOST_FILES = 1000  # of a dropped folder
MOST_SHEETS = 12  # that are looked at


@dataclass(frozen=True, slots=True)
class Found:
    """`kind` is chat, roster, plan, highlights or unknown; `format` the title of a chat's
    format (to be translated); `problem` says why nothing can be done with it. `needs_day`:
    the text does not tell of which day it is. `table`: columns whose meaning
    is guessed, so that a chat may be a list of members after all, and the other way round."""

    kind: str
    format: str = ""
    problem: Problem | None = None
    needs_day: bool = False
    table: bool = False


def files_of(paths: Sequence[Path]) -> list[Path]:
    """The files themselves, and those inside the folders, in order, without hidden ones and ours;
    a folder that is an export as a whole stays one."""
    found: list[Path] = []
    for path in paths:
        if not path.is_dir() or _is_export(path):
            found.append(path)
            continue
        for folder, folders, names in os.walk(path):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            shown = sorted(name for name in names if not _is_passed_over(name))
            found += [Path(folder, name) for name in shown]
            if len(found) > MOST_FILES:
                return found[:MOST_FILES]
    return found


def _is_passed_over(name: str) -> bool:
    return name.startswith((".", "~$")) or Path(name).suffix.lower().startswith(".qunmate")


def _is_export(folder: Path) -> bool:
    with contextlib.suppress(UserError):
        pick(Source(folder))
        return True
    return False


def inspect(source: Path | Pasted) -> Found:
    """Looks at the beginning of the content; the name only tells sheets from other text."""
    suffix = "" if isinstance(source, Pasted) else source.suffix.lower()
    if collection := _collection(source):
        return Found(collection)
    try:
        reader = pick(chats_in(source)[0])
    except UserError as error:
        unknown = error.problem.code == "format_unknown"
        if unknown and (suffix in SHEETS or _is_table(source) or _is_list(source)):
            return _sheet(source)
        return Found("unknown", problem=error.problem)
    except UnicodeError:
        return _sheet(source) if suffix in WORKBOOKS else _not_text(source)
    if reader.NAME == plain_table.NAME:
        return _plain(source)
    return Found("chat", reader.TITLE, needs_day=reader.NAME == undated.NAME)


def _plain(source: Path | Pasted) -> Found:
    """A table that looks like messages may still be a plan or a collection."""
    sheet = _sheet(source)
    return sheet if sheet.kind in {"plan", "highlights"} else as_chat_table()


def as_chat_table() -> Found:
    """A table as a record of messages, whose columns are shown for a choice."""
    return Found("chat", plain_table.TITLE, table=True)


def as_roster() -> Found:
    """A table as a list of members."""
    return Found("roster", table=True)


def _collection(source: Path | Pasted) -> str | None:
    """plan or highlights, where a file of another kind than a sheet holds them."""
    if not isinstance(source, Path) or not source.is_file():
        return None
    if plan_ics.identify(source):
        return "plan"
    return "highlights" if qq_essence.identify(source) else None


def _sheet(source: Path | Pasted) -> Found:
    """What is wrong with a sheet is told when it is read."""
    if isinstance(source, Pasted):
        return as_roster()
    try:
        with open_book(source) as book:
            kind = sheet_kind([book.read(name).rows for name in book.names[:MOST_SHEETS]])
    except UserError:
        return as_roster()
    return as_roster() if kind == "roster" else Found(kind)


def _is_table(source: Path | Pasted) -> bool:
    """Text with a tab or comma in each of its first lines may be a sheet."""
    if isinstance(source, Pasted) or not source.is_file():
        return False
    with source.open("rb") as file:
        lines = file.read(4096).splitlines()[:5]
    return len(lines) > 1 and all(b"\t" in line or b"," in line for line in lines)


def _is_list(source: Path | Pasted) -> bool:
    """Whether it is a list of members that is no sheet."""
    if isinstance(source, Pasted) or source.suffix.lower() != ".json":
        return False
    with contextlib.closing(Source(source)) as file:
        return qq_members.identify(file.head())


def _not_text(source: Path | Pasted) -> Found:
    name = source.title if isinstance(source, Pasted) else source.name
    return Found("unknown", problem=Problem("format_unknown", {"path": name}))
