"""What the columns of a sheet can be, in words."""

from __future__ import annotations

from qunmate.i18n import N_, _
from qunmate.roster.mapping import CARD, CUSTOM, FIELDS, GROUP, IGNORED

_NAMES = {
    "name": N_("Name"),
    "nickname": N_("Group nickname"),
    "wechat": N_("WeChat id"),
    "qq": N_("QQ number"),
    "id": N_("Id on the platform"),
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
    GROUP: N_("Group (of our own export)"),
    IGNORED: N_("— leave out —"),
}


def field_name(field: str) -> str:
    if field.startswith(CUSTOM):
        return _("Keep as “{name}”").format(name=field.removeprefix(CUSTOM))
    return _(_NAMES[field])


def choices(label: str, proposed: str) -> list[str]:
    """The fields offered for a column called `label`."""
    own = CUSTOM + label
    offered = [IGNORED, *FIELDS, own]
    return offered if proposed in offered else [proposed, *offered]
