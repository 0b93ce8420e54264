"""import plan."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from qunmate.cli.app import App, command, emit, json_option, option, run_job
from qunmate.data import groups
from qunmate.i18n import N_, _
from qunmate.roster.model import CellProblem
from qunmate.tasks.import_plan import PlanImport, import_plan
from qunmate.words import words

_SHOWN = 20  # problems in the text output


@command(
    N_(
        "Take planned posts in from a sheet (.xlsx .xls .ods .csv .tsv) or a calendar (.ics). "
        "Taking the same file in twice changes nothing. "
        "Example: qunmate import plan 排期.xlsx --group 读书会"
    ),
    "plan",
)
@click.argument("file", type=click.Path(path_type=Path, readable=False))
@option("--group", help=N_("The group of rows that name none."))
@option(
    "--map",
    "mapping",
    multiple=True,
    metavar="COLUMN=FIELD",
    help=N_(
        "Says what a column is: date time end groups kind title text link speaker status rrule "
        "result; nothing after the = leaves the column out."
    ),
)
@option("--dry-run", is_flag=True, help=N_("Only say what would change."))
@json_option
@click.pass_obj
def plan(
    app: App,
    file: Path,
    group: str | None,
    mapping: tuple[str, ...],
    *,
    dry_run: bool,
    as_json: bool,
) -> None:
    chosen = dict(map(_pair, mapping))
    with app.store() as store:
        job = import_plan(
            store,
            file,
            group=groups.by_name(store.db, group) if group else None,
            mapping=chosen,
            today=app.today,
            dry_run=dry_run,
        )
        result = run_job(job)
    emit(document(result), as_json=as_json, text=lambda: _lines(result))


def _pair(said: str) -> tuple[str, str]:
    column, sign, field = said.rpartition("=")
    if not sign or not column.strip():
        raise click.BadParameter(_("“{text}” is not COLUMN=FIELD").format(text=said))
    return column.strip(), field.strip()


def document(result: PlanImport) -> dict[str, Any]:
    return {
        "import_id": result.import_id,
        "file": result.file,
        "format": result.format,
        "rows": result.rows,
        "new": result.new,
        "updated": result.updated,
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
        "mapping": result.mapping,
    }


def _lines(result: PlanImport) -> str:
    lines = [
        _(
            "{file}: {rows} rows: {new} new, {updated} updated, {unchanged} unchanged, "
            "{rejected} rejected"
        ).format(
            file=result.file,
            rows=result.rows,
            new=result.new,
            updated=result.updated,
            unchanged=result.unchanged,
            rejected=result.rejected,
        )
    ]
    lines += [f"  {label} → {field}" for label, field in result.mapping.items()]
    lines += [_line(one) for one in result.errors[:_SHOWN]]
    if result.errors_total > _SHOWN:
        lines.append(_("  … {n} problems in all").format(n=result.errors_total))
    return "\n".join(lines)


def _line(one: CellProblem) -> str:
    place = "" if one.column is None else f" {one.column}"
    value = f"“{one.value}”" if one.value else ""
    return _("  row {row}{place}: {value} {problem}").format(
        row=one.row, place=place, value=value, problem=words(one.problem)[0]
    )
