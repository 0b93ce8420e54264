"""What the calendar shows of some days, read in one go; what costs more comes after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from qunmate import clock, i18n
from qunmate.data import groups, members, plan, settings
from qunmate.data.store import Store
from qunmate.festivals import mark
from qunmate.figures import content
from qunmate.model import Group, PlanItem
from qunmate.plan_book import PlanBook
from qunmate.recurrence import wall_of
from qunmate.tasks.plan import Lifts, lifts, read_book

MONTH = 30  # days, for the share of ads and the variety of a group
AHEAD = 14  # days in which something comes up


@dataclass(frozen=True, slots=True)
class GroupFigures:
    ad_share: float | None
    variety: int
    done: int


@dataclass(frozen=True, slots=True)
class Shown:
    """The items of the days `first` to `last`, of one group or of all."""

    group: Group | None
    first: int
    last: int
    groups: tuple[Group, ...]
    items: tuple[PlanItem, ...]
    book: PlanBook
    figures: dict[int, GroupFigures]
    names: dict[int, str]
    ad_limit: float
    anything: bool
    coming: tuple[PlanItem, ...] = ()  # from today on, whatever days are shown

    def zone_of(self, item: PlanItem, group_id: int | None = None) -> str:
        """Whose clock an item is told by: the group's, else that of its first group."""
        zones = self.book.zones or {}
        if group_id is None and self.group is not None:
            group_id = self.group.id
        return zones.get(group_id or 0) or self.book.home_zone(item)

    def wall(self, item: PlanItem, group_id: int | None = None) -> datetime:
        return wall_of(item.starts_at, self.zone_of(item, group_id))

    def group_names(self, item: PlanItem) -> list[str]:
        return [group.name for group in self.groups if group.id in item.group_ids]


def read_shown(store: Store, group: Group | None, first: int, last: int, today: int) -> Shown:
    """Archived groups only count if they are the chosen one."""
    until = min(last, today)
    begin = min(first, until - MONTH + 1)
    ahead = today + AHEAD
    book = read_book(store, group.id if group else None, min(begin, today), max(last, ahead))
    known = [one for one in groups.all_groups(store.db) if not one.archived or one == group]
    chosen = [one.id for one in known if group is None or one.id == group.id]
    items = _items(book, group, first, last)
    for day in range(first, last + 1):
        mark(day, i18n.language())  # kept: the window asks for them while it paints
    figures = {}
    for group_id in chosen:
        month = book.planned(until - MONTH + 1, until, [group_id])
        figures[group_id] = GroupFigures(
            content.ad_share(month), content.variety(month), len(content.done(month))
        )
    return Shown(
        group,
        first,
        last,
        tuple(known),
        tuple(items),
        book,
        figures,
        members.names(store.db, {item.speaker_id for item in items if item.speaker_id}),
        settings.get(store.db, "ad_share_limit", content.AD_SHARE_LIMIT),
        plan.any_items(store.db),
        tuple(_items(book, group, today, ahead)),
    )


def _items(book: PlanBook, group: Group | None, first: int, last: int) -> list[PlanItem]:
    return book.planned(first, last, [group.id]) if group else _of_all(book, first, last)


def _of_all(book: PlanBook, first: int, last: int) -> list[PlanItem]:
    """What is on those days by the clock of any of its groups: an evening in the one may be the
    next day in the other."""
    return [
        item
        for item in book.planned(first - 1, last + 1)
        if any(
            first <= clock.day_of(wall_of(item.starts_at, zone).date()) <= last
            for zone in book.zones_of(item)
        )
    ]


def read_lifts(store: Store, shown: Shown) -> tuple[Shown, Lifts]:
    return shown, lifts(store, shown.items, shown.group.id if shown.group else None)
