"""WeFlow's and EchoTrace's JSON of one chat."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from qunmate.data.importers.fields import fields_of, instant, text_of
from qunmate.data.importers.json_chat import read_chat
from qunmate.data.importers.json_walk import JsonWalk
from qunmate.data.importers.placeholders import kind_named, kind_of
from qunmate.data.importers.source import Source
from qunmate.i18n import N_
from qunmate.model import Kind
from qunmate.records import Batch, ChatHead, Record
from qunmate.system_lines import read_events

NAME = "weflow_json"
TITLE = N_("WeFlow or EchoTrace, JSON")
HOW = N_(
    "If you keep a JSON file that WeFlow or EchoTrace made of your own chats, take it in as "
    "it is. Without one, use “WeChat, messages sent by e-mail or copied”."
)
SUFFIXES = (".json",)

_SESSION = re.compile(r'"session"\s*:\s*\{')


def identify(head: str) -> bool:
    return (
        head.lstrip().startswith("{")
        and _SESSION.search(head) is not None
        and ('"weflow"' in head or '"wxid"' in head or '"createTime"' in head)
    )


def read(source: Source) -> Iterator[ChatHead | Batch]:
    yield from read_chat(source, _head, _record)


def _head(about: dict[str, Any]) -> ChatHead:
    session = fields_of(about.get("session"))
    name = text_of(session.get("displayName")) or text_of(session.get("nickname"))
    exported = instant(fields_of(about.get("weflow")).get("exportedAt"))
    return ChatHead("wechat", name, text_of(session.get("wxid")), zoned=True, exported_at=exported)


def _record(batch: Batch, message: Any, walk: JsonWalk) -> Record | None:
    at = instant(message.get("createTime")) if isinstance(message, dict) else None
    if at is None:
        walk.reject(batch, message)
        return None
    text = text_of(message.get("content"))
    kind = kind_named(text_of(message.get("type"))) or kind_of(text)
    platform_id = text_of(message.get("serverId")) or text_of(message.get("msgId"))
    platform_id = platform_id if platform_id.strip("0") else ""
    if kind is Kind.SYSTEM:
        batch.events += read_events(at, text)
        kind = Kind.RECALL if "撤回" in text else kind
        return Record(at, "", "", kind, text, platform_id=platform_id or None)
    sender_id = text_of(message.get("senderUsername"))
    return Record(
        at,
        sender_id,
        text_of(message.get("senderDisplayName")) or sender_id,
        kind,
        text,
        text_of(message.get("groupNickname")),
        platform_id=platform_id or None,
    )
