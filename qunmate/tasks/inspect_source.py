"""Finds out what a dropped file or pasted text is, before anything is taken in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from qunmate.data.importers import pick
from qunmate.data.importers.source import Source
from qunmate.errors import Problem, UserError
from qunmate.tasks.import_chat import Pasted

SHEETS = frozenset({".xlsx", ".xls", ".ods", ".csv", ".tsv"})
WORKBOOKS = frozenset({".xlsx", ".xls", ".ods"})


@dataclass(frozen=True, slots=True)
class Found:
    """`kind` is chat, roster or unknown; `format` the title of a chat's format (to be
    translated); `problem` says why nothing can be done with it."""

    kind: str
    format: str = ""
    problem: Problem | None = None


def inspect(source: Path | Pasted) -> Found:
    """Looks at the beginning of the content; the name only tells sheets from other text."""
    suffix = "" if isinstance(source, Pasted) else source.suffix.lower()
    try:
        reader = pick(_origin(source))
    except UserError as error:
        unknown = error.problem.code == "format_unknown"
        if unknown and (suffix in SHEETS or _is_table(source)):
            return Found("roster")
        return Found("unknown", problem=error.problem)
    except UnicodeError:
        return Found("roster") if suffix in WORKBOOKS else _not_text(source)
    return Found("chat", reader.TITLE)


def _origin(source: Path | Pasted) -> Source:
    if isinstance(source, Pasted):
        return Source(Path(source.title), source.text)
    return Source(source)


def _is_table(source: Path | Pasted) -> bool:
    """Text with a tab or comma in each of its first lines may be a sheet."""
    if isinstance(source, Pasted):
        return False
    with source.open("rb") as file:
        lines = file.read(4096).splitlines()[:5]
    return len(lines) > 1 and all(b"\t" in line or b"," in line for line in lines)


def _not_text(source: Path | Pasted) -> Found:
    name = source.title if isinstance(source, Pasted) else source.name
    return Found("unknown", problem=Problem("format_unknown", {"path": name}))
