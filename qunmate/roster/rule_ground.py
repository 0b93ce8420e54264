"""Who meets a rule: the conditions over arrays, a hundred thousand members at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from qunmate.clock import iso_day, parse_day
from qunmate.figures.activity import MONTH, by_person
from qunmate.figures.conversations import talk_roles
from qunmate.figures.history import Ints
from qunmate.figures.layers import current_stays, last_spoke, layers, with_overrides
from qunmate.figures.pool import OPEN, UNKNOWN, Pool
from qunmate.model import LAYERS, TALK_ROLES
from qunmate.roster.columns import Mask
from qunmate.roster.tag_rules import Part, Rule

Lookup = Callable[[Part], Ints]


@dataclass(slots=True)
class Ground:
    """Everyone of a group, or of all groups, by position in `ids`; days are numbers.

    Words are counted up to `end`, the last day that was imported: later silence is not known.
    Joining and expiry count from `today`. `lookup` gives the ids that the file lists for a
    condition. `joined` is OPEN for who is in no group now.
    """

    pool: Pool
    end: int
    today: int
    dormant_days: int
    lookup: Lookup
    joined: Ints
    joined_known: Mask
    spoke: Ints
    masks: dict[Part, Mask] = field(default_factory=dict)
    _layers: Ints | None = None
    _roles: Ints | None = None

    @property
    def ids(self) -> Ints:
        return self.pool.persons

    @property
    def present(self) -> Mask:
        return np.asarray(self.joined != OPEN, np.bool_)

    @property
    def layers(self) -> Ints:
        if self._layers is None:
            found = with_overrides(self.pool, layers(self.pool, self.end, self.dormant_days))
            self._layers = found.astype(np.int64)
        return self._layers

    @property
    def talk_roles(self) -> Ints:
        if self._roles is None:
            found = talk_roles(self.pool, self.end - MONTH + 1, self.end)
            self._roles = found.astype(np.int64)
        return self._roles

    def silent(self) -> Ints:
        """Days without a word: since the last one, else since joining."""
        since = np.where(self.spoke == UNKNOWN, self.joined, self.spoke)
        return np.asarray(np.maximum(self.end - since, 0), np.int64)

    def messages(self, days: int) -> Ints:
        return by_person(self.pool, self.end - days + 1, self.end)


def ground(
    pool: Pool, end: int | None, today: int, dormant_days: int, lookup: Lookup, aside: Ints
) -> Ground:
    """`aside` are the ids of those whom no rule is about: bots and the operator."""
    joined, known = current_stays(pool, today)
    joined = np.where(np.isin(pool.persons, aside), OPEN, joined)
    last = today if end is None else end
    spoke = last_spoke(pool, last)
    return Ground(pool, last, today, dormant_days, lookup, joined, known, spoke)


def meeting(rule: Rule, over: Ground) -> Mask:
    """Who meets the rule, by position."""
    masks = [_mask(part, over) for part in rule.parts]
    joined = np.logical_or.reduce(masks) if rule.any_of else np.logical_and.reduce(masks)
    return np.asarray(over.present & joined, np.bool_)


def _mask(part: Part, over: Ground) -> Mask:
    found = over.masks.get(part)
    if found is None:
        if part.of_file:
            found = np.isin(over.ids, over.lookup(part))
            if part.kind == "not_in_group":
                found = ~found
        else:
            found = _figure_mask(part, over)
        if part.kind != "tag":  # what rules give changes while they are judged
            over.masks[part] = found
    return found


def _figure_mask(part: Part, over: Ground) -> Mask:
    tenure = over.today - over.joined
    day = parse_day(part.text) if part.kind.endswith("_day") else 0
    masks: dict[str, Callable[[], Mask]] = {
        "silent": lambda: over.silent() >= part.days,
        "never_spoke": lambda: over.spoke == UNKNOWN,
        "messages_least": lambda: over.messages(part.days) >= part.count,
        "messages_most": lambda: over.messages(part.days) <= part.count,
        "joined_before": lambda: tenure > part.days,
        "joined_within": lambda: over.joined_known & (tenure < part.days),
        "joined_before_day": lambda: over.joined < day,
        "joined_since_day": lambda: over.joined_known & (over.joined >= day),
        "layer": lambda: over.layers == LAYERS.index(part.text),
        "talk_role": lambda: over.talk_roles == TALK_ROLES.index(part.text),
    }
    return masks[part.kind]()


@dataclass(frozen=True, slots=True)
class Own:
    """A member's own figure for a condition: a number, a key or an ISO day, as its kind has
    it; None where nothing is known."""

    part: Part
    met: bool
    value: int | str | None


def own_figures(rule: Rule, over: Ground, member_id: int) -> tuple[Own, ...] | None:
    """What the member has for each condition; None for who never was in these groups."""
    at = int(np.searchsorted(over.ids, member_id))
    if at == len(over.ids) or over.ids[at] != member_id:
        return None
    return tuple(
        Own(part, bool(_mask(part, over)[at]), _own(part, over, at)) for part in rule.parts
    )


def _own(part: Part, over: Ground, at: int) -> int | str | None:
    if part.kind == "silent":
        return int(over.silent()[at])
    if part.kind == "never_spoke":
        spoke = int(over.spoke[at])
        return None if spoke == UNKNOWN else iso_day(spoke)
    if part.kind.startswith("messages"):
        return int(over.messages(part.days)[at])
    if part.kind.startswith("joined"):
        joined = int(over.joined[at])
        return None if joined == OPEN else iso_day(joined)
    if part.kind in {"layer", "talk_role"}:
        code = int((over.layers if part.kind == "layer" else over.talk_roles)[at])
        keys = LAYERS if part.kind == "layer" else TALK_ROLES
        return keys[code] if code >= 0 else None
    return None
