"""open: the window."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from qunmate.cli.app import App, FilePath
from qunmate.cli.app import command as make_command
from qunmate.i18n import N_

_DATABASE = b"SQLite format 3\0"  # how every file of ours begins


@make_command(N_("Open the window. Example: qunmate open my.qunmate"), name="open")
@click.argument("files", type=FilePath(folders=True), nargs=-1)
@click.pass_context
def command(ctx: click.Context, files: tuple[Path, ...] = ()) -> None:
    """Stays until the window is closed; a given --today holds for all that time. Any other files
    than a QunMate file are offered to be taken in."""
    from qunmate.ui.app import run_window

    app: App = ctx.obj
    fixed = None if app.today == date.today() else app.today
    asked: str | None = ctx.find_root().params["lang"]
    sources = [one for one in files if _is_source(one)]
    opened = [one for one in files if one not in sources]
    ctx.exit(run_window(opened[0] if opened else app.path, sources, today=fixed, language=asked))


def _is_source(path: Path) -> bool:
    """Whether something is there to be taken in: no QunMate file, under whatever name."""
    if path.suffix.lower() == ".qunmate" or not path.exists():
        return False
    try:
        with path.open("rb") as file:
            return file.read(len(_DATABASE)) != _DATABASE
    except OSError:  # a folder; or what the import will tell of
        return True
