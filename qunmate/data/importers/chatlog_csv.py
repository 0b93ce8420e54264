"""chatlog's CSV, of its web page or its command."""

from __future__ import annotations

import re

from qunmate.data.importers import table_chat
from qunmate.data.importers.chatlog_words import SYSTEM, kind_shown
from qunmate.data.importers.fields import number
from qunmate.data.importers.placeholders import kind_named
from qunmate.data.importers.tables import Row
from qunmate.data.importers.wechat_types import wechat_kind
from qunmate.i18n import N_
from qunmate.model import Kind

NAME = "chatlog_csv"
TITLE = N_("chatlog, CSV")
HOW = N_(
    "If you keep a CSV that chatlog made of your own chats, import it as it is."
    " Without one, use “WeChat, messages sent by e-mail or copied”."
)
SUFFIXES = (".csv",)


_APP = "49"  # WeChat's number of all that is shared, whose subtype tells what it is
_APP_NAME = re.compile(r"应用消息\((\d+)\)")


def _kind(row: Row) -> Kind | None:
    if row.get("Sender", "").strip() in SYSTEM:
        return Kind.SYSTEM
    type_, subtype = row.get("Type", ""), row.get("SubType", "")
    if type_.isdecimal() and (type_ != _APP or subtype):
        return wechat_kind(number(type_), number(subtype or 0))
    described = row.get("TypeDesc", "")
    told = _APP_NAME.fullmatch(described)
    if told:
        return wechat_kind(int(_APP), number(told[1]))
    return kind_named(described) or kind_shown(row.get("Content", "").strip())


_LAYOUT = table_chat.Layout(
    platform="wechat",
    wanted=("Time", "SenderName", "Sender", "TalkerName", "Talker", "Content"),
    time=("Time",),
    text=("Content",),
    sender=("SenderName",),
    sender_id=("Sender",),
    type=("TypeDesc",),
    chat=("TalkerName",),
    chat_id=("Talker",),
    kind=_kind,
    several=True,
    own=("IsSelf",),
)
identify, read = table_chat.reading(_LAYOUT)
