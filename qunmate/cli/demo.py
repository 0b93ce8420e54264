"""demo."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import click

from qunmate.cli.app import App, Day, json_option, option
from qunmate.cli.app import command as make_command
from qunmate.cli.printing import emit, run_job, table
from qunmate.data import groups
from qunmate.figures.words import show_count
from qunmate.i18n import N_, _
from qunmate.model import GroupSummary
from qunmate.tasks.demo import fill_demo


@make_command(
    N_(
        "Fill a new file with an invented operator's year: five groups, their members and chats."
        " Example: qunmate --db demo.qunmate demo"
    ),
    name="demo",
)
@option(
    "--messages",
    default=60_000,
    type=click.IntRange(1, 5_000_000),
    help=N_("About how many messages."),
)
@option(
    "--members", default=600, type=click.IntRange(10, 500_000), help=N_("About how many members.")
)
@option("--seed", default=1, type=int, help=N_("A different number gives a different year."))
@option("--until", type=Day(), help=N_("The last day (default: today)."))
@option("--open", "show", is_flag=True, help=N_("Open the window afterwards."))
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    messages: int,
    members: int,
    seed: int,
    until: datetime | None,
    show: bool,  # noqa: FBT001 - a flag of the command line
    as_json: bool,  # noqa: FBT001
) -> None:
    app: App = ctx.obj
    last = until.date() if until else app.today
    with app.store() as store:
        run_job(fill_demo(store, messages=messages, members=members, seed=seed, until=last))
        summaries = groups.summaries(store.db)
    emit(_document(app, summaries), as_json=as_json, text=lambda: _text(app, summaries))
    if show:
        from qunmate.cli.open_window import command as open_window

        ctx.invoke(open_window)


def _document(app: App, summaries: Sequence[GroupSummary]) -> dict[str, Any]:
    return {
        "file": str(app.path),
        "groups": [
            {"name": one.group.name, "members": one.members, "messages": one.messages}
            for one in summaries
        ],
    }


def _text(app: App, summaries: Sequence[GroupSummary]) -> str:
    rows = [
        [one.group.name, show_count(one.members), show_count(one.messages)] for one in summaries
    ]
    filled = _("{path} now holds an invented year.").format(path=app.path)
    return f"{filled}\n{table(rows, [_('Group'), _('Members'), _('Messages')])}"
