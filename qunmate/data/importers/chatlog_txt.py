"""chatlog's text: `name(wxid) 01-02 03:04:05`, without a year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime

from qunmate.data.importers.blocks import blocks
from qunmate.data.importers.moments import moment
from qunmate.data.importers.placeholders import kind_of
from qunmate.data.importers.source import Source
from qunmate.data.importers.text import pieces
from qunmate.i18n import N_
from qunmate.model import Kind
from qunmate.records import Batch, ChatHead, Record
from qunmate.system_lines import read_events

NAME = "chatlog_txt"
TITLE = N_("chatlog, text")
HOW = N_(
    "If you keep a text that chatlog made of your own chats, take it in one year at a time, "
    "for its lines tell no year. Without one, use “WeChat, messages sent by e-mail or "
    "copied”."
)
SUFFIXES = (".txt",)

_HEAD = re.compile(
    r"^(?P<name>.*?)\((?P<id>[^()\s]+)\) (?:(?P<year>\d{4})-)?(?P<day>\d\d-\d\d) "
    r"(?P<clock>\d\d:\d\d:\d\d)\s*$"
)
_ANY_HEAD = re.compile(r"\) (?:\d{4}-)?(\d\d)-\d\d \d\d:\d\d:\d\d[ \t\r]*$", re.MULTILINE)
_HALF_YEAR = 6
_SYSTEM = frozenset({"系统消息", "system", "sys"})


def identify(head: str) -> bool:
    first = next((line for line in head.lstrip("\ufeff").splitlines() if line.strip()), "")
    match = _HEAD.match(first)
    return match is not None and match["year"] is None


def read(source: Source) -> Iterator[ChatHead | Batch]:
    yield ChatHead("wechat")
    year = _first_year(source)
    month = 0
    for batch, found in blocks(source, _HEAD):
        records = []
        for block in found:
            head = block.head
            if head is None:
                batch.problems.append(block.problem("before_first", text=block.body[:60]))
                continue
            now = int(head["day"][:2])
            year += now + _HALF_YEAR < month
            year -= month > 0 and now > month + _HALF_YEAR
            month = now
            at = moment(f"{head['year'] or year}-{head['day']} {head['clock']}")
            if at is None:
                batch.problems.append(block.problem("bad_date", text=head[0][-20:]))
            else:
                records.append(_record(batch, at, head, block.body))
        batch.extend(records)
        yield batch


def _first_year(source: Source) -> int:
    """The year of the first message: the last one was said in the year of the file."""
    modified = source.modified_at()
    last = datetime.fromtimestamp(modified, UTC).date() if modified else date.today()
    turns = month = 0
    for piece in pieces(source.again()):
        for told in _ANY_HEAD.findall(piece.text):
            now = int(told)
            turns += now + _HALF_YEAR < month
            turns -= month > 0 and now > month + _HALF_YEAR
            month = now
    return last.year - turns - (month > last.month)


def _record(batch: Batch, at: int, head: re.Match[str], text: str) -> Record:
    if head["id"] in _SYSTEM or head["name"] in _SYSTEM:
        batch.events += read_events(at, text)
        return Record(at, "", "", Kind.RECALL if "撤回" in text else Kind.SYSTEM, text)
    return Record(at, head["id"], head["name"].strip() or head["id"], kind_of(text), text)
