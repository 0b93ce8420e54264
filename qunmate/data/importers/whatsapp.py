"""WhatsApp's “export chat”: a text in the date order and words of the phone's language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import compress, repeat
from operator import add, itemgetter
from pathlib import Path

from qunmate.clock import DAY
from qunmate.data.importers import date_order
from qunmate.data.importers.known import PEOPLE, Known
from qunmate.data.importers.source import Source, readable
from qunmate.data.importers.text import Piece, by_records, decode_head, pieces
from qunmate.data.importers.whatsapp_heads import HEAD, MARKS, Usual, seconds_of, usual_heads
from qunmate.data.importers.whatsapp_phrases import standing_for
from qunmate.data.importers.whatsapp_unmarked import marked_again
from qunmate.data.importers.whatsapp_words import (
    MARK,
    begins_chat,
    goes_on,
    is_first_notice,
    is_notice,
    kind_of,
    not_plain,
    unedited,
    visible,
)
from qunmate.errors import Problem
from qunmate.i18n import N_
from qunmate.model import Kind
from qunmate.records import Batch, ChatHead, LineProblem
from qunmate.system_lines import read_events

NAME = "whatsapp"
TITLE = N_("WhatsApp, exported chat")
HOW = N_(
    "1. On the phone, open the group. 2. Tap ⋮ or the group's name, then Export"
    " chat. 3. Choose “without media”. 4. Send it to your computer and import the"
    " .txt or .zip as it is."
)
SUFFIXES = (".txt", ".zip")

_PLAIN = len("09:05:00")
_EARLY = 20  # messages among which the first notice is
_LONG = 100  # characters of a name; what is longer is none
_RECORD = re.compile(HEAD.pattern + rf"(?:([^:\n]{{1,{_LONG}}}+): )?+")
_WIDTH = 5  # what a split by _RECORD gives for each: bracket, date, clock, name, text
_CUT_HEAD = re.compile(rf"\n{MARKS}\[?\d{{1,4}}[./-] ?\d{{1,2}}[./-][\d .,:/]*\Z")
_DATE = re.compile(r"(\d+)\D+(\d+)\D+(\d+)")
_FILE_NAME = re.compile(
    r"^(?:(?:WhatsApp[- ]Chat (?:with|-|mit|met)|Chat de WhatsApp con|Conversa do WhatsApp com"
    r"|Discussion WhatsApp avec|Chat WhatsApp (?:con|dengan)|Чат WhatsApp с(?: контактом)?"
    r"|WhatsApp ?(?:聊天|对话|對話)(?:记录|記錄)? ?[-–]) ?(?P<en>.+)"
    r"|[与與][“「\"]?(?P<zh>.+?)[”」\"]?的 ?WhatsApp.*)$"
)
_FIRST_SAID = re.compile(r"[^\[\n]{0,4}\[[^\]\n]{8,40}\] ([^:\n]{1,100}): ([^\n]*)")
_MENTION = re.compile("@\u2068([^\u2069]+)\u2069")
_PHONE = re.compile(r"\+?\d[\d ()\u00a0\u2011-]{5,24}")


def identify(head: str) -> bool:
    lines = head.lstrip("\ufeff\n\r ").splitlines()[:20]
    heads = [HEAD.match("\n" + usual_heads(line)(line)) for line in lines]
    # who stands behind brackets says something, or another program wrote them
    return any(
        head and (not head[1] or ":" in line.partition("]")[2])
        for head, line in zip(heads, lines, strict=True)
    )


def read(source: Source) -> Iterator[ChatHead | Batch]:
    start = decode_head(source.head())
    usual = usual_heads(start)
    reading = _Reading(_order(source, usual), _unmarked_chat(start))
    yield ChatHead("whatsapp", _group_name(source, start))
    usually = (replace(piece, text=usual(piece.text)) for piece in pieces(source))
    for piece in by_records(usually, lambda text: HEAD.search("\n" + text)):
        yield reading.take(piece)


def _group_name(source: Source, start: str) -> str:
    """By the name of the file, or of the zip or folder that an iPhone's `_chat.txt` lies in, or
    else by whom the first notice of such a file is said."""
    around = Path(source.member or source.path).parent.name
    names = [visible(name) for name in (source.stem, readable(source.path.stem), readable(around))]
    for match in map(_FILE_NAME.match, names):
        if match:
            return (match["en"] or match["zh"]).strip()
    if names[0] != "_chat":
        return ""
    if source.member:
        return names[1]
    said = _FIRST_SAID.match(start)
    return said[1].strip() if said and is_first_notice(visible(said[2])) else ""


def _unmarked_chat(start: str) -> str:
    """The name that an iPhone's first notice carries, if it got lost that it is one."""
    said = _FIRST_SAID.match(start)
    return said[1].strip() if said and MARK not in start and is_first_notice(said[2]) else ""


