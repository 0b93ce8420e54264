"""What an import of a chat would bring, without writing: nothing waits for it and it waits for
nothing."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from qunmate.chat_columns import TableChoice
from qunmate.clock import DAY
from qunmate.data import chat_sources, groups
from qunmate.data.database import Database
from qunmate.data.importers import pick, plain_table
from qunmate.data.importers.packed import Packed
from qunmate.data.importers.source import Source
from qunmate.data.importers.worker import End, Parsing
from qunmate.data.store import Store
from qunmate.errors import UserError
from qunmate.model import Group
from qunmate.progress import Job, Progress
from qunmate.records import ChatHead
from qunmate.tasks import chat_table
from qunmate.tasks.import_chat import Pasted, chats_in


@dataclass(frozen=True, slots=True)
class ChatCount:
    """One chat of a source. `group` is the one that is there already and `name` what it is, or
    would be, called; `named` says whether the source itself tells the chat. `first_day` and
    `last_day` count from 1970-01-01, None without messages. `private`: it is no group but one
    of the other chats of an account."""

    name: str
    group: Group | None
    named: bool
    messages: int = 0
    new: int = 0
    senders: int = 0
    problems: int = 0
    first_day: int | None = None
    last_day: int | None = None
    private: bool = False


def count_chat(
    store: Store,
    source: Path | Pasted,
    group: Group | None,
    table: TableChoice | None = None,
    day: date | None = None,
    zone: str = "",
) -> Job[tuple[ChatCount, ...]]:
    """Read the source through and look up what is there. Without `group` each chat counts for
    the group it would go to. `table` says how to read a plain table, `day` is that
    of copied text which tells none, `zone` the time zone of a group that it would bring.
    UserError if it can't be read or holds nothing."""
    done, counts = Progress(0, 0), list[ChatCount]()
    origins = chats_in(source)
    total = sum(origin.size() for origin in origins)
    for origin in origins:
        origin.table, origin.day, origin.zone = table, day, zone
        of_one = yield from _count_one(store, origin, group, done._replace(total=total))
        counts += of_one
        done = done._replace(
            done=done.done + origin.size(),
            records=done.records + sum(count.messages for count in of_one),
        )
    if not counts:
        raise UserError("nothing_in_source", path=origins[0].name)
    return tuple(counts)


def _count_one(
    store: Store, origin: Source, group: Group | None, before: Progress
) -> Job[list[ChatCount]]:
    counts, people = list[ChatCount](), _People()
    with contextlib.closing(Parsing(origin)) as stream:
        format_ = plain_table.NAME if origin.table else pick(origin).NAME
        if format_ == plain_table.NAME:
            chat_table.settle(store, origin)
        stream.want_words(wanted=False)
        stream.begin(format_, chat_sources.zones(store.db, group, origin.zone))
        for item in _items(stream):
            if isinstance(item, ChatHead):
                if group and not item.private and any(not one.private for one in counts):
                    raise UserError("group_needed_for_one_chat", path=origin.name)
                counts.append(_begin(store.db, item, origin.stem, group))
                people = _People()
            elif counts:
                people.add(item.new_senders)
                counts[-1] = replace(_add(store.db, counts[-1], item), senders=len(people))
                position = min(before.done + item.position, before.total)
                records = before.records + sum(count.messages for count in counts)
                yield before._replace(done=position, records=records)
    return counts


class _People:
    """Who speaks in a chat, each of them once: an id is one person under all their names, who
    has those of them too under which no id is told."""

    def __init__(self) -> None:
        self._ids, self._names, self._bare = set[str](), set[str](), set[str]()

    def add(self, senders: Sequence[tuple[str, str]]) -> None:
        for id_, name in senders:
            if id_:
                self._ids.add(id_)
                self._names.add(name)
            else:
                self._bare.add(name)

    def __len__(self) -> int:
        return len(self._ids) + len(self._bare - self._names)


def _items(stream: Parsing) -> Iterator[ChatHead | Packed]:
    for item in stream:
        if isinstance(item, End):
            return
        yield item


def _begin(db: Database, head: ChatHead, stem: str, group: Group | None) -> ChatCount:
    known = group or chat_sources.group_of(db, head, stem)
    name = known.name if known else groups.clean_name(head.name or stem)
    return ChatCount(name, known, bool(head.name or head.chat_id), private=head.private)


def _add(db: Database, count: ChatCount, packed: Packed) -> ChatCount:
    days = [(at + offset) // DAY for at, offset in zip(packed.at, packed.utc_offset, strict=True)]
    there = chat_sources.already_there(db, count.group.id, packed) if count.group else 0
    first = [day for day in (count.first_day, min(days, default=None)) if day is not None]
    last = [day for day in (count.last_day, max(days, default=None)) if day is not None]
    return replace(
        count,
        messages=count.messages + len(packed.at),
        new=count.new + len(packed.at) - there,
        problems=count.problems + packed.problems.total,
        first_day=min(first, default=None),
        last_day=max(last, default=None),
    )
