"""import chat."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import click

from qunmate.chat_columns import TableChoice
from qunmate.cli.app import App, Day, FilePath, command, json_option, option
from qunmate.cli.importing import column_pair
from qunmate.cli.printing import emit, run_job
from qunmate.clock import iso_instant
from qunmate.data.importers import READERS
from qunmate.figures.words import show_count
from qunmate.i18n import N_, _
from qunmate.records import MAX_LISTED
from qunmate.tasks.chat_intake import ChatImport
from qunmate.tasks.import_chat import SourceFailure, import_chat
from qunmate.words import words


@command(
    N_(
        "Import chat records. What is already there is recognised. Example: qunmate"
        " import chat 群聊.txt --group 读书会"
    ),
    "chat",
)
@click.argument("sources", nargs=-1, required=True, type=FilePath(folders=True))
@option("--group", help=N_("The group they belong to; without it, the group of the chat's name."))
@option(
    "--format",
    "format_",
    default="auto",
    type=click.Choice(["auto", *READERS]),
    help=N_("The format, if it is not recognised by itself."),
)
@option(
    "--map",
    "mapping",
    multiple=True,
    metavar="COLUMN=FIELD",
    help=N_(
        "Says what a column of a plain table is: time sender id nickname kind text message_id; "
        "nothing after the = leaves the column out. Columns without heading go by letter."
    ),
)
@option(
    "--day",
    type=Day(),
    help=N_(
        "The day of copied text that gives none; where only the years are missing,"
        " the day of the last message."
    ),
)
@option(
    "--groups-only",
    is_flag=True,
    help=N_("Leave out the private chats in a record of a whole account."),
)
@option("--dry-run", is_flag=True, help=N_("Only say what would be taken in."))
@json_option
@click.pass_context
def chat(
    ctx: click.Context,
    sources: tuple[Path, ...],
    group: str | None,
    format_: str,
    mapping: tuple[str, ...],
    *,
    day: datetime | None,
    groups_only: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    app: App = ctx.obj
    table = TableChoice(dict(map(column_pair, mapping))) if mapping else None
    with app.store() as store:
        results = run_job(
            import_chat(
                store,
                sources,
                group=group,
                format_=format_,
                today=app.today,
                dry_run=dry_run,
                table=table,
                day=day.date() if day else None,
                private=not groups_only,
            )
        )
    documents = [document(result) for result in results]
    emit(
        documents[0] if len(documents) == 1 else documents,
        as_json=as_json,
        text=lambda: "\n".join(map(_line, results)),
    )
    if any(isinstance(result, SourceFailure) for result in results):
        ctx.exit(1)


def document(result: ChatImport | SourceFailure) -> dict[str, Any]:
    """One entry of the JSON."""
    if isinstance(result, SourceFailure):
        sentence, step = words(result.problem)
        return {"file": result.file, "error": sentence, "next": step}
    return {
        "import_id": result.import_id,
        "file": result.file,
        "format": result.format,
        "group": result.group,
        "messages": result.messages,
        "new": result.new,
        "duplicates": result.duplicates,
        "recognised": result.recognised,
        "rejected": result.rejected,
        "members_new": result.members_new,
        "first": iso_instant(*result.first) if result.first else None,
        "last": iso_instant(*result.last) if result.last else None,
        "truncated": result.truncated,
        "errors": [
            {"line": wrong.line, "problem": words(wrong.problem)[0]}
            for wrong in result.errors[:MAX_LISTED]
        ],
        "errors_total": result.errors_total,
    }


def _line(result: ChatImport | SourceFailure) -> str:
    if isinstance(result, SourceFailure):
        sentence, step = words(result.problem)
        return f"{result.file}: {sentence}\n  {step}"
    lines = [
        _("{file} → {group}: {new} new, {duplicates} already there, {rejected} rejected").format(
            file=result.file,
            group=result.group,
            new=show_count(result.new),
            duplicates=show_count(result.duplicates),
            rejected=show_count(result.rejected),
        )
    ]
    lines += [
        _("  line {line}: {problem}").format(line=wrong.line, problem=words(wrong.problem)[0])
        for wrong in result.errors[:20]
    ]
    if result.errors_total > 20:
        lines.append(_("  … {n} problems in all").format(n=show_count(result.errors_total)))
    return "\n".join(lines)
