"""Changes between two periods as people read them."""

from __future__ import annotations

from dataclasses import dataclass

from qunmate.figures.words import show_seconds
from qunmate.i18n import _, ngettext


@dataclass(frozen=True, slots=True)
class Change:
    """A change in words; `tone` is good, warn, bad or nothing; `shorter` is what is told of it
    where there is less room."""

    words: str
    tone: str = ""
    shorter: tuple[str, ...] = ()


def change(now: float | None, before: float | None, *, share: bool = False, more_is: str) -> Change:
    """Now against before, in whole steps, of a share in percentage points. `more_is` good or
    bad."""
    if now is None or before is None:
        return Change("")
    scale = 100 if share else 1
    step = round(scale * now) - round(scale * before)
    if not step:
        return Change(_("as before"))
    less_is = {"good": "bad", "bad": "good"}[more_is]
    size = f"{abs(step):,}"
    if share:
        size = ngettext("{n} pt", "{n} pts", abs(step)).format(n=size)
    arrow = "▲" if step > 0 else "▼"
    return Change(f"{arrow} {size}", more_is if step > 0 else less_is)


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
    return Change(came_and_went(joins, leaves) or _("as before"))


def came_and_went(joins: int, leaves: int) -> str:
    """+3 / −1, without a side on which there is nobody; empty if there is nobody at all."""
    came, went = f"+{joins:,}" if joins else "", f"−{leaves:,}" if leaves else ""
    return " / ".join(filter(None, (came, went)))


def flow_of_all(net: int, joins: int | None, leaves: int | None) -> Change:
    """How many more or fewer people there are in the groups together, and who came and went in
    them, where one person who joins three groups counts three times."""
    moves = came_and_went(joins or 0, leaves or 0)
    if not moves:
        return Change(_step(net) or _("as before"))
    by_group = _("by group {moves}").format(moves=moves)
    return Change(f"{_step(net) or '±0'} · {by_group}", shorter=(by_group, moves))


def _step(net: int) -> str:
    return f"+{net:,}" if net > 0 else f"−{-net:,}" if net else ""
