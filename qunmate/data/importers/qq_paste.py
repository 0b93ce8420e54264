"""Text copied out of a QQ window, of any of its versions, or of a bot's log."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qunmate.clock import DAY
from qunmate.data.importers import date_order
from qunmate.data.importers.blocks import Block, blocks
from qunmate.data.importers.moments import day_seconds, half_day_seconds
from qunmate.data.importers.placeholders import kind_of
from qunmate.data.importers.qq_txt import without_level
from qunmate.data.importers.source import Source
from qunmate.i18n import N_
from qunmate.model import Kind
from qunmate.records import Batch, ChatHead, Record
from qunmate.system_lines import line_kind, read_events

NAME = "qq_paste"
TITLE = N_("QQ, copied messages")
HOW = N_(
    "1. Select messages in a QQ window with the mouse. 2. Copy them (Ctrl+C). 3. Paste them "
    "into QunMate (Ctrl+V), or into a text file."
)
SUFFIXES = (".txt",)

_HEAD = re.compile(
    r"^(?!.{400})(?=.{0,300}(?:\d|[AP]M|[—─-])\s*$)"
    r"(?:[—─-][—─ -]*(?P<rule>\d{4}-\d{1,2}-\d{1,2})[ —─-]*[—─-]\s*$"
    r"|(?P<name>\S.*?)?\s*(?P<day>\d{4}[-/]\d{1,2}[-/]\d{1,2}|\d{1,2}/\d{1,2}/\d{4})?"
    r"(?:(?<=\d)|(?<=\s)) ?(?P<before>[上下]午 ?)?"
    r"(?P<clock>(?<![\d:])\d{1,2}:\d\d:\d\d)(?: (?P<half>[AP]M))?\s*$)"
)
_NOTICE = re.compile(
    r"\S.{0,60}撤回了一条(?:消息|成员消息|群成员.{1,40}的消息)\s*(?:重新编辑)?"
    r"|你和.{1,60}有\d+个共同好友，点击添加好友。?"
    r"|\S.{0,60}(?:邀请.{1,60})?加入(?:了)?(?:本群|群聊)[。，]?(?:点击修改TA的群昵称|点此.{1,20})?"
)
_IN_NOTICES = ("撤回了", "共同好友", "加入")
# what other texts begin with: 导出时间: …
LABEL = re.compile(r"[^:：]{0,12}(?:时间|時間|日期|\bon|date|time)\s*[:：]", re.IGNORECASE)


def identify(head: str) -> bool:
    lines = [line for line in head.lstrip("\ufeff").splitlines() if line.strip()][:40]
    heads = [match for match in map(_HEAD.match, lines) if match]
    if not any(match["clock"] for match in heads):
        return False  # a record of WeChat's tells no seconds
    first = _HEAD.match(lines[0])
    if first is None or LABEL.match(lines[0]):
        return False
    return any(match["rule"] or match["day"] for match in heads)


def read(source: Source, day: int | None = None) -> Iterator[ChatHead | Batch]:
    """`day`: wall-clock seconds of the midnight from which times count until a day is told."""
    yield ChatHead("qq")
    for batch, found in blocks(source, _HEAD):
        records = []
        for block in found:
            if block.head is None:
                batch.problems.append(block.problem("before_first", text=block.body[:60]))
                continue
            told = block.head["rule"] or block.head["day"]
            if told:
                day = told_day(told)
            if block.head["rule"]:
                continue
            record = _record(block, block.head, day)
            if record is None:
                batch.problems.append(block.problem("bad_date", text=block.head[0][-30:]))
            else:
                records += _with_notices(record, batch)
        batch.extend(records)
        yield batch


def _with_notices(record: Record, batch: Batch) -> list[Record]:
    """The message, and what the window itself says behind it, set apart by blank lines."""
    if not record.sender or not any(word in record.text for word in _IN_NOTICES):
        return [record]
    said = re.split(r"\n\s*\n", record.text)
    first = len(said)
    while first and _NOTICE.fullmatch(said[first - 1].strip()):
        first -= 1
    if first == len(said):
        return [record]
    text, notices = "\n\n".join(said[:first]), [one.strip() for one in said[first:]]
    for notice in notices:
        batch.events += read_events(record.at, notice)
    return [
        record._replace(text=text, kind=kind_of(text)),
        *(Record(record.at, "", "", line_kind(notice), notice) for notice in notices),
    ]


def told_day(text: str) -> int | None:
    """`2020-2-21` and `2020/2/21`, or `2/14/2020` of an English Windows."""
    if text[:4].isdecimal():
        return day_seconds(text)
    month, day, year = (int(part) for part in text.split("/"))
    found = date_order.day((month, day, year), "mdy")
    return None if found is None else found * DAY


def _record(block: Block, head: re.Match[str], day: int | None) -> Record | None:
    seconds = half_day_seconds(head["clock"], head["half"] or head["before"] or "")
    if day is None or seconds is None:
        return None
    sender_id, name = split_sender((head["name"] or "").strip().rstrip(":："))
    name = without_level(name)
    kind = kind_of(block.body) if name else Kind.SYSTEM
    return Record(day + seconds, sender_id, name, kind, block.body)


def split_sender(text: str) -> tuple[str, str]:
    """(id, name) of `name(id)`, whose brackets may hold brackets, or of `(name)`, `name`."""
    if not text.endswith(")"):
        return "", text
    depth = 0
    for place in range(len(text) - 1, -1, -1):
        depth += {")": 1, "(": -1}.get(text[place], 0)
        if depth == 0:
            name, inner = text[:place].strip(), text[place + 1 : -1].strip()
            return (inner, name) if name else ("", inner)
    return "", text
