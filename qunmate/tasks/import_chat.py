"""Takes in chat records: streaming, one transaction a source, nothing twice."""

from __future__ import annotations

import contextlib
from collections.abc import Generator, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from qunmate import clock
from qunmate.chat_columns import TableChoice
from qunmate.data import chat_sources, groups
from qunmate.data.importers import pick, plain_table, sources_in
from qunmate.data.importers.packing import Packer
from qunmate.data.importers.source import Source
from qunmate.data.importers.worker import End, Item, Parsing
from qunmate.data.store import Store
from qunmate.errors import Problem, UserError
from qunmate.model import Group
from qunmate.progress import Job
from qunmate.records import Batch, ChatHead
from qunmate.tasks import chat_table, tag_rules
from qunmate.tasks.chat_intake import ChatImport, Intake, told_again
from qunmate.tasks.taken_before import taken_before


@dataclass(frozen=True, slots=True)
class Pasted:
    """Chat text that was pasted; `title` names it where a file's name would."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class SourceFailure:
    """A source of which nothing could be taken in."""

    file: str
    problem: Problem


def import_chat(
    store: Store,
    sources: Sequence[Path | Pasted],
    *,
    group: str | None = None,
    format_: str = "auto",
    today: date,
    dry_run: bool = False,
    table: TableChoice | None = None,
    day: date | None = None,
    private: bool = True,
    zone: str = "",
) -> Job[list[ChatImport | SourceFailure]]:
    """Take in each source, and each in a folder or zip, in a transaction of its own. A source
    that fails leaves the file as it was and the others go on; a single one that fails raises its
    UserError. `table` says how to read plain tables, and is remembered for such headings; `day`
    is that of copied text which tells none; `private` whether those of an account's chats that
    are no groups come along; `zone` the time zone of groups that they bring ("": the machine's).
    Rule tags are judged right after them."""
    format_ = plain_table.NAME if table else format_
    wanted = [one for given in sources for one in _wanted(given)]
    results: list[ChatImport | SourceFailure] = []
    for name, source in wanted:
        try:
            if isinstance(source, UserError):
                raise source
            source.table, source.day, source.private, source.zone = table, day, private, zone
            results += yield from _import_source(
                store, source, group, format_, today=today, dry_run=dry_run
            )
        except UserError as error:
            if len(wanted) == 1:
                raise
            results.append(SourceFailure(name, error.problem))
    if not dry_run:
        tag_rules.apply(store, today)
    return results


def _wanted(given: Path | Pasted) -> list[tuple[str, Source | UserError]]:
    """Each source that is given, with its name, or why there is none."""
    name = given.title if isinstance(given, Pasted) else str(given)
    try:
        found = chats_in(given)
    except UserError as error:
        return [(name, error)]
    return [(name if len(found) == 1 else source.name, source) for source in found]


def chats_in(given: Path | Pasted) -> list[Source]:
    """The sources that a file, folder, zip or pasted text holds, each to be read by itself."""
    if isinstance(given, Pasted):
        return [Source(Path(given.title), given.text)]
    return sources_in(given)


def _import_source(
    store: Store,
    origin: Source,
    group_name: str | None,
    format_: str,
    *,
    today: date,
    dry_run: bool,
) -> Job[list[ChatImport]]:
    chosen = groups.asked(store.db, group_name)
    with contextlib.closing(Parsing(origin)) as stream:
        format_name = pick(origin, format_).NAME
        before = yield from taken_before(store, origin, format_name, chosen)
        if before:
            with store.atomic(keep=not dry_run):
                results = [told_again(store, origin.name, format_name, one) for one in before]
        else:
            results = yield from _parsed(
                store, origin, stream, format_name, chosen, today=today, dry_run=dry_run
            )
    return [replace(result, import_id=None) for result in results] if dry_run else results


def _parsed(
    store: Store,
    origin: Source,
    stream: Parsing,
    format_name: str,
    chosen: Group | None,
    *,
    today: date,
    dry_run: bool,
) -> Job[list[ChatImport]]:
    total, modified = origin.size(), origin.modified_at()
    said = origin.table
    look = chat_table.settle(store, origin) if format_name == plain_table.NAME else None
    stream.begin(format_name, chat_sources.zones(store.db, chosen, origin.zone))
    with store.atomic(keep=not dry_run):
        intake = Intake(store, origin, format_name, chosen, today)
        results = yield from intake.run(stream, total, modified)
        if look and origin.table and said not in (None, TableChoice()):
            chat_table.remember(store, look, origin.table)
    return results


def take_in_chat(
    store: Store,
    head: ChatHead,
    batches: Iterable[Batch],
    *,
    group: Group | None,
    file: str,
    format_: str,
    today: date,
) -> Job[ChatImport]:
    """Take in one chat whose records are made in this process."""

    def packed() -> Generator[Item, None, None]:
        yield head
        where = group.timezone if group else groups.local_timezone()
        packer = Packer(clock.zone(where), head.zoned)
        for batch in batches:
            yield from packer.pack(batch)
        yield End("")

    with store.atomic():
        intake = Intake(store, Source(Path(file), ""), format_, group, today)
        results = yield from intake.run(packed(), 0, None)
    return results[0]
