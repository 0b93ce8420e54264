"""Reads iCalendar files (.ics), such as calendars give out: “Export” in Google Calendar,
Outlook, Apple Calendar, 飞书 and 钉钉."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from qunmate.data.world import world_errors
from qunmate.errors import UserError
from qunmate.planning import words
from qunmate.planning.model import PlanRow, ReadPlan, trouble
from qunmate.recurrence import parse
from qunmate.roster import cells
from qunmate.roster.model import CellProblem

LARGEST = 20_000_000  # bytes
_HEAD = 1_024
_MORNING = timedelta(hours=9)  # of what lasts all day
_STATUSES = {"TENTATIVE": "draft", "CONFIRMED": "ready", "CANCELLED": "skipped"}


def identify(path: Path) -> bool:
    """Whether the file is a calendar."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError:
        return False
    return head.removeprefix(b"\xef\xbb\xbf").lstrip().upper().startswith(b"BEGIN:VCALENDAR")


def read(path: Path) -> ReadPlan:
    """UserError if the file is no calendar or empty. Times without a zone are the group's own."""
    from icalendar import Calendar

    with world_errors(path):
        if path.stat().st_size > LARGEST:
            raise UserError("plan_not_calendar", path=str(path))
        content = path.read_bytes()
    try:
        calendars = Calendar.from_ical(content, multiple=True)
    except (ValueError, IndexError, KeyError, TypeError) as error:
        raise UserError("plan_not_calendar", path=str(path)) from error
    rows: list[PlanRow] = []
    problems: list[CellProblem] = []
    rejected = number = 0
    for calendar in calendars:
        if calendar.name != "VCALENDAR":
            raise UserError("plan_not_calendar", path=str(path))
        for event in calendar.walk("VEVENT"):
            number += 1
            try:
                rows += _rows(event, number, problems)
            except (ValueError, TypeError, AttributeError, KeyError, OverflowError):
                rejected += 1
                title = event.get("SUMMARY", "")
                problems.append(trouble(number, None, title, "plan_event_bad"))
    if not number:
        raise UserError("plan_empty" if calendars else "plan_not_calendar", path=str(path))
    return ReadPlan("ics", rows, problems, rejected)


def _rows(event: Any, number: int, problems: list[CellProblem]) -> list[PlanRow]:
    """The event, and a cancelled occurrence for each day that is left out of its rule."""
    begins, zone = _wall(event.decoded("DTSTART"), None)
    ends = _end(event, begins, zone)
    uid = str(event.get("UID", "")).strip() or f"{begins.isoformat()} {event.get('SUMMARY', '')}"
    rule = event.get("RRULE")
    rrule = rule.to_ical().decode() if rule and not isinstance(rule, list) else None
    if rule and (rrule is None or parse(rrule) is None):
        problems.append(trouble(number, "RRULE", rrule or "", "plan_rule_bad"))
        rrule = None
    title = cells.one_line(str(event.get("SUMMARY", "")))
    instead_of = None
    if "RECURRENCE-ID" in event:
        instead_of, _zone = _wall(event.decoded("RECURRENCE-ID"), zone)
    row = PlanRow(
        number,
        uid if instead_of is None else f"{uid}@{instead_of:%Y%m%dT%H%M%S}",
        begins,
        ends,
        zone,
        _groups(event),
        _kind(event, title),
        title,
        cells.text(str(event.get("DESCRIPTION", ""))) or "",
        _status(event, instead_of),
        cells.text(str(event.get("X-QUNMATE-SPEAKER", ""))),
        cells.text(str(event.get("X-QUNMATE-RESULT", ""))),
        rrule,
        None if instead_of is None else uid,
        instead_of,
    )
    out = _left_out(event, zone) if rrule else []
    return [row, *(_cancelled(row, moment) for moment in out)]


def _cancelled(row: PlanRow, moment: datetime) -> PlanRow:
    length = None if row.ends is None else row.ends - row.begins
    return PlanRow(
        row.row,
        f"{row.uid}@{moment:%Y%m%dT%H%M%S}",
        moment,
        None if length is None else moment + length,
        row.timezone,
        row.groups,
        row.kind,
        row.title,
        status="cancelled",
        series=row.uid,
        instead_of=moment,
    )


def _wall(value: date, zone: str | None) -> tuple[datetime, str | None]:
    """A wall-clock time and whose it is; what lasts all day begins in the morning."""
    if not isinstance(value, datetime):
        return datetime.combine(value, datetime.min.time()) + _MORNING, zone
    if value.tzinfo is None:
        return value, zone
    key = zone or getattr(value.tzinfo, "key", None)
    if key is None:
        value, key = value.astimezone(UTC), "UTC"
    return value.astimezone(ZoneInfo(key)).replace(tzinfo=None), key


def _end(event: Any, begins: datetime, zone: str | None) -> datetime | None:
    if "DTEND" in event and isinstance(event.decoded("DTEND"), datetime):
        return _wall(event.decoded("DTEND"), zone)[0]
    if "DURATION" in event:
        length: timedelta = event.decoded("DURATION")
        return begins + length
    return None


def _left_out(event: Any, zone: str | None) -> list[datetime]:
    found = event.get("EXDATE", [])
    lists = found if isinstance(found, list) else [found]
    return [_wall(one.dt, zone)[0] for many in lists for one in many.dts]


def _groups(event: Any) -> tuple[str, ...] | None:
    said = str(event.get("X-QUNMATE-GROUPS", "")).strip()
    return tuple(part for part in said.split("\n") if part) or None


def _kind(event: Any, title: str) -> str | None:
    said = [str(event.get("X-QUNMATE-KIND", "")), *map(str, getattr(event, "categories", []))]
    found = [kind for kind in map(words.kind_of, filter(None, said)) if kind]
    return found[0] if found else words.kind_of(title)


def _status(event: Any, instead_of: datetime | None) -> str | None:
    own = words.status_of(str(event.get("X-QUNMATE-STATUS", "")))
    if own:
        return own
    said = str(event.get("STATUS", "")).upper()
    if said == "CANCELLED" and instead_of is not None:
        return "cancelled"
    return _STATUSES.get(said)
