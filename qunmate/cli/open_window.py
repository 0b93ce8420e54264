"""open: the window."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from qunmate.cli.app import App, FilePath
from qunmate.cli.app import command as make_command
from qunmate.i18n import N_


@make_command(N_("Open the window. Example: qunmate open my.qunmate"), name="open")
@click.argument("file", type=FilePath(), required=False)
@click.pass_context
def command(ctx: click.Context, file: Path | None = None) -> None:
    """Stays until the window is closed; a given --today holds for all that time."""
    from qunmate.ui.app import run_window

    app: App = ctx.obj
    fixed = None if app.today == date.today() else app.today
    asked: str | None = ctx.find_root().params["lang"]
    ctx.exit(run_window(file or app.path, today=fixed, language=asked))
