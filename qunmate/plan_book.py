"""All that is planned, and when it happens in whatever days are asked for."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from qunmate import clock, recurrence
from qunmate.model import PlanItem
from qunmate.recurrence import wall_of


@dataclass(frozen=True, slots=True)
class PlanBook:
    """Plan items as they are stored, cancelled ones left out. `own` are the occurrences (series
    id, instant) that have rows of their own; `zones` the time zones of the groups by id; `local`
    that of items without a group."""

    items: tuple[PlanItem, ...] = ()
    own: frozenset[tuple[int, int]] = frozenset()
    zones: Mapping[int, str] | None = None
    local: str = "UTC"

    def home_zone(self, item: PlanItem) -> str:
        """The time zone by which an item repeats: that of its first group."""
        return self.zones_of(item)[0]

    def zones_of(self, item: PlanItem) -> list[str]:
        """The time zones of its groups, in their order; at least one."""
        zones = self.zones or {}
        return [zones[one] for one in item.group_ids if one in zones] or [self.local]

    def planned(
        self, first: int, last: int, group_ids: Collection[int] | None = None
    ) -> list[PlanItem]:
        """What happens from day `first` to day `last`, a repeating item once for each time,
        in order of time; in any of the groups, if given. Of one group the days are those of
        its time zone, else each item counts by its own group's."""
        wanted = None if group_ids is None else set(group_ids)
        shown = None
        if wanted is not None and len(wanted) == 1:
            shown = (self.zones or {}).get(*wanted)
        found: list[PlanItem] = []
        for item in self.items:
            if wanted is not None and wanted.isdisjoint(item.group_ids):
                continue
            found += (
                one
                for one in self._times(item, shown, first, last)
                if one.series_id is not None or (one.id, one.occurrence_at) not in self.own
            )
        found.sort(key=lambda one: (one.starts_at, one.id))
        return found

    def _times(self, item: PlanItem, shown: str | None, first: int, last: int) -> list[PlanItem]:
        day = item.starts_at // clock.DAY
        if day > last + 2 or (item.rrule is None and day < first - 2):
            return []
        home = self.home_zone(item)
        if shown is None or home == shown:
            return recurrence.occurrences(item, home, first, last)
        around = recurrence.occurrences(item, home, first - 1, last + 1)
        return [
            one
            for one in around
            if first <= clock.day_of(wall_of(one.starts_at, shown).date()) <= last
        ]
