"""chatlog's CSV, of its web page or its command."""

from __future__ import annotations

from qunmate.data.importers import table_chat
from qunmate.data.importers.fields import number
from qunmate.data.importers.tables import Row
from qunmate.data.importers.wechat_types import wechat_kind
from qunmate.i18n import N_
from qunmate.model import Kind

NAME = "chatlog_csv"
TITLE = N_("chatlog, CSV")
HOW = N_(
    "If you keep a CSV that chatlog made of your own chats, take it in as it is. Without "
    "one, use “WeChat, messages sent by e-mail or copied”."
)
SUFFIXES = (".csv",)


def _kind(row: Row) -> Kind | None:
    type_, subtype = row.get("Type", ""), row.get("SubType", "")
    return wechat_kind(number(type_), number(subtype or 0)) if type_.isdecimal() else None


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
    own=("IsSelf",),
)
identify, read = table_chat.reading(_LAYOUT)
