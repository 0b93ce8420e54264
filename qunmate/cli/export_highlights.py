"""export highlights."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from qunmate.cli.app import App, Day, command, json_option, option, output_option
from qunmate.cli.printing import emit
from qunmate.data import groups
from qunmate.data.highlights import KINDS
from qunmate.i18n import N_, _, ngettext
from qunmate.tasks.export_highlights import FORMATS, Selection, export_highlights

_day = Day()


@command(
    N_(
        "Write highlights to .xlsx (which can be imported again), .md or .html (one"
        " page). Example: qunmate export highlights --group 读书会 --newcomers -o"
        " 新人包.html"
    ),
    "highlights",
)
@option("--group", help=N_("Only this group."))
@option("--kind", "kinds", multiple=True, type=click.Choice(KINDS), help=N_("Only this kind."))
@option("--topic", "topics", multiple=True, help=N_("Only with this topic."))
@option("--tag", "tags", multiple=True, help=N_("Only with this tag."))
@option("--starred", is_flag=True, help=N_("Only starred ones."))
@option(
    "--newcomers",
    "pack",
    is_flag=True,
    help=N_("The newcomer pack: starred ones, and all questions with answers."),
)
@option("--from", "first", type=_day, help=N_("First day, YYYY-MM-DD."))
@option("--to", "last", type=_day, help=N_("Last day, YYYY-MM-DD."))
@option("--title", default="", help=N_("The headline."))
@option("--format", "format_", type=click.Choice(FORMATS), help=N_("Overrides the file's suffix."))
@output_option
@json_option
@click.pass_obj
def highlights(
    app: App,
    group: str | None,
    kinds: tuple[str, ...],
    topics: tuple[str, ...],
    tags: tuple[str, ...],
    first: datetime | None,
    last: datetime | None,
    title: str,
    format_: str | None,
    output: Path,
    *,
    starred: bool,
    pack: bool,
    as_json: bool,
) -> None:
    selection = Selection(
        kinds=kinds,
        topics=topics,
        tags=tags,
        starred=starred,
        pack=pack,
        first=first.date().isoformat() if first else None,
        last=last.date().isoformat() if last else None,
    )
    usual = _("Newcomer pack") if pack else ""
    with app.store() as store:
        chosen = groups.asked(store.db, group)
        n = export_highlights(
            store,
            output,
            group=chosen,
            selection=selection,
            title=title or usual,
            format_=format_ or "",
        )
    emit(
        {"file": str(output), "rows": n},
        as_json=as_json,
        text=lambda: ngettext("{n} highlight → {file}", "{n} highlights → {file}", n).format(
            n=n, file=output
        ),
    )
