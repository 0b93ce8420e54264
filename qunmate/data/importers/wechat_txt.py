"""WeChat's own text: several messages selected and sent by e-mail, or copied."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

from qunmate.clock import DAY
from qunmate.data.importers.mail_text import mail_text
from qunmate.data.importers.qq_txt import parse_date
from qunmate.data.importers.source import HashingStream, Source
from qunmate.data.importers.text import Begun, Piece, decode_head, pieces
from qunmate.data.importers.wechat_lines import kind_said
from qunmate.errors import Problem
from qunmate.i18n import N_
from qunmate.model import Kind
from qunmate.records import Batch, ChatHead, LineProblem, Record

NAME = "wechat_txt"
TITLE = N_("WeChat, messages sent by e-mail or copied")
HOW = N_(
    "On the phone: 1. Hold a message and choose to select several. 2. Tick the others. 3. "
    "Tap the share button and send them by e-mail to yourself. 4. Save the mail's text and "
    "take it in. On the computer: select messages, copy them, and paste them into QunMate "
    "(Ctrl+V)."
)
SUFFIXES = (".txt", ".eml")

_TITLE = re.compile(
    r'^\s*(?:微信群組?\s*)?["“「](?P<name>.+)["”」]的(?:聊天记录|聊天記錄)如下[:：]?\s*$'
)
# 小满 和 一川 在微信上的聊天记录如下，请查收。
_ON_WECHAT = re.compile(
    r"^\s*(?P<name>\S.{0,200}?)\s*在微信上的(?:聊天记录|聊天記錄)如下[^\n]{0,12}$"
)
_RULE = re.compile(r"^\s*[—─-]{3,}\s*(?P<day>\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?)\s*[—─-]{3,}\s*$")
_HEAD = re.compile(
    r"^(?P<name>\S.*?)(?P<gap> {1,2})(?P<half>凌晨|早上|上午|中午|下午|晚上)?"
    r"(?P<clock>\d{1,2}:\d\d(?::\d\d)?)(?: ?(?P<ampm>[AP]M))?\s*$"
)
_ENGLISH_TITLE = re.compile(
    r'^(?=.*\bchat history\b)[^"“]*["“](?P<name>[^"”]+)["”].*$', re.IGNORECASE
)
# newer computers put the day into each head
_DATED = re.compile(
    r"^(?P<name>\S.*?)(?<![:：]) {1,2}(?P<day>\d{4}[-/.]\d{1,2}[-/.]\d{1,2}) (?P<half>上午|下午)?"
    r"(?P<clock>\d{1,2}:\d\d)\s*$"
)
_STAMP = re.compile(
    r"^\s*(?P<day>\d{4}年\d{1,2}月\d{1,2}日|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?= ))\s*"
    r"(?P<half>凌晨|早上|上午|中午|下午|晚上)?\s*(?P<clock>\d{1,2}:\d\d(?::\d\d)?)\s*$"
)
_SURE = (_TITLE, _ON_WECHAT, _RULE, _DATED)
_TRAILER = re.compile(r"^\s*(?:发自我的|發自我的|从我的|從我的|Sent from my)\s*\S.*$")
_PLACEHOLDER = re.compile(
    r"^\[?(图片|圖片|视频|影片|文件|档案|語音|语音)\d*(?:[（(]可在附件中查看[)）])?\]?$"
)
_KINDS = {
    "图片": Kind.IMAGE,
    "圖片": Kind.IMAGE,
    "视频": Kind.VIDEO,
    "影片": Kind.VIDEO,
    "文件": Kind.FILE,
    "档案": Kind.FILE,
    "语音": Kind.VOICE,
    "語音": Kind.VOICE,
}
_NUMBERS = re.compile(r"\d+")
_LONG = 60  # characters of a name
BEGINNING = 4 << 20  # bytes of a mail, which mostly hold its text: what is attached stands behind
MOST = 64 << 20  # bytes that are read of it behind that, if its text goes on
_LAST = 1_000  # bytes; where they tell something, the text goes on
BATCH = 5_000


def identify(head: str) -> bool:
    text = mail_text(head.encode("utf-8", "replace"))
    lines = (head if text is None else text).lstrip().splitlines()[:40]
    if any(shape.match(line) for line in lines[:20] for shape in _SURE):
        return True
    return any(
        _STAMP.match(line) and 0 < len(before.strip()) < _LONG and after.strip()
        for before, line, after in zip(lines, lines[1:], [*lines[2:], ""], strict=False)
    )


def read(source: Source, day: int | None = None) -> Iterator[ChatHead | Batch]:
    """`day`: wall-clock seconds of the midnight from which times count until a day is told."""
    goes_on = False
    if mail_text(source.head()) is not None:
        with source.stream() as stream:
            text, goes_on = _mail(stream)
            source = Source(source.path, text)
    reading = _Reading(tight=_is_tight(decode_head(source.head())), day=day)
    for piece in pieces(source):
        yield from reading.take(replace(piece, last=piece.last and not goes_on))
    if goes_on:
        yield from reading.end_of_mail(piece)


def _mail(stream: HashingStream) -> tuple[str | None, bool]:
    """The text of the mail, of which no more is read than that takes, and whether the text goes
    on behind all that is read."""
    data = stream.read(BEGINNING)
    text = mail_text(data)
    if len(data) < BEGINNING or text == mail_text(data[:-_LAST]):
        return text, False
    data += stream.read(MOST)
    text = mail_text(data)
    return text, bool(stream.read(1)) and text != mail_text(data[:-_LAST])


def _is_tight(head: str) -> bool:
    """Whether most heads with one space before the time follow a line without a blank one."""
    lines = head.splitlines()
    heads = [
        not before.strip() or _RULE.match(before) is not None
        for before, line in pairwise(lines)
        if (match := _HEAD.match(line)) and match["gap"] == " " and not _RULE.match(before)
    ]
    return bool(heads) and 2 * sum(heads) < len(heads)


@dataclass(slots=True)
class _Reading:
    """The record that is being read, and the day and style of heads met so far."""

    tight: bool = False
    begun: bool = False
    name: str = ""
    day: int | None = None
    gap: str = ""
    before: str = ""
    at: int | None = None
    sender: str = ""
    begins: int = 0  # the line of its head
    body: list[str] = field(default_factory=list)
    above: Begun = field(default_factory=Begun)  # what the body held before this piece

    def take(self, piece: Piece) -> Iterator[ChatHead | Batch]:
        batch = Batch(position=piece.position)
        batch.problems += piece.problems
        # not by splitlines: texts hold line separators of their own
        lines = piece.text.removesuffix("\n").split("\n") if piece.text else []
        for number, text in enumerate(lines, piece.line):
            self._line(text.rstrip("\r").replace("\u00a0", " "), number, batch)
            if not self.begun and (self.at is not None or len(batch)):
                self.begun = True
                yield ChatHead("wechat", self.name)
            if len(batch) >= BATCH:
                yield batch
                batch = Batch(position=piece.position)
        if not piece.last:
            self._put_by()
        else:
            self._close(batch)
            if piece.cut:
                batch.truncated = True
                line = piece.line + piece.text.count("\n")
                batch.problems.append(LineProblem(line, Problem("cut_off")))
        if self.begun:
            yield batch

    def end_of_mail(self, piece: Piece) -> Iterator[Batch]:
        """Tell that there is more; the record that is begun is not whole."""
        if self.begun:
            batch = Batch(position=piece.position, truncated=True)
            most = (BEGINNING + MOST) >> 20
            problem = Problem("mail_too_long", {"most": most})
            batch.problems.append(LineProblem(piece.line + piece.text.count("\n"), problem))
            yield batch

    def _line(self, text: str, number: int, batch: Batch) -> None:
        title, rule, stamp = _TITLE.match(text), _RULE.match(text), _STAMP.match(text)
        told = self.begun or title or self.day
        english = None if told else _ENGLISH_TITLE.match(text) or _ON_WECHAT.match(text)
        dated = None if rule or stamp else _DATED.match(text)
        if english:
            self.name = self.name or _chat_name(english["name"])
        elif title and not self.begun:
            self.name = _chat_name(title["name"])
        elif rule:
            self._close(batch)
            self._new_day(rule["day"], number, batch)
        elif stamp and self.before.strip():
            self._stamped(stamp, self.before.strip(), number, batch, above=True)
        elif dated and (self.tight or not self.body or not self.before.strip()):
            self._stamped(dated, dated["name"], number, batch, above=False)
        elif self.day is not None and (head := self._head(text)):
            self._close(batch)
            seconds = _seconds(head["clock"], head["half"] or head["ampm"])
            if seconds is None:
                wrong = Problem("bad_date", {"text": text[-20:]})
                batch.problems.append(LineProblem(number, wrong))
            else:
                self.at, self.sender = self.day + seconds, head["name"].strip()
                self.begins = number
        elif self.at is not None:
            self.body.append(text)
        self.before = text

    def _new_day(self, text: str, number: int, batch: Batch) -> None:
        self.day = parse_date("-".join(_NUMBERS.findall(text)))
        if self.day is None:
            batch.problems.append(LineProblem(number, Problem("bad_date", {"text": text})))

    def _head(self, text: str) -> re.Match[str] | None:
        """The head of a message: its gap before the time is that of the first head, and it
        stands at the beginning or behind a blank line where the file has blank lines."""
        head = _HEAD.match(text)
        if head is None:
            return None
        if not self.gap:
            self.gap = head["gap"]
        if head["gap"] != self.gap:
            return None
        loose = self.gap == "  " or self.tight
        return head if loose or not self.body or not self.before.strip() else None

    def _stamped(
        self, stamp: re.Match[str], sender: str, number: int, batch: Batch, *, above: bool
    ) -> None:
        """A head that tells the whole moment, where iOS puts the sender's line above it."""
        if above and self.at is not None and self.body:
            self.body.pop()
        self._close(batch)
        day = parse_date("-".join(_NUMBERS.findall(stamp["day"])))
        seconds = _seconds(stamp["clock"], stamp["half"])
        if day is None or seconds is None:
            wrong = Problem("bad_date", {"text": stamp[0].strip()})
            batch.problems.append(LineProblem(number, wrong))
        else:
            self.at, self.sender, self.begins = day + seconds, sender, number

    def _put_by(self) -> None:
        """Keep the body but for its last line, which may be the next sender, as far as a text
        may go."""
        if len(self.body) > 1:
            self.above.add("\n".join(self.body[:-1]) + "\n")
            self.body = self.body[-1:]

    def _close(self, batch: Batch) -> None:
        """Put the record that was being read into the batch."""
        at, body, self.at, self.body = self.at, self.body, None, []
        if self.above.is_cut:
            batch.problems.append(LineProblem(self.begins, Problem("line_too_long")))
            body = []
        text = _without_trailers(self.above.taken() + "\n".join(body))
        if at is not None:
            batch.extend([Record(at, "", self.sender, _kind(text), text)])


