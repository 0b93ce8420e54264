"""Changes between two periods as people read them."""

from __future__ import annotations

from dataclasses import dataclass

from qunmate.figures.words import show_seconds
from qunmate.i18n import _


@dataclass(frozen=True, slots=True)
class Change:
    """A change in words; `tone` is good, warn, bad or nothing."""

    words: str
    tone: str = ""


def change(
    now: float | None, before: float | None, *, scale: float = 1.0, unit: str = "", more_is: str
) -> Change:
    """Now against before, in whole units of 1 / `scale`. `more_is` good or bad."""
    if now is None or before is None:
        return Change("")
    step = round(scale * now) - round(scale * before)
    if not step:
        return Change(_("as before"))
    less_is = {"good": "bad", "bad": "good"}[more_is]
    arrow = "▲" if step > 0 else "▼"
    return Change(f"{arrow} {abs(step):,}{unit}", more_is if step > 0 else less_is)


def faster(now: float | None, before: float | None) -> Change:
    """A shorter wait is better."""
    if now is None or before is None:
        return Change("")
    if show_seconds(now) == show_seconds(before):
        return Change(_("as before"))
    if now < before:
        return Change(_("{time} faster").format(time=show_seconds(before - now)), "good")
    return Change(_("{time} slower").format(time=show_seconds(now - before)), "bad")


def flow(joins: int | None, leaves: int | None) -> Change:
    """Who came and who went."""
    if joins is None or leaves is None:
        return Change(_("joins not known"))
    return Change(f"+{joins:,} / −{leaves:,}")
