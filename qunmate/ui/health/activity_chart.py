"""Messages and speakers of each day. Days that no import covers are left open."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from qunmate import clock
from qunmate.figures.health import DayFigures, Health
from qunmate.i18n import _, ngettext
from qunmate.ui.theme import NOTE, Theme


class DayAxis(pg.AxisItem):  # type: ignore[misc]
    """Days since 1970-01-01."""

    def tickValues(self, low: float, high: float, _size: float) -> list[tuple[float, list[float]]]:
        """At most about six days, the first and the last among them."""
        first, last = int(np.ceil(low)), int(np.floor(high))
        if last <= first:
            return [(1.0, [float(first)])]
        step = max(1, round((last - first) / 6))
        days = [float(day) for day in range(first, last - step // 2 + 1, step)]
        return [(float(step), [*days, float(last)])]

    def tickStrings(self, values: Sequence[float], _scale: float, _spacing: float) -> list[str]:
        return [short_day(int(value)) for value in values]


def short_day(day: int) -> str:
    date = clock.date_of(day)
    return f"{date.month}-{date.day:02}"


class ActivityChart(QWidget):
    hovered = Signal(str)  # the day under the mouse in words, empty when it leaves

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._days: list[DayFigures] = []
        self._first = 0
        self._gap_days: set[int] = set()
        self._bottom, self._left = DayAxis("bottom"), pg.AxisItem("left")
        self.plot = pg.PlotWidget(axisItems={"bottom": self._bottom, "left": self._left})
        self.plot.setMenuEnabled(False)
        self.plot.setMouseEnabled(x=False, y=False)
        self.plot.hideButtons()
        self.plot.setFrameShape(self.plot.Shape.NoFrame)
        self.plot.getViewBox().setDefaultPadding(0.0)
        self.plot.getPlotItem().layout.setContentsMargins(0, 4, 16, 0)
        self.messages = self.plot.plot(connect="finite")
        self.speakers = self.plot.plot(connect="finite")
        self._cursor = pg.InfiniteLine(angle=90, movable=False)
        self._cursor.hide()
        self.plot.addItem(self._cursor, ignoreBounds=True)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.plot)
        self.setMinimumHeight(150)
        self.plot.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.setAccessibleName(_("Messages and speakers per day"))
        self.plot.scene().sigMouseMoved.connect(self._hover)
        theme.changed.connect(self._colour)
        self._colour()

    def show_health(self, health: Health) -> None:
        self._days = list(health.daily)
        first = clock.parse_day(self._days[0]["day"]) if self._days else 0
        self._first = first
        days = np.arange(first, first + len(self._days), dtype=float)
        open_ = _uncovered(health, first, len(self._days))
        for line, counts in (
            (self.messages, [day["messages"] for day in self._days]),
            (self.speakers, [day["speakers"] for day in self._days]),
        ):
            values = np.array(counts, dtype=float)
            values[open_] = np.nan
            lonely = len(values) - int(open_.sum()) < 3
            line.setData(days, values, symbol="o" if lonely else None, symbolSize=5)
        covered = [d["messages"] for d, gap in zip(self._days, open_, strict=True) if not gap]
        self.plot.setYRange(0, max([*covered, 1]) * 1.06, padding=0)
        self.plot.setXRange(first, first + max(len(self._days) - 1, 1), padding=0.01)
        self._gap_days = {first + int(place) for place in np.flatnonzero(open_)}

    def words(self, day: int) -> str:
        """A day's figures in words."""
        place = day - self._first
        if not 0 <= place < len(self._days):
            return ""
        if day in self._gap_days:
            return _("{day}: no data").format(day=self._days[place]["day"])
        figures = self._days[place]
        n, people = figures["messages"], figures["speakers"]
        count = ngettext("{n:,} message", "{n:,} messages", n).format(n=n)
        spoke = ngettext("{n:,} speaker", "{n:,} speakers", people).format(n=people)
        return f"{figures['day']} · {count} · {spoke}"

    def _hover(self, point: QPointF) -> None:
        view = self.plot.getViewBox()
        if not view.sceneBoundingRect().contains(point):
            self._leave()
            return
        day = round(view.mapSceneToView(point).x())
        words = self.words(day)
        self._cursor.setVisible(bool(words))
        self._cursor.setPos(day)
        self.hovered.emit(words)

    def _leave(self) -> None:
        self._cursor.hide()
        self.hovered.emit("")

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._leave()

    def _colour(self) -> None:
        tokens = self._theme.tokens
        self.plot.setBackground(tokens.surface)
        width = 2 * self.devicePixelRatioF()  # cosmetic pens count the screen's own pixels
        self.messages.setPen(pg.mkPen(tokens.chart[0], width=width))
        self.speakers.setPen(pg.mkPen(tokens.chart[1], width=width))
        for line, colour in ((self.messages, 0), (self.speakers, 1)):
            line.setSymbolBrush(QColor(tokens.chart[colour]))
            line.setSymbolPen(None)
        self._cursor.setPen(pg.mkPen(tokens.second, width=1, style=Qt.PenStyle.DotLine))
        small = QFont(self.font())
        small.setPixelSize(NOTE - 1)
        axes: tuple[Any, ...] = (self._bottom, self._left)
        for axis in axes:
            axis.setPen(pg.mkPen(tokens.line))
            axis.setTextPen(pg.mkPen(tokens.second))
            axis.setStyle(tickFont=small, tickLength=0, hideOverlappingLabels=False)
        self._left.setGrid(150)
        self._left.setStyle(maxTickLevel=0)
        self._left.setTickDensity(0.7)


def _uncovered(health: Health, first: int, count: int) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Which of the days lie in a gap."""
    marks = np.zeros(count, dtype=bool)
    for begin, end in health.data["gaps"]:
        low, high = clock.parse_day(begin) - first, clock.parse_day(end) - first
        marks[max(low, 0) : max(high + 1, 0)] = True
    return marks
