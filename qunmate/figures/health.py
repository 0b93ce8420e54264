"""The health of a group over a period: every figure, as the command line and the window show it.

None stands for “—”: nothing to divide by, or nothing known. Numbers are not rounded.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TypedDict

Share = float | None


class GroupInfo(TypedDict):
    id: int
    name: str
    platform: str
    timezone: str


class DayFigures(TypedDict):
    """One day; joins and leaves are None where no date of joining or leaving is known."""

    day: str
    messages: int
    speakers: int
    members: int
    joins: int | None
    leaves: int | None


class Cohort(TypedDict):
    """Who joined in a month (2026-01), and the share that spoke in the k-th month after."""

    month: str
    size: int
    rates: list[Share]


class DataInfo(TypedDict):
    """Instants as ISO with offset; gaps as [first, last] ISO days that no import covers."""

    first_message: str | None
    last_message: str | None
    last_import: str | None
    gaps: list[list[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """Keys and shapes are those of `qunmate health --json`; `from_` is written `from` there.

    `group` is None for figures pooled over several groups; `from_` and `to` (ISO days) are
    None for a group without messages and without a period.
    """

    group: GroupInfo | None
    from_: str | None
    to: str | None
    messages: int
    speakers: int
    members: int
    active_rate: Share
    stickiness: Share
    messages_per_speaker: float | None
    top20_share: Share
    gini: Share
    hour_heatmap: list[list[int]]
    kinds: dict[str, int]
    daily: list[DayFigures]
    conversations: int
    unanswered_rate: Share
    first_reply_seconds: float | None
    roles: dict[str, int]
    joins: int | None
    leaves: int | None
    churn_rate: Share
    activation_rate: Share
    retention: list[Cohort] | None
    dormant: int
    layers: dict[str, int]
    pairs: int
    reach: float | None
    giant_share: Share
    owner_dependency: Share
    stage: str | None
    score: float | None
    score_parts: dict[str, Share]
    ad_share: Share
    variety: int
    plan_done_rate: Share
    paid_members: int | None
    conversion_rate: Share
    renewal_rate: Share
    revenue: dict[str, str] | None
    data: DataInfo


def to_json(health: Health) -> dict[str, object]:
    """The document of `qunmate health --json`."""
    return {field.name.rstrip("_"): getattr(health, field.name) for field in fields(health)}
