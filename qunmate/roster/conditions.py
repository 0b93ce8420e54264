"""The conditions of the filter bar as they are kept, and the Filter that they mean."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from qunmate.roster.view import Filter

Conditions = Mapping[str, Any]


def to_filter(kept: Conditions, today: date) -> Filter:
    """Days that are kept as numbers count from `today`. What can't be read is no condition."""
    silent = _numbers(kept, "silent")
    return Filter(
        text=str(kept.get("text", "")),
        layers=_texts(kept, "layers"),
        talk_roles=_texts(kept, "talk_roles"),
        roles=_texts(kept, "roles"),
        tags=_texts(kept, "tags"),
        silent_days=min(silent) if silent else None,
        never_spoke=bool(kept.get("never")),
        joined_since=_day(kept, "joined", today, -1),
        expires_before=_day(kept, "expires", today, 1),
        left=bool(kept.get("left")),
        in_groups=_numbers(kept, "in_groups"),
        not_in_groups=_numbers(kept, "not_in_groups"),
        lists=_texts(kept, "list"),
    )


def _texts(kept: Conditions, name: str) -> frozenset[str]:
    values = kept.get(name)
    return frozenset(map(str, values)) if isinstance(values, list) else frozenset()


def _numbers(kept: Conditions, name: str) -> frozenset[int]:
    return frozenset(int(text) for text in _texts(kept, name) if text.isdecimal())


def _day(kept: Conditions, name: str, today: date, direction: int) -> str | None:
    """The kept day: a day itself, or a number of days, today one of those that are past."""
    said = next(iter(_texts(kept, name)), None)
    if said is None or not said.isdecimal():
        return said
    return (today + timedelta(days=int(said) * direction + 1)).isoformat()
