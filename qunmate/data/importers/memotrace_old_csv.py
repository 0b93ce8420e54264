"""MemoTrace's older CSV, with WeChat's own columns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, islice

from qunmate.data.importers import table_chat
from qunmate.data.importers.fields import number
from qunmate.data.importers.source import Source
from qunmate.data.importers.tables import Row
from qunmate.data.importers.wechat_lines import without_markup
from qunmate.data.importers.wechat_types import wechat_kind
from qunmate.errors import UserError
from qunmate.i18n import N_
from qunmate.model import Kind
from qunmate.records import Batch, ChatHead

NAME = "memotrace_old_csv"
TITLE = N_("MemoTrace, older CSV")
HOW = N_(
    "If you keep a CSV that an old MemoTrace (before version 2) made of your own"
    " chats, import it as it is. Without one, use “WeChat, messages sent by"
    " e-mail or copied”."
)
SUFFIXES = (".csv",)

_LOOKED_AT = 60  # numbers of chats, of which two are enough


def _kind(row: Row) -> Kind | None:
    type_, subtype = row.get("Type", ""), row.get("SubType", "")
    return wechat_kind(number(type_), number(subtype or 0)) if type_.isdecimal() else None


_LAYOUT = table_chat.Layout(
    platform="wechat",
    wanted=("localId", "Type", "CreateTime", "StrContent", "StrTime", "Sender"),
    time=("CreateTime",),
    text=("StrContent",),
    said=without_markup,
    sender=("NickName", "Remark"),
    sender_id=("Sender",),
    chat_id=("TalkerId",),
    zoned=True,
    at=table_chat.epoch,
    kind=_kind,
    own=("IsSender",),
)
identify, _ = table_chat.reading(_LAYOUT)


def read(source: Source) -> Iterator[ChatHead | Batch]:
    """UserError at the end if it was the record of all chats, which names none of them."""
    numbers = _Numbers()
    _identify, read_rows = table_chat.reading(replace(_LAYOUT, kind=numbers.note))
    yield from read_rows(source)
    if numbers.are_chats():
        raise UserError("chats_mixed", path=source.name)


class _Numbers:
    """The numbers of chats. One chat may have several, a new one whenever WeChat began a new
    file, and another chat the same in the next file: they can't part the chats. Only where two
    take turns and nobody speaks in both are they surely two chats."""

    def __init__(self) -> None:
        self._senders: defaultdict[str, set[str]] = defaultdict(set)
        self._turns: dict[str, None] = {}
        self._last = ""

    def note(self, row: Row) -> Kind | None:
        told, sender = row.get("TalkerId", ""), row.get("Sender", "").strip()
        if told != self._last and told in self._senders:
            self._turns[told] = None
        self._last = told
        others = self._senders[told]
        if sender and row.get("IsSender") != "1":
            others.add(sender)
        return _kind(row)

    def are_chats(self) -> bool:
        spoken = (self._senders[one] for one in self._turns if self._senders[one])
        pairs = combinations(islice(spoken, _LOOKED_AT), 2)
        return any(one.isdisjoint(other) for one, other in pairs)
