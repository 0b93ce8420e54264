"""export chat."""

from __future__ import annotations

import time
from pathlib import Path

import click

from qunmate.cli.app import App, command, json_option, option, output_option
from qunmate.cli.printing import emit, run_job
from qunmate.data import groups
from qunmate.i18n import N_, ngettext
from qunmate.tasks.export_chat import export_chat


@command(
    N_(
        "Write a group's messages as ChatLab JSONL. "
        "Example: qunmate export chat --group A -o a.jsonl"
    ),
    "chat",
)
@option("--group", required=True, help=N_("The group."))
@output_option
@json_option
@click.pass_obj
def chat(app: App, group: str, output: Path, *, as_json: bool) -> None:
    with app.store() as store:
        chosen = groups.by_name(store.db, group)
        n = run_job(export_chat(store, chosen, output, exported_at=int(time.time())))
    emit(
        {"file": str(output), "messages": n},
        as_json=as_json,
        text=lambda: ngettext("{n} message → {file}", "{n} messages → {file}", n).format(
            n=n, file=output
        ),
    )
