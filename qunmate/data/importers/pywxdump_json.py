"""PyWxDump's JSON: an array of what its CSV has in rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from qunmate.data.importers.fields import fields_of, text_of
from qunmate.data.importers.json_chat import read_lists
from qunmate.data.importers.json_walk import JsonWalk
from qunmate.data.importers.moments import moment
from qunmate.data.importers.placeholders import kind_named, kind_of
from qunmate.data.importers.pywxdump_people import names_beside
from qunmate.data.importers.source import Source
from qunmate.data.importers.wechat_lines import is_wechat
from qunmate.i18n import N_
from qunmate.model import Kind
from qunmate.records import Batch, ChatHead, Participant, Record
from qunmate.system_lines import line_kind, read_events

NAME = "pywxdump_json"
TITLE = N_("PyWxDump, JSON")
HOW = N_(
    "If you keep a JSON file that PyWxDump made of your own chats, import it as"
    " it is. Without one, use “WeChat, messages sent by e-mail or copied”."
)
SUFFIXES = (".json",)

_UNKNOWN = "未知"
_FIELDS = ('"MsgSvrID"', '"type_name"', '"is_sender"', '"talker"', '"CreateTime"')
_ID = re.compile(r"wxid_\w+|[A-Za-z][-\w]{5,19}|\S+@\w+", re.ASCII)


def identify(head: str) -> bool:
    return head.lstrip().startswith("[") and all(field in head for field in _FIELDS)


def read(source: Source) -> Iterator[ChatHead | Batch]:
    yield from read_lists(source, _chat_of, partial(_Reading, names_beside(source)))


def _chat_of(message: dict[str, Any]) -> str:
    return text_of(message.get("room_name"))


class _Reading:
    """One chat; tells once whose account it is. `names` are those of people and chats by their
    ids."""

    def __init__(self, names: Mapping[str, str], chat_id: str) -> None:
        self._names = names
        self._chat_id = chat_id
        self._own_told = False

    def head(self) -> ChatHead:
        return ChatHead("wechat", self._names.get(self._chat_id, ""), self._chat_id)

    def record(self, batch: Batch, message: Any, walk: JsonWalk) -> Record | None:
        at = moment(text_of(message.get("CreateTime"))) if isinstance(message, dict) else None
        if at is None:
            walk.reject(batch, message)
            return None
        text = text_of(message.get("msg")) or text_of(fields_of(message.get("content")).get("msg"))
        kind = kind_named(text_of(message.get("type_name"))) or kind_of(text)
        told_id = text_of(message.get("MsgSvrID"))
        platform_id = told_id if told_id.strip("0") else None
        talker = text_of(message.get("talker"))
        if kind is Kind.SYSTEM or is_wechat(talker, kind, text):
            batch.events += read_events(at, text)
            kind = line_kind(text)
            return Record(at, "", "", kind, text, platform_id=platform_id)
        sender_id = talker if _ID.fullmatch(talker) else ""
        name = self._names.get(talker, talker) or _UNKNOWN
        if not self._own_told and text_of(message.get("is_sender")) == "1":
            self._own_told = True
            batch.participants.append(Participant(sender_id, name, own=True))
        return Record(at, sender_id, name, kind, text, platform_id=platform_id)
