"""backup, restore, check."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from qunmate.cli.app import App, FilePath, command, json_option, output_option
from qunmate.cli.printing import emit
from qunmate.i18n import N_, _
from qunmate.tasks import backup as tasks
from qunmate.words import words


@command(
    N_("Write a checked backup while the file is in use. Example: qunmate backup -o copy.qunmate"),
    "backup",
)
@output_option
@json_option
@click.pass_obj
def backup(app: App, output: Path, *, as_json: bool) -> None:
    with app.store() as store:
        tasks.backup(store, output)
    size = output.stat().st_size
    emit(
        {"file": str(output), "size": size},
        as_json=as_json,
        text=lambda: _("Backed up to {file} ({size} bytes).").format(file=output, size=size),
    )


@command(
    N_(
        "Replace the file with a backup; the file itself is backed up first. Example:"
        " qunmate restore copy.qunmate"
    ),
    "restore",
)
@click.argument("file", type=FilePath())
@json_option
@click.pass_obj
def restore(app: App, file: Path, *, as_json: bool) -> None:
    kept = tasks.restore(app.path, file, datetime.now())  # noqa: DTZ005 - a file's name
    emit(
        {"file": str(app.path), "restored_from": str(file), "kept": str(kept) if kept else None},
        as_json=as_json,
        text=lambda: (
            _("Restored from {file}.").format(file=file)
            + (" " + _("What was there before is in {kept}.").format(kept=kept) if kept else "")
        ),
    )


@command(N_("Check that the file is complete and consistent. Example: qunmate check"), "check")
@json_option
@click.pass_context
def check(ctx: click.Context, *, as_json: bool) -> None:
    app: App = ctx.obj
    found = tasks.check(app.path)
    sentences = [words(problem)[0] for problem in found.problems]
    emit(
        {
            "ok": found.ok,
            "integrity": found.integrity,
            "problems": sentences,
            "schema": found.schema,
            "size": found.size,
            "counts": found.counts,
        },
        as_json=as_json,
        text=lambda: (
            _("The file is intact.") if found.ok else "\n".join([found.integrity, *sentences])
        ),
    )
    if not found.ok:
        ctx.exit(1)
