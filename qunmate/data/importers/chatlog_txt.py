"""chatlog's text: `name(wxid) 01-02 03:04:05`, without a year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime

from qunmate.data.importers.blocks import blocks
from qunmate.data.importers.moments import moment
from qunmate.data.importers.placeholders import kind_named, kind_of
from qunmate.data.importers.source import Source
from qunmate.data.importers.text import pieces
from qunmate.i18n import N_
from qunmate.model import Kind
from qunmate.records import Batch, ChatHead, Participant, Record
from qunmate.system_lines import read_events

NAME = "chatlog_txt"
TITLE = N_("chatlog, text")
HOW = N_(
    "If you keep a text that chatlog made of your own chats, take it in one year at a time, "
    "for its lines tell no year. Without one, use “WeChat, messages sent by e-mail or "
    "copied”."
)
SUFFIXES = (".txt",)

# behind the name the chat, if the text is of several; a line that begins with > is quoted
_HEAD = re.compile(
    r"^(?!>)(?:(?P<name>.*?)\((?P<id>[^()\s]+)\)|(?P<bare>系统消息|我|[A-Za-z][-\w]{5,30}))"
    r" (?:\[.*\] )?(?:(?P<year>\d{4})-)?(?P<day>\d\d-\d\d) (?P<clock>\d\d:\d\d:\d\d)[ \t\r]*$",
    re.MULTILINE,
)
# what another program would not write there; without it a year may stand before the day
_OURS = re.compile(r"\(wxid_\w+\)|\(我\)|@chatroom\)\] |^系统消息 \d", re.MULTILINE)
_SHOWN = re.compile(r"!?\[([^\]|]+)(?:\|[^\n]*?)?\]\(\S*\)|\[([^\]|]+)\|[^\n]*")
_SELF = "我"
_HALF_YEAR = 6
_SYSTEM = frozenset({"系统消息", "system", "sys"})


def identify(head: str) -> bool:
    start = head.lstrip("\ufeff\r\n ")
    match = _HEAD.match(start)
    return match is not None and (match["year"] is None or _OURS.search(start) is not None)


def read(source: Source) -> Iterator[ChatHead | Batch]:
    yield ChatHead("wechat")
    year = _first_year(source)
    month, own = 0, ""
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
                continue
            records.append(_record(batch, at, head, block.body))
            if head["id"] == _SELF and not own:
                own = records[-1].sender
                batch.participants.append(Participant("", own, own=True))
        batch.extend(records)
        yield batch


def _first_year(source: Source) -> int:
    """The year of the first message: the last one was said in the year of the file."""
    modified = source.modified_at()
    last = datetime.fromtimestamp(modified, UTC).date() if modified else date.today()
    turns = month = 0
    for piece in pieces(source.again()):
        for head in _HEAD.finditer(piece.text):
            now = int(head["day"][:2])
            turns += now + _HALF_YEAR < month
            turns -= month > 0 and now > month + _HALF_YEAR
            month = now
    return last.year - turns - (month > last.month)


def _record(batch: Batch, at: int, head: re.Match[str], text: str) -> Record:
    told = head["id"] or head["bare"]
    if told in _SYSTEM or head["name"] in _SYSTEM:
        batch.events += read_events(at, text)
        return Record(at, "", "", Kind.RECALL if "撤回" in text else Kind.SYSTEM, text)
    sender_id = "" if told == _SELF else told
    return Record(at, sender_id, (head["name"] or "").strip() or told, _kind(text), text)


def _kind(text: str) -> Kind:
    """The kind of what chatlog shows as Markdown: `![图片](address)`, `[链接|title](address)`."""
    if text.startswith("> ") and "\n" in text:
        return Kind.REPLY
    shown = _SHOWN.fullmatch(text)
    kind = kind_named(shown[1] or shown[2]) if shown else None
    return kind or kind_of(text)
