"""Copied messages that tell no day, or no year, or not even a time: the operator tells the day."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date

from qunmate.clock import DAY, day_of
from qunmate.data.importers import chatlog_txt, qq_paste, wechat_txt
from qunmate.data.importers.blocks import Block, blocks
from qunmate.data.importers.moments import half_day_seconds
from qunmate.data.importers.placeholders import kind_of
from qunmate.data.importers.source import Source
from qunmate.data.importers.text import decode_head, pieces
from qunmate.errors import UserError
from qunmate.i18n import N_
from qunmate.records import Batch, ChatHead, Record

NAME = "undated"
TITLE = N_("Copied messages without a day (WeChat, QQ, Slack, Discord)")
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
    r"^(?P<name>\S.{0,80}?)[:：]? {1,2}(?P<month>\d{1,2})(?:[-/.]|月)(?P<day>\d{1,2})日? {1,2}"
    rf"{_HALF}(?P<clock>\d{{1,2}}:\d\d(?::\d\d)?)\s*$"
)
_TOLD_CLOCK = r"(?P<clock>\d{1,2}:\d\d)(?:[ \u202f](?P<ampm>[AP]M))?"
_SLACK = re.compile(rf"^(?P<name>\S.{{0,80}}?)?(?:^| {{1,2}})\[{_TOLD_CLOCK}\]\s*$")
_DISCORD = re.compile(
    r"^(?P<name>\S.{0,80}?)\s{1,2}— (?P<ago>(?:Today|Yesterday)(?:,| at) |[今昨]天 ?(?:[于於] ?)?)?"
    rf"{_HALF}{_TOLD_CLOCK}\s*$"
)
# both also tell a name on a line of its own, which is put before its time
_ON_TWO_LINES = (
    (
        re.compile(rf"^(\S[^\n]{{0,80}})\n {{1,2}}({_TOLD_CLOCK})[ \t]*$", re.MULTILINE),
        r"\1  [\2]\n",
    ),
    (
        re.compile(r"^(\S[^\n]{0,80})\n {1,2}—[ \t]*\n(?=[^\n]{0,20}\d:\d\d)", re.MULTILINE),
        r"\1 — ",
    ),
)
_NAME = re.compile(r"^(?P<name>[^\s:：](?:[^:：]{0,38}[^\s:：])?)[:：]\s*$")
_SAID = re.compile(
    r"^(?!\d+[:：]\d)(?P<name>[^\s:：\[<](?:[^:：]{0,18}[^\s:：])?)(?:：|:(?!//)) ?(?P<text>\S.*)$"
)
_CLOCK_AMONG = re.compile(r"^[^:：]*\d[:：]\d\d\D")
_PLATFORMS = {_SLACK: "slack", _DISCORD: "discord"}
_LINES = 40  # in which the heads are looked for


def identify(head: str) -> bool:
    return _shape(head) is not None


def _shape(head: str) -> re.Pattern[str] | None:
    """What a head looks like in a text that begins with one."""
    lines = [line.strip() for line in _on_one_line(head.lstrip("\ufeff")).splitlines()[:_LINES]]
    while lines and not lines[0]:
        lines.pop(0)
    if len(lines) < 2 or not lines[1]:
        lines = [line for line in lines if line]  # heads parted from their texts, as in a mail
    if not lines or qq_paste.LABEL.match(lines[0]):
        return None
    for shape in (_MONTH_DAY, _SLACK, _DISCORD, _CLOCK):
        if len(lines) > 1 and (found := shape.match(lines[0])) and found.groupdict().get("name", 1):
            return shape
    if _is_named(lines):
        return _NAME
    return _SAID if _is_said(lines) else None


def _on_one_line(text: str) -> str:
    for shape, usual in _ON_TWO_LINES:
        text = shape.sub(usual, text)
    return text


def _is_named(lines: list[str]) -> bool:
    """Whether the text is made of names with a colon, and what each said below: behind blank
    lines, or else one of them says something more than once."""
    heads = [n for n, line in enumerate(lines) if _NAME.match(line)]
    if len(heads) < 2 or heads[0] > 0:
        return False
    parted = all(n == 0 or not lines[n - 1] for n in heads)
    said = all(n + 1 >= len(lines) or (lines[n + 1] and n + 1 not in heads) for n in heads)
    return said and (parted or len({lines[n] for n in heads}) < len(heads))


def _is_said(lines: list[str]) -> bool:
    """Whether most lines are a name with a colon and what it says, and one of them says
    something more than once."""
    filled = [line for line in lines if line]
    found = [match for match in map(_SAID.match, filled) if match]
    if all(_CLOCK_AMONG.search(match[0]) for match in found):
        return False  # the lines of a table: each tells its time
    names = Counter(match["name"] for match in found)
    begins = bool(filled) and _SAID.match(filled[0]) is not None
    return begins and max(names.values()) > 1 and 2 * names.total() > len(filled)


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
    yield ChatHead(_PLATFORMS.get(shape, "wechat"))
    if shape in _PLATFORMS:  # copied by hand: it is short
        source.text = _on_one_line("".join(piece.text for piece in pieces(source)))
    count, last = 0, ""
    for batch, found in blocks(source, shape):
        records = []
        for block in found:
            record = _record(block, day, count, last) if block.head else None
            if record is None:
                wrong = block.head[0] if block.head else block.body
                code = "bad_date" if block.head else "before_first"
                batch.problems.append(block.problem(code, text=wrong[-60:]))
                continue
            records.append(record)
            count, last = count + 1, record.sender
        batch.extend(records)
        yield batch


def _record(block: Block, day: date, count: int, last: str) -> Record | None:
    """Without a time, messages follow each other by the second; without a name, they are of
    who said the last."""
    told = block.head.groupdict() if block.head else {}
    half = told.get("half") or told.get("ampm") or ""
    at: int | None
    if "month" in told:
        at = _moment(day, int(told["month"]), int(told["day"]), told["clock"], half)
    elif "clock" in told:
        seconds = half_day_seconds(told["clock"], half)
        ago = (told.get("ago") or "").startswith(("Yesterday", "昨"))
        at = None if seconds is None else (day_of(day) - ago) * DAY + seconds
    else:
        at = day_of(day) * DAY + min(count, DAY - 1)
    if at is None:
        return None
    text = f"{told.get('text', '')}\n{block.body}".strip()
    return Record(at, "", (told["name"] or last).strip(), kind_of(text), text)


def _moment(last: date, month: int, day: int, clock: str, half: str) -> int | None:
    """That day of the last twelve months up to `last`."""
    seconds = half_day_seconds(clock, half)
    try:
        year = last.year - ((month, day) > (last.month, last.day))
        start = day_of(date(year, month, day)) * DAY
    except ValueError:
        return None
    return None if seconds is None else start + seconds
