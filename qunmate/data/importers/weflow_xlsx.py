"""WeFlow's and EchoTrace's workbook: the heading stands below some rows about the chat."""

from __future__ import annotations

from collections.abc import Iterator

from qunmate.data.importers import table_chat
from qunmate.data.importers.beginning import beginning
from qunmate.data.importers.source import Source
from qunmate.i18n import N_
from qunmate.records import Batch, ChatHead

NAME = "weflow_xlsx"
TITLE = N_("WeFlow or EchoTrace, Excel")
HOW = N_(
    "If you keep an Excel file that WeFlow or EchoTrace made of your own chats,"
    " import it as it is. Without one, use “WeChat, messages sent by e-mail or"
    " copied”."
)
SUFFIXES = (".xlsx",)

_LAYOUT = table_chat.Layout(
    platform="wechat",
    wanted=("序号", "时间", "发送者身份", "消息类型", "内容"),
    chat=("\0备注", "\0昵称"),
    chat_id=("\0账号ID", "\0微信ID", "\0群聊ID"),
    above=True,
    time=("时间",),
    text=("内容",),
    sender=("发送者昵称", "发送者备注", "发送者身份"),
    sender_id=("发送者账号ID", "发送者微信ID"),
    nickname=("群昵称",),
    type=("消息类型",),
)
# the first EchoTrace names the account's own messages with a word, and tells no ids
_FIRST = table_chat.Layout(
    platform="wechat",
    wanted=("序号", "时间", "发送者", "消息类型", "内容"),
    time=("时间",),
    text=("内容",),
    sender=("发送者",),
    type=("消息类型",),
    own=("发送者",),
)
_is_later, _read_later = table_chat.reading(_LAYOUT)
_is_first, _read_first = table_chat.reading(_FIRST)


def identify(head: str) -> bool:
    return _is_later(head) or _is_first(head)


def read(source: Source) -> Iterator[ChatHead | Batch]:
    later = _is_later(beginning(source))
    yield from _read_later(source) if later else _read_first(source)
