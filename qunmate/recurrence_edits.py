"""What becomes of a rule when its item is ended, split in two or moved."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

from qunmate.recurrence import WEEKDAYS, parse, written

_ORDINAL = re.compile(r"([+-]?\d{1,2})(..)")


def ended(rule: str, before: int) -> str:
    """The rule without whatever happens at or after an instant."""
    parts = parse(rule) or {}
    parts.pop("COUNT", None)
    parts["UNTIL"] = datetime.fromtimestamp(before - 1, UTC).strftime("%Y%m%dT%H%M%SZ")
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
        until = date.fromisoformat(parts["UNTIL"][:8]) + timedelta(days=days)
        parts["UNTIL"] = until.strftime("%Y%m%d") + parts["UNTIL"][8:]
    return written(parts)


def _shifted(day: str, days: int, new: datetime) -> str:
    ordinal = _ORDINAL.fullmatch(day)
    if not ordinal:
        return WEEKDAYS[(WEEKDAYS.index(day) + days) % 7]
    nth = (new.day - 1) // 7 + 1
    last = int(ordinal[1]) < 0 and (new + timedelta(days=7)).month != new.month
    return f"{-1 if last else nth}{WEEKDAYS[new.weekday()]}"
