"""Health and standings of one group or of several taken together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from qunmate import clock
from qunmate.data import figure_ground, figures, settings
from qunmate.data.human_messages import read_owners
from qunmate.data.store import Store
from qunmate.figures.coverage import Span, merged
from qunmate.figures.health import GroupInfo, Health
from qunmate.figures.history import Ints
from qunmate.figures.measure import Frame, measure, nothing
from qunmate.figures.pool import Pool, pool
from qunmate.figures.standing import Standing
from qunmate.figures.standings import StandingTable, standing_table
from qunmate.model import Group
from qunmate.plan_book import PlanBook
from qunmate.tasks.plan import read_book

PERIOD = 30  # days, where no period is given
Groups = Group | Sequence[Group]


@dataclass(frozen=True, slots=True)
class Record:
    """All that the figures of some groups rest on, read once; any period is quick after that."""

    pool: Pool
    frame: Frame
    last_day: int | None  # of the last message of any kind
    plan: PlanBook
    group_ids: tuple[int, ...]

    def period(self, first: int | None, last: int | None) -> tuple[int, int] | None:
        """The period meant: without an end up to the last message, without a beginning 30
        days long; None if there is no message either. UserError if it runs backwards."""
        if last is None:
            known = [day for day in (first, self.last_day) if day is not None]
            if not known:
                return None
            last = max(known)
        first = last - PERIOD + 1 if first is None else first
        clock.forward(first, last)
        return first, last

    def health(self, first: int | None = None, last: int | None = None) -> Health:
        period = self.period(first, last)
        if period is None:
            return nothing(self.frame, dates_known=self.pool.dates_known)
        planned = self.plan.planned(*period, self.group_ids)
        return measure(self.pool, self.frame, *period, planned)

    def standing_table(self, end: int | None = None) -> StandingTable:
        end = self.last_day if end is None else end
        return standing_table(self.pool, end, self.frame.dormant_days)

    def standings(self, end: int | None = None) -> dict[int, Standing]:
        return self.standing_table(end).by_member()


def health(
    store: Store, groups: Groups, first: int | None = None, last: int | None = None
) -> Health:
    """Every figure of the days [first, last] (by default the last 30 up to the last message)
    of a group, or of several taken together. UserError if the period runs backwards."""
    return read_record(store, groups).health(first, last)


def standings(store: Store, groups: Groups, end: int | None = None) -> dict[int, Standing]:
    """Where everyone stands who ever belonged to or spoke in the groups, by member id; as of
    the day of the last message unless `end` is given."""
    return read_record(store, groups, plan=False).standings(end)


def read_talk(store: Store, group: Group) -> tuple[Ints, list[Span]]:
    """The instants of a group's human messages, sorted, and the spans of its covered days."""
    with figures.one_moment(store.db):
        gap = settings.get(store.db, "conversation_gap_minutes", 30.0)
        found = figures.history(store.db, group, gap, read_owners(store.db))
        covered = merged(figure_ground.covered_spans(store.db, group.id))
    figures.keep(store, [found] if found.fresh else [])
    return found.history.at, covered


def read_record(store: Store, groups: Groups, *, plan: bool = True) -> Record:
    """Read a group or several; arrays derived on the way are kept if the file is free. Without
    the `plan`, which may be long, no figure of what was planned is to be asked for."""
    chosen = [groups] if isinstance(groups, Group) else list(groups)
    with figures.one_moment(store.db):
        gap = settings.get(store.db, "conversation_gap_minutes", 30.0)
        owners = read_owners(store.db)
        found = [figures.history(store.db, group, gap, owners) for group in chosen]
        rosters = [figure_ground.roster(store.db, group.id) for group in chosen]
        edges = [_edges(store, group) for group in chosen]
        dormant_days = settings.get(store.db, "dormant_days", 90)
        only = groups.id if isinstance(groups, Group) else None
        plan_book = read_book(store, only) if plan else PlanBook()
    figures.keep(store, [kept for kept in found if kept.fresh])
    last_days = [edge.last_day for edge in edges if edge.last_day is not None]
    return Record(
        pool=pool([(kept.history, who) for kept, who in zip(found, rosters, strict=True)]),
        frame=_frame(groups, edges, dormant_days),
        last_day=max(last_days) if last_days else None,
        plan=plan_book,
        group_ids=tuple(group.id for group in chosen),
    )


class _Edges(NamedTuple):
    """Where a group's record begins and ends; instants come as (seconds, ISO text)."""

    first: tuple[int, str] | None
    last: tuple[int, str] | None
    last_import: tuple[int, str] | None
    last_day: int | None
    covered: list[Span]


def _edges(store: Store, group: Group) -> _Edges:
    first, last = figure_ground.edges_of_record(store.db, group.id)
    at = figure_ground.last_import(store.db, group.id)
    zone = clock.zone(group.timezone)
    return _Edges(
        first=(first[0], clock.iso_instant(*first)) if first else None,
        last=(last[0], clock.iso_instant(*last)) if last else None,
        last_import=(at, clock.iso_instant(at, clock.offset_of_instant(zone, at)))
        if at is not None
        else None,
        last_day=sum(last) // clock.DAY if last else None,
        covered=figure_ground.covered_spans(store.db, group.id),
    )


def _frame(groups: Groups, edges: Sequence[_Edges], dormant_days: int) -> Frame:
    """What stands around the figures; without a group if they are taken together."""
    first = min((edge.first for edge in edges if edge.first), default=None)
    last = max((edge.last for edge in edges if edge.last), default=None)
    last_import = max((edge.last_import for edge in edges if edge.last_import), default=None)
    frame = Frame(
        group=None,
        covered=merged(span for edge in edges for span in edge.covered),
        first_message=first[1] if first else None,
        last_message=last[1] if last else None,
        last_import=last_import[1] if last_import else None,
        dormant_days=dormant_days,
    )
    if not isinstance(groups, Group):
        return frame
    info = GroupInfo(
        id=groups.id, name=groups.name, platform=groups.platform, timezone=groups.timezone
    )
    return replace(
        frame, group=info, stage_override=groups.stage_override, target=groups.weekly_target
    )
