"""Copied messages that tell no day, or no year, or not even a time: the operator tells the day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from qunmate.clock import DAY, day_of
from qunmate.data.importers import chatlog_txt, qq_paste, wechat_txt
from qunmate.data.importers.blocks import Block, blocks
from qunmate.data.importers.moments import half_day_seconds
from qunmate.data.importers.placeholders import kind_of
from qunmate.data.importers.source import Source
from qunmate.data.importers.text import decode_head
from qunmate.errors import UserError
from qunmate.i18n import N_
from qunmate.records import Batch, ChatHead, Record

NAME = "undated"
TITLE = N_("WeChat or QQ, copied messages without a day")
HOW = N_(
    "1. Select messages in the chat window and copy them. 2. Paste them into"
    " QunMate (Ctrl+V). 3. Say which day they are from, or which day the last one"
    " is from: the text does not say."
)
SUFFIXES = (".txt",)

_HALF = "(?P<half>凌晨|早上|上午|中午|下午|晚上)?"
_CLOCK = re.compile(rf"^\S.{{0,80}}? {{1,2}}{_HALF}\d{{1,2}}:\d\d(?P<second>:\d\d)?(?: ?[AP]M)?$")
# a month and a day, but no year
_MONTH_DAY = re.compile(
    r"^(?P<name>\S.{0,80}?) {1,2}(?P<month>\d{1,2})(?:[-/.]|月)(?P<day>\d{1,2})日? {1,2}"
    rf"{_HALF}(?P<clock>\d{{1,2}}:\d\d(?::\d\d)?)\s*$"
)
_NAME = re.compile(r"^(?P<name>[^\s:：](?:[^:：]{0,38}[^\s:：])?)[:：]\s*$")
_LINES = 40  # in which the heads are looked for


def identify(head: str) -> bool:
    return _shape(head) is not None


def _shape(head: str) -> re.Pattern[str] | None:
    """What a head looks like in a text that begins with one."""
    lines = [line.strip() for line in head.lstrip("\ufeff").splitlines()[:_LINES]]
    while lines and not lines[0]:
        lines.pop(0)
    if len(lines) < 2 or not lines[1]:
        lines = [line for line in lines if line]  # heads parted from their texts, as in a mail
    for shape in (_MONTH_DAY, _CLOCK):
        if len(lines) > 1 and shape.match(lines[0]):
            return shape
    return _NAME if _is_named(lines) else None


def _is_named(lines: list[str]) -> bool:
    """Whether the text is made of names with a colon, and what each said below."""
    heads = [n for n, line in enumerate(lines) if _NAME.match(line)]
    if len(heads) < 2 or heads[0] > 0:
        return False
    return all(n == 0 or not lines[n - 1] for n in heads) and all(
        n + 1 >= len(lines) or (lines[n + 1] and n + 1 not in heads) for n in heads
    )


def read(source: Source) -> Iterator[ChatHead | Batch]:
    """UserError unless the operator told the day (`source.day`)."""
    if source.day is None:
        raise UserError("day_needed", path=source.name)
    head = decode_head(source.head())
    shape = _shape(head)
    if shape is not _CLOCK:
        yield from _read(source, shape or _NAME, source.day)
        return
    begin = day_of(source.day) * DAY
    if chatlog_txt.tells_only_times(head):
        yield from chatlog_txt.read_day(source, begin)
        return
    first = next(filter(None, (_CLOCK.match(line.strip()) for line in head.splitlines())))
    reader = qq_paste if first["second"] else wechat_txt
    yield from reader.read(source, begin)


def _read(source: Source, shape: re.Pattern[str], day: date) -> Iterator[ChatHead | Batch]:
    yield ChatHead("wechat")
    count = 0
    for batch, found in blocks(source, shape):
        records = []
        for block in found:
            record = _record(block, day, count) if block.head else None
            if record is None:
                wrong = block.head[0] if block.head else block.body
                code = "bad_date" if block.head else "before_first"
                batch.problems.append(block.problem(code, text=wrong[-60:]))
                continue
            records.append(record)
            count += 1
        batch.extend(records)
        yield batch


def _record(block: Block, day: date, count: int) -> Record | None:
    """Without a time, messages follow each other by the second."""
    told = block.head.groupdict() if block.head else {}
    at: int | None
    if "clock" in told:
        at = _moment(day, int(told["month"]), int(told["day"]), told["clock"], told["half"] or "")
    else:
        at = day_of(day) * DAY + min(count, DAY - 1)
    if at is None:
        return None
    return Record(at, "", told["name"].strip(), kind_of(block.body), block.body)


def _moment(last: date, month: int, day: int, clock: str, half: str) -> int | None:
    """That day of the last twelve months up to `last`."""
    seconds = half_day_seconds(clock, half)
    try:
        year = last.year - ((month, day) > (last.month, last.day))
        start = day_of(date(year, month, day)) * DAY
    except ValueError:
        return None
    return None if seconds is None else start + seconds
