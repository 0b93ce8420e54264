"""What the commands that take a sheet in have in common: their options and what they tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import click

from qunmate.highlight_sheet import RowProblem
from qunmate.i18n import _, ngettext
from qunmate.roster.model import CellProblem
from qunmate.words import words

SHOWN = 20  # problems in the text output


class Taken(Protocol):
    """What any import of a sheet counts."""

    @property
    def import_id(self) -> int | None: ...
    @property
    def file(self) -> str: ...
    @property
    def rows(self) -> int: ...
    @property
    def new(self) -> int: ...
    @property
    def unchanged(self) -> int: ...
    @property
    def rejected(self) -> int: ...
    @property
    def errors(self) -> Sequence[CellProblem | RowProblem]: ...
    @property
    def errors_total(self) -> int: ...
    @property
    def mapping(self) -> Mapping[str, str]: ...


def column_pair(said: str) -> tuple[str, str]:
    """Column and field of `Column=field`."""
    column, sign, field = said.rpartition("=")
    if not sign or not column.strip():
        raise click.BadParameter(_("“{text}” is not COLUMN=FIELD").format(text=said))
    return column.strip(), field.strip()


def document(result: Taken, updated: int) -> dict[str, Any]:
    """The JSON that all of them give."""
    return {
        "import_id": result.import_id,
        "file": result.file,
        "rows": result.rows,
        "new": result.new,
        "updated": updated,
        "unchanged": result.unchanged,
        "rejected": result.rejected,
        "errors": [
            {
                "row": one.row,
                "column": one.column,
                "value": one.value,
                "problem": words(one.problem)[0],
            }
            for one in result.errors
        ],
        "errors_total": result.errors_total,
        "mapping": dict(result.mapping),
    }


def told(result: Taken, updated: int, changes: Sequence[str] = (), doubts: int = 0) -> str:
    """The same in lines, with what else changed; so many of the rejected rows are in doubt."""
    lines = [
        ngettext(
            "{file}: {rows} row: {new} new, {updated} updated, {unchanged} unchanged, "
            "{rejected} rejected",
            "{file}: {rows} rows: {new} new, {updated} updated, {unchanged} unchanged, "
            "{rejected} rejected",
            result.rows,
        ).format(
            file=result.file,
            rows=result.rows,
            new=result.new,
            updated=updated,
            unchanged=result.unchanged,
            rejected=result.rejected,
        )
    ]
    if doubts:
        lines[0] += _(", {n} of them in doubt").format(n=doubts)
    lines += [f"  {label} → {field}" for label, field in result.mapping.items()]
    lines += changes
    lines += [_line(one) for one in result.errors[:SHOWN]]
    if result.errors_total > SHOWN:
        lines.append(_("  … {n} problems in all").format(n=result.errors_total))
    return "\n".join(lines)


def _line(one: CellProblem | RowProblem) -> str:
    place = "" if one.column is None else f" {one.column}"
    value = _("“{text}”").format(text=one.value) if one.value else ""
    return _("  row {row}{place}: {value} {problem}").format(
        row=one.row, place=place, value=value, problem=words(one.problem)[0]
    )
