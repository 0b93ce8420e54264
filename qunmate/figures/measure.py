"""Puts the figures of a period together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qunmate import clock
from qunmate.figures.activity import (
    active_rate,
    by_person,
    daily,
    gini,
    hour_heatmap,
    kinds,
    messages,
    ratio,
    stickiness,
    top20_share,
)
from qunmate.figures.content import ad_share, plan_done_rate, variety
from qunmate.figures.conversations import roles, talk
from qunmate.figures.coverage import Span, gaps
from qunmate.figures.health import DataInfo, GroupInfo, Health
from qunmate.figures.layers import layer_counts, layers, with_overrides
from qunmate.figures.pool import Pool, members_on
from qunmate.figures.relations import relations
from qunmate.figures.retention import activation_rate, movement, retention
from qunmate.figures.score import TARGET, no_parts, score, score_parts
from qunmate.figures.stage import stage
from qunmate.model import LAYERS, TALK_ROLES, PlanItem


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the figures. `group` is None for several groups taken together;
    instants are ISO text with offset."""

    group: GroupInfo | None
    covered: Sequence[Span]
    first_message: str | None = None
    last_message: str | None = None
    last_import: str | None = None
    stage_override: str | None = None
    target: float | None = None
    dormant_days: int = 90


_WITHOUT_MONEY = {
    "paid_members": None,
    "conversion_rate": None,
    "renewal_rate": None,
    "revenue": None,
}


def measure(
    pool: Pool, frame: Frame, first: int, last: int, planned: Sequence[PlanItem] = ()
) -> Health:
    """Every figure of the days [first, last]; `planned` is what was planned for them."""
    counts = by_person(pool, first, last)
    counts = counts[counts > 0]
    spoken = talk(pool, first, last)
    moved = movement(pool, first, last)
    links = relations(pool, first, last)
    pyramid = layer_counts(with_overrides(pool, layers(pool, last, frame.dormant_days)))
    single = frame.group is not None
    target = TARGET if frame.target is None else frame.target
    parts = score_parts(pool, last, target) if single else no_parts()
    return Health(
        group=frame.group,
        from_=clock.iso_day(first),
        to=clock.iso_day(last),
        messages=messages(pool, first, last),
        speakers=len(counts),
        members=int(members_on(pool.stays, len(pool.persons), last).sum()),
        active_rate=active_rate(pool, first, last),
        stickiness=stickiness(pool, last),
        messages_per_speaker=ratio(int(counts.sum()), len(counts)),
        top20_share=top20_share(counts),
        gini=gini(counts),
        hour_heatmap=hour_heatmap(pool, first, last),
        kinds=kinds(pool, first, last),
        daily=daily(pool, first, last),
        conversations=spoken.conversations,
        unanswered_rate=spoken.unanswered_rate,
        first_reply_seconds=spoken.first_reply_seconds,
        roles=roles(pool, first, last),
        joins=moved.joins,
        leaves=moved.leaves,
        churn_rate=moved.churn_rate,
        activation_rate=activation_rate(pool, first, last),
        retention=retention(pool, last),
        dormant=pyramid["dormant"],
        layers=pyramid,
        pairs=links.pairs,
        reach=links.reach,
        giant_share=links.giant_share,
        owner_dependency=links.owner_dependency,
        stage=(frame.stage_override or stage(pool, frame.covered, last)) if single else None,
        score=score(pool, last, parts) if single else None,
        score_parts=parts,
        ad_share=ad_share(planned),
        variety=variety(planned),
        plan_done_rate=plan_done_rate(planned),
        data=data_info(frame, gaps(frame.covered, first, last)),
        **_WITHOUT_MONEY,
    )


def nothing(frame: Frame, *, dates_known: bool) -> Health:
    """Without messages and without a period: counts 0, everything else None."""
    return Health(
        group=frame.group,
        from_=None,
        to=None,
        messages=0,
        speakers=0,
        members=0,
        active_rate=None,
        stickiness=None,
        messages_per_speaker=None,
        top20_share=None,
        gini=None,
        hour_heatmap=[[0] * 24 for _ in range(7)],
        kinds={},
        daily=[],
        conversations=0,
        unanswered_rate=None,
        first_reply_seconds=None,
        roles=dict.fromkeys(TALK_ROLES, 0),
        joins=0 if dates_known else None,
        leaves=0 if dates_known else None,
        churn_rate=None,
        activation_rate=None,
        retention=[] if dates_known else None,
        dormant=0,
        layers=dict.fromkeys(LAYERS, 0),
        pairs=0,
        reach=None,
        giant_share=None,
        owner_dependency=None,
        stage=frame.stage_override if frame.group else None,
        score=None,
        score_parts=no_parts(),
        ad_share=None,
        variety=0,
        plan_done_rate=None,
        data=data_info(frame, []),
        **_WITHOUT_MONEY,
    )


def data_info(frame: Frame, uncovered: Sequence[Span]) -> DataInfo:
    return DataInfo(
        first_message=frame.first_message,
        last_message=frame.last_message,
        last_import=frame.last_import,
        gaps=[[clock.iso_day(first), clock.iso_day(last)] for first, last in uncovered],
    )
