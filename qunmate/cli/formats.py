"""formats: what can be read and written, and how a user gets such a file."""

from __future__ import annotations

from dataclasses import asdict
from textwrap import indent

import click

from qunmate.cli.app import command, json_option
from qunmate.cli.printing import emit
from qunmate.i18n import N_, _
from qunmate.tasks.formats import Format, steps
from qunmate.tasks.formats import formats as all_formats


@command(
    N_("List the formats and how to get such files. Example: qunmate formats telegram"), "formats"
)
@click.argument("words", nargs=-1)
@json_option
def formats(words: tuple[str, ...], *, as_json: bool) -> None:
    found = [one for one in all_formats() if _holds(one, words)]
    emit(
        [{**asdict(one), "suffixes": list(one.suffixes)} for one in found],
        as_json=as_json,
        text=lambda: "\n\n".join(map(_lines, found)) or _("There is no format of that name."),
    )


def _holds(one: Format, words: tuple[str, ...]) -> bool:
    text = f"{one.name} {one.title} {one.how} {' '.join(one.suffixes)}".casefold()
    return all(word.casefold() in text for word in words)


def _lines(one: Format) -> str:
    head = f"{one.name}: {one.title} ({' '.join(one.suffixes)})"
    return f"{head}\n{indent(steps(one.how), '  ')}"
