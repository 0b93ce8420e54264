"""chatlog's JSON: an array of messages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from qunmate.data.importers.fields import fields_of, iso_instant, number, text_of
from qunmate.data.importers.json_chat import read_lists
from qunmate.data.importers.json_walk import JsonWalk
from qunmate.data.importers.placeholders import kind_of
from qunmate.data.importers.source import Source
from qunmate.data.importers.wechat_types import wechat_kind
from qunmate.i18n import N_
from qunmate.model import Kind
from qunmate.records import Batch, ChatHead, Participant, Record
from qunmate.system_lines import line_kind, read_events

NAME = "chatlog_json"
TITLE = N_("chatlog, JSON")
HOW = N_(
    "If you keep a JSON file that chatlog made of your own chats, import it as it"
    " is. Without one, use “WeChat, messages sent by e-mail or copied”."
)
SUFFIXES = (".json",)


def identify(head: str) -> bool:
    return head.lstrip().startswith("[") and '"talker"' in head and '"isChatRoom"' in head


def read(source: Source) -> Iterator[ChatHead | Batch]:
    yield from read_lists(source, _chat_of, _Reading)


def _chat_of(message: dict[str, Any]) -> str:
    return text_of(message.get("talker"))


class _Reading:
    """One chat of the list, which may be a search of several; tells once whose account it is
    from. The first of its messages may tell no name."""

    def __init__(self, talker: str) -> None:
        self._talker = talker
        self._name = ""
        self._own_told = False

    def head(self) -> ChatHead:
        return ChatHead("wechat", self._name or self._talker, self._talker, zoned=True)

    def record(self, batch: Batch, message: Any, walk: JsonWalk) -> Record | None:
        if isinstance(message, dict) and not self._name:
            self._name = text_of(message.get("talkerName"))
        at = iso_instant(message.get("time")) if isinstance(message, dict) else None
        if at is None:
            walk.reject(batch, message)
            return None
        text = text_of(message.get("content")) or _shared(fields_of(message.get("contents")))
        told = message.get("type")
        kind = (
            kind_of(text)
            if told is None
            else wechat_kind(number(told), number(message.get("subType") or 0))
        )
        platform_id = text_of(message.get("seq")) or None
        if kind is Kind.SYSTEM:
            batch.events += read_events(at, text)
            kind = line_kind(text)
            return Record(at, "", "", kind, text, platform_id=platform_id)
        sender_id = text_of(message.get("sender"))
        name = text_of(message.get("senderName")) or sender_id
        if message.get("isSelf") is True and sender_id and not self._own_told:
            self._own_told = True
            batch.participants.append(Participant(sender_id, name, own=True))
        return Record(at, sender_id, name, kind, text, platform_id=platform_id)


def _shared(contents: dict[str, Any]) -> str:
    """What stands for a message without words: a link's title and address, a file's name."""
    parts = [text_of(contents.get(key)) for key in ("title", "desc", "url")]
    return "\n".join(part for part in parts if part)
