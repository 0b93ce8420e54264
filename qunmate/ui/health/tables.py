"""The numbers behind each chart of the Health tab, to be saved."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLocale

from qunmate import clock
from qunmate.data.exporters.chart_xlsx import ChartTable
from qunmate.data.exporters.xlsx_style import Cell
from qunmate.figures.score import WEIGHTS
from qunmate.figures.words import FIGURES, score_part_word, show
from qunmate.i18n import _
from qunmate.ui.health.bars import Bar
from qunmate.ui.health.cards import KEYS
from qunmate.ui.health.days import gap_spans
from qunmate.ui.health.reading import Shown


def note_of(shown: Shown) -> str:
    """Whose numbers they are, and of which days."""
    name = shown.now.group["name"] if shown.now.group else _("All groups")
    return f"{name} · {shown.now.from_} – {shown.now.to}"


def score_table(shown: Shown) -> ChartTable:
    rows = [
        (
            FIGURES[key].name,
            show(key, getattr(shown.now, key)),
            show(key, getattr(shown.before, key)) if shown.before else "",
            FIGURES[key].meaning,
        )
        for key in KEYS
    ]
    heads = (_("Figure"), _("Now"), _("Period before"), _("What it means"))
    return ChartTable(_("Overview"), note_of(shown), heads, rows)


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
    covered = _covered(shown)
    rows = [
        (
            day["day"],
            day["messages"] if sure else None,
            day["speakers"] if sure else None,
            "; ".join(shown.planned.get(clock.parse_day(day["day"]), ())),
        )
        for day, sure in zip(shown.now.daily, covered, strict=True)
    ]
    heads = (_("Day"), _("Messages"), _("Speakers"), _("Planned"))
    return ChartTable(_("Messages and speakers"), note_of(shown), heads, rows)


def _covered(shown: Shown) -> list[bool]:
    spans = gap_spans(shown.now)
    days = range(shown.first, shown.first + len(shown.now.daily))
    return [not any(first <= day <= last for first, last in spans) for day in days]


def members_table(shown: Shown) -> ChartTable:
    rows = [(day["day"], day["members"], day["joins"], day["leaves"]) for day in shown.now.daily]
    heads = (_("Day"), _("Members"), _("Joined"), _("Left"))
    return ChartTable(_("Members and growth"), note_of(shown), heads, rows)


def hours_table(shown: Shown) -> ChartTable:
    names = [QLocale().dayName(day + 1, QLocale.FormatType.LongFormat) for day in range(7)]
    heads = (_("Weekday"), *(f"{hour}:00" for hour in range(24)))
    rows: list[tuple[Cell, ...]] = [
        (name, *counts) for name, counts in zip(names, shown.now.hour_heatmap, strict=True)
    ]
    return ChartTable(_("When it is lively"), note_of(shown), heads, rows)


def retention_table(shown: Shown) -> ChartTable:
    cohorts = shown.cohorts
    deepest = max((len(cohort["rates"]) for cohort in cohorts), default=0)
    rows: list[tuple[Cell, ...]] = [
        (
            cohort["month"],
            cohort["size"],
            *cohort["rates"],
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
