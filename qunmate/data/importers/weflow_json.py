"""WeFlow's and EchoTrace's JSON of one chat."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from qunmate.data.importers.fields import dicts, fields_of, instant, number, text_of
from qunmate.data.importers.json_chat import read_chat
from qunmate.data.importers.json_walk import JsonWalk
from qunmate.data.importers.placeholders import kind_named
from qunmate.data.importers.source import Source
from qunmate.data.importers.wechat_lines import is_system, kind_said, without_markup
from qunmate.data.importers.wechat_types import wechat_kind
from qunmate.i18n import N_
from qunmate.model import Kind
from qunmate.records import Batch, ChatHead, Participant, Record
from qunmate.system_lines import line_kind, read_events

NAME = "weflow_json"
TITLE = N_("WeFlow or EchoTrace, JSON")
HOW = N_(
    "If you keep a JSON file that WeFlow or EchoTrace made of your own chats,"
    " import it as it is. Without one, use “WeChat, messages sent by e-mail or"
    " copied”."
)
SUFFIXES = (".json",)

_SESSION = re.compile(r'"session"\s*:\s*\{')
# what its interface for programs answers has no session
_ANSWER = re.compile(r'"talker"\s*:\s*"[^"]+"[^\[\]]{0,200}"messages"\s*:\s*\[')


def identify(head: str) -> bool:
    return (
        head.lstrip().startswith("{")
        and (_SESSION.search(head) or _ANSWER.search(head)) is not None
        and ('"weflow"' in head or '"wxid"' in head or '"createTime"' in head)
    )


def read(source: Source) -> Iterator[ChatHead | Batch]:
    reading = _Reading()
    yield from read_chat(source, reading.head, reading.record, ("groupMembers", _members))


class _Reading:
    """Knows the senders that the compact form lists, and tells once whose account it is."""

    def __init__(self) -> None:
        self._senders: dict[str, dict[str, Any]] = {}
        self._own = ""

    def head(self, about: dict[str, Any]) -> ChatHead:
        for one in dicts(about.get("senders")):
            self._senders[text_of(one.get("senderID"))] = one
        session = fields_of(about.get("session"))
        name = _first(session, "displayName", "nickname", "remark")
        chat_id = _first(session, "wxid", "accountId", "username") or text_of(about.get("talker"))
        exported = instant(fields_of(about.get("weflow")).get("exportedAt"))
        return ChatHead("wechat", name, chat_id, zoned=True, exported_at=exported)

    def record(self, batch: Batch, message: Any, walk: JsonWalk) -> Record | None:
        at = instant(message.get("createTime")) if isinstance(message, dict) else None
        if at is None:
            walk.reject(batch, message)
            return None
        text = text_of(message.get("content"))
        kind = kind_named(text_of(message.get("type"))) or _untold(message, text)
        text = text if kind is Kind.TEXT else without_markup(text)
        platform_id = _id(message, "platformMessageId", "serverId", "msgId")
        sender_id, name, nickname = self._sender(message)
        if kind is Kind.SYSTEM or sender_id.endswith("@chatroom"):
            batch.events += read_events(at, text)
            kind = line_kind(text)
            return Record(at, "", "", kind, text, platform_id=platform_id)
        if not self._own and sender_id and message.get("isSend") in (1, True, "1"):
            self._own = sender_id
            batch.participants.append(Participant(sender_id, name, nickname, own=True))
        reply_to = _id(message, "replyToMessageId")
        return Record(at, sender_id, name, kind, text, nickname, reply_to, platform_id)

    def _sender(self, message: dict[str, Any]) -> tuple[str, str, str]:
        """Id, name and group nickname."""
        listed = self._senders.get(text_of(message.get("senderID")), {})
        sender_id = text_of(message.get("senderUsername")) or _first(listed, "wxid", "accountId")
        name = text_of(message.get("senderDisplayName")) or text_of(listed.get("nickname"))
        nickname = text_of(message.get("groupNickname")) or text_of(listed.get("groupNickname"))
        return sender_id, name or sender_id, nickname


def _members(told: Any) -> list[Participant]:
    """All members of the group, which the compact form lists."""
    found = [(_first(one, "accountId", "wxid"), one) for one in dicts(told)]
    return [
        Participant(id_, _first(one, "nickname") or id_, _first(one, "groupNickname"))
        for id_, one in found
        if id_
    ]


def _untold(message: dict[str, Any], text: str) -> Kind:
    """The kind of what WeFlow calls “other”: by WeChat's own number, red packets among them."""
    if is_system(text):
        return Kind.SYSTEM
    told = message.get("localType")
    by_number = Kind.OTHER if told is None else wechat_kind(number(told))
    return kind_said(text) if by_number in {Kind.OTHER, Kind.TEXT, Kind.SHARE} else by_number


def _first(fields: dict[str, Any], *keys: str) -> str:
    return next((told for told in (text_of(fields.get(key)) for key in keys) if told), "")


def _id(message: dict[str, Any], *keys: str) -> str | None:
    return next((told for told in (text_of(message.get(k)) for k in keys) if told.strip("0")), None)
