"""What the figures of the groups say on a day: who fell silent, what is wrong, what changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from qunmate import clock
from qunmate.data import settings, today_reading
from qunmate.data.store import Store
from qunmate.data.today_marks import Marks, marks
from qunmate.figures.alerts import DEPENDENCY, Limits, Signs, alerts
from qunmate.figures.coverage import days_covered, gaps
from qunmate.model import Group
from qunmate.tasks.plan import planned
from qunmate.today.marks import quiet_mark
from qunmate.today.model import Change, Findings, Line, Person

if TYPE_CHECKING:
    from qunmate.tasks.figures import Record

LOOK_BACK = 28  # days between the two scores that are compared
MONTH = 30


def read_findings(store: Store, groups: Sequence[Group], today: date) -> Findings:
    """Each group's figures as of the last day that its imports cover whole."""
    # numpy: only where figures are read
    from qunmate.figures.content import AD_SHARE_LIMIT
    from qunmate.tasks.figures import read_record

    day, seen = clock.day_of(today), marks(store.db, today.isoformat())
    signs: list[Signs] = []
    quiet: list[Line] = []
    changes: list[Change] = []
    for group in groups:
        record = read_record(store, group)
        signs.append(_signs(store, group, record, day))
        quiet += _quiet(store, group, record, day, seen)
        changes += _changes(group, record, day)
    limits = Limits(
        settings.get(store.db, "ad_share_limit", AD_SHARE_LIMIT),
        settings.get(store.db, "owner_dependency_limit", DEPENDENCY),
    )
    shown = [one for one in alerts(signs, limits) if ("alert", one.subject) not in seen.hidden]
    return Findings(tuple(quiet), tuple(shown), tuple(changes))


def _end(record: Record, day: int) -> int | None:
    """The last covered day that is over; None where nothing is covered yet."""
    spans = record.frame.covered
    return min(spans[-1][1], day - 1) if spans and record.last_day is not None else None


def _signs(store: Store, group: Group, record: Record, day: int) -> Signs:
    from qunmate.figures.score import TARGET, score, score_parts
    from qunmate.figures.stage import first_message_day, stage_of, weekly_speakers

    end = _end(record, day)
    first = first_message_day(record.pool)
    if end is None or first is None:
        return Signs(group_id=group.id, group=group.name, today=day)
    pool, covered = record.pool, record.frame.covered
    spoken = int(pool.history.kind_day[-1])
    target = TARGET if group.weekly_target is None else group.weekly_target
    parts = score_parts(pool, end, target)
    before = end - LOOK_BACK
    weeks = weekly_speakers(pool, covered, first, end)
    independence = parts["independence"]
    share, done = _ads(store, group, day)
    return Signs(
        group_id=group.id,
        group=group.name,
        today=day,
        covered_to=covered[-1][1],
        gaps=gaps(covered, max(end - MONTH + 1, covered[0][0]), end),
        last_spoken=spoken,
        silent_days=days_covered(covered, spoken + 1, min(covered[-1][1], day)),
        weeks=weeks,
        stage=group.stage_override or stage_of(weeks),
        stage_by_hand=group.stage_override is not None,
        score=score(pool, end, parts),
        score_before=score(pool, before, score_parts(pool, before, target))
        if before - MONTH >= covered[0][0]
        else None,
        owner_dependency=None if independence is None else 1 - independence,
        ad_share=share,
        done=done,
    )


def _ads(store: Store, group: Group, day: int) -> tuple[float | None, int]:
    """Share of offers and ads in what was done in the last 30 days, and how much that was."""
    from qunmate.figures.content import ad_share, done

    items = planned(store, group.id, day - MONTH + 1, day)
    return ad_share(items), len(done(items))


def _quiet(store: Store, group: Group, record: Record, day: int, seen: Marks) -> list[Line]:
    from qunmate.today.quiet import fallen_silent

    end = _end(record, day)
    if end is None:
        return []
    fallen = fallen_silent(record.pool, end, record.frame.dormant_days)
    met = today_reading.met(store.db, group.id, [member_id for member_id, _spoke in fallen])
    people = tuple(
        Person(member_id, who.name, spoke)
        for member_id, spoke in fallen
        if (who := met.get(member_id))  # unless they are gone meanwhile
        and not who.aside
        and (who.talked_on or "") < clock.iso_day(spoke)
        and ("quiet", quiet_mark(group.id, member_id)) not in seen.hidden
    )
    if not people:
        return []
    return [
        Line(
            kind="quiet",
            subject=str(group.id),
            day=end,
            group_id=group.id,
            groups=(group.name,),
            people=people,
        )
    ]


def _changes(group: Group, record: Record, day: int) -> list[Change]:
    from qunmate.today.yesterday import against

    change = against(record.pool, record.frame.covered, (group.id, group.name), day - 1)
    return [change] if change else []