def _without_trailers(body: str) -> str:
    text = body.strip()
    above, _, last = text.rpartition("\n")
    while last and _TRAILER.match(last):
        text = above.rstrip()
        above, _, last = text.rpartition("\n")
    return text


def _chat_name(told: str) -> str:
    """Of a group, or of the two in `A"和"B`."""
    bare = re.sub(r"^(?:微信群|群聊)(?=[\"“「])", "", told).strip('"“”「」 ')
    return re.sub(r'["”」]和["“「]| 和 ', "、", bare)


def _kind(text: str) -> Kind:
    placeholder = _PLACEHOLDER.match(text)
    if placeholder:
        return _KINDS[placeholder[1]]
    return kind_said(text)


def _seconds(clock: str, half: str | None) -> int | None:
    """Seconds of the day of `5:34` with 上午, 下午, PM or nothing."""
    hour, minute, *rest = (int(part) for part in clock.split(":"))
    if half in {"下午", "晚上", "PM"} or (half == "中午" and hour < 11):
        hour = hour % 12 + 12
    elif half in {"上午", "凌晨", "早上", "AM"}:
        hour %= 12
    seconds = hour * 3600 + minute * 60 + (rest[0] if rest else 0)
    return seconds if hour < 24 and minute < 60 and seconds < DAY else None
