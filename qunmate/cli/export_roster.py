"""export roster, export template."""

from __future__ import annotations

from pathlib import Path

import click

from qunmate.cli.app import App, command, json_option, option, output_option
from qunmate.cli.members import in_segment
from qunmate.cli.printing import emit
from qunmate.data import groups
from qunmate.i18n import N_, _, ngettext
from qunmate.tasks.export_roster import export_roster, export_template


@command(
    N_(
        "Write the members to .xlsx or .csv; importing the file again changes"
        " nothing. Example: qunmate export roster --group 读书会 -o 名单.xlsx"
    ),
    "roster",
)
@option("--group", help=N_("The group."))
@option("--all", "every", is_flag=True, help=N_("All groups, a sheet for each."))
@option("--segment", help=N_("Only those in this segment, saved in the window."))
@option("--no-contacts", is_flag=True, help=N_("Leave phones and IDs out."))
@option(
    "--format",
    "format_",
    type=click.Choice(["xlsx", "csv"]),
    help=N_("Overrides the file's suffix."),
)
@output_option
@json_option
@click.pass_obj
def roster(
    app: App,
    group: str | None,
    segment: str | None,
    format_: str | None,
    output: Path,
    *,
    every: bool,
    no_contacts: bool,
    as_json: bool,
) -> None:
    if (group is None) != every:
        raise click.UsageError(_("Give either --group or --all."))
    with app.store() as store:
        chosen = groups.all_groups(store.db) if group is None else [groups.by_name(store.db, group)]
        only = None
        if segment is not None:
            only = in_segment(store, segment, chosen[0] if group else None, app.today)
        n = export_roster(
            store, chosen, output, contacts=not no_contacts, format_=format_ or "", only=only
        )
    emit(
        {"file": str(output), "rows": n},
        as_json=as_json,
        text=lambda: ngettext("{n} member → {file}", "{n} members → {file}", n).format(
            n=n, file=output
        ),
    )


@command(
    N_("Write an empty roster sheet to fill in. Example: qunmate export template -o 名单.xlsx"),
    "template",
)
@output_option
@json_option
def template(output: Path, *, as_json: bool) -> None:
    export_template(output)
    emit({"file": str(output)}, as_json=as_json, text=lambda: str(output))
