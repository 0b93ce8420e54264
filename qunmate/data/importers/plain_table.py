"""Any table of messages: a time, a sender and a text, in columns called as you like."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from qunmate.chat_columns import (
    SAMPLES,
    TableChoice,
    columns_of,
    find_heading,
    is_chat,
    labels_of,
    missing,
    platform_of,
    propose,
)
from qunmate.data.importers import table_chat
from qunmate.data.importers.beginning import CONTAINER, WORKBOOK, beginning
from qunmate.data.importers.csv_text import find_delimiter
from qunmate.data.importers.source import HEAD_BYTES, Source
from qunmate.data.importers.table_times import reading_of
from qunmate.data.importers.tables import Row, Table, cell_text, read_table
from qunmate.errors import UserError
from qunmate.i18n import N_
from qunmate.model import Kind
from qunmate.records import Batch, ChatHead, Record
from qunmate.roster.mapping import Column

NAME = "plain_table"
TITLE = N_("Any table of messages (CSV or Excel)")
HOW = N_(
    "Any sheet with one message per row and columns for the time, the sender and"
    " the text, whatever they are called: one that another program wrote, or that"
    " you keep by hand. QunMate suggests which column is what; you can change it,"
    " and your choice is remembered."
)
SUFFIXES = (".csv", ".tsv", ".xlsx", ".xls", ".ods")
_TIME = "\0time"  # a day and a clock of two columns, put together
_NOBODY = frozenset({"", "系统", "系統", "系统消息", "系統訊息", "系统提示", "System"})
Rows = list[list[str]]
Remembered = Callable[[Sequence[Column]], TableChoice]


@dataclass(frozen=True, slots=True)
class Look:
    """A table as it would be read: `mapping` is label → field."""

    table: Table
    columns: tuple[Column, ...]
    mapping: dict[str, str]
    platform: str


def identify(head: str) -> bool:
    if head.startswith(CONTAINER) or head.lstrip()[:1] in {"{", "[", "<"}:
        return False
    for rows, _delimiter in _tables(head):
        columns = columns_of(rows, find_heading(rows))
        if len(columns) > 1 and is_chat(columns, propose(columns)):
            return True
    return False


def look(source: Source, remembered: Remembered = lambda _columns: TableChoice()) -> Look:
    """What the table is taken for: as chosen (`source.table`), as remembered, as recognised.
    UserError if there is no table, or a column or field that was chosen isn't there."""
    chosen = source.table or TableChoice()
    sheet, rows, delimiter = _best(source, tuple(chosen.columns))
    place = find_heading(rows)
    if place is None and set(chosen.columns) <= set(rows[0] if rows else ()) and chosen.columns:
        place = 0
    columns = columns_of(rows, place)
    if len(columns) < 2:
        raise UserError("format_unknown", path=source.name)
    before = remembered(columns)
    mapping = propose(columns, chosen.columns, before.columns)
    heading = None if place is None else tuple(rows[place])
    labels = tuple(labels_of(heading, max(map(len, rows))))
    platform = chosen.platform or before.platform or platform_of(columns, mapping)
    return Look(Table(labels, heading, delimiter, sheet), columns, mapping, platform)


def read(source: Source) -> Iterator[ChatHead | Batch]:
    found = look(source)
    lacking = missing(found.mapping)
    if lacking:
        labels = [column.label for column in found.columns]
        raise UserError("chat_columns_missing", path=source.name, fields=lacking, columns=labels)
    times = source.table.times if source.table else ""
    at, zoned = reading_of(_time_samples(found), times)
    of = {
        name: tuple(label for label, field in found.mapping.items() if field == name)
        for name in set(found.mapping.values())
    }
    clocks = of["time"]
    layout = table_chat.Layout(
        platform=found.platform,
        wanted=(),
        time=(_TIME,) if len(clocks) > 1 else clocks,
        text=of["text"],
        sender=of.get("sender", ()),
        sender_id=of.get("id", ()),
        nickname=of.get("nickname", ()),
        type=of.get("kind", ()),
        message_id=of.get("message_id", ()),
        zoned=zoned,
        at=at,
        kind=_system(of.get("sender", ()) + of.get("id", ()) + of.get("nickname", ())),
    )

    def head(_row: Row) -> ChatHead:
        return ChatHead(found.platform, zoned=zoned)

    def make(batch: Batch, row: Row, line: int) -> Record | None:
        if len(clocks) > 1:
            row[_TIME] = " ".join(row.get(label, "").strip() for label in clocks)
        return table_chat.record_of(layout, batch, row, line)

    yield from read_table(source, (), head, make, table=found.table)


def _system(who: Sequence[str]) -> table_chat.KindOf:
    """A row that nobody says is the chat program's."""

    def kind(row: Row) -> Kind | None:
        told = {row.get(label, "").strip() for label in who}
        return Kind.SYSTEM if told <= _NOBODY else None

    return kind


def _time_samples(found: Look) -> list[str]:
    """Times as they stand in the first rows; of a day and a clock, the days."""
    told = [one for one in found.columns if found.mapping[one.label] == "time"]
    return list(told[0].samples)


def _tables(head: str) -> Iterator[tuple[Rows, str]]:
    """The rows of a text, or of the sheets in a workbook's beginning."""
    if head.startswith(WORKBOOK):
        for part in head.removeprefix(WORKBOOK).split("\n["):
            lines = part.splitlines()[1:]
            yield [line.split("\t") for line in lines], "\t"
        return
    head = _whole_lines(head)
    delimiter = find_delimiter(head)
    yield _rows(head, delimiter), delimiter


def _whole_lines(head: str) -> str:
    return head.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")


def _rows(text: str, delimiter: str) -> Rows:
    lines = io.StringIO(text, newline="\n")  # cells hold line separators of their own
    csv.field_size_limit(2**31 - 1)
    rows = list(islice(csv.reader(lines, delimiter=delimiter), SAMPLES + 20))
    if len(text) > HEAD_BYTES // 4 and 2 < len(rows) < SAMPLES + 20:
        rows = rows[:-1]  # cut off where the beginning ends
    return [row for row in rows if any(row)]


def _best(source: Source, named: Sequence[str]) -> tuple[str, Rows, str]:
    """The sheet (its name, first rows, delimiter) that most looks like messages."""
    head = beginning(source)
    if not head.startswith(WORKBOOK):
        head = _whole_lines(head)
        delimiter = find_delimiter(head)
        return "", _rows(head, delimiter), delimiter
    from qunmate.data.importers.sheets import open_book

    found: list[tuple[int, str, Rows]] = []
    with open_book(source.path) as book:
        for name in book.names:
            raw = book.read(name).rows[: SAMPLES + 20]
            rows = [row for row in ([cell_text(cell) for cell in row] for row in raw) if any(row)]
            columns = columns_of(rows, find_heading(rows))
            known = sum(label in {column.label for column in columns} for label in named)
            fit = 100 * known - 10 * len(missing(propose(columns))) + len(columns)
            found.append((fit if columns else -1_000, name, rows))
    if not found:
        raise UserError("format_unknown", path=source.name)
    _fit, name, rows = max(found, key=lambda one: one[0])
    return name, rows, ""
