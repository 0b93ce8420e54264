"""LINE's talk history, sent as a text file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qunmate.clock import DAY
from qunmate.data.importers import date_order
from qunmate.data.importers.blocks import Block, blocks
from qunmate.data.importers.line_names import Names, is_unsent
from qunmate.data.importers.line_quotes import FEED, whole_texts, with_feeds_hidden
from qunmate.data.importers.moments import day_seconds, half_day_seconds
from qunmate.data.importers.placeholders import kind_of
from qunmate.data.importers.source import Source
from qunmate.data.importers.text import decode_head, pieces
from qunmate.i18n import N_
from qunmate.model import Kind
from qunmate.records import Batch, ChatHead, Record
from qunmate.system_lines import read_events

NAME = "line"
TITLE = N_("LINE, chat history")
HOW = N_(
    "1. On the phone, open the group. 2. Tap ≡ at the top, then Settings (or"
    " Others). 3. Tap Export chat history. 4. Send the text file to your computer"
    " and import it."
)
SUFFIXES = (".txt",)

_TITLE = re.compile(
    r"^(?:\[LINE\]\s*)?Chat history (?:in|with) (?P<en>.+)$|^\[LINE\]\s*(?:"
    r"[與与]?\s?(?P<zh>.+?)\s?(?:的|(?<= ))聊天[記紀记纪][錄录]"
    r"|ประวัติ(?:การ)?(?:แชท|สนทนา)(?:กับ|ในกลุ่ม|ใน|กลุ่ม)?\s*\"?(?P<th>.+?)\"?"
    r"|(?P<ja>.+?)と?のトーク(?:履歴)?|(?P<ko>.+?)\s?님과의? 대화|(?P<other>.+))\s*$"
)
_FILE_NAME = re.compile(
    r"\[LINE\]\s*(?:Chat (?:with|in) |[與与](?=.+的(?:聊天|對話|对话)))?(.+?)"
    r"(?:との?トーク(?:履歴)?|のトーク(?:履歴)?|的(?:聊天|對話|对话).{0,4})?$"
)
_WEEKDAY = r"(?:[A-Z][a-z]{2,8},?\s+|[^\W\d_]{1,4}[.,]{1,2}\s+)?"
_DAY = (
    r"(?P<day>(?:\d{4}|[RH]\d{1,2}|(?:令和|平成)\d{1,2})[/.-]\d{1,2}[/.-]\d{1,2})\.?(?:\s*[(（][^)）]{1,9}[)）]|\s+[^\s\d]\S*|[週周星]\S{1,3})?\s*$"
    rf"|{_WEEKDAY}(?P<english>\d{{1,2}}/\d{{1,2}}/\d{{4}})\s*$"
)
_CLOCK = (
    r"(?P<half>上午|下午|午前|午後|凌晨|早上|清晨|中午|晚上|傍晚|오전|오후)?\s?(?P<clock>\d{1,2}:\d\d(?::\d\d)?)"
    r"(?:\s?(?P<ampm>[AaPp][Mm]))?"
)
_TAB = r"(?:\t| {4})"  # what some programs make of a tab
_HEAD = re.compile(rf"^(?:{_DAY}|{_CLOCK}{_TAB}(?:(?P<name>[^\t]*?){_TAB})?(?P<text>.*)$)")
# the desktop parts name and text by a space
_SPACED = re.compile(rf"^(?:{_DAY}|{_CLOCK} (?P<rest>\S.*)$)")
# some phones write the day as a text would, so it is one only where nothing else tells the days
_WRITTEN = (
    r"(?P<day>\d{4}年\d{1,2}月\d{1,2}日)(?P<english>(?!))?"
    r"(?:\s*[(（][^)）]{1,3}[)）]|\s*[^\W\d]{1,4})?\s*$"
)
_WRITTEN_HEAD = re.compile(_HEAD.pattern.replace(_DAY, _WRITTEN))
_WRITTEN_SPACED = re.compile(_SPACED.pattern.replace(_DAY, _WRITTEN))
_ENGLISH_DAY = re.compile(rf"^{_WEEKDAY}(\d{{1,2}})/(\d{{1,2}})/(\d{{4}})\s*$", re.MULTILINE)
_CALLED = re.compile(
    r"(?:通話時間|通话时间|通話|Call time|Call duration) \d+(?::\d\d)+"
    r"|未接來電|未接来电|不在着信|Missed call"
)
_LONGEST = 20  # characters that stand for something that is no text


def identify(head: str) -> bool:
    start = head.lstrip("\ufeff\r\n ")
    if start.startswith(("[LINE]", "Chat history in ", "Chat history with ")):
        return True
    lines = [line for line in start.splitlines()[:6] if line.strip()]
    for pattern in (_HEAD, _SPACED):
        matches = [pattern.match(line) for line in lines]
        if not matches or matches[0] is None or not matches[0]["day"]:
            return False
        if any(match["clock"] for match in matches[1:] if match):
            return True
    return False


def read(source: Source) -> Iterator[ChatHead | Batch]:
    lines = decode_head(source.head()).splitlines()
    spaced = not any(m and m["clock"] for m in map(_HEAD.match, lines))
    written = not any(m and not m["clock"] for m in map(_HEAD.match, lines))
    reading = _Reading(_order(source), Names(_rests(source)) if spaced else None)
    if spaced:
        found = blocks(source, _WRITTEN_SPACED if written else _SPACED)
    else:
        head = _WRITTEN_HEAD if written else _HEAD
        found = whole_texts(blocks(source, head, with_feeds_hidden))
    for batch, several in found:
        records = [reading.record(block, batch) for block in several]
        if not reading.begun and (any(records) or batch.problems):
            reading.begun = True
            yield ChatHead("line", reading.name or _file_name(source.stem))
        batch.extend([record for record in records if record])
        if reading.begun:
            yield batch


def _file_name(stem: str) -> str:
    """The chat by the name that LINE gives the file; the desktop writes no title into it."""
    match = _FILE_NAME.match(stem)
    return match[1].strip() if match else ""


def _order(source: Source) -> str:
    """The order of the numbers of English days, by as much of the file as it takes."""
    dates: dict[date_order.Numbers, None] = {}
    for piece in pieces(source.again()):
        found = _ENGLISH_DAY.findall(piece.text)
        dates |= dict.fromkeys((int(one), int(two), int(year)) for one, two, year in found)
        if not dates or (sure := date_order.clear(dates)):
            return sure if dates and sure else "mdy"
    return date_order.settle(dates, first="mdy")


def _rests(source: Source) -> Iterator[str]:
    """What stands behind the clocks of a desktop's lines: names and texts."""
    for piece in pieces(source.again()):
        for match in map(_SPACED.match, piece.text.splitlines()):
            if match and match["clock"]:
                yield match["rest"]


