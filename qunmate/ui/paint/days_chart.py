"""Messages per day as bars with the speakers beneath, and messages by hour."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qunmate.digest.model import Day
from qunmate.digest.words import below_bar
from qunmate.i18n import _, ngettext
from qunmate.ui.paint.block import PADDING, Block
from qunmate.ui.paint.ink import Box, Face, Ink, Rule
from qunmate.ui.paint.setting import Style, line
from qunmate.ui.theme import LIGHT

BARS = 96.0
TOP, BELOW = 20.0, 42.0
FLOOR = TOP + BARS
NUMBER = Style(Face(12), LIGHT.chart[0])
LABEL = Style(Face(12), LIGHT.second)
MOST = 31  # beyond that a bar has no room for its number
NAMED, WIDE = 30.0, 60.0  # px of a day: room for its name, for “12 people” too


def days_chart(days: Sequence[Day], width: float) -> Block:
    """A day that no import covers is a dashed line, never a zero."""
    most = max((day.messages or 0 for day in days), default=0) or 1
    step = (width - 2 * PADDING) / max(len(days), 1)
    inks: list[Ink] = [_ground(width)]
    every = 1 if step >= NAMED else 2  # words need more room than bars
    for place, day in enumerate(days):
        inks += _bar(day, PADDING + step * place, step, most)
        if len(days) <= MOST and (len(days) - 1 - place) % every == 0:
            name = below_bar(day.day, len(days))
            inks += _below(day, name, PADDING + step * place, step)
    if step >= WIDE:
        return Block(TOP + BARS + BELOW, tuple(inks))
    caption = _("Messages per day, and how many people spoke")
    inks.append(line(caption, LABEL, PADDING, FLOOR + BELOW, width - 2 * PADDING))
    return Block(TOP + BARS + BELOW + 22, tuple(inks))


def hours_chart(hours: Sequence[int], width: float) -> Block:
    most = max(hours, default=0) or 1
    step = (width - 2 * PADDING) / 24
    inks: list[Ink] = [_ground(width)]
    for hour, messages in enumerate(hours):
        left, high = PADDING + step * hour, BARS * messages / most
        inks.append(_pillar(left, step, high))
        if hour % 3 == 0:
            words = f"{hour:02}:00"
            inks.append(line(words, LABEL, left - step, FLOOR + 2, 3 * step, "centre"))
    return Block(FLOOR + 24, tuple(inks))


def _ground(width: float) -> Rule:
    return Rule(PADDING, FLOOR, width - PADDING, FLOOR, LIGHT.line)


def _pillar(left: float, step: float, high: float) -> Box:
    wide = min(0.56 * step, 40.0)
    return Box(left + (step - wide) / 2, FLOOR - high, wide, high, LIGHT.chart[0], 2)


def _bar(day: Day, left: float, step: float, most: int) -> Iterator[Ink]:
    middle = left + step / 2
    if day.messages is None:
        yield Rule(middle, TOP, middle, FLOOR, LIGHT.second, dashed=True)
        return
    high = BARS * day.messages / most
    yield _pillar(left, step, high)
    if step >= 26:
        yield line(f"{day.messages:,}", NUMBER, left, FLOOR - high - 20, step, "centre")


def _below(day: Day, name: str, left: float, step: float) -> Iterator[Ink]:
    wide = step >= WIDE
    if day.speakers is None:
        people = _("no data") if wide else "—"
    elif wide:
        people = ngettext("{n} person", "{n} people", day.speakers).format(n=f"{day.speakers:,}")
    else:
        people = f"{day.speakers}"
    if step >= 30:
        yield line(name, LABEL, left - 4, FLOOR + 3, step + 8, "centre")
        yield line(people, LABEL, left - 4, FLOOR + 21, step + 8, "centre")
