"""WeFlow's and EchoTrace's workbook: the heading stands below some rows about the chat."""

from __future__ import annotations

from qunmate.data.importers import table_chat
from qunmate.i18n import N_

NAME = "weflow_xlsx"
TITLE = N_("WeFlow or EchoTrace, Excel")
HOW = N_(
    "If you keep an Excel file that WeFlow or EchoTrace made of your own chats, take it in "
    "as it is. Without one, use “WeChat, messages sent by e-mail or copied”."
)
SUFFIXES = (".xlsx",)

_LAYOUT = table_chat.Layout(
    platform="wechat",
    wanted=("序号", "时间", "发送者身份", "消息类型", "内容"),
    time=("时间",),
    text=("内容",),
    sender=("发送者昵称", "发送者备注", "发送者身份"),
    sender_id=("发送者账号ID", "发送者微信ID"),
    nickname=("群昵称",),
    type=("消息类型",),
)
identify, read = table_chat.reading(_LAYOUT)
