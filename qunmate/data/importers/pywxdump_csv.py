"""PyWxDump's CSV, which WeClone takes too."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Iterator
from dataclasses import replace

from qunmate.data.importers import table_chat
from qunmate.data.importers.beginning import beginning
from qunmate.data.importers.fields import fields_of, text_of
from qunmate.data.importers.placeholders import kind_named
from qunmate.data.importers.pywxdump_people import names_beside
from qunmate.data.importers.source import Source
from qunmate.data.importers.tables import Row, has_columns
from qunmate.data.importers.wechat_lines import is_wechat, kind_said, without_markup
from qunmate.i18n import N_
from qunmate.model import Kind
from qunmate.records import Batch, ChatHead

NAME = "pywxdump_csv"
TITLE = N_("PyWxDump, CSV")
HOW = N_(
    "If you keep a CSV that PyWxDump made of your own chats, import it as it is."
    " Without one, use “WeChat, messages sent by e-mail or copied”."
)
SUFFIXES = (".csv",)

_ID = re.compile(r"wxid_\w+|[A-Za-z][-\w]{5,19}|\S+@\w+", re.ASCII)


def _is_id(told: str) -> bool:
    """WeClone and WeFlow put the name where PyWxDump has the id."""
    return _ID.fullmatch(told) is not None


def _said(cell: str) -> str:
    """Versions before the year 2024's summer wrote `{"src": "", "msg": "早"}`."""
    text = cell.strip()
    if text.startswith('{"src": '):
        with contextlib.suppress(ValueError, RecursionError):
            return text_of(fields_of(json.loads(text)).get("msg"))
    return without_markup(text)


def _kind(row: Row) -> Kind | None:
    """WeChat's own lines stand under nobody's name, in WeFlow's files under the group's."""
    talker, text = row.get("talker", "").strip(), _said(row.get("msg") or row.get("content") or "")
    kind = kind_named(row.get("type_name", ""))
    if is_wechat(talker, kind, text):
        return Kind.SYSTEM
    return kind_said(text) if kind is Kind.TEXT else kind


_LAYOUT = table_chat.Layout(
    platform="wechat",
    wanted=("type_name", "is_sender", "talker", "CreateTime"),
    time=("CreateTime",),
    text=("msg", "content"),
    said=_said,
    sender=("nickname", "NickName", "remark"),
    sender_id=("talker",),
    type=("type_name",),
    message_id=("MsgSvrID",),
    chat_id=("room_name",),
    settled=True,
    kind=_kind,
    several=True,
    names=names_beside,
    own=("is_sender",),
    is_id=_is_id,
)
# WeFlow's for WeClone tell no room, and names where they know them
_NAMES = replace(_LAYOUT, is_id=lambda told: told.startswith("wxid_"))
identify, _read_ids = table_chat.reading(_LAYOUT)
_, _read_names = table_chat.reading(_NAMES)


def read(source: Source) -> Iterator[ChatHead | Batch]:
    tells_room = has_columns(beginning(source), ("room_name",))
    yield from _read_ids(source) if tells_room else _read_names(source)
