"""The line beside the title: whose figures, of which days, and how far the data go."""

from __future__ import annotations

from collections.abc import Iterator

from qunmate import clock, day_words
from qunmate.bidi import isolated
from qunmate.digest import tidy
from qunmate.i18n import _
from qunmate.ui.health.reading import Shown

ENOUGH, SHORTEST = 12, 8  # characters that are left of a group's name


def lines(shown: Shown, name: str) -> list[str]:
    """The line in its forms, the fullest first: a long name gives way, then the word that
    nothing is missing, then some more of the name. The days and until when there are data stand
    in each."""
    return list(_forms(shown, tidy.line(name, max(len(name), 1))))


def _forms(shown: Shown, name: str) -> Iterator[str]:
    last = shown.now.data["last_message"]
    if not last:
        yield isolated(name)
        return
    days = day_words.span_near(shown.first, shown.last, shown.today)
    until = day_words.near(clock.parse_day(last[:10]), shown.today)
    data = _("data up to {when}").format(when=f"{until} {last[11:16]}")
    for one in _shorter(name, ENOUGH):
        yield " · ".join((one, days, _whole(shown), data))
    kept = (days, _whole(shown), data) if shown.now.data["gaps"] else (days, data)
    for one in _shorter(name, SHORTEST):
        yield " · ".join((one, *kept))


def _shorter(name: str, least: int) -> Iterator[str]:
    """The name, and what is left of it down to `least` characters."""
    yield isolated(name)
    for n in range(len(name) - 1, least - 1, -1):
        yield isolated(tidy.line(name, n))


def _whole(shown: Shown) -> str:
    if shown.now.data["gaps"]:
        return _("with gaps")
    return _("complete up to yesterday") if shown.running else _("complete")


def gaps(shown: Shown) -> str:
    """The days that no import covers, a line each."""
    found = shown.now.data["gaps"]
    days = [tuple(map(clock.parse_day, gap)) for gap in found]
    spans = [day_words.span_near(first, last, shown.today) for first, last in days]
    return "\n".join((_("Days that no import covers:"), *spans)) if spans else ""
