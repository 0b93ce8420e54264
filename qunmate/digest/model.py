"""The digest as a frozen value: what a weekly digest or a morning report says, not how it looks.

Whoever edits one before it is written (drops a section, reorders, rewords a quote or a
praise) makes a new one with `dataclasses.replace`; whoever renders one needs nothing else.
A member edition is fit to post: it was made without anything private.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from qunmate.figures.words import NONE, show_count, show_seconds, show_share
from qunmate.file_names import safe
from qunmate.i18n import _
from qunmate.plan_words import kind_beside
from qunmate.terms import listed, percent, says

EDITIONS = ("member", "operator")
CARDS = ("messages", "speakers", "joins", "highlights", "conversations", "members")
SMALL = 30  # below this a change is told in numbers, a percentage would exaggerate


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure against the period before (or, in a morning report, the weekday's mean).

    `unit` is a word of figure_words: count, share (0 to 1), seconds, mean, score, score100
    or word. None means that there is nothing to compute it from. `incomplete` and
    `before_incomplete` say that the value, or the one compared with, rests on days that no
    import covers. `card` is what stands below the value on a card, where the number is read
    as part of it, `meaning` how the figure is defined.
    """

    key: str
    label: str
    value: float | str | None
    before: float | str | None = None
    unit: str = "count"
    incomplete: bool = False
    before_incomplete: bool = False
    card: str = ""
    meaning: str = ""


class Day(NamedTuple):
    """A day since 1970-01-01; None where no import covers it: a gap, not a zero."""

    day: int
    messages: int | None
    speakers: int | None


@dataclass(frozen=True, slots=True)
class Quote:
    """A question with its best answer."""

    question: str
    answer: str
    author: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A sharing session, a resource, a highlight, a question that waits."""

    title: str
    author: str = ""
    text: str = ""
    note: str = ""
    url: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Honour:
    """Praise by name: who did what."""

    names: tuple[str, ...]
    deed: str
    mark: str = "🏅"


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class PlanLine:
    when: str
    kind: str
    title: str
    note: str = ""

    @property
    def what(self) -> str:
        """Its kind and title in one line; a kind that the title tells is not told twice."""
        return says(kind_beside(self.kind, self.title), self.title)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table section, a cell for each of its headings."""

    cells: tuple[str | int | float | None, ...]


Item = Quote | Entry | Honour | Person | PlanLine | Row


@dataclass(frozen=True, slots=True)
class Section:
    """A titled run of items of one kind; `headings` where they are rows of a table. `spare`
    items were not chosen, but whoever edits the digest may choose them."""

    key: str
    title: str
    items: tuple[Item, ...]
    headings: tuple[str, ...] = ()
    note: str = ""
    private: bool = False
    spare: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Digest:
    """`period` is week, day or days; `first` and `last` are days since 1970-01-01. `closing`
    are the operator's own last words."""

    group: str
    edition: str
    period: str
    first: int
    last: int
    label: str
    heading: str
    title: str
    subtitle: str
    before_label: str
    figures: tuple[Figure, ...]
    daily: tuple[Day, ...]
    hours: tuple[int, ...]
    kinds: tuple[tuple[str, int], ...]
    sections: tuple[Section, ...]
    notes: tuple[str, ...] = field(default=())
    closing: str = ""

    @property
    def private(self) -> bool:
        return self.edition != "member"


def cards(digest: Digest) -> list[Figure]:
    """The up to four figures that stand first."""
    by_key = {figure.key: figure for figure in digest.figures}
    present = [by_key[key] for key in CARDS if key in by_key]
    return [figure for figure in present if figure.value is not None][:4]


def shown(value: float | str | None, unit: str) -> str:
    """A value as people read it; “—” where there is none."""
    if value is None or isinstance(value, str):
        return NONE if value is None else value
    return _SHOWN[unit](value)


def _count(value: float) -> str:
    return show_count(value) if value == int(value) else f"{value:,.1f}"


_SHOWN: dict[str, Callable[[float], str]] = {
    "count": _count,
    "share": show_share,
    "seconds": show_seconds,
    "mean": lambda value: f"{value:,.1f}",
    "score": lambda value: f"{value:.2f}",
    "score100": lambda value: f"{value:.0f}",
}


def change(figure: Figure) -> str:
    """Such as “▲ 9%” or “▼ 3”; empty where the two can't be compared honestly."""
    value, before = figure.value, figure.before
    if figure.incomplete or figure.before_incomplete:
        return ""
    if not isinstance(value, (int, float)) or not isinstance(before, (int, float)):
        return ""
    difference = value - before
    text = _amount(abs(difference), before, figure.unit)
    return f"{'▲' if difference > 0 else '▼'} {text}" if text else ""


def _amount(difference: float, before: float, unit: str) -> str:
    """How far apart two values are, empty if the reader would see no difference."""
    if unit == "seconds":
        return show_seconds(difference) if round(difference) else ""
    if unit == "share":
        points = f"{100 * difference:.1f}"
        return _("{n} points").format(n=points) if float(points) else ""
    if unit == "count" and before >= SMALL:
        hundredths = f"{100 * difference / before:.0f}"
        return percent(hundredths) if float(hundredths) else ""
    number = f"{difference:.0f}" if unit == "count" else shown(difference, unit).replace(",", "")
    return f"{float(number):,}".removesuffix(".0") if float(number) else ""


def numeric_columns(rows: Sequence[Sequence[str | float | None]]) -> set[int]:
    """The columns, from the second on, that hold numbers and nothing else."""
    columns = list(zip(*rows, strict=False))
    return {
        at
        for at, cells in enumerate(columns)
        if at
        and any(cell is not None for cell in cells)
        and not any(isinstance(cell, str) for cell in cells)
    }


def joined(parts: Iterable[str]) -> str:
    """Names in a row, as the language separates them."""
    return listed(parts)


def file_name(digest: Digest, suffix: str) -> str:
    """A name to propose for the file, safe on every system."""
    stem = f"{digest.group} {digest.label}" + (f" {_('private')}" if digest.private else "")
    return f"{safe(stem)}.{suffix}"
