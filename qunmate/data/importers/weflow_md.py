"""WeFlow's Markdown of one chat: a heading with the moment and the name, then what was said."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qunmate.data.importers.blocks import blocks
from qunmate.data.importers.moments import moment
from qunmate.data.importers.placeholders import kind_named
from qunmate.data.importers.source import Source
from qunmate.data.importers.text import decode_head
from qunmate.data.importers.wechat_lines import is_system, kind_said
from qunmate.i18n import N_
from qunmate.model import Kind
from qunmate.records import Batch, ChatHead, Record
from qunmate.system_lines import line_kind, read_events

NAME = "weflow_md"
TITLE = N_("WeFlow, Markdown")
HOW = N_(
    "If you keep a Markdown file that WeFlow made of your own chats, import it as"
    " it is. Without one, use “WeChat, messages sent by e-mail or copied”."
)
SUFFIXES = (".md",)

_HEAD = re.compile(
    r"^## (?P<moment>\d{4}\\?-\d\d\\?-\d\d \d\d\\?:\d\d\\?:\d\d)(?: (?P<name>\S.*)|\s*)$"
)
_TITLE = re.compile(r"^# (?P<name>\S.*)$", re.MULTILINE)
_CHAT_ID = re.compile(r"^- 会话ID: `(?P<id>[^`\n]+)`", re.MULTILINE)
_GROUP = "\n- 会话类型: 群聊"  # its own lines stand under the name of the group
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_MEDIA = re.compile(r"!?\[(?P<what>[^\]\n]+)\]\([^)\s]*\)")


def identify(head: str) -> bool:
    return head.lstrip("\ufeff\r\n ").startswith("# ") and "\n- 导出工具: WeFlow" in head


def read(source: Source) -> Iterator[ChatHead | Batch]:
    head = decode_head(source.head())
    title, chat_id = _TITLE.search(head), _CHAT_ID.search(head)
    chat = _plain(title["name"]).strip() if title else ""
    yield ChatHead("wechat", chat, chat_id["id"] if chat_id else "")
    group = chat if _GROUP in head else ""
    for batch, found in blocks(source, _HEAD):
        records = []
        for block in found:
            if block.head is None:
                continue  # what the file says of itself
            at = moment(_plain(block.head["moment"]))
            if at is None:
                batch.problems.append(block.problem("bad_date", text=block.head["moment"]))
                continue
            name = _plain(block.head["name"] or "").strip()
            kind, text = _said(block.body)
            if is_system(text) or (group and name == group):
                batch.events += read_events(at, text)
                kind = line_kind(text)
                name = ""
            records.append(Record(at, "", name, kind, text))
        batch.extend(records)
        yield batch


def _said(body: str) -> tuple[Kind, str]:
    media = _MEDIA.fullmatch(body)
    kind = kind_named(media["what"].removesuffix("文件").removesuffix("消息")) if media else None
    if media and kind:
        return kind, f"[{media['what']}]"
    text = _plain(body)
    if body.startswith("> ") and "\n" in body:
        return Kind.REPLY, text
    return kind_said(text), text


def _plain(text: str) -> str:
    """Text without the backslashes that keep signs from being read as marks."""
    return _ESCAPED.sub(r"\1", text)
