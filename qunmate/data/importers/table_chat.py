"""Chats as tables whose columns are known: which column says what, as a value."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice, pairwise

from qunmate.data.importers.beginning import WORKBOOK, beginning
from qunmate.data.importers.fields import instant, iso_instant
from qunmate.data.importers.moments import moment
from qunmate.data.importers.parting import Parting
from qunmate.data.importers.placeholders import kind_named, kind_of
from qunmate.data.importers.source import Source
from qunmate.data.importers.table_times import reading_of
from qunmate.data.importers.tables import Row, has_columns, read_table, rows_of
from qunmate.data.importers.wechat_types import is_group
from qunmate.errors import Problem
from qunmate.model import Kind, Reaction
from qunmate.records import Batch, ChatHead, LineProblem, Participant, Record
from qunmate.system_lines import line_kind, read_events

Identify = Callable[[str], bool]
Read = Callable[[Source], Iterator[ChatHead | Batch]]
KindOf = Callable[[Row], Kind | None]
Columns = tuple[str, ...]  # names, of which the first that holds something counts
_YES = frozenset({"1", "1.0", "true", "yes", "是", "我"})
_SAMPLES = 200  # rows from which the way of telling times is settled


@dataclass(frozen=True, slots=True)
class Layout:
    """`wanted` are the columns by which the format is known. `at` reads the time: an instant
    if `zoned`, else wall-clock seconds; where versions differ in that (`settled`), it is what
    the first rows are read by, if they can be. `kind` overrides what the columns of `type`
    say, `reactions` finds those of a row. `own` are columns that mark the account's own
    messages. `is_id` tells an id from the name that stands in its column instead, `said` what
    is meant by a cell of text. `several`: a table may hold several chats, told apart by their
    ids. `names` finds the names of people and chats that a file beside the table tells by their
    ids: `named`. `above`: what stands in pairs above the heading are columns too, by their
    names with a NUL before."""

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
    settled: bool = False
    kind: KindOf = lambda _row: None
    reactions: Callable[[Row], tuple[Reaction, ...]] = lambda _row: ()
    own: Columns = ()
    is_id: Callable[[str], bool] = lambda _told: True
    said: Callable[[str], str] = str
    names: Callable[[Source], Mapping[str, str]] = lambda _source: {}
    named: Mapping[str, str] = field(default_factory=dict)
    several: bool = False
    above: bool = False
    people: Callable[[Sequence[Sequence[str]]], list[Participant]] | None = None


def reading(layout: Layout) -> tuple[Identify, Read]:
    """What a reader of this layout needs: its `identify` and its `read`."""

    def identify(head: str) -> bool:
        return has_columns(head, layout.wanted)

    def read(source: Source) -> Iterator[ChatHead | Batch]:
        here = _settle(layout, source) if layout.settled else layout
        here = replace(here, named=layout.names(source))
        told = _Reading(here, _above(source, layout.wanted) if layout.above else {})
        if here.several:
            yield from _parted(source, here, told)
        else:
            yield from read_table(source, layout.wanted, told.chat, told.record, layout.people)

    return identify, read


def _parted(source: Source, layout: Layout, first: _Reading) -> Iterator[ChatHead | Batch]:
    """The chats of a table that may mix several."""
    others: dict[str, _Reading] = {}
    position = 0
    with Parting() as parting:

        def record(batch: Batch, row: Row, line: int) -> Record | None:
            chat_id = first.other_chat(row)
            if not chat_id:
                return first.record(batch, row, line)
            if chat_id not in others:
                others[chat_id] = _Reading(layout, row)
            other = others[chat_id]
            parting.put(chat_id, lambda aside: other.record(aside, row, line))
            return None

        held: ChatHead | None = None  # until the first rows tell whether there are others
        for item in read_table(source, layout.wanted, first.chat, record, layout.people):
            if isinstance(item, ChatHead):
                held = item
                continue
            if held:
                yield replace(held, private=bool(others) and not is_group(held.chat_id))
                held = None
            position = item.position
            yield item
        for chat_id, batches in parting.chats(position):
            head = others[chat_id].chat({})
            yield replace(head, name=head.name or chat_id, private=not is_group(chat_id))
            yield from batches


def _above(source: Source, wanted: Columns) -> Row:
    """What stands above the heading of a workbook, as pairs of a name and a value."""
    found: Row = {}
    for line in beginning(source).removeprefix(WORKBOOK).splitlines():
        cells = [cell.strip() for cell in line.split("\t")]
        if set(wanted) <= set(cells):
            break
        filled = [cell for cell in cells if cell]
        found |= {f"\0{name}": value for name, value in pairwise(filled)}
    return found


class _Reading:
    """One chat of a table; tells once whose account it is from. What `above` tells, a row that
    lacks it tells too."""

    def __init__(self, layout: Layout, above: Row) -> None:
        self._layout = layout
        self._above = above
        self._chat_id = ""
        self._own_told = not layout.own

    def chat(self, row: Row) -> ChatHead:
        layout, row = self._layout, row | self._above
        chat_id = _first(row, layout.chat_id)
        name = _first(row, layout.chat) or layout.named.get(chat_id, "")
        return ChatHead(layout.platform, name if name != chat_id else "", chat_id, layout.zoned)

    def other_chat(self, row: Row) -> str:
        """The id of another chat that the row is of; nothing if it is of this one."""
        chat_id = _first(row, self._layout.chat_id)
        self._chat_id = self._chat_id or chat_id
        return chat_id if chat_id != self._chat_id else ""

    def record(self, batch: Batch, row: Row, line: int) -> Record | None:
        record = record_of(self._layout, batch, row, line)
        if self._own_told or record is None or not record.sender:
            return record
        if _first(row, self._layout.own).lower() in _YES:
            self._own_told = True
            who = (record.sender_id, record.sender, record.nickname)
            batch.participants.append(Participant(*who, own=True))
        return record


def _settle(layout: Layout, source: Source) -> Layout:
    """The layout with the way that the first rows' times are told in."""
    rows = islice(rows_of(source.again(), layout.wanted), _SAMPLES)
    samples = [told for told in (_first(row, layout.time) for _, row in rows) if told]
    read_as_usual = sum(layout.at(told) is not None for told in samples)
    zoned = sum(iso_instant(told) is not None for told in samples)
    if 2 * read_as_usual >= len(samples) and (layout.zoned or 2 * zoned < len(samples)):
        return layout
    at, instants = reading_of(samples)
    return replace(layout, at=at, zoned=instants)


