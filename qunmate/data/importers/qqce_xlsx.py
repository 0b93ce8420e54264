"""QQChatExporter's workbook."""

from __future__ import annotations

from qunmate.data.importers import table_chat
from qunmate.data.importers.tables import Row
from qunmate.i18n import N_
from qunmate.model import Kind

NAME = "qqce_xlsx"
TITLE = N_("QQChatExporter, Excel")
HOW = N_("1. In QQChatExporter choose the group. 2. Export as Excel. 3. Take in the file.")
SUFFIXES = (".xlsx",)


def _kind(row: Row) -> Kind | None:
    return Kind.RECALL if row.get("是否撤回", "").strip() in {"是", "true", "True", "1"} else None


_LAYOUT = table_chat.Layout(
    platform="qq",
    wanted=("序号", "时间", "发送者", "发送者QQ号", "消息类型", "消息内容"),
    time=("时间",),
    text=("消息内容",),
    sender=("发送者",),
    sender_id=("发送者QQ号",),
    type=("消息类型",),
    kind=_kind,
)
identify, read = table_chat.reading(_LAYOUT)
