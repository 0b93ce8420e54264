"""Days and times as chat programs write them: `2024-1-2`, `2024年1月2日`, `下午3:04`, `3:04 PM`."""

from __future__ import annotations

import re
from functools import lru_cache

from qunmate.clock import DAY
from qunmate.data.importers.date_order import chat_day

_CLOCK = re.compile(r"(\d\d?):(\d\d)(?::(\d\d))?")
_NUMBERS = re.compile(r"\d+")
# the year before the first one of Japan's eras, by what tells them
_ERAS = {"R": 2018, "令": 2018, "H": 1988, "平": 1988}
_MORNING = frozenset({"AM", "上午", "凌晨", "早上", "清晨", "午前", "오전"})
_EVENING = frozenset({"PM", "下午", "晚上", "傍晚", "午後", "午后", "오후"})
_NOON = "中午"


@lru_cache(maxsize=20_000)
def day_seconds(text: str) -> int | None:
    """Wall-clock seconds up to the midnight of a day told as year, month, day in any
    punctuation, or with the year of an era (`R7/02/09`); None if there is no such day."""
    try:
        year, *rest = map(int, _NUMBERS.findall(text))
        day = chat_day(year + _ERAS.get(text[0], 0), *rest)
    except (ValueError, TypeError, OverflowError):
        return None
    return None if day is None else day * DAY


@lru_cache(maxsize=100_000)
def half_day_seconds(clock: str, half: str = "") -> int | None:
    """Seconds of `3:04`, `3:04:05` or `15:04` with the half of the day, if it is told by a
    word; None if there is no such time."""
    match = _CLOCK.match(clock)
    if match is None:
        return None
    hour, minute, second = int(match[1]), int(match[2]), int(match[3] or 0)
    word = half.upper().replace(".", "").replace(" ", "")
    if word in _EVENING or (word == _NOON and hour < 11):
        hour = hour % 12 + 12
    elif word in _MORNING:
        hour %= 12
    if hour > 23 or minute > 59 or second > 59:
        return None
    return hour * 3600 + minute * 60 + second


def moment(text: str) -> int | None:
    """Wall-clock seconds of `2024-01-02 03:04:05`, `2024/1/2 3:04`, `2024年1月2日 3:04` or the
    like; None if there is no such moment."""
    day, _, clock = text.strip().replace("T", " ").partition(" ")
    start = day_seconds(day)
    seconds = half_day_seconds(clock.strip()) if ":" in clock else None if clock else 0
    return None if start is None or seconds is None else start + seconds
