"""Words to send that the operator may make their own, one template for each group and use."""

from __future__ import annotations

from collections.abc import Sequence

from qunmate.i18n import N_, NC_, _

NAMES = "{names}"  # in a template as it is kept
_WORD = NC_("place in a template", "names")

DEFAULTS = {
    "welcome": N_(
        "Welcome {names}! Tell us in one line what you do, where you are and what you would "
        "like to find here. The pinned post has the rules and the best of the group."
    ),
    "quiet": N_("{names}, we have not heard from you for a while. How have you been?"),
    "expiring": N_("{names}, your membership runs out soon. Would you like to stay with us?"),
    "birthday": N_("Happy birthday, {names}! 🎂"),
}
LONGEST = 1000  # characters of a template


def setting(kind: str, group_id: int | None) -> str:
    """The key under which a template is kept; that of no group is for all."""
    return f"today_words/{kind}/{group_id or 0}"


def template(kind: str, own: str) -> str:
    """What the operator keeps, else the default in the language of the window."""
    return own.strip() or _(DEFAULTS[kind])


def place() -> str:
    """What stands for the names in a template as the operator sees it."""
    return f"{{{_(_WORD)}}}"


def shown(text: str) -> str:
    """A template in the language of the window."""
    return text.replace(NAMES, place())


def kept(text: str) -> str:
    """A template as the operator wrote it, for every language."""
    return text.replace(place(), NAMES)


def filled(text: str, names: Sequence[str], *, at: bool) -> str:
    """The template with the names in it, as @names where the message goes into the group."""
    sign = "@" if at else ""
    joined = (" " if at else _(", ")).join(f"{sign}{name}" for name in names)
    return text.replace(NAMES, joined) if NAMES in text else f"{joined} {text}"
