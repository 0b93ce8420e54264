"""The few figures that stand for a group in the list of groups."""

from __future__ import annotations

from dataclasses import dataclass

from qunmate.data.store import Store
from qunmate.model import Group


@dataclass(frozen=True, slots=True)
class Signs:
    """Stage and score as of the last day that is recorded; `until` is the last day that the
    imports cover, None where there is no message; `scored` is that of which the score is. Days
    since 1970-01-01."""

    stage: str | None
    score: float | None
    until: int | None
    scored: int | None = None


def signs(store: Store, group: Group, today: int) -> Signs:
    """Days without a message count as well, as far as the imports reach; today is not over."""
    from qunmate.tasks.figures import read_record  # numpy: not while the window starts

    record = read_record(store, group, plan=False)
    if record.last_day is None:
        return Signs(None, None, None)
    reached = max((span[1] for span in record.frame.covered), default=record.last_day)
    last = max(record.last_day, min(reached, today - 1))
    health = record.health(last - 6, last)
    return Signs(health.stage, health.score, max(record.last_day, reached), last)
