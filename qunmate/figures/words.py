"""What each figure is called, what it means, and how its value is shown: the same words in
the window, the digest, the command line and the guide."""

from __future__ import annotations

from collections.abc import Callable

from qunmate.figures.catalogue import CATALOGUE, Figure
from qunmate.i18n import N_, NC_, _, ngettext
from qunmate.terms import percent

NONE = "—"


FIGURES: dict[str, Figure] = {figure.key: figure for figure in CATALOGUE}

_SCORE_PARTS = {
    "active_rate": N_("Weekly active rate, compared with the goal"),
    "stickiness": N_("Stickiness, compared with 20%"),
    "answered": N_("Conversations answered"),
    "activation": N_("Activation, compared with 50%"),
    "independence": N_("Independence from the owner"),
    "giant_share": N_("Largest circle"),
}
_LAYERS = {
    "leader": N_("Leader"),
    "core": N_("Core"),
    "active": N_("Active"),
    "quiet": N_("Quiet"),
    "dormant": N_("Dormant"),
    "newcomer": N_("Newcomer"),
}
_STAGES = {
    "intro": N_("Intro"),
    "growth": N_("Growth"),
    "mature": N_("Mature"),
    "decline": N_("Decline"),
    "silent": N_("Silent"),
}
_TALK_ROLES = {
    "starter": N_("Starter"),
    "participant": N_("Participant"),
    "bystander": N_("Bystander"),
}
_KINDS = {
    "text": NC_("message", "Text"),
    "image": NC_("message", "Picture"),
    "voice": NC_("message", "Voice"),
    "video": NC_("message", "Video"),
    "file": NC_("message", "File"),
    "emoji": NC_("message", "Sticker"),
    "link": NC_("message", "Link"),
    "location": NC_("message", "Place"),
    "red_packet": NC_("message", "Red packet"),
    "transfer": NC_("message", "Transfer"),
    "poke": NC_("message", "Poke"),
    "call": NC_("message", "Call"),
    "share": NC_("message", "Shared"),
    "reply": NC_("message", "Reply"),
    "forward": NC_("message", "Forwarded"),
    "contact": NC_("message", "Contact card"),
    "system": NC_("message", "System line"),
    "recall": NC_("message", "Recalled"),
    "other": NC_("message", "Other"),
}


def score_part_word(key: str) -> str:
    return _(_SCORE_PARTS[key])


def layer_word(layer: str | None) -> str:
    return NONE if layer is None else _(_LAYERS[layer])


def stage_word(stage: str | None) -> str:
    return NONE if stage is None else _(_STAGES[stage])


def talk_role_word(role: str | None) -> str:
    return NONE if role is None else _(_TALK_ROLES[role])


def kind_word(kind: str) -> str:
    """A kind of message, by the word of `model.Kind`."""
    return _(_KINDS[kind])


def show(key: str, value: float | str | None) -> str:
    """A single value as people read it: 1,234 · 41% · 7 min · 0.62 · Growth · —."""
    if value is None:
        return NONE
    if isinstance(value, str):
        return stage_word(value)
    return _SHOW[FIGURES[key].unit](value)


def show_count(value: float) -> str:
    return f"{value:,.0f}"


def show_share(value: float | None) -> str:
    """41%, below 10% with one place; None gives the dash."""
    if value is None:
        return NONE
    hundredths = 100 * value
    places = 1 if 0 < abs(hundredths) < 9.95 else 0
    return percent(f"{hundredths:,.{places}f}")


def show_goal(share: float) -> str:
    """35%, 33.3%: what somebody set, in no more digits than they gave it."""
    return percent(f"{round(100 * share, 1):g}")


def show_seconds(value: float) -> str:
    """A span of time in its largest sensible unit."""
    if value < 59.5:
        return _("{n} s").format(n=f"{value:.0f}")
    if value < 3570:
        return _("{n} min").format(n=f"{value / 60:.0f}")
    if value < 86_400 * 2:
        return _("{n} h").format(n=f"{value / 3600:.1f}")
    days = round(value / 86_400)
    return ngettext("{n} day", "{n} days", days).format(n=days)


_SHOW: dict[str, Callable[[float], str]] = {
    "count": show_count,
    "share": show_share,
    "seconds": show_seconds,
    "mean": lambda value: f"{value:,.1f}",
    "score": lambda value: f"{value:.2f}",
    "score100": lambda value: f"{value:.0f}",
}
