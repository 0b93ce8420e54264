"""What commands print: a document as JSON, plain lines and tables, and how far a job is."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Sequence
from typing import TypeVar

import click

from qunmate.cli.document_text import document_text
from qunmate.errors import UserError
from qunmate.progress import Job, Progress, finish
from qunmate.terms import percent

T = TypeVar("T")

_STEERING = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")
_STEERING_LINES = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]+")
OUTPUT_FAILED = "output_failed"


def run_job(job: Job[T]) -> T:
    """Run a job and show its progress on stderr where that is a terminal."""
    if not sys.stderr.isatty():
        return finish(job)

    def report(step: Progress) -> None:
        share = percent(str(100 * step.done // step.total)) if step.total else ""
        click.echo(f"\r{step.records:>10,} {share:>6}", nl=False, err=True)

    try:
        return finish(job, report)
    finally:
        click.echo("\r" + " " * 20 + "\r", nl=False, err=True)


def emit(document: object, *, as_json: bool, text: Callable[[], str]) -> None:
    """Print the document as JSON, or the lines made by `text`."""
    if as_json:
        say(document_text(document))
    else:
        lines = text()
        if lines:
            say(plain_lines(lines))


def say(text: str, *, end: str = "\n") -> None:
    """Print what was asked for. UserError if standard output takes no more."""
    try:
        click.echo(text + end, nl=False)
    except BrokenPipeError:  # whoever read it has seen enough
        raise
    except OSError as error:
        raise UserError(OUTPUT_FAILED, reason=error.strerror or str(error)) from error


def moment(instant: str | None) -> str:
    """An ISO instant or day as it stands in a table: day and minute."""
    return (instant or "")[:16].replace("T", " ")


def plain_lines(text: str) -> str:
    """Lines without what would steer a terminal or turn the direction of writing: a file may hold
    such signs."""
    return _STEERING_LINES.sub(" ", text)


def one_line(text: str) -> str:
    """Text without line breaks and without what `plain_lines` takes out."""
    return _STEERING.sub(" ", text)


def table(rows: Sequence[Sequence[object]], headings: Sequence[str]) -> str:
    """A plain text table."""
    from tabulate import tabulate

    cells = [["" if cell is None else one_line(str(cell)) for cell in row] for row in rows]
    return str(tabulate(cells, headers=headings, disable_numparse=True))
