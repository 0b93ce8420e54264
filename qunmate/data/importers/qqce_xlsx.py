"""QQChatExporter's workbook."""

from __future__ import annotations

import re

from qunmate.data.importers import table_chat
from qunmate.data.importers.placeholders import kind_named, kind_of
from qunmate.data.importers.qqce_json import KINDS
from qunmate.data.importers.tables import Row
from qunmate.i18n import N_
from qunmate.model import Kind

NAME = "qqce_xlsx"
TITLE = N_("QQChatExporter, Excel")
HOW = N_(
    "If you keep an Excel file that QQChatExporter made of your own chats, import it as"
    " it is. Without one, use “QQ message manager, text”."
)
SUFFIXES = (".xlsx",)


# its files once more, behind what is said
_FILES = re.compile(r"(?:^|(?<=\S) )(?:\[(?:image|video|audio|file): [^\[\]]*\] ?)+$")


def _said(text: str) -> str:
    return _FILES.sub("", text) or text


def _kind(row: Row) -> Kind | None:
    if row.get("是否撤回", "").strip() in {"是", "true", "True", "1"}:
        return Kind.RECALL
    told = row.get("消息类型", "").strip().lower()
    kind = KINDS.get(told) or kind_named(told)
    return kind or kind_of(_said(row.get("消息内容", "").strip()))


_LAYOUT = table_chat.Layout(
    platform="qq",
    wanted=("序号", "时间", "发送者", "发送者QQ号", "消息类型", "消息内容"),
    time=("时间",),
    text=("消息内容",),
    sender=("发送者",),
    sender_id=("发送者QQ号",),
    type=("消息类型",),
    settled=True,  # older versions tell instants, newer ones the clock
    kind=_kind,
    said=_said,
)
identify, read = table_chat.reading(_LAYOUT)
