"""The five invented groups: how big, how lively, in which rhythm, and what is planned.

What they are called and where they are, their phrase books say.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

# a curve tells how lively a group is at t, 0 at the begin of the year and 1 at its end
Curve = Callable[[float], float]


class Habit(NamedTuple):
    """Something planned again and again: `weekdays` Monday 0, `every` so many weeks, and
    only while the group has at least `busy` messages a day."""

    kind: str
    weekdays: str
    hour: int
    minute: int
    minutes: int
    every: int = 1
    busy: int = 0


@dataclass(frozen=True, slots=True)
class GroupSpec:
    """`size` counts everyone ever in it, `messages`, `before` (there before the year began)
    and `leave` are shares; `mix` weighs the scenes; `joins_late` above 1: most join early,
    below: late; a highlight every `keep_days`; the larger `flatness`, the less do a few
    carry the rest; nobody speaks in the last `quiet_days`."""

    book: str
    size: float
    messages: float
    before: float
    leave: float
    curve: Curve
    hours: tuple[int, ...]
    weekdays: tuple[float, ...]
    mix: tuple[tuple[str, int], ...]
    habits: tuple[Habit, ...]
    joins_late: float = 1.0
    keep_days: int = 20
    flatness: float = 3.5
    bot: bool = False
    quiet_days: int = 0
    weekly_target: float | None = None
    name: str = ""
    platform: str = ""
    timezone: str = ""
    card: str = ""


def steady(t: float) -> float:
    # slightly down at the end, so that chance does not make it look like growth
    return 1.0 + 0.05 * math.sin(5.0 * t) - 0.7 * max(0.0, t - 0.85)


def growing(t: float) -> float:
    return 0.13 + 0.87 * math.pow(t, 5.5)


def fading(t: float) -> float:
    return min(1.0, 0.5 + 2.0 * t) if t < 0.42 else math.exp(-3.7 * (t - 0.42))


def dying(t: float) -> float:
    return min(1.0, 0.7 + t) if t < 0.3 else max(0.03, math.exp(-5.0 * (t - 0.3)))


#        0  1  2  3  4  5  6  7  8  9 10 11 12 13 14 15 16 17 18 19 20 21 22 23
_EVEN = (2, 1, 0, 0, 0, 0, 2, 7, 9, 9, 9, 10, 15, 9, 7, 8, 8, 8, 9, 12, 22, 26, 20, 9)
_DAWN = (1, 0, 0, 0, 1, 10, 22, 20, 12, 6, 5, 5, 9, 6, 4, 4, 4, 5, 6, 9, 15, 18, 10, 3)
_PLAY = (1, 0, 0, 0, 0, 0, 1, 4, 6, 8, 9, 9, 14, 8, 6, 7, 8, 12, 12, 13, 18, 20, 14, 5)
_TRADE = (5, 2, 1, 0, 0, 0, 1, 3, 6, 12, 14, 12, 9, 8, 12, 13, 12, 10, 8, 8, 12, 14, 13, 9)

GROUPS = (
    GroupSpec(
        book="operators",
        size=0.90,
        messages=0.49,
        before=0.68,
        leave=0.10,
        curve=steady,
        hours=_EVEN,
        weekdays=(1.0, 1.05, 1.1, 1.0, 0.95, 0.85, 1.05),
        mix=(
            ("chat", 30),
            ("question", 24),
            ("debate", 5),
            ("link", 6),
            ("image", 4),
            ("red_packet", 2),
            ("recall", 1),
            ("advert", 1),
            ("aside", 12),
            ("night", 2),
        ),
        habits=(
            Habit("greeting", "01234", 7, 30, 10),
            Habit("knowledge", "02", 12, 30, 30),
            Habit("topic", "1", 12, 30, 60),
            Habit("offer", "4", 12, 30, 30, 2),
            Habit("game", "3", 21, 0, 40, 3, 12),
            Habit("check_in", "5", 21, 0, 60),
            Habit("sharing", "6", 20, 0, 60, busy=25),
            Habit("meeting", "5", 14, 0, 180, 5),
            Habit("notice", "0", 10, 0, 10, 4),
        ),
        keep_days=9,
        weekly_target=0.3,
    ),
    GroupSpec(
        book="readers",
        size=0.57,
        messages=0.19,
        before=0.16,
        leave=0.09,
        curve=growing,
        hours=_DAWN,
        weekdays=(1.05, 1.0, 1.0, 1.0, 0.9, 1.1, 1.1),
        mix=(
            ("chat", 30),
            ("question", 18),
            ("debate", 4),
            ("link", 5),
            ("image", 4),
            ("check-in", 10),
            ("quote", 6),
            ("red_packet", 1),
            ("recall", 1),
            ("aside", 8),
        ),
        habits=(
            Habit("greeting", "0123456", 6, 30, 10),
            Habit("check_in", "0123456", 21, 0, 60),
            Habit("knowledge", "2", 12, 30, 30),
            Habit("sharing", "5", 20, 30, 60, busy=25),
            Habit("topic", "6", 16, 0, 60),
            Habit("offer", "3", 12, 30, 30, 6),
        ),
        joins_late=0.3,
        keep_days=15,
        weekly_target=0.35,
    ),
    GroupSpec(
        book="players",
        size=0.38,
        messages=0.16,
        before=0.66,
        leave=0.09,
        curve=steady,
        hours=_PLAY,
        weekdays=(0.8, 0.7, 0.8, 1.1, 1.5, 1.7, 1.2),
        mix=(
            ("chat", 40),
            ("question", 14),
            ("debate", 3),
            ("link", 3),
            ("image", 9),
            ("meeting", 8),
            ("red_packet", 1),
            ("recall", 1),
            ("aside", 10),
        ),
        habits=(
            Habit("topic", "1", 12, 30, 40),
            Habit("meeting", "3", 19, 30, 120),
            Habit("meeting", "5", 14, 0, 120),
            Habit("offer", "4", 12, 0, 20, 7),
        ),
        keep_days=28,
    ),
    GroupSpec(
        book="sellers",
        size=0.44,
        messages=0.12,
        before=0.5,
        leave=0.25,
        curve=fading,
        hours=_TRADE,
        weekdays=(1.1, 1.1, 1.1, 1.1, 1.1, 0.8, 0.6),
        mix=(
            ("chat", 20),
            ("question", 26),
            ("debate", 3),
            ("link", 4),
            ("image", 2),
            ("advert", 14),
            ("recall", 1),
            ("aside", 6),
        ),
        habits=(
            Habit("offer", "024", 10, 30, 20),
            Habit("ad", "5", 11, 0, 20, 2),
            Habit("knowledge", "1", 12, 30, 30),
            Habit("topic", "3", 15, 0, 40),
            Habit("lecture", "2", 20, 0, 60, 4, 25),
        ),
        joins_late=2.4,
        keep_days=24,
    ),
    GroupSpec(
        book="painters",
        size=0.155,
        messages=0.04,
        before=0.8,
        leave=0.34,
        curve=dying,
        hours=_EVEN,
        weekdays=(1.0, 1.0, 1.0, 1.0, 1.0, 1.2, 1.2),
        mix=(
            ("chat", 34),
            ("question", 22),
            ("debate", 2),
            ("link", 4),
            ("image", 14),
            ("aside", 8),
        ),
        habits=(
            Habit("topic", "0", 12, 0, 60),
            Habit("check_in", "35", 21, 30, 30),
            Habit("game", "4", 20, 0, 30, 4, 6),
        ),
        joins_late=3.0,
        keep_days=32,
        flatness=1.0,
        bot=True,
        quiet_days=23,
    ),
)
