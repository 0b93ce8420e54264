"""The numbers behind each chart of the Health tab, to be saved."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import chain

from PySide6.QtCore import QLocale

from qunmate import clock
from qunmate.data.exporters import xlsx_style as style
from qunmate.data.exporters.chart_xlsx import ChartCell, ChartTable, Shaped
from qunmate.data.exporters.xlsx_style import Cell
from qunmate.figures.health import Health
from qunmate.figures.score import WEIGHTS
from qunmate.figures.words import FIGURES, score_part_word, show
from qunmate.i18n import _
from qunmate.terms import says
from qunmate.ui.health.bars import Bar
from qunmate.ui.health.cards import KEYS
from qunmate.ui.health.days import gap_spans
from qunmate.ui.health.reading import Shown


def note_of(shown: Shown) -> str:
    """Whose numbers they are, and of which days."""
    return f"{_name(shown.now)} · {shown.now.from_} – {shown.now.to}"


def score_table(shown: Shown) -> ChartTable:
    rows = [
        (
            FIGURES[key].name,
            _figure(key, getattr(shown.now, key)),
            _figure(key, getattr(shown.before, key)) if shown.before else None,
            *(_figure(key, getattr(other, key)) for other in _others(shown)),
            FIGURES[key].meaning,
        )
        for key in KEYS
    ]
    others = (_name(other) for other in _others(shown))
    heads = (_("Figure"), _("Now"), _("Period before"), *others, _("What it means"))
    return ChartTable(_("Overview"), note_of(shown), heads, rows)


def _figure(key: str, value: float | str | None) -> ChartCell:
    """A number where it is one, else what people read; empty where it is not known."""
    if value is None or isinstance(value, str):
        return None if value is None else show(key, value)
    unit = FIGURES[key].unit
    if unit == "seconds":
        return Shaped(value / clock.DAY, style.SPAN)
    return Shaped(value, style.figure_form(unit, value))


def parts_table(shown: Shown) -> ChartTable:
    """What each part brought to the score of one group."""
    parts = shown.now.score_parts if shown.now.group else {}
    rows = [
        (score_part_word(key), None if part is None else round(weight * part, 1), weight)
        for key, weight in WEIGHTS.items()
        if key in parts
        for part in [parts[key]]
    ]
    return ChartTable(_("Why this score"), note_of(shown), (_("Part"), _("Points"), _("Of")), rows)


def activity_table(shown: Shown) -> ChartTable:
    """A day that no import covers has no number."""
    said = [_said(one, shown.first) for one in (shown.now, *_others(shown))]
    rows: list[tuple[ChartCell, ...]] = [
        (
            date.fromisoformat(day["day"]),
            *chain.from_iterable(counts),
            "; ".join(shown.planned.get(clock.parse_day(day["day"]), ())),
        )
        for day, *counts in zip(shown.now.daily, *said, strict=True)
    ]
    what = (_("Messages"), _("Speakers"))
    others = (says(_name(other), word) for other in _others(shown) for word in what)
    heads = (_("Day"), *what, *others, _("Planned"))
    return ChartTable(_("Messages and speakers"), note_of(shown), heads, rows)


def _said(health: Health, first: int) -> list[tuple[Cell, Cell]]:
    spans = gap_spans(health)
    gaps = {day for begin, end in spans for day in range(begin, end + 1)}
    return [
        (None, None) if day in gaps else (figures["messages"], figures["speakers"])
        for day, figures in enumerate(health.daily, first)
    ]


def _others(shown: Shown) -> list[Health]:
    """The group that lies over the one shown, if there is one."""
    return [shown.other] if shown.other else []


def _name(health: Health) -> str:
    return health.group["name"] if health.group else _("All groups")


def members_table(shown: Shown) -> ChartTable:
    rows: list[tuple[ChartCell, ...]] = [
        (date.fromisoformat(day["day"]), day["members"], day["joins"], day["leaves"], *members)
        for day, *members in zip(
            shown.now.daily,
            *([day["members"] for day in other.daily] for other in _others(shown)),
            strict=True,
        )
    ]
    others = (says(_name(other), _("Members")) for other in _others(shown))
    moves = (_("Joined"), _("Left"))
    if shown.now.group is None:
        moves = (_("Joined (by group)"), _("Left (by group)"))
    heads = (_("Day"), _("Members"), *moves, *others)
    return ChartTable(_("Members and growth"), note_of(shown), heads, rows)


def hours_table(shown: Shown) -> ChartTable:
    names = [QLocale().dayName(day + 1, QLocale.FormatType.LongFormat) for day in range(7)]
    heads = (_("Weekday"), *(f"{hour:02}:00" for hour in range(24)))
    rows: list[tuple[ChartCell, ...]] = [
        (name, *counts) for name, counts in zip(names, shown.now.hour_heatmap, strict=True)
    ]
    return ChartTable(_("When it is lively"), note_of(shown), heads, rows)


def retention_table(shown: Shown) -> ChartTable:
    cohorts = shown.cohorts
    deepest = max((len(cohort["rates"]) for cohort in cohorts), default=0)
    rows: list[tuple[ChartCell, ...]] = [
        (
            Shaped(date.fromisoformat(f"{cohort['month']}-01"), style.MONTH),
            cohort["size"],
            *(None if rate is None else Shaped(rate, style.SHARE) for rate in cohort["rates"]),
            *[None] * (deepest - len(cohort["rates"])),
        )
        for cohort in cohorts
    ]
    heads = (_("Joined"), _("People"), *(f"+{k}" for k in range(deepest)))
    return ChartTable(_("Retention (by month of joining)"), note_of(shown), heads, rows)


def bars_table(shown: Shown, title: str, bars: Sequence[Bar], what: str) -> ChartTable:
    rows = [(bar.label, bar.value) for bar in bars]
    return ChartTable(title, note_of(shown), (title, what), rows)


def graph_table(shown: Shown, names: Sequence[str]) -> ChartTable:
    rows = [(names[a], names[b], weight) for a, b, weight in shown.graph.pairs]
    heads = (_("Member"), _("With"), _("Times"))
    return ChartTable(_("Who talks with whom"), note_of(shown), heads, rows)
