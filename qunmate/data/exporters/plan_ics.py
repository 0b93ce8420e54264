"""Writes plan items as iCalendar (.ics), which every calendar reads and we read back whole."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from qunmate import clock
from qunmate.data.exporters.whole_file import write_whole
from qunmate.plan_words import kind_word
from qunmate.planning.export import ExportItem
from qunmate.recurrence import instant_of, parse, wall_of

if TYPE_CHECKING:
    from icalendar import Event

_STATUSES = {"idea": "TENTATIVE", "draft": "TENTATIVE", "skipped": "CANCELLED"}


def write(path: Path, items: Sequence[ExportItem], now: datetime) -> int:
    """Write the items; gives the number of events. UserError if the file can't be written."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//QunMate//Plan//EN")
    calendar.add("version", "2.0")
    uids = {one.item.id: one.uid for one in items}
    out: dict[int, list[ExportItem]] = {}
    for one in items:
        if one.item.status == "cancelled" and one.item.series_id in uids:
            out.setdefault(one.item.series_id or 0, []).append(one)
    count = 0
    for one in items:
        if one.item.status == "cancelled":
            continue
        event = _event(one, now)
        _repeat(event, one, out.get(one.item.id, []))
        if one.item.series_id in uids and one.item.occurrence_at is not None:
            event["uid"] = uids[one.item.series_id]
            event.add("recurrence-id", _zoned(one.item.occurrence_at, one.timezone))
        calendar.add_component(event)
        count += 1
    calendar.add_missing_timezones()
    write_whole(path, calendar.to_ical())
    return count


def _zoned(at: int, timezone: str) -> datetime:
    return clock.moment(at).astimezone(ZoneInfo(timezone))


def _event(one: ExportItem, now: datetime) -> Event:
    from icalendar import Event, vText

    item = one.item
    event = Event()
    event.add("uid", one.uid)
    event.add("dtstamp", now)
    event.add("dtstart", _zoned(item.starts_at, one.timezone))
    if item.ends_at is not None:
        event.add("dtend", _zoned(item.ends_at, one.timezone))
    event.add("summary", item.title or kind_word(item.kind))
    if item.text:
        event.add("description", item.text)
    event.add("categories", [kind_word(item.kind)])
    event.add("status", _STATUSES.get(item.status, "CONFIRMED"))
    own: Mapping[str, str] = {
        "x-qunmate-kind": item.kind,
        "x-qunmate-status": item.status,
        "x-qunmate-groups": "\n".join(one.groups),
        "x-qunmate-speaker": one.speaker,
        "x-qunmate-result": item.result,
    }
    for name, value in own.items():
        if value:  # typed as text: a property of our own would not be escaped otherwise
            event.add(name, vText(value), parameters={"value": "TEXT"})
    return event


def _repeat(event: Event, one: ExportItem, out: Sequence[ExportItem]) -> None:
    from icalendar import vRecur

    parts = parse(one.item.rrule) if one.item.rrule else None
    if parts is None:
        return
    if "UNTIL" in parts:
        parts["UNTIL"] = _until(parts["UNTIL"], one.timezone)
    event.add("rrule", vRecur.from_ical(";".join(f"{key}={value}" for key, value in parts.items())))
    for gone in out:
        if gone.item.occurrence_at is not None:
            event.add("exdate", _zoned(gone.item.occurrence_at, one.timezone))


def _until(text: str, timezone: str) -> str:
    """An instant, as the standard asks for where the beginning has a zone."""
    if text.endswith("Z"):
        return text
    wall = datetime.fromisoformat(text[:8] + "T235959" if len(text) == 8 else text)
    with contextlib.suppress(ValueError, OverflowError):  # on the first or last day of all
        wall = wall_of(instant_of(wall, timezone), "UTC")
    return wall.strftime("%Y%m%dT%H%M%SZ")
