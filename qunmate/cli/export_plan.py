"""export plan."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from qunmate import clock
from qunmate.cli.app import App, Day, command, json_option, option, output_option
from qunmate.cli.printing import emit
from qunmate.data import groups
from qunmate.i18n import N_, ngettext
from qunmate.tasks.export_plan import FORMATS, export_plan

_day = Day()


@command(
    N_(
        "Write the calendar to .ics or .xlsx; importing the file again changes"
        " nothing. Example: qunmate export plan --group 读书会 -o 日历.ics"
    ),
    "plan",
)
@option("--group", help=N_("Only this group."))
@option("--from", "first", type=_day, help=N_("First day, YYYY-MM-DD."))
@option("--to", "last", type=_day, help=N_("Last day, YYYY-MM-DD."))
@option(
    "--format", "format_", type=click.Choice(list(FORMATS)), help=N_("Overrides the file's suffix.")
)
@output_option
@json_option
@click.pass_obj
def plan(
    app: App,
    group: str | None,
    first: datetime | None,
    last: datetime | None,
    format_: str | None,
    output: Path,
    *,
    as_json: bool,
) -> None:
    with app.store() as store:
        n = export_plan(
            store,
            output,
            group=groups.asked(store.db, group),
            first=clock.day_of(first.date()) if first else None,
            last=clock.day_of(last.date()) if last else None,
            format_=format_ or "",
        )
    emit(
        {"file": str(output), "rows": n},
        as_json=as_json,
        text=lambda: ngettext("{n} item → {file}", "{n} items → {file}", n).format(
            n=n, file=output
        ),
    )
