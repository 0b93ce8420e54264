"""Members of each day, and below how many came and went."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from qunmate import day_words
from qunmate.i18n import _, ngettext
from qunmate.terms import says
from qunmate.ui.health.day_plot import DayPlot
from qunmate.ui.health.days import WEEK, Floats, by_week, drawn, net_growth, places, summed, values
from qunmate.ui.health.legend import OTHER
from qunmate.ui.health.reading import Shown
from qunmate.ui.health.telling import came_and_went
from qunmate.ui.theme import Theme, mix

GROWTH_HEIGHT = 64


class MembersChart(QWidget):
    chosen = Signal(int)  # a day of which the operator wants to see who came and went

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: Shown | None = None
        self.plot = DayPlot(theme, self.words, days_below=False)
        self.plot.setAccessibleName(_("Members per day"))
        self.growth = DayPlot(theme, self.words, grid=False)
        self.growth.setAccessibleName(_("Net growth per day"))
        self.growth.setFixedHeight(GROWTH_HEIGHT)
        self.growth.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.growth.values.setTicks([[]])
        self.other = self.plot.curve(connect="finite")
        self.line = self.plot.curve(connect="finite")
        self.bars = pg.BarGraphItem(x=[0], height=[0], width=0.7)
        self.growth.addItem(self.bars)
        self._zero = pg.InfiniteLine(pos=0, angle=0, movable=False)
        self.growth.addItem(self._zero, ignoreBounds=True)
        for plot in (self.plot, self.growth):
            plot.chosen.connect(self.chosen)
            plot.setCursor(Qt.CursorShape.PointingHandCursor)
        self.plot.pointed.connect(lambda day: self.growth.point(day, tell=False))
        self.growth.pointed.connect(lambda day: self.plot.point(day, tell=False))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.plot, 1)
        box.addWidget(self.growth)
        self.setMinimumHeight(180)
        theme.changed.connect(self._colour)
        self.plot.sharpened.connect(self._colour)

    def show_health(self, shown: Shown) -> None:
        self._shown = shown
        count = shown.last - shown.first + 1
        days = places(shown.first, count)
        members = drawn(values(shown.now, "members"))
        nothing = np.full(len(days), np.nan)
        other = drawn(values(shown.other, "members")) if shown.other else nothing
        self.line.setData(days, members)
        self.other.setData(days, other)
        both = np.concatenate([members, other])
        low, high = float(np.nanmin(both)), float(np.nanmax(both))
        below = max(0.25 * (high - low), 1.0)
        self.plot.show_days(shown.first, count, max(high, low + 1), max(low - below, 0.0))
        net = self._net()
        most = float(np.abs(net).max(initial=1.0))
        self.bars.setOpts(x=days, height=net, width=0.7 * (WEEK if by_week(count) else 1))
        self.growth.show_days(shown.first, count, most, -most if (net < 0).any() else 0.0)
        self._colour()

    def _net(self) -> Floats:
        """Of each day, or week."""
        if self._shown is None:
            return np.zeros(0)
        return summed(net_growth(self._shown.now, self._shown.members_before))

    def words(self, day: int) -> str:
        shown = self._shown
        place = day - shown.first if shown else -1
        if shown is None or not 0 <= place < len(shown.now.daily):
            return ""
        figures = shown.now.daily[place]
        n = figures["members"]
        lines = [
            day_words.with_weekday_near(day, shown.today),
            ngettext("{n:,} member", "{n:,} members", n).format(n=n),
        ]
        moves = came_and_went(figures["joins"] or 0, figures["leaves"] or 0)
        if moves:
            single = shown.now.group is not None
            lines.append(moves if single else _("by group {moves}").format(moves=moves))
        if shown.other:
            name = shown.other.group["name"] if shown.other.group else _("All groups")
            lines.append(says(name, f"{shown.other.daily[place]['members']:,}"))
        return "\n".join(lines)

    def _colour(self) -> None:
        tokens = self._theme.tokens
        colour = tokens.chart[3]
        self.line.setPen(self.plot.pen(colour, 2))
        faded = mix(colour, tokens.surface, OTHER)
        self.other.setPen(self.plot.pen(faded, 2, Qt.PenStyle.DashLine))
        self._zero.setPen(self.plot.pen(tokens.line, 1))
        brushes = [pg.mkBrush(tokens.good if n > 0 else tokens.bad) for n in self._net()]
        if brushes:
            self.bars.setOpts(brushes=brushes, pen=None)