def _order(source: Source, usual: Usual) -> str:
    """The order of the dates' numbers, by as much of the file as it takes to be sure."""
    dates: dict[date_order.Numbers, None] = {}
    american = False
    for piece in pieces(source.again()):
        parts = _RECORD.split("\n" + usual(piece.text))
        ends = (clock[-1:] for clock in parts[3::_WIDTH])
        told = dict.fromkeys(zip(parts[2::_WIDTH], ends, strict=True))
        dates |= dict.fromkeys(_numbers(date) for date, _ in told)
        american = american or any(end in "mM." and "/" in date for date, end in told)
        if sure := date_order.clear(dates):
            return sure
    return date_order.settle(dates, first="mdy" if american else "dmy")


def _numbers(text: str) -> date_order.Numbers:
    match = _DATE.match(text)
    if match is None:
        return 0, 0, 0
    return date_order.number(match[1]), int(match[2]), date_order.number(match[3])


class _Reading:
    """The state between pieces: the record whose end is not seen yet."""

    def __init__(self, order: str, unmarked_chat: str) -> None:
        self._unmarked_chat = unmarked_chat
        self._rest = ""
        self._line = 1
        self._early = _EARLY
        self._days = Known[str, int | None](lambda text: _day_seconds(text, order))
        self._clocks = Known(seconds_of)
        self._people = Known(_person, PEOPLE)

    def take(self, piece: Piece) -> Batch:
        """The whole records of what was kept and this piece."""
        text = "\n" + self._rest + piece.text
        cut_head = _CUT_HEAD.search(text) if piece.last else None
        end = cut_head.start() if cut_head else len(text) if piece.last else _last_head(text)
        self._rest = text[end + 1 :]
        parts = _RECORD.split(text[:end])
        batch = Batch(position=piece.position)
        batch.problems += piece.problems
        self._before(parts[0], batch)
        self._records(parts, batch)
        if self._early:
            self._early = _tell_first_notices(batch, self._early)
        self._line += text.count("\n", 1, end + 1)
        if piece.cut or cut_head:
            batch.truncated = True
            batch.problems.append(LineProblem(self._line, Problem("cut_off")))
        return batch

    def _before(self, text: str, batch: Batch) -> None:
        """What stands before the first head of a file is no message."""
        if visible(text).strip():
            batch.problems.append(
                LineProblem(self._line, Problem("before_first", {"text": text.strip()[:60]}))
            )

    def _records(self, parts: list[str], batch: Batch) -> None:
        dates, clocks = parts[2::_WIDTH], parts[3::_WIDTH]
        names = [name or "" for name in parts[4::_WIDTH]]
        texts = list(map(str.rstrip, parts[5::_WIDTH]))
        days = list(map(self._days.__getitem__, dates))
        seconds = _plain_seconds(clocks) or list(map(self._clocks.__getitem__, clocks))
        if None in days or None in seconds:
            good = [d is not None and s is not None for d, s in zip(days, seconds, strict=True)]
            self._tell_impossible(parts, good, batch)
            days, seconds = list(compress(days, good)), list(compress(seconds, good))
            names, texts = list(compress(names, good)), list(compress(texts, good))
        if self._unmarked_chat:
            texts = marked_again(names, texts, self._unmarked_chat)
        first, count = len(batch), len(texts)
        people = list(map(self._people.__getitem__, names))
        batch.at += map(add, days, seconds)
        batch.sender_id += map(itemgetter(0), people)
        batch.sender += map(itemgetter(1), people)
        batch.text += texts
        batch.kind += repeat(Kind.TEXT, count)
        batch.mentions += repeat((), count)
        batch.nickname += repeat("", count)
        batch.reply_to += repeat(None, count)
        batch.platform_id += repeat(None, count)
        for number in sorted(_odd(names) | not_plain(texts) | standing_for(texts)):
            body = f"{names[number]}: {texts[number]}" if names[number] else texts[number]
            _look_closely(batch, first + number, body.strip().replace("\r", ""))
        if self._early == _EARLY and texts and begins_chat(texts[0]):
            _tell_notice(batch, 0)

    def _tell_impossible(self, parts: list[str], good: list[bool], batch: Batch) -> None:
        for number, possible in enumerate(good):
            if not possible:
                told = f"{parts[2 + number * _WIDTH]} {parts[3 + number * _WIDTH]}"
                line = self._line + _feeds(parts, number)
                batch.problems.append(LineProblem(line, Problem("bad_date", {"text": told})))


