"""The root command: global options, lazily loaded commands, errors and exit codes."""

from __future__ import annotations

import importlib
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from qunmate import __version__, i18n
from qunmate.cli.click_words import click_translated
from qunmate.cli.printing import OUTPUT_FAILED, plain_lines
from qunmate.data.store import Store, open_store
from qunmate.errors import UserError
from qunmate.i18n import N_, _
from qunmate.paths import default_file, is_away
from qunmate.words import words

F = TypeVar("F", bound=Callable[..., Any])

# command -> module that holds a click command named `command`
COMMANDS: dict[str, Any] = {
    "open": "qunmate.cli.open_window",
    "demo": "qunmate.cli.demo",
    "groups": "qunmate.cli.groups:listing",
    "group": {
        "add": "qunmate.cli.groups:add",
        "show": "qunmate.cli.groups:show",
        "edit": "qunmate.cli.groups:edit",
        "archive": "qunmate.cli.groups:archive",
    },
    "import": {
        "roster": "qunmate.cli.import_roster:roster",
        "chat": "qunmate.cli.import_chat:chat",
        "highlights": "qunmate.cli.import_highlights:highlights",
        "plan": "qunmate.cli.import_plan:plan",
        "undo": "qunmate.cli.imports:undo",
    },
    "imports": "qunmate.cli.imports:listing",
    "formats": "qunmate.cli.formats:formats",
    "members": "qunmate.cli.members:listing",
    "tags": "qunmate.cli.tags:listing",
    "member": {
        "merge": "qunmate.cli.member_merge:merge",
        "erase": "qunmate.cli.member_erase:erase",
    },
    "export": {
        "roster": "qunmate.cli.export_roster:roster",
        "template": "qunmate.cli.export_roster:template",
        "chat": "qunmate.cli.export_chat:chat",
        "highlights": "qunmate.cli.export_highlights:highlights",
        "plan": "qunmate.cli.export_plan:plan",
    },
    "messages": "qunmate.cli.messages:listing",
    "today": "qunmate.cli.today:today",
    "plan": "qunmate.cli.plan:listing",
    "highlights": "qunmate.cli.highlights:listing",
    "search": "qunmate.cli.search:search",
    "health": "qunmate.cli.health",
    "digest": "qunmate.cli.digest",
    "backup": "qunmate.cli.backup:backup",
    "restore": "qunmate.cli.backup:restore",
    "check": "qunmate.cli.backup:check",
    "self-test": "qunmate.cli.self_test",
}


def translated(text: str | None) -> str:
    return _(text) if text else ""


def _with_example(text: str) -> str:
    """The example in a paragraph of its own."""
    return re.sub(r"\s*(?=Example: |例：)", "\n\n", text, count=1)


def _as_text(value: Any) -> Any:
    """A text given in other bytes than UTF-8, or in half a character of Windows, as text that
    can be looked for and kept; paths keep their bytes."""
    if isinstance(value, tuple):
        return tuple(map(_as_text, value))
    if not isinstance(value, str):
        return value
    return value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


class Command(click.Command):
    """A command whose help is translated when it is shown, not when it is defined."""

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(_with_example(translated(self.help)))

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        rest = super().parse_args(ctx, args)
        ctx.params = {name: _as_text(value) for name, value in ctx.params.items()}
        return rest

    def get_short_help_str(self, limit: int = 45) -> str:
        """Up to the end of the first sentence, in whatever language."""
        return re.split(r"(?<=\.)\s|(?<=。)", translated(self.help), maxsplit=1)[0]


YEARS = range(1900, 3000)
COUNT = click.IntRange(1, 10**15)  # what the file can count and number


class Day(click.DateTime):
    """A day of a year in which the figures can still look back and ahead by years."""

    def __init__(self) -> None:
        super().__init__(["%Y-%m-%d"])

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        found: datetime = super().convert(value, param, ctx)
        if found.year not in YEARS:
            message = _("“{day}” is not in the years {first} to {last}.")
            self.fail(message.format(day=value, first=YEARS[0], last=YEARS[-1]), param, ctx)
        return found


class FilePath(click.Path):
    """The path of a file, or of a folder where `folders` are taken too. It says something;
    what else may be wrong with it the command tells."""

    def __init__(self, *, folders: bool = False) -> None:
        super().__init__(path_type=Path, readable=False)
        self.folders = folders

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        found = Path(str(super().convert(value, param, ctx)))
        if not str(value) or not (found.name or self.folders):
            self.fail(_("“{path}” names no file.").format(path=value), param, ctx)
        return found


