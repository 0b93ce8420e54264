"""What becomes of a rule when its item is ended, split in two or moved."""

from __future__ import annotations

import contextlib
import re
from dataclasses import replace
from datetime import date, datetime, timedelta

from qunmate import clock
from qunmate.model import PlanItem
from qunmate.recurrence import WEEKDAYS, instant_of, occurrences, parse, wall_of, written

NEAR = 16  # days: whatever happens once a month does so within
LONG = 800  # days in which the last time is looked for
_ORDINAL = re.compile(r"([+-]?\d{1,2})(..)")


def ended(rule: str, before: int) -> str:
    """The rule without whatever happens at or after an instant."""
    parts = parse(rule) or {}
    parts.pop("COUNT", None)
    parts["UNTIL"] = clock.moment(before - 1).strftime("%Y%m%dT%H%M%SZ")
    return written(parts)


def remaining(rule: str, passed: int) -> str:
    """The rule for what follows after it has happened `passed` times."""
    parts = parse(rule) or {}
    if "COUNT" in parts:
        parts["COUNT"] = str(max(int(parts["COUNT"]) - passed, 1))
    return written(parts)


def moved(rule: str, old: datetime, new: datetime) -> str:
    """The rule for an item that begins on another day: every Monday becomes every Tuesday.

    `old` and `new` are when the same occurrence begins, by the wall clock. UNTIL moves along.
    """
    parts = parse(rule)
    if parts is None or old.date() == new.date():
        return rule
    days = (new.date() - old.date()).days
    if "BYDAY" in parts:
        parts["BYDAY"] = ",".join(_shifted(day, days, new) for day in parts["BYDAY"].split(","))
    if "BYMONTHDAY" in parts and "," not in parts["BYMONTHDAY"]:
        last = parts["BYMONTHDAY"] == "-1" and (new + timedelta(days=1)).day == 1
        parts["BYMONTHDAY"] = "-1" if last else str(new.day)
    if "BYMONTH" in parts and "," not in parts["BYMONTH"]:
        parts["BYMONTH"] = str(new.month)
    if "UNTIL" in parts and days > 0:
        with contextlib.suppress(OverflowError):  # “for ever” said as the last day there is
            until = date.fromisoformat(parts["UNTIL"][:8]) + timedelta(days=days)
            parts["UNTIL"] = until.strftime("%Y%m%d") + parts["UNTIL"][8:]
    return written(parts)


def _shifted(day: str, days: int, new: datetime) -> str:
    ordinal = _ORDINAL.fullmatch(day)
    if not ordinal:
        return WEEKDAYS[(WEEKDAYS.index(day) + days) % 7]
    nth = (new.day - 1) // 7 + 1
    last = int(ordinal[1]) < 0 and (new + timedelta(days=7)).month != new.month
    # few months have a fifth one: the last is meant
    return f"{-1 if last or nth > 4 else nth}{WEEKDAYS[new.weekday()]}"


class Follow:
    """Where the times of a repeating item go when the rule of all of them is moved by `by`: each
    to the time nearest by. The first Tuesday may come before the first Monday."""

    def __init__(self, old: PlanItem, rule: str, zone: str, by: timedelta) -> None:
        """`old` is the item as it was, `rule` what `moved` made of its own."""
        self._zone = zone
        self._by = by
        self._taken: set[int] = set()
        start = self._start(old, rule)
        self.item = replace(old, starts_at=start, rrule=rule)
        if until := self._until(old, rule):
            self.item = replace(self.item, rrule=until)

    def of(self, at: int) -> int:
        """The instant that takes the place of one at which the old item happened; no two have
        the same."""
        near = [one for one in self._near(self.item, at) if one not in self._taken]
        found = near[0] if near else self.plain(at)
        self._taken.add(found)
        return found

    def plain(self, at: int) -> int:
        """Where an instant goes, whatever the rule says."""
        return instant_of(wall_of(at, self._zone) + self._by, self._zone)

    def _near(self, item: PlanItem, at: int) -> list[int]:
        """When an item happens about the time to which `at` moves, the nearest first."""
        wanted = wall_of(at, self._zone) + self._by
        day = clock.day_of(wanted.date())
        times = occurrences(item, self._zone, day - NEAR, day + NEAR)
        return sorted(
            (one.starts_at for one in times),
            key=lambda one: abs(wall_of(one, self._zone) - wanted),
        )

    def _start(self, old: PlanItem, rule: str) -> int:
        """As far as all the others, but on a day of the rule where it was on one before."""
        plain = self.plain(old.starts_at)
        there = replace(old, starts_at=plain, rrule=rule)
        if self._happens(there) or not self._happens(old):
            return plain
        sooner = wall_of(plain, self._zone) - timedelta(days=NEAR)
        endless = _without(rule, "COUNT", "UNTIL", "INTERVAL")
        item = replace(old, starts_at=instant_of(sooner, self._zone), rrule=endless)
        return next(iter(self._near(item, old.starts_at)), plain)

    def _happens(self, item: PlanItem) -> bool:
        """Whether an item begins at a time of its own rule."""
        day = clock.day_of(wall_of(item.starts_at, self._zone).date())
        times = occurrences(item, self._zone, day, day)
        return item.starts_at in {one.starts_at for one in times}

    def _until(self, old: PlanItem, rule: str) -> str:
        """The rule with a later end, where the last time comes after the one it has."""
        parts = parse(rule) or {}
        if "UNTIL" not in parts:
            return ""
        end = clock.day_of(date.fromisoformat(parts["UNTIL"][:8])) + 1
        times = occurrences(old, self._zone, end - LONG, end)
        endless = replace(self.item, rrule=_without(rule, "UNTIL"))
        last = self._near(endless, times[-1].starts_at)[:1] if times else []
        until = [clock.moment(at).strftime("%Y%m%dT%H%M%SZ") for at in last]
        if not until or until[0] <= parts["UNTIL"]:
            return ""
        return written(parts | {"UNTIL": until[0]})


def _without(rule: str, *keys: str) -> str:
    return written({key: value for key, value in (parse(rule) or {}).items() if key not in keys})