def _odd(names: Sequence[str]) -> set[int]:
    """Which of the records may have no sender."""
    odd = {
        name
        for name in set(names)
        if not name or '"' in name or "“" in name or name.endswith(" community")
    }
    return {number for number, name in enumerate(names) if name in odd} if odd else set()


def _look_closely(batch: Batch, number: int, body: str) -> None:
    """A record of the batch that may be more than a name and plain words."""
    sender, text, kind, mentions = _said(body)
    batch.sender_id[number], batch.sender[number] = sender
    batch.text[number], batch.kind[number] = text, kind
    batch.mentions[number] = mentions
    if kind is Kind.SYSTEM:
        batch.events += read_events(batch.at[number], text)


def _tell_first_notices(batch: Batch, most: int) -> int:
    """A record begins with the system's word of encryption, which on an iPhone carries a name;
    the invisible mark that tells it from what that person says gets lost in copying. Of `most`
    messages at the most; how many are left."""
    for number, text in enumerate(batch.text[:most]):
        if batch.sender[number] and is_first_notice(text):
            _tell_notice(batch, number)
    return max(0, most - len(batch))


def _tell_notice(batch: Batch, number: int) -> None:
    batch.sender_id[number] = batch.sender[number] = ""
    batch.kind[number] = Kind.SYSTEM


def _last_head(text: str) -> int:
    """Where the last record of the text begins; 0 if none does behind the beginning."""
    at = text.rfind("\n")
    while at > 0 and HEAD.match(text, at) is None:
        at = text.rfind("\n", 0, at)
    return max(at, 0)


def _feeds(parts: list[str], number: int) -> int:
    """Lines before the head of that number."""
    before = parts[0].count("\n") + sum(
        p.count("\n") for p in parts[5 : 1 + number * _WIDTH : _WIDTH]
    )
    return before + number


def _day_seconds(text: str, order: str) -> int | None:
    day = date_order.likely_day(_numbers(text), order)
    return None if day is None else day * DAY


def _plain_seconds(clocks: list[str]) -> list[int | None]:
    """The seconds of the day of clocks that all look like 09:05:00, read as numbers in a fifth
    of the time; nothing where one looks different."""
    together = "".join(clocks)
    if len(together) != _PLAIN * len(clocks) or not together.isascii():
        return []
    import numpy as np

    signs = np.frombuffer(together.encode("ascii"), np.uint8).reshape(-1, _PLAIN)
    digits = signs[:, (0, 1, 3, 4, 6, 7)].astype(np.int64) - ord("0")
    hours, minutes, seconds = (digits[:, ::2] * 10 + digits[:, 1::2]).T
    plain = (
        bool((signs[:, (2, 5)] == ord(":")).all())
        and bool(((digits >= 0) & (digits <= 9)).all())
        and bool(((hours < 24) & (minutes < 60) & (seconds < 60)).all())
    )
    return (hours * 3600 + minutes * 60 + seconds).tolist() if plain else []


Said = tuple[tuple[str, str], str, Kind, tuple[str, ...]]


def _said(body: str) -> Said:
    """Sender (id, name), text, kind and mentions of what follows the time."""
    body = body.strip()
    name, colon, text = body.partition(": ")
    if not colon:
        name, colon, text = body.partition(":")
    if not colon or len(name) > _LONG or "\n" in name or goes_on(name):
        return ("", ""), visible(body), Kind.SYSTEM, ()
    if is_notice(text, name):
        return ("", ""), visible(text), Kind.SYSTEM, ()
    mentions = tuple(_MENTION.findall(text)) if "@" in text else ()
    text = unedited(visible(text))
    return _person(name), text, kind_of(text), mentions


def _person(name: str) -> tuple[str, str]:
    """(id, name): a number that is in no address book is the person's id."""
    name = visible(name).removeprefix("- ").lstrip().lstrip("~").strip("\u202f\u00a0 ")
    if _PHONE.fullmatch(name):
        return re.sub(r"[^\d+]", "", name), name
    return "", name
