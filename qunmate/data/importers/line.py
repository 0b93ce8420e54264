"""LINE's talk history, sent as a text file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qunmate.data.importers.blocks import Block, blocks
from qunmate.data.importers.moments import day_seconds, half_day_seconds
from qunmate.data.importers.placeholders import kind_of
from qunmate.data.importers.source import Source
from qunmate.i18n import N_
from qunmate.model import Kind
from qunmate.records import Batch, ChatHead, Record
from qunmate.system_lines import read_events

NAME = "line"
TITLE = N_("LINE, chat history")
HOW = N_(
    "1. On the phone open the group. 2. Tap ≡ at the top, then Settings (or Others). 3. Tap "
    "Export chat history. 4. Send the text file to your computer and take it in."
)
SUFFIXES = (".txt",)

_TITLE = re.compile(
    r"^\[LINE\]\s*(?:Chat history (?:in|with) (?P<en>.+)|[與与](?P<zh>.+?)的(?:聊天記錄|聊天记录)"
    r"|(?P<ja>.+?)(?:とのトーク履歴|のトーク履歴)|(?P<other>.+))\s*$"
)
_HEAD = re.compile(
    r"^(?:(?P<day>\d{4}[/.-]\d{1,2}[/.-]\d{1,2})\.?(?:\s*[(（][^)）]{1,9}[)）]|\s+[^\s\d]\S*)?\s*$"
    r"|(?P<half>上午|下午|午前|午後)?\s?(?P<clock>\d{1,2}:\d\d(?::\d\d)?)(?:\s?(?P<ampm>[AP]M))?"
    r"\t(?:(?P<name>[^\t]*)\t)?(?P<text>.*)$)"
)
_UNSENT = re.compile(
    r"(?:メッセージの送信を取り消しました|unsent a message|已?收回(?:了)?訊息)\.?。?$"
)


def identify(head: str) -> bool:
    start = head.lstrip("\ufeff\r\n ")
    if start.startswith("[LINE]"):
        return True
    lines = [line for line in start.splitlines()[:6] if line.strip()]
    matches = [_HEAD.match(line) for line in lines]
    return bool(matches and matches[0] and matches[0]["day"]) and any(
        match is not None and match["clock"] for match in matches
    )


def read(source: Source) -> Iterator[ChatHead | Batch]:
    reading = _Reading()
    for batch, found in blocks(source, _HEAD):
        records = [reading.record(block, batch) for block in found]
        if not reading.begun and (any(records) or batch.problems):
            reading.begun = True
            yield ChatHead("line", reading.name)
        batch.extend([record for record in records if record])
        if reading.begun:
            yield batch


class _Reading:
    """The day that goes on until the next line with one."""

    def __init__(self) -> None:
        self.name = ""
        self.begun = False
        self._day: int | None = None

    def record(self, block: Block, batch: Batch) -> Record | None:
        head = block.head
        if head is None:
            self._title(block.body)
            return None
        if head["day"]:
            self._day = day_seconds(head["day"])
            if self._day is None:
                batch.problems.append(block.problem("bad_date", text=head["day"]))
            return None
        seconds = half_day_seconds(head["clock"], head["half"] or head["ampm"] or "")
        if self._day is None or seconds is None:
            batch.problems.append(block.problem("bad_date", text=head[0][:20]))
            return None
        text = _text(head["text"], block.body)
        return self._said(self._day + seconds, head["name"] or "", text, batch)

    def _said(self, at: int, name: str, text: str, batch: Batch) -> Record:
        if _UNSENT.search(text):
            return Record(at, "", name, Kind.RECALL, text)
        if not name:
            batch.events += read_events(at, text)
            return Record(at, "", "", Kind.SYSTEM, text)
        return Record(at, "", name, Kind.CALL if text.startswith("☎") else kind_of(text), text)

    def _title(self, text: str) -> None:
        match = _TITLE.match(text.partition("\n")[0].lstrip("\ufeff"))
        if match:
            self.name = next(name for name in match.groups() if name).strip()


def _text(first: str, body: str) -> str:
    """A text of several lines stands in quotes, its own quotes doubled."""
    text = f"{first}\n{body}".strip()
    if len(text) > 1 and text[0] == text[-1] == '"' and "\n" in text:
        return text[1:-1].replace('""', '"')
    return text
