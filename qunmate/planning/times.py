"""Times of the day as people write them: 20:00, 20：00-21:30, 晚上8点半, 8pm."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from typing import Any

from qunmate.roster.cells import narrow

Span = tuple[int, int | None]  # minutes of the day: begin, end
_ONE = (
    r"(凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|晚|早|am|pm)?\s*(\d{1,2})"
    r"(?:\s*[:.点點時时]\s*(\d{1,2}|半|一刻|三刻)?(?::\d{2})?\s*分?|(?=\s*(?:am|pm)))\s*(am|pm)?"
)
_TIMES = re.compile(rf"{_ONE}(?:\s*(?:-|~|–|—|至|到|to)\s*{_ONE})?")
_AFTER_NOON = frozenset({"下午", "傍晚", "晚上", "晚", "pm"})
_PARTS = {"半": 30, "一刻": 15, "三刻": 45, None: 0, "": 0}


def times(cell: Any) -> Span | None:
    """Begin and end as minutes of the day; None if the cell tells no time."""
    if isinstance(cell, datetime | time):
        return cell.hour * 60 + cell.minute, None
    if isinstance(cell, timedelta):
        minutes = int(cell.total_seconds()) // 60
        return (minutes, None) if 0 <= minutes < 24 * 60 else None
    if isinstance(cell, int | float):  # as sheets count: a share of the day
        return (round(cell * 24 * 60) % (24 * 60), None) if 0 < cell < 1 else None
    text = narrow(str(cell)).strip().casefold() if cell is not None else ""
    match = _TIMES.search(text)
    if not match:
        return None
    begin = _minutes(*match.groups()[:4])
    end = _minutes(*match.groups()[4:], half=match[1]) if match[6] else None
    return (begin, end) if begin is not None else None


def _minutes(
    half_before: str | None,
    hour: str,
    minute: str | None,
    half_after: str | None,
    *,
    half: str | None = None,
) -> int | None:
    part = half_before or half_after or half
    hours = int(hour)
    minutes = _PARTS[minute] if minute in _PARTS else int(minute or 0)
    if part in _AFTER_NOON and hours < 12:
        hours += 12
    if part == "中午" and hours < 5:
        hours += 12
    return hours * 60 + minutes if hours < 24 and minutes < 60 else None
