"""When the figures of a group call for a hand: pure judgements, one for each kind of trouble."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from qunmate.figures.coverage import Span

FALL = 10  # points of the score lost within four weeks
STALE = 7  # days without fresh data
DEPENDENCY = 0.6
FEW = 5  # done items below which a share of ads says nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """What is known of a group on `today`, a day since 1970-01-01; None for unknown.

    `covered_to` is the last day with data, `gaps` are the spans without any in the 30 days up to
    it, `silent_days` the days with data since the last message. `weeks` are the speakers of each
    complete covered week, oldest first. `stage_by_hand` says that the operator set the stage.
    `score_before` is the score four weeks earlier.
    `ad_share` is over `done` items of the last 30 days.
    """

    group_id: int
    group: str
    today: int
    covered_to: int | None = None
    gaps: Sequence[Span] = ()
    last_spoken: int | None = None
    silent_days: int | None = None
    weeks: Sequence[int] = ()
    stage: str | None = None
    stage_by_hand: bool = False
    score: float | None = None
    score_before: float | None = None
    owner_dependency: float | None = None
    ad_share: float | None = None
    done: int = 0


@dataclass(frozen=True, slots=True)
class Limits:
    ad_share: float
    owner_dependency: float = DEPENDENCY


@dataclass(frozen=True, slots=True)
class Alert:
    """`kind` is one of KINDS, `tone` bad or warn; `signs` say the rest."""

    kind: str
    tone: str
    signs: Signs
    limits: Limits

    @property
    def subject(self) -> str:
        return f"{self.kind}:{self.signs.group_id}"


def alerts(groups: Sequence[Signs], limits: Limits) -> list[Alert]:
    """What is wrong, the worst first, groups in the order given."""
    found = [
        Alert(kind, tone, signs, limits)
        for kind, (tone, holds) in _RULES.items()
        for signs in groups
        if holds(signs, limits)
    ]
    return sorted(found, key=lambda alert: alert.tone != "bad")


def _silent(signs: Signs, _limits: Limits) -> bool:
    return signs.stage == "silent" and not signs.stage_by_hand


def _decline(signs: Signs, _limits: Limits) -> bool:
    return signs.stage == "decline" and not signs.stage_by_hand


def _ads(signs: Signs, limits: Limits) -> bool:
    share = signs.ad_share
    return share is not None and share > limits.ad_share and signs.done >= FEW


def _stale(signs: Signs, _limits: Limits) -> bool:
    return signs.covered_to is None or signs.today - signs.covered_to >= STALE


def _gaps(signs: Signs, _limits: Limits) -> bool:
    return bool(signs.gaps)


def _fall(signs: Signs, _limits: Limits) -> bool:
    """Of a group in decline the stage tells enough."""
    now, before = signs.score, signs.score_before
    if now is None or before is None or signs.stage in {"silent", "decline"}:
        return False
    return before - now >= FALL


def _dependency(signs: Signs, limits: Limits) -> bool:
    share = signs.owner_dependency
    return share is not None and share > limits.owner_dependency


_RULES: dict[str, tuple[str, Callable[[Signs, Limits], bool]]] = {
    "silent": ("bad", _silent),
    "decline": ("bad", _decline),
    "score_fall": ("bad", _fall),
    "ad_share": ("warn", _ads),
    "stale": ("warn", _stale),
    "gaps": ("warn", _gaps),
    "owner_dependency": ("warn", _dependency),
}
KINDS = tuple(_RULES)


def best_weeks(weeks: Sequence[int]) -> tuple[float, float] | None:
    """Mean weekly speakers of the last four weeks, and of the best four in a row; None with
    fewer than four."""
    if len(weeks) < 4:
        return None
    means = [sum(weeks[place : place + 4]) / 4 for place in range(len(weeks) - 3)]
    return means[-1], max(means)
