"""QQ's message manager before version 9.7.25, as .mht: one page of HTML, then its pictures."""

from __future__ import annotations

import codecs
import html
import re
from collections.abc import Iterator

from qunmate.data.importers.mht_bytes import MhtBytes
from qunmate.data.importers.moments import half_day_seconds
from qunmate.data.importers.placeholders import kind_of
from qunmate.data.importers.qq_paste import told_day
from qunmate.data.importers.qq_txt import parse_sender
from qunmate.data.importers.source import CHUNK_BYTES, Source
from qunmate.data.importers.text import BROKEN, MARK, broken_lines, decode_head, encoding_of
from qunmate.errors import Problem
from qunmate.i18n import N_
from qunmate.model import Kind
from qunmate.records import Batch, ChatHead, LineProblem, Record
from qunmate.system_lines import line_kind, read_events

NAME = "qq_mht"
TITLE = N_("QQ message manager, .mht")
HOW = N_(
    "1. In QQ for Windows before 9.7.25, open the message manager. 2. Right-click"
    " the group and choose to export its messages. 3. Choose “.mht” as the file"
    " type. 4. Import the file."
)
SUFFIXES = (".mht", ".mhtml")

_TOKEN = re.compile(
    r"<td[^<>]*>日期[:：]\s*(?P<day>\d{4}[-/]\d{1,2}[-/]\d{1,2}|\d{1,2}/\d{1,2}/\d{4})\s*</td>"
    r"|<div style=[\"']?color:\s*#(?:006EFE|42B475)[^<>]*>(?:<div[^<>]*>)?"
    r"(?P<who>.{0,2000}?)</div>\s*"
    r"(?P<before>[上下]午)? ?(?P<clock>\d{1,2}:\d\d:\d\d(?: [AP]M)?)</div>",
    re.IGNORECASE | re.DOTALL,
)
_CHAT = re.compile(r"<td[^<>]*>(?:<div[^<>]*>)?消息对象[:：]\s*(?P<name>[^<]*)<")
_END = "</table>"
_BREAK = re.compile(r"<br\s*/?>|</(?:div|p|tr)>", re.IGNORECASE)
_IMAGE = re.compile(r"<img\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_LONGEST = 4 << 20  # characters of one message, which a tag without end must not exceed


def identify(head: str) -> bool:
    if "Tencent IM Message" in head[:4000]:
        return True
    if "multipart/related" not in head[:4000]:
        return False
    raw = head.encode("utf-8", "replace")
    return "消息对象" in head or "消息对象" in decode_head(MhtBytes(raw).plain(raw))


def read(source: Source) -> Iterator[ChatHead | Batch]:
    reading, head = _Reading(), source.head()
    coded = MhtBytes(head)
    encoding = encoding_of(MhtBytes(head).plain(head))
    decoder = codecs.getincrementaldecoder(encoding)(MARK)
    with source.stream() as stream:
        while data := stream.read(CHUNK_BYTES):
            batch = Batch(position=stream.position)
            if not reading.ended:
                reading.take(decoder.decode(coded.plain(data)), batch)
            if reading.begin():
                yield ChatHead("qq", reading.name)
            if reading.begun:
                yield batch
        if not reading.ended:
            batch = Batch(position=stream.position, truncated=True)
            batch.problems.append(LineProblem(reading.read + 1, Problem("cut_off")))
            if reading.begun:
                yield batch


class _Reading:
    """The page as it comes: the message whose end is not seen yet waits in `_rest`."""

    def __init__(self) -> None:
        self.name = ""
        self.ended = False
        self.begun = False
        self._found = False
        self.read = 0  # line ends
        self._rest = ""
        self._line = 1  # where the rest begins
        self._day = ""

    def begin(self) -> bool:
        """Whether the chat begins now."""
        if self.begun or not (self._found or self.name):
            return False
        self.begun = True
        return True

    def take(self, text: str, batch: Batch) -> None:
        if BROKEN in text:
            batch.problems += broken_lines(text, self.read + 1)
            text = text.replace(BROKEN, "\ufffd")
        self.read += text.count("\n")
        self._rest += text.replace("\0", "")
        if not self.name:
            chat = _CHAT.search(self._rest)
            self.name = html.unescape(chat["name"]).strip() if chat else ""
        end = self._rest.find(_END)
        page, self.ended = (self._rest[:end], True) if end >= 0 else (self._rest, False)
        tokens = list(_TOKEN.finditer(page))
        whole = tokens if self.ended else tokens[:-1]
        records, counted = [], 0
        for number, token in enumerate(whole):
            following = tokens[number + 1].start() if number + 1 < len(tokens) else len(page)
            self._line += page.count("\n", counted, token.start())
            counted = token.start()
            record = self._record(token, page[token.end() : following], batch)
            if record:
                records.append(record)
        batch.extend(records)
        begin = tokens[-1].start() if tokens else max(0, len(page) - _LONGEST)
        begin = max(begin, len(page) - 2 * _LONGEST)
        self._line += page.count("\n", counted, begin)
        self._rest = "" if self.ended else page[begin:]

    def _record(self, token: re.Match[str], body: str, batch: Batch) -> Record | None:
        if token["day"]:
            self._day = token["day"]
            return None
        self._found = True
        day = told_day(self._day) if self._day else None
        clock, _, half = token["clock"].partition(" ")
        seconds = half_day_seconds(clock, half or token["before"] or "")
        if day is None or seconds is None:
            wrong = Problem("bad_date", {"text": f"{self._day} {token['clock']}".strip()})
            batch.problems.append(LineProblem(self._line, wrong))
            return None
        at = day + seconds
        sender_id, name = parse_sender(_plain(token["who"]))
        pictures = len(_IMAGE.findall(body))
        text = _plain(_IMAGE.sub("[图片]", body))
        if not name:
            batch.events += read_events(at, text)
            return Record(at, "", "", line_kind(text), text)
        kind = Kind.IMAGE if pictures and text == "[图片]" * pictures else kind_of(text)
        return Record(at, sender_id, name, kind, text)


def _plain(text: str) -> str:
    """The words of a piece of HTML, a line for each block."""
    text = _TAG.sub("", _BREAK.sub("\n", text))
    return "\n".join(line.strip() for line in html.unescape(text).splitlines() if line.strip())
