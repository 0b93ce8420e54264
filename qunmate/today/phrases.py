"""Words to send that the operator may make their own, one template for each group and use."""

from __future__ import annotations

from collections.abc import Sequence

from qunmate.i18n import N_, _

NAMES = "{names}"

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


def template(kind: str, kept: str) -> str:
    """What the operator keeps, else the default in the language of the window."""
    return kept.strip() or _(DEFAULTS[kind])


def filled(text: str, names: Sequence[str], *, at: bool) -> str:
    """The template with the names in it, as @names where the message goes into the group."""
    sign = "@" if at else ""
    joined = (" " if at else _(", ")).join(f"{sign}{name}" for name in names)
    return text.replace(NAMES, joined) if NAMES in text else f"{joined} {text}"