class Option(click.Option):
    """An option whose help is translated when it is shown."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        record = super().get_help_record(ctx)
        if record is None or not self.help:
            return record
        return record[0], record[1].replace(self.help, _(self.help))


class LazyGroup(click.Group):
    """Loads a command's module only when it is asked for, so that start-up stays light."""

    def __init__(self, *args: Any, table: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.table = table

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        entry = self.table.get(cmd_name)
        if entry is None:
            return None
        if isinstance(entry, dict):
            return LazyGroup(cmd_name, table=entry, help=_(_GROUP_HELP[cmd_name]))
        module, _colon, name = entry.partition(":")
        command = getattr(importlib.import_module(module), name or "command")
        return command if isinstance(command, click.Command) else None


_GROUP_HELP = {
    "group": N_("Add, show, edit or archive a group."),
    "member": N_("Make one member of two cards, or erase a person."),
    "import": N_("Import members, chat records, highlights or plans, or undo an import."),
    "export": N_("Write members, chat records, highlights, plans, or an empty roster sheet."),
}


def command(help_text: str, name: str | None = None) -> Callable[[Callable[..., Any]], Command]:
    """A command with translated help; end `help_text` with an example."""
    return click.command(name=name, cls=Command, help=help_text)


def option(*names: str, **attributes: Any) -> Callable[[F], F]:
    """An option with translated help."""
    return click.option(*names, cls=Option, **attributes)


@dataclass
class App:
    """What the global options say."""

    path: Path
    today: date

    def store(self, *, read_only: bool = False) -> Store:
        if is_away(self.path):
            raise UserError("file_away", path=str(self.path))
        return open_store(self.path, read_only=read_only)


output_option = option(
    "-o",
    "--output",
    required=True,
    type=FilePath(),
    help=N_("The file to write."),
)
json_option = option("--json", "as_json", is_flag=True, help=N_("One JSON document on stdout."))


class Root(LazyGroup):
    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """A double click on a file starts the program with nothing but its path."""
        named = args[0] not in self.table and Path(args[0]).is_file()
        if named or args[0].lower().endswith(".qunmate"):
            args = ["open", *args]
        return super().resolve_command(ctx, args)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(_with_example(translated(self.help)))


@click.group(
    cls=Root,
    table=COMMANDS,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help=N_(
        "QunMate keeps the members, chats, highlights and health of your groups in one file. "
        "Without a command it opens the window. Example: qunmate --db my.qunmate groups"
    ),
)
@option(
    "--db",
    type=FilePath(),
    envvar="QUNMATE_DB",
    help=N_("The QunMate file."),
)
@option("--lang", type=click.Choice(list(i18n.LANGUAGES)), help=N_("Language of all output."))
@option("--today", type=Day(), help=N_("The day that “today” means."))
@click.version_option(
    __version__, message="%(version)s", cls=Option, help=N_("Show the version and exit.")
)
@click.pass_context
def root(ctx: click.Context, db: Path | None, lang: str | None, today: datetime | None) -> None:
    """Keep the global options for the command; without one, open the window."""
    i18n.install(lang)
    ctx.obj = App(db or default_file(), today.date() if today else date.today())
    if ctx.invoked_subcommand is None:
        from qunmate.cli.open_window import command as open_window

        ctx.invoke(open_window)


def main(args: Sequence[str]) -> int:
    """Run one command; gives the exit code: 0 done, 1 the user's world, 2 usage, 3 a defect."""
    arguments = list(args)
    i18n.install(_asked_language(arguments))  # help is shown before options are handled
    with click_translated():
        return _run(arguments)


def _run(arguments: list[str]) -> int:
    try:
        outcome = root.main(arguments, prog_name="qunmate", standalone_mode=False)
        return outcome if isinstance(outcome, int) else 0
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.Abort:
        _tell(UserError("interrupted"), as_json="--json" in arguments)
        return 1
    except click.ClickException as usage:
        usage.show()
        if "--json" in arguments:
            _print_error(usage.format_message(), _usage_step(usage))
        return 2
    except UserError as error:
        heard = error.problem.code != OUTPUT_FAILED
        _tell(error, as_json=heard and "--json" in arguments)
        return 1
    except Exception as defect:
        from qunmate.report import write_report

        path = write_report(defect)
        sentence = _("Something went wrong in QunMate.")
        if path:
            sentence = _("Something went wrong in QunMate. A report was written to {path}")
            sentence = sentence.format(path=path)
        click.echo(sentence, err=True)
        if "--json" in arguments:
            _print_error(sentence, _("Please send in the report."))
        return 3


def _asked_language(arguments: list[str]) -> str | None:
    for here, following in zip(arguments, [*arguments, ""][1:], strict=True):
        if here == "--lang":
            return following
        if here.startswith("--lang="):
            return here.removeprefix("--lang=")
    return None


def _tell(error: UserError, *, as_json: bool) -> None:
    sentence, step = words(error.problem)
    if as_json:
        _print_error(sentence, step)
    else:
        click.echo(plain_lines(f"{sentence}\n{step}"), err=True)


def _print_error(sentence: str, step: str) -> None:
    click.echo(json.dumps({"error": sentence, "next": step}, ensure_ascii=False))


def _usage_step(error: click.ClickException) -> str:
    context = error.ctx if isinstance(error, click.UsageError) else None
    path = context.command_path if context else "qunmate"
    return _("“{command} --help” shows how.").format(command=path)
