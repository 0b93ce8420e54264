"""chatlog's text: `name(wxid) 01-02 03:04:05`, without a year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from qunmate.clock import DAY, date_of
from qunmate.data.importers.blocks import blocks
from qunmate.data.importers.chatlog_words import SYSTEM, kind_shown
from qunmate.data.importers.moments import half_day_seconds, moment
from qunmate.data.importers.source import Source
from qunmate.data.importers.text import pieces
from qunmate.i18n import N_
from qunmate.records import Batch, ChatHead, Participant, Record
from qunmate.system_lines import line_kind, read_events

NAME = "chatlog_txt"
TITLE = N_("chatlog, text")
HOW = N_(
    "If you keep a text that chatlog made of your own chats, import it one year"
    " at a time, because its lines give no year. Without one, use “WeChat,"
    " messages sent by e-mail or copied”."
)
SUFFIXES = (".txt",)

# behind the name the chat, if the text is of several; a line that begins with > is quoted
_WHO = (
    r"^(?!>)(?:(?P<name>.*?)\((?P<id>[^()\s]+)\)|(?P<bare>系统消息|我|[A-Za-z][-\w]{5,30}))"
    r" (?:\[.*\] )?"
)
_DAY = r"(?:(?P<year>\d{4})-)?(?P<day>\d\d-\d\d) "
_CLOCK = r"(?P<clock>\d\d:\d\d:\d\d)[ \t\r]*$"
_HEAD = re.compile(_WHO + _DAY + _CLOCK, re.MULTILINE)
# of a text that was asked for of a single day
_TIMED = re.compile(_WHO + _CLOCK)
_TIMED_OURS = re.compile(
    r"(?:\(wxid_\w+\)|\(我\)|@chatroom\)\]|^系统消息) \d\d:\d\d:\d\d", re.MULTILINE
)
# what another program would not write there; without it a year may stand before the day
_OURS = re.compile(r"\(wxid_\w+\)|\(我\)|@chatroom\)\] |^系统消息 \d", re.MULTILINE)
_SELF = "我"
_HALF_YEAR = 6


def identify(head: str) -> bool:
    start = head.lstrip("\ufeff\r\n ")
    match = _HEAD.match(start)
    return match is not None and (match["year"] is None or _OURS.search(start) is not None)


def tells_only_times(head: str) -> bool:
    """Whether a text begins with a head that tells the time and no day."""
    start = head.lstrip("\ufeff\r\n ")
    line = start.partition("\n")[0].rstrip()
    return _TIMED.match(line) is not None and _TIMED_OURS.search(start) is not None


def read_day(source: Source, day: int) -> Iterator[ChatHead | Batch]:
    """A text of times; `day`: wall-clock seconds of the midnight from which they count."""
    yield ChatHead("wechat")
    own = ""
    for batch, found in blocks(source, _TIMED):
        records = []
        for block in found:
            seconds = half_day_seconds(block.head["clock"]) if block.head else None
            if block.head is None or seconds is None:
                wrong = block.head["clock"] if block.head else block.body[:60]
                code = "bad_date" if block.head else "before_first"
                batch.problems.append(block.problem(code, text=wrong))
                continue
            records.append(_record(batch, day + seconds, block.head, block.body))
            own = own or _tell_own(batch, block.head, records[-1])
        batch.extend(records)
        yield batch


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
            told, day, clock = head.group("year", "day", "clock")
            now = int(day[:2])
            year += now + _HALF_YEAR < month
            year -= month > 0 and now > month + _HALF_YEAR
            month = now
            at = moment(f"{told or year}-{day} {clock}")
            if at is None:
                batch.problems.append(block.problem("bad_date", text=head[0][-20:]))
                continue
            records.append(_record(batch, at, head, block.body))
            own = own or _tell_own(batch, head, records[-1])
        batch.extend(records)
        yield batch


def _tell_own(batch: Batch, head: re.Match[str], record: Record) -> str:
    """The name of whose account it is, if this record is from there."""
    if head["id"] != _SELF:
        return ""
    batch.participants.append(Participant("", record.sender, own=True))
    return record.sender


def _first_year(source: Source) -> int:
    """The year of the first message: the last one was said in the year of the file."""
    modified = source.modified_at()
    last = date_of(modified // DAY) if modified else date.today()
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
    if told in SYSTEM or head["name"] in SYSTEM:
        batch.events += read_events(at, text)
        return Record(at, "", "", line_kind(text), text)
    sender_id = "" if told == _SELF else told
    return Record(at, sender_id, (head["name"] or "").strip() or told, kind_shown(text), text)
