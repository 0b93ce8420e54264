"""import plan."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from qunmate.cli import importing
from qunmate.cli.app import App, FilePath, command, json_option, option
from qunmate.cli.importing import column_pair
from qunmate.cli.printing import emit, run_job
from qunmate.data import groups
from qunmate.i18n import N_
from qunmate.tasks.import_plan import PlanImport, import_plan


@command(
    N_(
        "Import planned posts from a sheet (.xlsx .xls .ods .csv .tsv) or a calendar"
        " (.ics). Importing the same file twice changes nothing. Example: qunmate"
        " import plan 排期.xlsx --group 读书会"
    ),
    "plan",
)
@click.argument("file", type=FilePath())
@option("--group", help=N_("The group for rows that name none."))
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
    chosen = dict(map(column_pair, mapping))
    with app.store() as store:
        job = import_plan(
            store,
            file,
            group=groups.asked(store.db, group),
            mapping=chosen,
            today=app.today,
            dry_run=dry_run,
        )
        result = run_job(job)
    emit(document(result), as_json=as_json, text=lambda: importing.told(result, result.updated))


def document(result: PlanImport) -> dict[str, Any]:
    return {**importing.document(result, result.updated), "format": result.format}
