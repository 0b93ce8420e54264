"""What the operator does to a plan item: to one time it happens, to the following, or to all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Literal, NamedTuple, cast

from qunmate import clock, recurrence
from qunmate.data import groups, plan
from qunmate.data.database import Database
from qunmate.model import PlanItem
from qunmate.plan_book import PlanBook
from qunmate.recurrence import instant_of, wall_of
from qunmate.recurrence_edits import Follow, ended, moved, remaining

Scope = Literal["one", "following", "all"]
_SIMPLE = ("kind", "title", "text", "speaker_id", "result", "status")
_SETTLED = frozenset({"done", "skipped"})


class _Series(NamedTuple):
    """A repeating item as it is stored, and the time that the operator has taken hold of."""

    item: PlanItem
    rule: str
    zone: str
    at: int


class _Shift(NamedTuple):
    """What becomes so of all times: how far they move, what they are given."""

    by: timedelta
    values: plan.Fields
    groups: Sequence[int] | None


def edit(db: Database, before: PlanItem, after: PlanItem, scope: Scope = "one") -> int:
    """Make of an item as `planned` gave it what the operator made of it; gives the id of the
    row that now holds it. `scope` says which times of a repeating one are meant; a change of
    the rule itself means at least those that follow. An item that is gone by now is planned
    anew, as what was written of it would be lost."""
    if plan.by_id(db, before.id) is None:
        return create(db, after if scope != "one" else replace(after, rrule=None))
    if before.occurrence_at is None:
        pending = _pending(after)
        plan.change(db, before.id, group_ids=after.group_ids, **_row(pending))
        return _settled(db, before.id, after, pending)
    series = _series(db, before)
    if scope == "one" or series is None:
        return _edit_one(db, before, after)
    if before.series_id is None and after.rrule is None:
        return _stop(db, series, after)
    pending = after
    if after.status != before.status and after.status in _SETTLED:
        pending = replace(after, status=before.status)  # what has happened is said of one time
    if scope == "following" and series.at > series.item.starts_at:
        row = _edit_following(db, series, before, pending)
    else:
        row = _edit_all(db, series, before, pending)
    if pending is not after:
        return plan.set_status(db, row, after.starts_at, after.status)
    return row


def remove(db: Database, item: PlanItem, scope: Scope = "one") -> None:
    """Remove an item, or of a repeating one this time, this and the following ones, or all."""
    if item.occurrence_at is None:
        plan.remove(db, item.id)
        return
    series = _series(db, item)
    if scope == "one" or series is None:
        plan.set_status(db, item.id, item.occurrence_at, "cancelled")
    elif scope == "all" or series.at <= series.item.starts_at:
        plan.remove(db, series.item.id)
    else:
        _end_before(db, series)
        for one in _from(db, series):
            plan.remove(db, one.id)


def duplicate(db: Database, item: PlanItem, starts_at: int) -> int:
    """The same thing once more, at another time, still to be done; gives its id."""
    status = "draft" if item.status in _SETTLED else item.status
    copy = _begun(replace(item, status=status, rrule=None, result=""), starts_at)
    return plan.add(db, group_ids=item.group_ids, **_row(copy))


def _series(db: Database, item: PlanItem) -> _Series | None:
    """None if the item's rule can no longer be followed."""
    stored = plan.by_id(db, item.series_id or item.id)
    if stored is None or stored.rrule is None or item.occurrence_at is None:
        return None
    zones = {group.id: group.timezone for group in groups.all_groups(db)}
    zone = PlanBook(zones=zones, local=groups.local_timezone()).home_zone(stored)
    return _Series(stored, stored.rrule, zone, item.occurrence_at)


def _row(item: PlanItem) -> plan.Given:
    return {
        "kind": item.kind,
        "title": item.title,
        "text": item.text,
        "starts_at": item.starts_at,
        "ends_at": item.ends_at,
        "rrule": item.rrule,
        "status": item.status,
        "speaker_id": item.speaker_id,
        "result": item.result,
    }


def _begun(item: PlanItem, starts_at: int) -> PlanItem:
    """The item at another time, as long as before."""
    length = None if item.ends_at is None else item.ends_at - item.starts_at
    ends_at = None if length is None else starts_at + length
    return replace(item, starts_at=starts_at, ends_at=ends_at)


def _edit_one(db: Database, before: PlanItem, after: PlanItem) -> int:
    """Only this time: it has a row of its own from now on."""
    row = before.id
    if before.series_id is None:
        row = plan.set_status(db, before.id, before.occurrence_at, after.status)
    plan.change(db, row, group_ids=after.group_ids, **_row(replace(after, rrule=None)))
    return row


def _stop(db: Database, series: _Series, after: PlanItem) -> int:
    """It repeats no more: what came before this time stays, what would follow goes."""
    for one in _from(db, series):
        plan.remove(db, one.id)
    if series.at <= series.item.starts_at:
        plan.change(db, series.item.id, group_ids=after.group_ids, **_row(after))
        return series.item.id
    _end_before(db, series)
    return plan.add(db, group_ids=after.group_ids, **_row(after))


