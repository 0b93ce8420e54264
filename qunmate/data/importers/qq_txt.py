"""QQ's message manager, exported as text. One file may hold several chats."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise, repeat
from operator import add

from qunmate.clock import DAY
from qunmate.data.importers.date_order import chat_day
from qunmate.data.importers.known import PEOPLE, Known
from qunmate.data.importers.moments import half_day_seconds
from qunmate.data.importers.placeholders import kind_of
from qunmate.data.importers.source import Source
from qunmate.data.importers.text import Piece, by_records, pieces
from qunmate.errors import Problem
from qunmate.i18n import N_
from qunmate.model import Kind
from qunmate.records import Batch, ChatHead, LineProblem
from qunmate.system_lines import line_kind, read_events

NAME = "qq_txt"
TITLE = N_("QQ message manager, text")
HOW = N_(
    "1. In QQ for Windows, open the message manager. 2. Right-click the group and"
    " choose to export its messages. 3. Choose “text file (*.txt)” as the file"
    " type. 4. Import the file."
)
SUFFIXES = (".txt",)

# A literal line feed in front lets the engine skip from line to line.
_HEAD = re.compile(
    r"\n(\d{4}-\d\d?-\d\d?) ((?:[上下]午 ?)?\d\d?:\d\d?:\d\d?(?: [AP]M)?)"
    r"(?: ([^\r\n]*))?(?=\r?\n|\r?\Z)"
)
_WIDTH = 4  # what a split by _HEAD gives for each record: date, time, sender, body
# what begins a chat: 消息分组 and 消息对象, each between rules of "=" in newer versions
_CHAT = re.compile(
    r"(?:^=+[ \t]*\r?\n)?(?P<folder>^[消訊]息分[组組][:：][^\r\n]*\r?\n)?(?:^=+[ \t]*\r?\n)?"
    r"^[消訊]息[对對]象[:：][ \t]*(?P<name>[^\r\n]*)(?:\r?\n=+[ \t]*(?=\r?\n|\Z))?",
    re.MULTILINE,
)
_LEVEL = re.compile(r"^【[^】]*】")
_CUT_HEAD = re.compile(r"\d{4}-\d\d?(?:-\d\d?(?: [\d:]*)?)?")
_SYSTEM_IDS = frozenset({"10000", "1000000", "80000000"})
_KINDS = {
    "": Kind.OTHER,
    "[图片]": Kind.IMAGE,
    "[语音]": Kind.VOICE,
    "[视频]": Kind.VIDEO,
    "[文件]": Kind.FILE,
    "[表情]": Kind.EMOJI,
    "[动画表情]": Kind.EMOJI,
    "[位置]": Kind.LOCATION,
    "[QQ红包]": Kind.RED_PACKET,
    "[红包]": Kind.RED_PACKET,
    "[转账]": Kind.TRANSFER,
    "[戳一戳]": Kind.POKE,
    "[分享]": Kind.SHARE,
    "[聊天记录]": Kind.FORWARD,
}
_MARKS = frozenset({"", "["})


def identify(head: str) -> bool:
    if head.lstrip("\ufeff\r\n =").startswith(("消息记录", "消息記錄", "訊息記錄", "訊息紀錄")):
        return True
    match = _HEAD.match("\n" + head.lstrip())
    return match is not None and bool(match[3])


def read(source: Source) -> Iterator[ChatHead | Batch]:
    reading = _Reading()
    for piece in by_records(pieces(source), lambda text: _HEAD.search("\n" + text)):
        yield from reading.take(piece)


class _Reading:
    """The state between pieces: the text behind the last head, and what was looked up."""

    def __init__(self) -> None:
        self._rest = ""
        self._rest_line = 1
        self._begun = False
        self._days = Known(parse_date)
        self._clocks = Known(parse_clock)
        self._senders = Known(parse_sender, PEOPLE)

    def take(self, piece: Piece) -> Iterator[ChatHead | Batch]:
        """The whole records of what was kept and this piece. The last one is kept back until
        its end is seen."""
        text, line = self._rest + piece.text, self._rest_line if self._rest else piece.line
        parts = _split(text)
        if not piece.last:
            if len(parts) == 1:
                self._rest, self._rest_line = text, line
                return
            self._rest = text[text.rindex("\n" + parts[-4]) + 1 :] if len(parts) > 5 else text
            self._rest_line = line + text.count("\n", 0, len(text) - len(self._rest))
            parts = parts[:-_WIDTH]
        batch = Batch(position=piece.position)
        batch.problems += piece.problems
        if piece.last:
            _mark_cut(parts, line + text.count("\n"), batch, in_character=piece.cut)
        for chat, first, stop in self._chats(parts):
            if chat is not None:
                if len(batch):
                    yield batch
                    batch = Batch(position=piece.position)
                yield chat
            self._records(parts, first, stop, line, batch)
        if self._begun:
            yield batch

    def _chats(self, parts: list[str]) -> Iterator[tuple[ChatHead | None, int, int]]:
        """The stretches of `parts` that belong to one chat, with its head where it begins."""
        first, chat = 1, None
        if not self._begun and len(parts) > 1:
            self._begun, chat = True, ChatHead("qq", _chat_name(parts[0]) or "")
        for number in range(_WIDTH, len(parts), _WIDTH):
            body = parts[number]
            if "息对象" not in body and "息對象" not in body:
                continue
            found = _CHAT.search(body)
            if found is None or not found["folder"]:
                continue
            parts[number] = body[: found.start()]
            yield chat, first, number + 1
            first, chat = number + 1, ChatHead("qq", found["name"].strip())
        yield chat, first, len(parts)

    def _records(self, parts: list[str], first: int, stop: int, line: int, batch: Batch) -> None:
        """Add the records between two places of `parts`, column by column."""
        days, clocks = self._days, self._clocks
        starts = [days[text] for text in parts[first:stop:_WIDTH]]
        seconds = [clocks[text] for text in parts[first + 1 : stop : _WIDTH]]
        if None in starts or None in seconds:
            self._drop_impossible(parts, first, stop, line, batch)
            return
        senders = self._senders
        people = [senders[text] for text in parts[first + 2 : stop : _WIDTH]]
        texts = [body.strip() for body in parts[first + 3 : stop : _WIDTH]]
        texts = [text.replace("\r\n", "\n") if "\r" in text else text for text in texts]
        count, begin = len(texts), len(batch)
        batch.at += map(add, starts, seconds)
        batch.sender_id += [person[0] for person in people]
        batch.sender += [person[1] for person in people]
        batch.text += texts
        batch.kind += [
            _KINDS.get(text) or kind_of(text) if text[:1] in _MARKS else Kind.TEXT for text in texts
        ]
        batch.nickname += repeat("", count)
        batch.reply_to += repeat(None, count)
        batch.platform_id += repeat(None, count)
        batch.mentions += repeat((), count)
        for number in [begin + i for i, person in enumerate(people) if not person[1]]:
            text = batch.text[number]
            batch.kind[number] = line_kind(text)
            batch.events += read_events(batch.at[number], text)

    def _drop_impossible(
        self, parts: list[str], first: int, stop: int, line: int, batch: Batch
    ) -> None:
        """Tell of heads whose day or time does not exist, and add the other records."""
        good: list[str] = []
        line += sum(part.count("\n") for part in parts[:first:_WIDTH]) + first // _WIDTH
        for number in range(first, stop, _WIDTH):
            day, clock = parts[number], parts[number + 1]
            if self._days[day] is None or self._clocks[clock] is None:
                wrong = Problem("bad_date", {"text": f"{day} {clock}"})
                batch.problems.append(LineProblem(line, wrong))
            else:
                good += parts[number : number + _WIDTH]
            line += parts[number + 3].count("\n") + 1
        self._records(good, 0, len(good), line, batch)


def _split(text: str) -> list[str]:
    """What is before the first head, then date, time, sender and body of each record.

    In a file of CRLF lines a body holds its own lines by bare LF, so a head behind a bare LF
    is one that somebody quoted: it goes back into its body.
    """
    parts = _HEAD.split("\n" + text)
    if "\r\n" not in text:
        return parts
    quoted = [n for n in range(_WIDTH, len(parts) - 1, _WIDTH) if parts[n][-1:] != "\r"]
    if not quoted or _mixes(parts):
        return parts
    whole = parts[:1]
    for number in range(1, len(parts), _WIDTH):
        day, clock, sender, body = parts[number : number + _WIDTH]
        before = whole[-1]
        if len(whole) > 1 and "\r\n" in before and before[-1] != "\r" and "\r\n" in body:
            whole[-1] = f"{before}\n{day} {clock} {sender or ''}{body}"
        else:
            whole += [day, clock, sender, body]
    return whole


def _mixes(parts: list[str]) -> bool:
    """Whether the line of a head ends otherwise than the one before it: the file mixes both."""
    return any(
        body.startswith("\n" if before[-1:] == "\r" else "\r\n") and not body.isspace()
        for before, body in pairwise(parts[_WIDTH::_WIDTH])
    )


def _chat_name(text: str) -> str:
    found = _CHAT.search(text)
    return found["name"].strip() if found else ""


def _mark_cut(parts: list[str], line: int, batch: Batch, *, in_character: bool) -> None:
    """A file cut off inside a head, a character or right behind a head: the part of a record
    that is left is no whole record."""
    tail = parts[-1]
    last_line = tail.rsplit("\n", 1)[-1]
    cut_head = _CUT_HEAD.fullmatch(last_line) is not None
    bare = len(parts) > 1 and not tail
    if not (cut_head or bare or in_character):
        return
    batch.truncated = True
    batch.problems.append(LineProblem(line, Problem("cut_off")))
    if bare:
        del parts[-_WIDTH:]
    elif cut_head:
        parts[-1] = tail[: -len(last_line)]


def parse_date(text: str) -> int | None:
    """Seconds up to the midnight of `2024-1-2`; None if there is no such day."""
    day = chat_day(*map(int, text.split("-")))
    return None if day is None else day * DAY


def parse_clock(text: str) -> int | None:
    """Seconds of `9:16:35`, `9:16:35 PM` or `下午 9:16:35`; None if there is no such time."""
    if text[1] == "午":
        return half_day_seconds(text[2:].lstrip(), text[:2])
    clock, _, half = text.partition(" ")
    hour, minute, second = clock.split(":")
    hours, minutes, seconds = int(hour), int(minute), int(second)
    if half:
        hours = hours % 12 + (12 if half == "PM" else 0)
    if hours > 23 or minutes > 59 or seconds > 59:
        return None
    return hours * 3600 + minutes * 60 + seconds


def parse_sender(text: str | None) -> tuple[str, str]:
    """(id, name) of what follows the time: `【level】name(id)`, `name<mail>`, `name`; both
    empty for the system's own lines."""
    text = (text or "").strip()
    sender_id = ""
    if text.endswith(")") and "(" in text:
        name, _, sender_id = text[:-1].rpartition("(")
    elif text.endswith(">") and "<" in text:
        name, _, sender_id = text[:-1].rpartition("<")
    else:
        name = text
    sender_id = sender_id.strip()
    if sender_id in _SYSTEM_IDS:
        return "", ""
    return sender_id, without_level(name.strip()) or sender_id


def without_level(name: str) -> str:
    """The name without the title of the group's levels in front, unless that is all of it."""
    return _LEVEL.sub("", name).strip() or name
