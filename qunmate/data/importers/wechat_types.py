"""WeChat's own numbers for kinds of messages, which several programs pass on."""

from __future__ import annotations

from qunmate.model import Kind

_TYPES = {
    1: Kind.TEXT,
    3: Kind.IMAGE,
    34: Kind.VOICE,
    42: Kind.CONTACT,
    43: Kind.VIDEO,
    47: Kind.EMOJI,
    48: Kind.LOCATION,
    50: Kind.CALL,
    62: Kind.VIDEO,
    10000: Kind.SYSTEM,
    10002: Kind.RECALL,
}
_APPS = {
    3: Kind.SHARE,
    5: Kind.LINK,
    6: Kind.FILE,
    8: Kind.EMOJI,
    19: Kind.FORWARD,
    33: Kind.SHARE,
    36: Kind.SHARE,
    57: Kind.REPLY,
    62: Kind.POKE,
    2000: Kind.TRANSFER,
    2001: Kind.RED_PACKET,
    2003: Kind.RED_PACKET,
}
_APP = 49
_LOW = 0xFFFF_FFFF  # newer versions keep the subtype in the upper half of the type


def wechat_kind(type_: int, subtype: int = 0) -> Kind:
    """The kind by `Type` and `SubType`; OTHER for a number that nobody knows."""
    if type_ > _LOW:
        type_, subtype = type_ & _LOW, type_ >> 32
    if type_ == _APP:
        return _APPS.get(subtype, Kind.SHARE)
    return _TYPES.get(type_, Kind.OTHER)


def is_group(chat_id: str) -> bool:
    """Whether an id is of a group, and not of a person or an account that writes to readers."""
    return chat_id.endswith("chatroom")
