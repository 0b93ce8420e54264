"""MemoTrace's older CSV, with WeChat's own columns."""

from __future__ import annotations

from qunmate.data.importers import table_chat
from qunmate.data.importers.fields import number
from qunmate.data.importers.tables import Row
from qunmate.data.importers.wechat_types import wechat_kind
from qunmate.i18n import N_
from qunmate.model import Kind

NAME = "memotrace_old_csv"
TITLE = N_("MemoTrace, older CSV")
HOW = N_(
    "If you keep a CSV that an old MemoTrace (before version 2) made of your own"
    " chats, import it as it is. Without one, use “WeChat, messages sent by"
    " e-mail or copied”."
)
SUFFIXES = (".csv",)


def _kind(row: Row) -> Kind | None:
    type_, subtype = row.get("Type", ""), row.get("SubType", "")
    return wechat_kind(number(type_), number(subtype or 0)) if type_.isdecimal() else None


_LAYOUT = table_chat.Layout(
    platform="wechat",
    wanted=("localId", "Type", "CreateTime", "StrContent", "StrTime", "Sender"),
    time=("CreateTime",),
    text=("StrContent",),
    sender=("NickName", "Remark"),
    sender_id=("Sender",),
    chat_id=("TalkerId",),
    zoned=True,
    at=table_chat.epoch,
    kind=_kind,
    own=("IsSender",),
)
identify, read = table_chat.reading(_LAYOUT)