def _edit_following(db: Database, series: _Series, before: PlanItem, after: PlanItem) -> int:
    """The rule ends before this time and a new repeating item begins with it."""
    rule = after.rrule
    if rule is None or rule == before.rrule:
        rule = remaining(series.rule, _passed(series))
    later = _from(db, series)
    _end_before(db, series)
    begun = replace(_begun(series.item, series.at), rrule=rule)
    new_id = plan.add(db, group_ids=begun.group_ids, **_row(begun))
    for one in later:
        plan.change(db, one.id, series_id=new_id)
    new = series._replace(item=replace(begun, id=new_id), rule=rule)
    return _edit_all(db, new, before, replace(after, rrule=before.rrule))


def _passed(series: _Series) -> int:
    """How often it has happened before this time."""
    first, last = (
        clock.day_of(wall_of(at, series.zone).date()) for at in (series.item.starts_at, series.at)
    )
    times = recurrence.occurrences(series.item, series.zone, first, last)
    return sum(one.starts_at < series.at for one in times)


def _edit_all(db: Database, series: _Series, before: PlanItem, after: PlanItem) -> int:
    """What was changed of this time becomes so of all; those with rows of their own keep what
    was done to them, and those still to come move along."""
    item, zone = series.item, series.zone
    old, new = wall_of(before.starts_at, zone), wall_of(after.starts_at, zone)
    follow = Follow(item, moved(series.rule, old, new), zone, new - old)
    start, rule, goes = follow.item.starts_at, follow.item.rrule, follow.of
    if before.series_id is None and after.rrule not in {None, before.rrule}:
        start, rule, goes = follow.plain(item.starts_at), after.rrule, follow.plain
    changed = {
        name: getattr(after, name)
        for name in _SIMPLE
        if getattr(after, name) != getattr(before, name)
    }
    shift = _Shift(
        new - old,
        cast("plan.Fields", changed),
        after.group_ids if after.group_ids != before.group_ids else None,
    )
    plan.change(db, item.id, group_ids=shift.groups, **shift.values)
    length = None if after.ends_at is None else after.ends_at - after.starts_at
    ends_at = None if length is None else start + length
    plan.change(db, item.id, starts_at=start, ends_at=ends_at, rrule=rule)
    own = [(one, goes(_stands_for(one))) for one in plan.occurrences_of(db, item.id)]
    later = [(one, to) for one, to in own if to > _stands_for(one)]
    sooner = [(one, to) for one, to in own if to <= _stands_for(one)]
    # no two may stand for the same time in between
    for one, to in (*reversed(later), *sooner):
        _along(db, one, zone, shift, to, this=one.id == before.id)
    return item.id


def _stands_for(one: PlanItem) -> int:
    """The instant at which an occurrence with a row of its own would happen by the rule."""
    return one.starts_at if one.occurrence_at is None else one.occurrence_at


def _along(db: Database, one: PlanItem, zone: str, shift: _Shift, to: int, *, this: bool) -> None:
    """Let an occurrence with a row of its own follow its series: it stands for `to` now."""
    plan.change(db, one.id, occurrence_at=to)
    untouched = one.starts_at == one.occurrence_at and one.status not in {*_SETTLED, "cancelled"}
    if this or untouched:
        moved_by_hand = instant_of(wall_of(one.starts_at, zone) + shift.by, zone)
        there = _begun(one, moved_by_hand if this else to)
        plan.change(db, one.id, starts_at=there.starts_at, ends_at=there.ends_at)
    if this:
        plan.change(db, one.id, group_ids=shift.groups, **shift.values)


def _end_before(db: Database, series: _Series) -> None:
    plan.change(db, series.item.id, rrule=ended(series.rule, series.at))


def _from(db: Database, series: _Series) -> list[PlanItem]:
    """The occurrences with rows of their own, from this time on."""
    return [
        one
        for one in plan.occurrences_of(db, series.item.id)
        if one.occurrence_at is not None and one.occurrence_at >= series.at
    ]


def create(db: Database, item: PlanItem) -> int:
    """A new item as the operator filled it in; its id and occurrence don't count."""
    pending = _pending(item)
    made = plan.add(db, group_ids=item.group_ids, **_row(pending))
    return _settled(db, made, item, pending)


def _pending(item: PlanItem) -> PlanItem:
    """What of it is so of all times: done or skipped is said of one alone."""
    settled = item.rrule is not None and item.status in _SETTLED
    return replace(item, status="ready") if settled else item


def _settled(db: Database, row: int, item: PlanItem, pending: PlanItem) -> int:
    """Say of its first time what became of it; gives the id of the row that holds it."""
    if pending.status == item.status:
        return row
    return plan.set_status(db, row, item.starts_at, item.status)
