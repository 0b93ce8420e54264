"""What the Health tab shows of a period, read by the reader thread."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from statistics import median
from typing import NamedTuple

from qunmate import clock
from qunmate.data import members as members_data
from qunmate.data.store import Store
from qunmate.figures.coverage import Span, days_covered
from qunmate.figures.health import Cohort, Health
from qunmate.figures.pool import members_on
from qunmate.figures.retention import recorded_only
from qunmate.figures.stage import first_message_day, stage_of, weekly_speakers
from qunmate.model import Group, PlanItem
from qunmate.plan_words import kind_word
from qunmate.recurrence import wall_of
from qunmate.tasks.figures import Record, read_record
from qunmate.tasks.plan import lifts, read_book
from qunmate.ui.health.graph_layout import Graph, relation_graph
from qunmate.ui.health.people import Speaker, top_speakers
from qunmate.ui.health.period import Period

EVERYDAY = frozenset({"greeting", "check_in", "notice", "knowledge"})  # too many to mark


class Mark(NamedTuple):
    """A plan item on its day; `lift` None where it can't be told; `once`: it does not repeat."""

    day: int
    title: str
    lift: float | None
    once: bool = True


class KindLift(NamedTuple):
    """The median lift of the done items of a kind."""

    kind: str
    items: int
    lift: float


@dataclass(frozen=True, slots=True)
class Wanted:
    """`other` is a group to compare with, `today` since 1970-01-01."""

    groups: Group | Sequence[Group]
    period: Period
    other: Group | None = None
    today: int = 0


@dataclass(frozen=True, slots=True)
class Shown:
    """`before` is the period of the same length just before; None where it begins before the
    first message, so that nothing is compared with days that nobody recorded. `begun` and
    `end` are the first and the last day of the record, `first` and `last` those shown;
    `running`: the last day is today and not over; `members_before` were members on the day
    before `first`, `members_today` are members today; `stage_weeks` says for how many weeks the
    stage has held, None where it is set by hand."""

    record: Record
    now: Health
    before: Health | None
    first: int = 0
    last: int = 0
    begun: int = 0
    end: int = 0
    today: int = 0
    running: bool = False
    members_before: int = 0
    members_today: int = 0
    other: Health | None = None
    stage_weeks: int | None = None
    marks: Sequence[Mark] = ()
    planned: Mapping[int, Sequence[str]] = field(default_factory=dict)
    kind_lifts: Sequence[KindLift] = ()
    top: Sequence[Speaker] = ()
    graph: Graph = field(default_factory=lambda: Graph((), (), (), ()))
    names: Mapping[int, str] = field(default_factory=dict)

    @property
    def cohorts(self) -> list[Cohort]:
        """Who joined when and stayed, as far as it is recorded."""
        return recorded_only(self.now.retention or (), self.record.frame.covered)


def read_shown(store: Store, wanted: Wanted, record: Record | None = None) -> Shown:
    """The figures of a period, of the one before it, and all that the charts tell. `record`
    is what was read of the same groups before, if nothing has changed since."""
    record = record or read_record(store, wanted.groups)
    begun = record.frame.first_message
    if record.last_day is None or begun is None:
        return Shown(record, record.health(), None)
    end = record.last_day  # as the command line has it
    day_one = clock.day_of(date.fromisoformat(begun[:10]))
    first, last = wanted.period.days(day_one, end)
    length = last - first + 1
    known = first - length >= day_one and wanted.period.key != "all"
    before = record.health(first - length, first - 1) if known else None
    other = read_record(store, wanted.other).health(first, last) if wanted.other else None
    plan = _plan(store, wanted.groups, first, last)
    top = top_speakers(record.pool, first, last)
    graph = relation_graph(record.pool, first, last)
    people = {*graph.members, *(speaker.member_id for speaker in top)}
    return Shown(
        record=record,
        now=record.health(first, last),
        before=before,
        first=first,
        last=last,
        begun=day_one,
        end=end,
        today=wanted.today,
        running=last == wanted.today,
        members_before=_members(record, first - 1),
        members_today=_members(record, wanted.today),
        other=other,
        stage_weeks=stage_weeks(record, last),
        marks=[_mark(one) for one in plan if one.item.kind not in EVERYDAY],
        planned=_by_day(plan),
        kind_lifts=_kind_lifts(plan),
        top=top,
        graph=graph,
        names=members_data.names(store.db, people),
    )


def _members(record: Record, day: int) -> int:
    pool = record.pool
    return int(members_on(pool.stays, len(pool.persons), day).sum())


def stage_weeks(record: Record, end: int) -> int | None:
    """For how many complete weeks, up to `end`, the stage has been what it is; of a silent group,
    how many it has been since somebody spoke, as Today tells it."""
    frame = record.frame
    first = first_message_day(record.pool)
    if frame.group is None or frame.stage_override or first is None:
        return None
    covered: Sequence[Span] = frame.covered
    weeks = weekly_speakers(record.pool, covered, first, end)
    now, held = stage_of(weeks), 0
    if now == "silent":
        days = record.pool.history.kind_day
        spoken = int(days[days.searchsorted(end, "right") - 1])
        return days_covered(covered, spoken + 1, end) // 7
    while held < len(weeks) and stage_of(weeks[: len(weeks) - held]) == now:
        held += 1
    return held


class _Done(NamedTuple):
    """A plan item that was done, its day, and what it brought."""

    item: PlanItem
    day: int
    lift: float | None


def _plan(store: Store, groups: Group | Sequence[Group], first: int, last: int) -> list[_Done]:
    group = groups if isinstance(groups, Group) else None
    book = read_book(store, group.id if group else None, first, last)
    items = book.planned(first, last, [group.id] if group else None)
    done = [item for item in items if item.status == "done"]
    lifted = lifts(store, done, group.id if group else None)
    return [
        _Done(
            item,
            clock.day_of(wall_of(item.starts_at, zone).date()),
            lifted.get((item.id, item.starts_at)),
        )
        for item in done
        for zone in [group.timezone if group else book.home_zone(item)]
    ]


def _title(item: PlanItem) -> str:
    return " ".join(item.title.split()) or kind_word(item.kind)


def _mark(done: _Done) -> Mark:
    once = done.item.rrule is None and done.item.series_id is None
    return Mark(done.day, _title(done.item), done.lift, once)


def _by_day(plan: Sequence[_Done]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for done in plan:
        found[done.day].append(_title(done.item))
    # what is planned for several groups alike is told once
    return {day: list(dict.fromkeys(titles)) for day, titles in found.items()}


def _kind_lifts(plan: Sequence[_Done]) -> list[KindLift]:
    by_kind: dict[str, list[float]] = defaultdict(list)
    for done in plan:
        if done.lift is not None:
            by_kind[done.item.kind].append(done.lift)
    found = [KindLift(kind, len(told), median(told)) for kind, told in by_kind.items()]
    return sorted(found, key=lambda one: (-one.lift, one.kind))
