"""`qunmate digest`: the weekly digest or the morning report as a file."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qunmate import clock
from qunmate.cli.app import YEARS, App, Day, json_option, option, output_option
from qunmate.cli.app import command as make_command
from qunmate.cli.printing import emit
from qunmate.data import groups
from qunmate.digest.model import EDITIONS
from qunmate.i18n import N_, _
from qunmate.terms import listed

if TYPE_CHECKING:
    from qunmate.digest.model import Digest


@make_command(
    N_(
        "Write the weekly digest of a group, or with --day the morning report. "
        "Example: qunmate digest --group Runners --week 2026-W47 -o digest.xlsx"
    )
)
@option("--group", "group_name", required=True, help=N_("The group."))
@option("--week", help=N_("An ISO week such as 2026-W47; default: the last complete one."))
@option("--day", type=Day(), help=N_("The morning report of that day."))
@option(
    "--edition",
    type=click.Choice(EDITIONS),
    default="member",
    help=N_("The member edition is fit to post, the operator edition is private."),
)
@option("--segment", help=N_("In the operator edition: a section on those in this segment."))
@option(
    "--format",
    "format_",
    help=N_("xlsx, md, html, png or pdf; default: what the file's suffix says."),
)
@output_option
@json_option
@click.pass_obj
def command(
    app: App,
    *,
    group_name: str,
    week: str | None,
    day: datetime | None,
    edition: str,
    segment: str | None,
    format_: str | None,
    output: Path,
    as_json: bool,
) -> None:
    """Write one digest."""
    from qunmate.tasks.digest import format_of, make_digest, make_morning, write_digest

    if week and day:
        raise click.UsageError(_("Give either --week or --day."))
    if segment and (day or edition == "member"):
        raise click.UsageError(_("Only the weekly operator edition has a section on a segment."))
    first, last = _days(week, app.today)
    chosen = format_of(output, format_)
    with app.store() as store:
        group = groups.by_name(store.db, group_name)
        if day:
            digest = make_morning(
                store, group, day=clock.day_of(day.date()), edition=edition, today=app.today
            )
        else:
            digest = make_digest(
                store,
                group,
                first=first,
                last=last,
                edition=edition,
                today=app.today,
                segment=segment or "",
            )
    written = [str(path) for path in write_digest(digest, output, chosen, paint=_paint)]
    document = {"title": digest.title, "period": digest.label, "format": chosen}
    emit(
        {"file": written[0], "files": written, **document},
        as_json=as_json,
        text=lambda: _("{title}, {days}: written to {path}").format(
            title=digest.title, days=digest.label, path=listed(written)
        ),
    )


def _paint(digest: Digest, format_: str) -> list[bytes]:
    """Only whoever wants a picture waits for Qt."""
    from qunmate.ui.paint.files import paint_digest

    return paint_digest(digest, format_)


def _days(week: str | None, today: date) -> tuple[int, int]:
    """First and last day of the week asked for, else of the last complete one before today."""
    if week is None:
        monday = clock.day_of(today) - today.weekday()
        return monday - 7, monday - 1
    try:
        year = int(week.partition("-")[0])
        found = clock.week_days(week) if year in YEARS else None
    except ValueError:
        found = None
    if found is None:
        message = _("“{week}” is not a week; write it like 2026-W47.").format(week=week)
        raise click.BadParameter(message, param_hint="--week")
    return found
