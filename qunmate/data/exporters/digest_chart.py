"""The chart of messages per day as inline SVG, coloured by the page's own style sheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from qunmate.digest.model import Day
from qunmate.digest.words import below_bar
from qunmate.i18n import _, ngettext

_WIDTH = 654
_TOP = 22  # room for the number above a bar
_BARS = 110
_LABELS = 46
_MOST = 31  # beyond that a bar has no room for its number


def daily_chart(days: Sequence[Day]) -> str:
    """Bars for messages, the people who spoke beneath; a day without data is a dashed line."""
    height = _TOP + _BARS + _LABELS
    label = escape(_("Messages per day, and how many people spoke"), quote=True)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img"'
        f' aria-label="{label}" font-size="13" text-anchor="middle">'
    )
    return head + "".join(_columns(days)) + "</svg>"


def _columns(days: Sequence[Day]) -> Iterator[str]:
    most = max((day.messages or 0 for day in days), default=0) or 1
    step = _WIDTH / max(len(days), 1)
    floor = _TOP + _BARS
    yield f'<path d="M0 {floor + 0.5}H{_WIDTH}" stroke="var(--line)"/>'
    for at, day in enumerate(days):
        middle = step * (at + 0.5)
        yield from _column(day, middle, min(step * 0.56, 48), most)
        if len(days) <= _MOST:
            name = below_bar(day.day, len(days))
            yield from _labels(day, name, middle, narrow=step < 60)


def _column(day: Day, middle: float, width: float, most: int) -> Iterator[str]:
    floor = _TOP + _BARS
    if day.messages is None:
        yield (
            f'<path d="M{middle:.1f} {_TOP}V{floor}" stroke="var(--second)"'
            f' stroke-dasharray="2 4"><title>{escape(_("no data"))}</title></path>'
        )
        return
    height = _BARS * day.messages / most
    yield (
        f'<rect x="{middle - width / 2:.1f}" y="{floor - height:.1f}" width="{width:.1f}"'
        f' height="{height:.1f}" rx="2" fill="var(--bar)"/>'
    )
    yield (
        f'<text x="{middle:.1f}" y="{floor - height - 6:.1f}"'
        f' fill="var(--bar-text)">{day.messages:,}</text>'
    )


def _labels(day: Day, name: str, middle: float, *, narrow: bool) -> Iterator[str]:
    floor = _TOP + _BARS
    lines = [name]
    if day.speakers is not None:
        people = ngettext("{n} person", "{n} people", day.speakers).format(n=day.speakers)
        lines.append(str(day.speakers) if narrow else people)
    else:
        lines.append("—" if narrow else _("no data"))
    for number, line in enumerate(lines):
        yield (
            f'<text x="{middle:.1f}" y="{floor + 18 + 18 * number}"'
            f' fill="var(--second)">{escape(line)}</text>'
        )
