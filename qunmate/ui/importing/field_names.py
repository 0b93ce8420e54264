"""What the columns of a sheet can be, in words."""

from __future__ import annotations

from qunmate import chat_columns
from qunmate.i18n import N_, _
from qunmate.roster.mapping import CARD, CUSTOM, FIELDS, GROUP, IGNORED

_NAMES = {
    "name": N_("Name"),
    "nickname": N_("Group nickname"),
    "wechat": N_("WeChat ID"),
    "qq": N_("QQ number"),
    "id": N_("ID on the platform"),
    "phone": N_("Phone"),
    "city": N_("City"),
    "trade": N_("Trade"),
    "birthday": N_("Birthday"),
    "gender": N_("Gender"),
    "role": N_("Role"),
    "joined_on": N_("Joined on"),
    "left_on": N_("Left on"),
    "invited_by": N_("Invited by"),
    "expires_on": N_("Expires on"),
    "tags": N_("Tags"),
    "strengths": N_("Strengths"),
    "needs": N_("Needs"),
    "notes": N_("Notes"),
    CARD: N_("QunMate's own number"),
    GROUP: N_("Group"),
    IGNORED: N_("— leave out —"),
}


_OF_CHATS = {
    "time": N_("Time"),
    "sender": N_("Sender"),
    "id": N_("Sender's ID"),
    "nickname": N_("Group nickname"),
    "kind": N_("Kind of message"),
    "text": N_("Text"),
    "message_id": N_("Number of the message"),
}
_TIMES = {
    "": N_("Times: recognise"),
    "ymd": N_("Times: year, month, day"),
    "dmy": N_("Times: day before month"),
    "mdy": N_("Times: month before day"),
    "epoch": N_("Times: seconds since 1970"),
    "serial": N_("Times: spreadsheet numbers"),
}


def chat_field_name(field: str) -> str:
    """What a column of a table of messages can be, in words."""
    return _(_OF_CHATS[field]) if field else _(_NAMES[IGNORED])


def chat_choices(_label: str, _proposed: str) -> list[str]:
    return [IGNORED, *chat_columns.FIELDS]


def times_name(times: str) -> str:
    """How times may be written, in words."""
    return _(_TIMES[times])


def field_name(field: str) -> str:
    if field.startswith(CUSTOM):
        return _("Keep as “{name}”").format(name=field.removeprefix(CUSTOM))
    return _(_NAMES[field])


def choices(label: str, proposed: str) -> list[str]:
    """The fields offered for a column called `label`."""
    own = CUSTOM + label
    offered = [IGNORED, *FIELDS, own]
    return offered if proposed in offered else [proposed, *offered]
