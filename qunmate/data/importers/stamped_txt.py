"""Text of MemoTrace, WeFlow and EchoTrace: a line with the moment and the name, then the body."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qunmate.data.importers.blocks import blocks
from qunmate.data.importers.moments import moment
from qunmate.data.importers.source import Source
from qunmate.data.importers.wechat_lines import is_system, kind_said
from qunmate.i18n import N_
from qunmate.records import Batch, ChatHead, Record
from qunmate.system_lines import line_kind, read_events

NAME = "stamped_txt"
TITLE = N_("MemoTrace, WeFlow or EchoTrace, text")
HOW = N_(
    "If you keep a text that MemoTrace, WeFlow or EchoTrace made of your own"
    " chats, import it as it is. Without one, use “WeChat, messages sent by"
    " e-mail or copied”."
)
SUFFIXES = (".txt",)

_HEAD = re.compile(r"^\s*(?P<moment>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)(?: (?P<name>\S.*)|\s*)$")
# what only QQ's message manager writes
_QQ = re.compile(r"^消息(?:记录|記錄|分组|分組|对象|對象)|[)>]\s*$")
_SAID = re.compile(r"([^\"“「:：]{1,40})[:：] ?(\S.*)")
_SYSTEM_NAMES = frozenset({"系统消息", "系统", "系統訊息"})


def identify(head: str) -> bool:
    lines = [line for line in head.lstrip("\ufeff").splitlines() if line.strip()][:200]
    heads = [line for line in lines if _HEAD.match(line)]
    return bool(heads) and lines[0] is heads[0] and not any(_QQ.search(line) for line in heads)


def read(source: Source) -> Iterator[ChatHead | Batch]:
    yield ChatHead("wechat")
    for batch, found in blocks(source, _HEAD):
        records = []
        for block in found:
            if block.head is None:
                batch.problems.append(block.problem("before_first", text=block.body[:60]))
                continue
            at = moment(block.head["moment"])
            if at is None:
                batch.problems.append(block.problem("bad_date", text=block.head["moment"]))
                continue
            records.append(_record(batch, at, (block.head["name"] or "").rstrip(), block.body))
        batch.extend(records)
        yield batch


def _record(batch: Batch, at: int, name: str, text: str) -> Record:
    if len(name) > 1 and name[0] == name[-1] == "'":
        name = "" if is_system(text) else name[1:-1]
    elif name and not text:
        said = _SAID.match(name)
        # MemoTrace puts what the system says behind the time; others what somebody says
        name, text = (said[1], said[2]) if said else ("", name)
    if not name or name in _SYSTEM_NAMES:
        batch.events += read_events(at, text)
        return Record(at, "", "", line_kind(text), text)
    return Record(at, "", name, kind_said(text), text)
