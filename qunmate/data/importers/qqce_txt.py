"""QQChatExporter's text: a line with the name, then `时间:`, `内容:` and perhaps `回复:`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qunmate.data.importers.blocks import Block, blocks
from qunmate.data.importers.moments import moment
from qunmate.data.importers.placeholders import kind_of
from qunmate.data.importers.source import Source
from qunmate.i18n import N_
from qunmate.model import Kind
from qunmate.records import Batch, ChatHead, Record
from qunmate.system_lines import line_kind, read_events

NAME = "qqce_txt"
TITLE = N_("QQChatExporter, text")
HOW = N_(
    "If you keep a text that QQChatExporter made of your own chats, import it as it is."
    " Without one, use “QQ message manager, text”."
)
SUFFIXES = (".txt",)

_TIME = re.compile(
    r"^时间[:：]\s*(?P<moment>\d{4}[-/]\d{1,2}[-/]\d{1,2}[ T]\d{1,2}:\d\d(?::\d\d)?).*$"
)
_CHAT = re.compile(
    r"^(?:聊天名称|会话名称|群名称|群聊名称|聊天对象)[:：][ \t]*(\S.*)$", re.MULTILINE
)
_NAME_LINE = re.compile(r"^(?P<name>.*)\((?P<id>\d{5,12})\)$")
_CONTENT = re.compile(r"^(?:类型[:：].*\n)?内容[:：]\s?", re.MULTILINE)
# what stands behind the content: its files, whom it mentions, what it answers
_BEHIND = re.compile(r"^(?:(?:资源|提及|回复)[:：].*| {2}- \w+: .*|\s*)$")
_FOOTER = re.compile(r"^=+\n\s*导出完成\s*\n=+\n[\s\S]*\Z", re.MULTILINE)
_SYSTEM_NAMES = frozenset({"系统消息", "系统", "0"})


def identify(head: str) -> bool:
    start = head.lstrip("\ufeff\r\n ")
    return start.startswith("[QQChatExporter")


def read(source: Source) -> Iterator[ChatHead | Batch]:
    """The name of a record stands at the end of the block before it."""
    before: Block | None = None
    sender, begun = "", False
    last = Batch()
    for batch, found in blocks(source, _TIME):
        records = list[Record]()
        for block in found:
            body, next_sender = _without_name(before.body if before else "")
            if block.head is None:
                before = block
                continue
            if not begun:
                begun = True
                name = _CHAT.search(body)
                yield ChatHead("qq", name[1].strip() if name else "")
            elif before and before.head:
                records += _record(batch, before, sender, body)
            before, sender = block, next_sender
        batch.extend(records)
        last = batch
        if begun:
            yield batch
    if before and before.head:
        end = Batch(position=last.position)
        end.extend(_record(end, before, sender, _FOOTER.sub("", before.body)))
        yield end


def _without_name(text: str) -> tuple[str, str]:
    """The text without its last line, which names the sender of what follows."""
    body, _, line = text.rpartition("\n")
    return body.rstrip(), line


def _record(batch: Batch, block: Block, sender: str, body: str) -> list[Record]:
    told = block.head["moment"] if block.head else ""
    at = moment(told)
    if at is None:
        batch.problems.append(block.problem("bad_date", text=told))
        return []
    text, answers = _content(body)
    sender = sender.strip().removesuffix(":").removesuffix("：").rstrip()
    match = _NAME_LINE.match(sender)
    name, sender_id = (match["name"].strip(), match["id"]) if match else (sender, "")
    if not name or name in _SYSTEM_NAMES:
        batch.events += read_events(at, text)
        return [Record(at, "", "", line_kind(text), text)]
    kind = Kind.REPLY if answers else kind_of(text)
    return [Record(at, sender_id, name, kind, text)]


def _content(body: str) -> tuple[str, bool]:
    """What is said, and whether it answers something."""
    lines = _CONTENT.sub("", body, count=1).split("\n")
    answers = False
    while len(lines) > 1 and _BEHIND.match(lines[-1]):
        answers = lines.pop().startswith("回复") or answers
    return "\n".join(lines).strip(), answers