class _Reading:
    """The day that goes on until the next line with one."""

    def __init__(self, order: str, names: Names | None) -> None:
        self.name = ""
        self.begun = False
        self._order = order
        self._names = names
        self._day: int | None = None

    def record(self, block: Block, batch: Batch) -> Record | None:
        head = block.head
        if head is None:
            self._title(block.body)
            return None
        day, english, clock, half, ampm = head.group("day", "english", "clock", "half", "ampm")
        if not clock:
            self._day = day_seconds(day) if day else self._english(english)
            if self._day is None:
                batch.problems.append(block.problem("bad_date", text=day or english))
            return None
        seconds = half_day_seconds(_clock(clock), half or ampm or "")
        if self._day is None or seconds is None:
            batch.problems.append(block.problem("bad_date", text=head[0][:20]))
            return None
        if self._names:
            name, text = self._names.split(_text(head["rest"], block.body))
            return self._said(self._day + seconds, name, text, batch)
        text = _text(head["text"], block.body)
        return self._said(self._day + seconds, head["name"] or "", text, batch)

    def _english(self, text: str) -> int | None:
        one, two, year = map(int, text.split("/"))
        found = date_order.day((one, two, year), self._order)
        return None if found is None else found * DAY

    def _said(self, at: int, name: str, text: str, batch: Batch) -> Record:
        if is_unsent(text):
            return Record(at, "", name, Kind.RECALL, text)
        if not name:
            batch.events += read_events(at, text)
            return Record(at, "", "", Kind.SYSTEM, text)
        kind = Kind.CALL if text.startswith("☎") else kind_of(text)
        if not self.name and kind is Kind.TEXT and len(text) < _LONGEST:
            # the desktop, which writes no title, writes no brackets and no sign either
            kind = Kind.CALL if _CALLED.fullmatch(text) else kind_of(f"[{text}]")
        elif text.startswith("[null] ") and "maps.google." in text:
            kind = Kind.LOCATION
        return Record(at, "", name, kind, text)

    def _title(self, text: str) -> None:
        match = _TITLE.match(text.partition("\n")[0].lstrip("\ufeff"))
        if match:
            self.name = next(name for name in match.groups() if name).strip()


def _clock(told: str) -> str:
    """The first hour of a day is the 24th on some phones."""
    return f"00{told[2:]}" if told.startswith("24:") else told


def _text(first: str, body: str) -> str:
    """A text of several lines stands in quotes, its own quotes doubled."""
    text = f"{first}\n{body}".replace(FEED, "\n").strip()
    if len(text) > 1 and text[0] == text[-1] == '"' and "\n" in text:
        return text[1:-1].replace('""', '"').strip()
    return text
