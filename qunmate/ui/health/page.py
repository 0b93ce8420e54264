"""The cards of the Health tab in their two columns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from qunmate import day_words
from qunmate.data.exporters.chart_xlsx import ChartTable
from qunmate.figures.words import FIGURES
from qunmate.i18n import _
from qunmate.ui.context import WindowContext
from qunmate.ui.health import tables
from qunmate.ui.health.bars import Bars
from qunmate.ui.health.cards import ScoreLine
from qunmate.ui.health.chart_card import ChartCard
from qunmate.ui.health.days import by_week, ends_early
from qunmate.ui.health.graph import RelationGraph
from qunmate.ui.health.heatmap import Heatmap
from qunmate.ui.health.legend import Key, Legend
from qunmate.ui.health.reading import Shown
from qunmate.ui.health.retention_grid import RetentionGrid
from qunmate.ui.health.telling_bars import (
    kind_bars,
    layer_bars,
    lift_bars,
    role_bars,
    top_bars,
)
from qunmate.ui.health.why import Why
from qunmate.ui.later import later
from qunmate.ui.parts import in_order, label
from qunmate.ui.widgets.page_area import PageArea

if TYPE_CHECKING:
    from qunmate.ui.health.activity_chart import ActivityChart
    from qunmate.ui.health.members_chart import MembersChart

Table = Callable[[Shown], ChartTable]


class HealthPage(PageArea):
    day_chosen = Signal(int)  # whose messages shall be shown
    move_chosen = Signal(int)  # the day of which it shall be shown who came and went

    def __init__(self, context: WindowContext) -> None:
        super().__init__()
        self.setAccessibleName(_("Health"))
        self._context = context
        self._shown: Shown | None = None
        self.activity: ActivityChart | None = None
        self.members: MembersChart | None = None
        theme = context.theme
        self.score_line = ScoreLine()
        self.heatmap = Heatmap(theme)
        self.retention = RetentionGrid(theme)
        self.why = Why()
        self.layers = Bars(theme, _("Members by layer"))
        self.roles = Bars(theme, _("Members by role"))
        self.top = Bars(theme, _("Who spoke most"))
        self.kinds = Bars(theme, _("Messages by kind"), choosable=False)
        self.lifts = Bars(theme, _("Lift by kind of plan item"), choosable=False)
        self.graph = RelationGraph(theme, context.blur)
        self.activity_legend = Legend(theme, _activity_keys(""))
        self.members_legend = Legend(theme, _members_keys(""))
        self._retention_note = label(_("No date of joining is known."), "second", wrap=True)
        self._lift_note = label(_("No done plan item can be compared yet."), "second", wrap=True)
        self._layers_note = label(
            _("Each person counts once; a newcomer is new to all the groups."), "note", wrap=True
        )
        self.cards: list[ChartCard] = []
        context.blur.changed.connect(self._show_names)
        self.show_page(self._inner())

    def _inner(self) -> QWidget:
        inner = QWidget()
        grid = QGridLayout(inner)
        grid.setSpacing(12)
        grid.addWidget(self.score_line, 0, 0, 1, 2)
        grid.addLayout(self._left(), 1, 0)
        grid.addLayout(self._right(), 1, 1)
        grid.setColumnStretch(0, 66)
        grid.setColumnStretch(1, 34)
        grid.setRowStretch(1, 1)
        return inner

    def _left(self) -> QVBoxLayout:
        both = f"{FIGURES['messages'].meaning}\n{FIGURES['speakers'].meaning}"
        self.activity_card = self._card(_("Messages and speakers"), both, tables.activity_table)
        self.activity_card.show_beside(self.activity_legend)
        self.activity_card.setMinimumHeight(268)
        self.members_card = self._card(
            _("Members and growth"), FIGURES["members"].meaning, tables.members_table
        )
        self.members_card.show_beside(self.members_legend)
        self.members_card.setMinimumHeight(260)
        self.retention_card = self._card(
            _("Retention (by month of joining)"),
            FIGURES["retention"].meaning,
            tables.retention_table,
            self.retention,
            self._retention_note,
        )
        graph = self._card(
            _("Who talks with whom"), FIGURES["pairs"].meaning, self._graph_table, self.graph
        )
        return _column(self.activity_card, self.retention_card, self.members_card, graph)

    def _right(self) -> QVBoxLayout:
        figures = FIGURES
        heat = self._card(
            _("When it is lively"),
            figures["hour_heatmap"].meaning,
            tables.hours_table,
            self.heatmap,
        )
        layers = self._bar_card(_("Layers"), "layers", _("People"), self.layers)
        layers.body.addWidget(self._layers_note)
        why = self._card(
            _("Why this score"), figures["score"].meaning, tables.parts_table, self.why
        )
        roles = self._bar_card(_("Roles in talk"), "roles", _("People"), self.roles)
        top = self._bar_card(_("Who spoke most"), "top20_share", _("Messages"), self.top)
        kinds = self._bar_card(_("Kinds of messages"), "kinds", _("Messages"), self.kinds)
        meaning = _(
            "How many times as much as usual was said in the two hours after an item began; the"
            " median over the items of a kind. Usual are the same hours in earlier weeks."
        )
        title = _("What planned items brought")
        lift = self._card(
            title,
            meaning,
            lambda shown: tables.bars_table(shown, title, self.lifts.bars, _("Lift")),
            self.lifts,
            self._lift_note,
        )
        return _column(heat, layers, why, roles, top, kinds, lift, stretch=True)

    def _bar_card(self, title: str, key: str, what: str, bars: Bars) -> ChartCard:
        def table(shown: Shown) -> ChartTable:
            return tables.bars_table(shown, title, bars.bars, what)

        return self._card(title, FIGURES[key].meaning, table, bars)

    def _card(self, title: str, meaning: str, table: Table, *parts: QWidget) -> ChartCard:
        card = ChartCard(self._context, title, meaning, partial(self._table, table))
        for place, part in enumerate(parts):
            card.body.addWidget(part, 0 if place else 1)
        self.cards.append(card)
        return card

    def _table(self, table: Table) -> ChartTable:
        if self._shown is None:
            return ChartTable("", "", (), ())
        return table(self._shown)

    def _graph_table(self, shown: Shown) -> ChartTable:
        names = [self.graph.name(place) for place in range(len(shown.graph.members))]
        return tables.graph_table(shown, names)

    def all_tables(self) -> list[ChartTable]:
        """Everything that is shown, as numbers."""
        if self._shown is None:
            return []
        found = [tables.score_table(self._shown), *(card.table() for card in self.cards)]
        return [table for table in found if table.rows]

    # showing

    def show_health(self, shown: Shown) -> None:
        self._shown = shown
        health = shown.now
        self.score_line.show_figures(shown)
        self.heatmap.show_counts(health.hour_heatmap)
        self.layers.show_bars(layer_bars(health))
        self.roles.show_bars(role_bars(health))
        self.kinds.show_bars(kind_bars(health))
        lifts = lift_bars(shown)
        self.lifts.show_bars(lifts)
        self.lifts.setVisible(bool(lifts))
        self._lift_note.setVisible(not lifts)
        self.retention.show_cohorts(shown.cohorts)
        self.retention.setVisible(bool(health.retention))
        self._retention_note.setVisible(not health.retention)
        day = day_words.near(shown.last, shown.today)
        self.why.show_score(health, day, shown.record.frame.target)
        self._show_how_counted(together=health.group is None)
        self._show_names()
        other = shown.other.group["name"] if shown.other and shown.other.group else ""
        self.activity_legend.show_keys(_activity_keys(other, shown))
        self.members_legend.show_keys(_members_keys(other))
        if self.members:
            self.members.show_health(shown)

    def _show_how_counted(self, *, together: bool) -> None:
        """Where people of several groups stand together, each counts once."""
        self._layers_note.setVisible(together)
        first, any_ = _("Retention (by month of joining)"), _("Retention (by month first joined)")
        self.retention_card.title.set_text(any_ if together else first)

    def _show_names(self) -> None:
        """Names by the rule of the moment: while the screen is shared they are masked."""
        if self._shown:
            self.top.show_bars(top_bars(self._shown, self._context.blur))
            self.graph.show_graph(self._shown.graph, dict(self._shown.names))
            self._show_activity(self._shown)

    def _show_activity(self, shown: Shown) -> None:
        """With the planned items, in whose titles names may stand."""
        if self.activity:
            hide = self._context.blur.text
            marks = [one._replace(title=hide(one.title)) for one in shown.marks]
            self.activity.show_health(replace(shown, marks=marks))

    def make_charts(self) -> None:
        """Once pyqtgraph is there; they are used again for whatever is shown. One after the
        other, so that none holds the window up for long."""
        from qunmate.ui.health.activity_chart import ActivityChart

        self.activity = ActivityChart(self._context.theme)
        self.activity.chosen.connect(self.day_chosen)
        self.activity_card.sharpened.connect(self.activity.plot.sharpen)
        self.activity_card.body.addWidget(self.activity, 1)
        in_order(self.activity_card.more, self.activity.plot)  # what came last is Tab's last
        if self._shown:
            self._show_activity(self._shown)
        later(self, self._make_members_chart)

    def _make_members_chart(self) -> None:
        from qunmate.ui.health.members_chart import MembersChart

        self.members = MembersChart(self._context.theme)
        self.members.chosen.connect(self.move_chosen)
        for plot in (self.members.plot, self.members.growth):
            self.members_card.sharpened.connect(plot.sharpen)
        self.members_card.body.addWidget(self.members, 1)
        in_order(self.members_card.more, self.members.plot, self.members.growth)
        if self._shown:
            self.members.show_health(self._shown)


def _column(*cards: ChartCard, stretch: bool = False) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(12)
    for card in cards:
        column.addWidget(card, 0 if stretch else 1)
    if stretch:
        column.addStretch(1)
    return column


def _activity_keys(other: str, shown: Shown | None = None) -> Sequence[Key]:
    """The lines are means of each week where many days are shown."""
    days = shown.last - shown.first + 1 if shown else 0
    weekly = by_week(days)
    words = (_("Messages"), _("Speakers"))
    if weekly:
        words = (_("Messages per day, mean of the week"), _("Speakers"))
    keys = [Key(said, (f"chart{place}",)) for place, said in enumerate(words)]
    planned = Key(_("Planned"), ("second",), "mark")
    keys += [planned, *([Key(other, ("chart0", "chart1"), "dashed")] if other else [])]
    if shown and ends_early(days, running=shown.running):
        short = _("Part of a week") if weekly else _("Unfinished")
        keys.append(Key(short, ("chart0", "chart1"), "dot"))
    return keys


def _members_keys(other: str) -> Sequence[Key]:
    keys = [Key(_("Members"), ("chart3",)), Key(_("Net growth"), ("good", "bad"), "bar")]
    return [*keys, *([Key(other, ("chart3",), "dashed")] if other else [])]
