"""Finder lists: ready-made segments, each with an exact meaning."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from qunmate.figures.activity import MONTH, by_person
from qunmate.figures.history import Ints
from qunmate.figures.layers import CORE, LEADER, NEWCOMER, current_stays, layers, with_overrides
from qunmate.figures.pool import Pool
from qunmate.figures.relations import pairs, partners
from qunmate.i18n import N_
from qunmate.roster.columns import Mask

SEED_TENURE = 90  # days
SPAN = 28  # days that are compared with as many before
LEAST = 10  # messages in the stronger of the two spans
LEAST_PARTNERS = 3


@dataclass(frozen=True, slots=True)
class Finder:
    """`conditions` are those of the filter bar that bring the list up."""

    title: str
    meaning: str
    conditions: Mapping[str, Any] = field(default_factory=dict)


def _listed(key: str) -> dict[str, Any]:
    return {"list": [key]}


FINDERS: dict[str, Finder] = {
    "seeds": Finder(
        N_("Seeds"),
        N_("Leaders and core members who have been here for 90 days or longer."),
        _listed("seeds"),
    ),
    "starters": Finder(
        N_("Starters"),
        N_("In the last 30 days they began a conversation that somebody answered."),
        {"talk_roles": ["starter"]},
    ),
    "leaders": Finder(
        N_("Leaders"),
        N_("The most engaged 5% of the last 30 days who also begin conversations."),
        {"layers": ["leader"]},
    ),
    "connectors": Finder(
        N_("Connectors"),
        N_(
            "They talked with the most different people in the last 30 days: the first 5% of"
            " those who spoke, with 3 partners or more."
        ),
        _listed("connectors"),
    ),
    "rising": Finder(
        N_("Rising"),
        N_(
            "At least twice as many messages in the last 4 weeks as in the 4 before, and 10 or"
            " more."
        ),
        _listed("rising"),
    ),
    "fading": Finder(
        N_("Fading"),
        N_(
            "At most half as many messages in the last 4 weeks as in the 4 before, which had 10"
            " or more."
        ),
        _listed("fading"),
    ),
    "silent": Finder(
        N_("Silent for 30 days"),
        N_("No message for 30 days or longer; those who never spoke are counted from joining."),
        {"silent": ["30"]},
    ),
    "never_spoke": Finder(
        N_("Never spoke"), N_("Not a single message in the imported chats."), {"never": True}
    ),
    "unwelcomed": Finder(
        N_("Newcomers not welcomed"),
        N_("They joined less than 14 days ago, and nobody has marked them as welcomed."),
        _listed("unwelcomed"),
    ),
}
LISTS = tuple(key for key, one in FINDERS.items() if "list" in one.conditions)


def find(pool: Pool, end: int | None, dormant_days: int, welcomed: Ints) -> dict[str, Ints]:
    """Ids of the members in each of LISTS on the day `end`. `welcomed` are the ids of those
    who were greeted since they joined."""
    if end is None:
        return {key: np.zeros(0, np.int64) for key in LISTS}
    layer = with_overrides(pool, layers(pool, end, dormant_days))
    begin, _known = current_stays(pool, end)
    here = begin <= end
    now = by_person(pool, end - SPAN + 1, end)
    before = by_person(pool, end - 2 * SPAN + 1, end - SPAN)
    masks: dict[str, Mask] = {
        "seeds": np.isin(layer, (LEADER, CORE)) & (end - begin >= SEED_TENURE),
        "connectors": here & _connectors(pool, end),
        "rising": here & (now >= 2 * before) & (now >= LEAST),
        "fading": here & (2 * now <= before) & (before >= LEAST),
        "unwelcomed": (layer == NEWCOMER) & ~np.isin(pool.persons, welcomed),
    }
    return {key: pool.persons[mask] for key, mask in masks.items()}


def _connectors(pool: Pool, end: int) -> Mask:
    """Whoever has as many partners as the last of the first 5% counts too."""
    first = end - MONTH + 1
    reach = partners(pairs(pool, first, end), len(pool.persons))
    reach = np.where(by_person(pool, first, end) > 0, reach, 0)
    speakers = int(np.count_nonzero(by_person(pool, first, end)))
    if not speakers:
        return np.zeros(len(reach), np.bool_)
    least = np.sort(reach)[::-1][-(-speakers // 20) - 1]
    return np.asarray(reach >= max(int(least), LEAST_PARTNERS), np.bool_)
