"""Messages copied out of a window of Telegram or Discord, each with its day."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qunmate.clock import DAY
from qunmate.data.importers import date_order
from qunmate.data.importers.blocks import Block, blocks
from qunmate.data.importers.moments import half_day_seconds
from qunmate.data.importers.placeholders import kind_of
from qunmate.data.importers.source import Source
from qunmate.data.importers.text import decode_head, pieces
from qunmate.i18n import N_
from qunmate.model import Kind
from qunmate.records import Batch, ChatHead, Record

NAME = "window_copy"
TITLE = N_("Telegram or Discord, copied messages")
HOW = N_(
    "1. Select messages in the window of Telegram or Discord on a computer. 2. Copy them"
    " (Ctrl+C). 3. Paste them into QunMate (Ctrl+V)."
)
SUFFIXES = (".txt",)

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_WORDY = r"\d{1,2} [A-Z][a-z]{2,8} \d{4}|[A-Z][a-z]{2,8} \d{1,2}, \d{4}"
_HEAD = re.compile(
    r"^(?P<name>\S.{0,100}?)(?:(?P<telegram>, \[)|\s{1,2}— )"
    rf"(?P<day>\d{{1,4}}[./-]\d{{1,2}}[./-]\d{{1,4}}|{_WORDY})(?:,| at)? "
    r"(?P<before>[上下]午 ?)?(?P<clock>\d{1,2}:\d\d(?::\d\d)?)(?:[ \u202f](?P<half>[AaPp][Mm]))?"
    r"(?(telegram)\]:?)\s*$",
    re.MULTILINE,
)
_ANSWER = re.compile(r"\[(?:In reply to|回复|回覆) [^\n]{1,100}\]\n")
_PASSED_ON = re.compile(r"\[(?:Forwarded from|转发自|轉發自) [^\n]{1,100}\]\n")
_LINES = 20  # in which a head is looked for


def identify(head: str) -> bool:
    lines = [line for line in head.lstrip("\ufeff").splitlines() if line.strip()][:_LINES]
    return bool(lines) and _HEAD.match(lines[0]) is not None


def read(source: Source) -> Iterator[ChatHead | Batch]:
    first = _HEAD.search(decode_head(source.head()))
    order = _order(source)
    yield ChatHead("telegram" if first and first["telegram"] else "discord")
    for batch, found in blocks(source, _HEAD):
        records = []
        for block in found:
            if block.head is None:
                batch.problems.append(block.problem("before_first", text=block.body[:60]))
            elif record := _record(block, block.head, order):
                records.append(record)
            else:
                batch.problems.append(block.problem("bad_date", text=block.head[0][-30:]))
        batch.extend(records)
        yield batch


def _order(source: Source) -> str:
    """The order of the dates' numbers: the American where nothing tells but its clock."""
    dates: dict[date_order.Numbers, None] = {}
    american = False
    for piece in pieces(source.again()):
        for head in _HEAD.finditer(piece.text):
            american = american or bool(head["half"] and "/" in head["day"])
            numbers = _numbers(head["day"])
            if len(numbers) == 3:
                dates[numbers[0], numbers[1], numbers[2]] = None
    return date_order.settle(dates, first="mdy" if american else "dmy")


def _numbers(day: str) -> tuple[int, ...]:
    return tuple(map(date_order.number, re.findall(r"\d+", day)))


def _record(block: Block, head: re.Match[str], order: str) -> Record | None:
    day = _day(head["day"], order)
    seconds = half_day_seconds(head["clock"], (head["half"] or head["before"] or "").strip())
    if day is None or seconds is None:
        return None
    kind = kind_of(block.body)
    if _ANSWER.match(block.body):
        kind = Kind.REPLY
    elif _PASSED_ON.match(block.body):
        kind = Kind.FORWARD
    return Record(day * DAY + seconds, "", head["name"].strip(), kind, block.body)


def _day(told: str, order: str) -> int | None:
    numbers = _numbers(told)
    if len(numbers) == 3:
        return date_order.day((numbers[0], numbers[1], numbers[2]), order)
    month = re.sub(r"[^a-z]", "", told.lower())[:3]
    if month not in _MONTHS:
        return None
    return date_order.chat_day(numbers[1], _MONTHS.index(month) + 1, numbers[0])
