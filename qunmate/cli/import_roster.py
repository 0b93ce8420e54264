"""import roster."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from qunmate.cli import importing
from qunmate.cli.app import App, FilePath, command, json_option, option
from qunmate.cli.importing import SHOWN, column_pair
from qunmate.cli.printing import emit, run_job
from qunmate.data import groups
from qunmate.i18n import N_, _
from qunmate.roster.model import MODES
from qunmate.roster.sheet_taking import RosterImport
from qunmate.tasks.import_roster import import_roster
from qunmate.terms import role_word


@command(
    N_(
        "Import members from a spreadsheet (.xlsx .xls .ods .csv .tsv). A blank never"
        " overwrites; importing the same sheet twice changes nothing. Example:"
        ' qunmate import roster 名单.xlsx --group 读书会 --map "称呼=name" --dry-run'
    ),
    "roster",
)
@click.argument("file", type=FilePath())
@option("--group", required=True, help=N_("The group whose members they are; it must exist."))
@option("--sheet", help=N_("The sheet, if the file has several."))
@option(
    "--map",
    "mapping",
    multiple=True,
    metavar="COLUMN=FIELD",
    help=N_(
        "Says what a column is: name nickname wechat qq id phone city trade birthday gender role "
        "joined_on left_on invited_by expires_on tags strengths needs notes or custom:NAME; "
        "nothing after the = leaves the column out. Columns without heading go by letter."
    ),
)
@option(
    "--mode",
    type=click.Choice(MODES),
    default="update",
    help=N_(
        "update: add and change (the default); add: only add; fill: fill blanks; replace: blanks "
        "and missing tags empty the fields too, but tags that a rule gave stay."
    ),
)
@option(
    "--full",
    is_flag=True,
    help=N_(
        "The sheet lists everybody in the group: whoever is not on it has left. It is"
        " kept and compared with the next one."
    ),
)
@option("--dry-run", is_flag=True, help=N_("Only say what would change."))
@json_option
@click.pass_obj
def roster(
    app: App,
    file: Path,
    group: str,
    sheet: str | None,
    mapping: tuple[str, ...],
    mode: str,
    *,
    full: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    chosen = dict(map(column_pair, mapping))
    with app.store() as store:
        job = import_roster(
            store,
            file,
            group=groups.by_name(store.db, group),
            sheet=sheet,
            mapping=chosen,
            mode=mode,
            today=app.today,
            dry_run=dry_run,
            full=full,
        )
        result = run_job(job)
    emit(
        document(result, full=full) if as_json else None,  # as slow as a long list
        as_json=as_json,
        text=lambda: importing.told(result, result.updated, _compared(result), result.doubts),
    )


def document(result: RosterImport, *, full: bool = False) -> dict[str, Any]:
    """The JSON; with a dry run also `changes`, a line for each row that isn't unchanged, with a
    full list also who left, and what is other than in the last one."""
    told = importing.document(result, result.updated) | {"truncated": result.truncated}
    if full:
        told["left"] = result.left
        told["compared"] = [
            {
                "change": one.kind,
                "member_id": one.member_id,
                "name": one.name,
                "old": one.old,
                "new": one.new,
            }
            for one in result.compared
        ]
    if result.import_id is None:
        told["changes"] = [
            {
                "row": plan.row,
                "status": plan.status,
                "name": plan.name,
                "fields": [
                    {"field": one.field, "old": _plain(one.old), "new": _plain(one.new)}
                    for one in plan.changes
                ],
            }
            for plan in result.plans
            if plan.status != "unchanged"
        ]
    return told


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


_CHANGES = {
    "joined": N_("  joined: {name}"),
    "left": N_("  left: {name}"),
    "renamed": N_("  renamed: {old} → {new}"),
    "role": N_("  {name}: {old} → {new}"),
}


def _compared(result: RosterImport) -> list[str]:
    """What is other than in the last full list."""
    lines = []
    for one in result.compared[:SHOWN]:
        roles = one.kind == "role"
        old = role_word(one.old) if roles else one.old
        new = role_word(one.new) if roles else one.new
        lines.append(_(_CHANGES[one.kind]).format(name=one.name, old=old, new=new))
    if len(result.compared) > SHOWN:
        lines.append(_("  … {n} changes in all").format(n=len(result.compared)))
    return lines