def _first(row: Row, columns: Columns) -> str:
    for name in columns:
        if told := row.get(name, "").strip():
            return told
    return ""


def record_of(layout: Layout, batch: Batch, row: Row, line: int) -> Record | None:
    """A row as a record; what is wrong with it goes into the batch."""
    told = _first(row, layout.time)
    at = layout.at(told)
    if at is None:
        batch.problems.append(LineProblem(line, Problem("bad_date", {"text": told[:40]})))
        return None
    text = layout.said(_first(row, layout.text))
    kind = layout.kind(row) or kind_named(_first(row, layout.type)) or kind_of(text)
    message_id = _first(row, layout.message_id)
    platform_id = message_id if message_id.strip("0") else None
    if kind is Kind.SYSTEM:
        batch.events += read_events(at, text)
        kind = line_kind(text)
        return Record(at, "", "", kind, text, platform_id=platform_id)
    told_id = _first(row, layout.sender_id)
    sender_id = told_id if layout.is_id(told_id) else ""
    sender = _first(row, layout.sender) or layout.named.get(told_id, told_id)
    nickname = _first(row, layout.nickname)
    who = (sender_id, sender, kind, text, nickname)
    return Record(at, *who, platform_id=platform_id, reactions=layout.reactions(row))


def epoch(text: str) -> int | None:
    """Epoch seconds or milliseconds as text."""
    return instant(text)


def iso(text: str) -> int | None:
    """An ISO instant with its offset."""
    return iso_instant(text)
