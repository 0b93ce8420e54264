"""PyWxDump's CSV, which WeClone takes too."""

from __future__ import annotations

import re

from qunmate.data.importers import table_chat
from qunmate.i18n import N_

NAME = "pywxdump_csv"
TITLE = N_("PyWxDump, CSV")
HOW = N_(
    "If you keep a CSV that PyWxDump made of your own chats, take it in as it is. Without "
    "one, use “WeChat, messages sent by e-mail or copied”."
)
SUFFIXES = (".csv",)

_ID = re.compile(r"wxid_\w+|[A-Za-z][-\w]{5,19}|\S+@\w+", re.ASCII)


def _is_id(told: str) -> bool:
    """WeClone and WeFlow put the name where PyWxDump has the id."""
    return _ID.fullmatch(told) is not None


_LAYOUT = table_chat.Layout(
    platform="wechat",
    wanted=("MsgSvrID", "type_name", "is_sender", "talker", "msg", "CreateTime"),
    time=("CreateTime",),
    text=("msg",),
    sender=("nickname", "NickName", "remark"),
    sender_id=("talker",),
    type=("type_name",),
    message_id=("MsgSvrID",),
    chat_id=("room_name",),
    settled=True,
    own=("is_sender",),
    is_id=_is_id,
)
identify, read = table_chat.reading(_LAYOUT)
