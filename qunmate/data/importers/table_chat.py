"""Chats as tables whose columns are known: which column says what, as a value."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from qunmate.data.importers.fields import instant, iso_instant
from qunmate.data.importers.moments import moment
from qunmate.data.importers.placeholders import kind_named, kind_of
from qunmate.data.importers.source import Source
from qunmate.data.importers.tables import Row, has_columns, read_table
from qunmate.errors import Problem
from qunmate.model import Kind
from qunmate.records import Batch, ChatHead, LineProblem, Participant, Record
from qunmate.system_lines import read_events

Identify = Callable[[str], bool]
Read = Callable[[Source], Iterator[ChatHead | Batch]]
KindOf = Callable[[Row], Kind | None]
Columns = tuple[str, ...]  # names, of which the first that holds something counts


@dataclass(frozen=True, slots=True)
class Layout:
    """`wanted` are the columns by which the format is known. `at` reads the time: an instant
    if `zoned`, else wall-clock seconds. `kind` overrides what the columns of `type` say."""

    platform: str
    wanted: Columns
    time: Columns
    text: Columns
    sender: Columns
    sender_id: Columns = ()
    nickname: Columns = ()
    type: Columns = ()
    message_id: Columns = ()
    chat: Columns = ()
    chat_id: Columns = ()
    zoned: bool = False
    at: Callable[[str], int | None] = moment
    kind: KindOf = lambda _row: None
    people: Callable[[Sequence[Sequence[str]]], list[Participant]] | None = None


def reading(layout: Layout) -> tuple[Identify, Read]:
    """What a reader of this layout needs: its `identify` and its `read`."""

    def identify(head: str) -> bool:
        return has_columns(head, layout.wanted)

    def chat(row: Row) -> ChatHead:
        name, chat_id = _first(row, layout.chat), _first(row, layout.chat_id)
        return ChatHead(layout.platform, name, chat_id, layout.zoned)

    def make(batch: Batch, row: Row, line: int) -> Record | None:
        return record_of(layout, batch, row, line)

    def read(source: Source) -> Iterator[ChatHead | Batch]:
        yield from read_table(source, layout.wanted, chat, make, layout.people)

    return identify, read


def _first(row: Row, columns: Columns) -> str:
    return next((row[name].strip() for name in columns if row.get(name, "").strip()), "")


def record_of(layout: Layout, batch: Batch, row: Row, line: int) -> Record | None:
    """A row as a record; what is wrong with it goes into the batch."""
    told = _first(row, layout.time)
    at = layout.at(told)
    if at is None:
        batch.problems.append(LineProblem(line, Problem("bad_date", {"text": told[:40]})))
        return None
    text = _first(row, layout.text)
    kind = layout.kind(row) or kind_named(_first(row, layout.type)) or kind_of(text)
    message_id = _first(row, layout.message_id)
    platform_id = message_id if message_id.strip("0") else None
    if kind is Kind.SYSTEM:
        batch.events += read_events(at, text)
        kind = Kind.RECALL if "撤回" in text else kind
        return Record(at, "", "", kind, text, platform_id=platform_id)
    sender_id = _first(row, layout.sender_id)
    sender = _first(row, layout.sender) or sender_id
    nickname = _first(row, layout.nickname)
    return Record(at, sender_id, sender, kind, text, nickname, platform_id=platform_id)


def epoch(text: str) -> int | None:
    """Epoch seconds or milliseconds as text."""
    return instant(text)


def iso(text: str) -> int | None:
    """An ISO instant with its offset."""
    return iso_instant(text)
