"""MemoTrace (留痕): CSV of a chat, or its workbook with the members on a second sheet."""

from __future__ import annotations

from collections.abc import Sequence

from qunmate.data.importers import table_chat
from qunmate.data.importers.placeholders import kind_named
from qunmate.data.importers.tables import Row
from qunmate.data.importers.wechat_lines import is_system, kind_said
from qunmate.i18n import N_
from qunmate.model import Kind
from qunmate.records import Participant

NAME = "memotrace_csv"
TITLE = N_("MemoTrace, CSV or Excel")
HOW = N_(
    "If you keep a CSV or Excel file that MemoTrace made of your own chats,"
    " import it as it is. Without one, use “WeChat, messages sent by e-mail or"
    " copied”."
)
SUFFIXES = (".csv", ".xlsx")

_SYSTEM = frozenset({"系统消息", "系统"})


def _people(rows: Sequence[Sequence[str]]) -> list[Participant]:
    """The sheet 成员信息: wxid, 群昵称, 昵称."""
    for number, row in enumerate(rows[:5]):
        heading = [cell.strip() for cell in row]
        if "wxid" not in heading:
            continue
        cells = (dict(zip(heading, later, strict=False)) for later in rows[number + 1 :])
        return [
            Participant(one["wxid"], one.get("昵称", "") or one["wxid"], one.get("群昵称", ""))
            for one in cells
            if one.get("wxid", "").strip()
        ]
    return []


def _kind(row: Row) -> Kind | None:
    """WeChat's own lines, which stand under a name too; answers by what they quote."""
    who, text = row.get("发送人", "").strip(), row.get("内容", "").strip()
    if who in _SYSTEM or is_system(text):
        return Kind.SYSTEM
    kind = kind_named(row.get("类型", ""))
    return kind_said(text) if kind is Kind.TEXT else kind


_LAYOUT = table_chat.Layout(
    platform="wechat",
    wanted=("消息ID", "类型", "发送人", "时间", "内容"),
    time=("时间",),
    text=("内容",),
    sender=("昵称", "发送人"),
    nickname=("发送人",),
    type=("类型",),
    kind=_kind,
    message_id=("消息ID",),
    people=_people,
)
identify, read = table_chat.reading(_LAYOUT)
