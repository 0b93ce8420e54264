"""LINE's talk history, sent as a text file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from qunmate.clock import DAY
from qunmate.data.importers import date_order
from qunmate.data.importers.blocks import Block, blocks
from qunmate.data.importers.line_quotes import whole_texts
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
    r"[與与]?(?P<zh>.+?)的(?:聊天記錄|聊天记录)"
    r"|(?P<ja>.+?)(?:とのトーク履歴|のトーク履歴)|(?P<ko>.+?)\s?님과의? 대화|(?P<other>.+))\s*$"
)
_FILE_NAME = re.compile(
    r"\[LINE\]\s*(?:Chat (?:with|in) |[與与](?=.+的(?:聊天|對話|对话)))?(.+?)"
    r"(?:との?トーク(?:履歴)?|のトーク(?:履歴)?|的(?:聊天|對話|对话).{0,4})?$"
)
_DAY = (
    r"(?P<day>\d{4}[/.-]\d{1,2}[/.-]\d{1,2})\.?(?:\s*[(（][^)）]{1,9}[)）]|\s+[^\s\d]\S*|[週周星]\S{1,3})?\s*$"
    r"|(?:[A-Z][a-z]{2,8},?\s+)?(?P<english>\d{1,2}/\d{1,2}/\d{4})\s*$"
)
_CLOCK = (
    r"(?P<half>上午|下午|午前|午後|凌晨|早上|清晨|中午|晚上|傍晚|오전|오후)?\s?(?P<clock>\d{1,2}:\d\d(?::\d\d)?)"
    r"(?:\s?(?P<ampm>[AaPp][Mm]))?"
)
_HEAD = re.compile(rf"^(?:{_DAY}|{_CLOCK}\t(?:(?P<name>[^\t]*)\t)?(?P<text>.*)$)")
# the desktop parts name and text by a space
_SPACED = re.compile(rf"^(?:{_DAY}|{_CLOCK} (?P<rest>\S.*)$)")
_ENGLISH_DAY = re.compile(
    r"^(?:[A-Z][a-z]{2,8},?\s+)?(\d{1,2})/(\d{1,2})/(\d{4})\s*$", re.MULTILINE
)
_GROUP_LINE = re.compile(r"(?:the group|the chat|グループ|トーク|群組?|群聊)\S{0,12}[.。]?$")
_MOST_WORDS = 6  # of a name
_SURE = 5  # lines that begin alike tell a name of several words
_CALLED = re.compile(
    r"(?:通話時間|通话时间|通話|Call time|Call duration) \d+(?::\d\d)+"
    r"|未接來電|未接来电|不在着信|Missed call"
)
_UNSENT = re.compile(
    r"(?:メッセージの送信を取り消しました|[Uu]nsent a message|^Message unsent|已?收回(?:了)?訊息"
    r"|撤回了一[条則则]消息)\.?。?$"
)


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
    start = decode_head(source.head())
    spaced = not any(m and m["clock"] for m in map(_HEAD.match, start.splitlines()))
    reading = _Reading(_order(source), _Names.of(source) if spaced else None)
    found = blocks(source, _SPACED if spaced else _HEAD)
    for batch, several in found if spaced else whole_texts(found):
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


class _Names:
    """Names of several words, where nothing but a space parts them from the text: those that
    lines of the system tell, and what all lines that begin with one word have in common."""

    def __init__(self) -> None:
        self._alike: dict[str, tuple[int, list[str]]] = {}
        self._told: dict[str, set[str]] = {}

    @classmethod
    def of(cls, source: Source) -> _Names:
        names = cls()
        for piece in pieces(source.again()):
            for line in piece.text.splitlines():
                match = _SPACED.match(line)
                if match and match["clock"]:
                    names._note(match["rest"].split(" ")[: _MOST_WORDS + 1])
                    names._note_told(match["rest"])
        return names

    def _note_told(self, rest: str) -> None:
        if _GROUP_LINE.search(rest):
            for event in read_events(0, rest):
                for name in (event.person[1], event.by[1]):
                    if " " in name:
                        self._told.setdefault(name.partition(" ")[0], set()).add(name)

    def _note(self, words: list[str]) -> None:
        count, alike = self._alike.get(words[0], (0, words[:-1]))
        same = list(
            takewhile(lambda pair: pair[0] == pair[1], zip(alike, words[:-1], strict=False))
        )
        self._alike[words[0]] = count + 1, [word for word, _ in same] or words[:1]

    def split(self, rest: str) -> tuple[str, str]:
        """Name and text; no name for a line of the system."""
        first, space, text = rest.partition(" ")
        count, alike = self._alike.get(first, (0, [first]))
        name = " ".join(alike)
        if count >= _SURE and rest.startswith(f"{name} "):
            first, text = name, rest[len(name) + 1 :]
        if not space or (_GROUP_LINE.search(rest) and read_events(0, rest)):
            return "", rest
        told = [name for name in self._told.get(first.partition(" ")[0], ())
                if rest.startswith(f"{name} ")]  # fmt: skip
        if told:
            first = max(told, key=len)
            text = rest[len(first) + 1 :]
        return first, text


class _Reading:
    """The day that goes on until the next line with one."""

    def __init__(self, order: str, names: _Names | None) -> None:
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
        told = head["day"] or head["english"]
        if told:
            self._day = day_seconds(told) if head["day"] else self._english(told)
            if self._day is None:
                batch.problems.append(block.problem("bad_date", text=told))
            return None
        seconds = half_day_seconds(_clock(head["clock"]), head["half"] or head["ampm"] or "")
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
        if _UNSENT.search(text):
            return Record(at, "", name, Kind.RECALL, text)
        if not name:
            batch.events += read_events(at, text)
            return Record(at, "", "", Kind.SYSTEM, text)
        kind = Kind.CALL if text.startswith("☎") else kind_of(text)
        if not self.name and kind is Kind.TEXT:
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
    text = f"{first}\n{body}".strip()
    if len(text) > 1 and text[0] == text[-1] == '"' and "\n" in text:
        return text[1:-1].replace('""', '"')
    return text
