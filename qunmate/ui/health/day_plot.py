"""A plot over days: crosshair, the day under it in words, a day to choose by mouse or keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent, QPen
from PySide6.QtWidgets import QGraphicsItem, QLabel, QSizePolicy

from qunmate import clock, day_words
from qunmate.ui.health.keys import BY_KEYS, CHOOSING
from qunmate.ui.spoken import Role
from qunmate.ui.theme import NOTE, Theme, mix

MONTHS = 270  # days shown from which on months are marked, not days
MOST_MONTHS = 7
DAY_ROOM = 60  # px for a day in words
AXIS_WIDTH = 44  # px: plots below one another stand in line
STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_PageUp: -7, Qt.Key.Key_PageDown: 7}


class DayAxis(pg.AxisItem):  # type: ignore[misc]
    """Days since 1970-01-01."""

    def tickValues(self, low: float, high: float, size: float) -> list[tuple[float, list[float]]]:
        """At most about six days, as many as have room, the first and the last among them; of
        many days those on which a month begins."""
        first, last = int(np.ceil(low)), int(np.floor(high))
        if last <= first:
            return [(1.0, [float(first)])]
        if last - first > MONTHS:
            return [(MONTHS, beginnings(first, last))]
        step = max(1, round((last - first) / max(1, min(6, size // DAY_ROOM))))
        days = [float(day) for day in range(first, last - step // 2, step)]
        return [(float(step), [*days, float(last)])]

    def tickStrings(self, values: Sequence[float], _scale: float, spacing: float) -> list[str]:
        """A month by its name where it begins."""
        if spacing >= MONTHS:
            return [clock.iso_day(int(value))[:7] for value in values]
        return [day_words.month_day(int(value)) for value in values]


def beginnings(first: int, last: int) -> list[float]:
    """The first days of some months in [first, last], as many months apart each, counted from
    January."""
    months = np.arange(
        np.datetime64(first, "D").astype("datetime64[M]"),
        np.datetime64(last, "D").astype("datetime64[M]") + 1,
    )
    years = -(-len(months) // (12 * MOST_MONTHS))
    apart = next((n for n in (1, 2, 3, 6) if len(months) <= n * MOST_MONTHS), 12 * years)
    days = months[months.astype(int) % apart == 0].astype("datetime64[D]").astype(int)
    return [float(day) for day in days if first <= day <= last]


class CountAxis(pg.AxisItem):  # type: ignore[misc]
    """Messages and people, of which there are no halves. `below`: px of the plot below it."""

    below = 0

    def boundingRect(self) -> QRectF:
        """With the lower half of the words at nought, which are left out otherwise."""
        found: QRectF = super().boundingRect().adjusted(0, 0, 0, self.below)
        return found

    def tickSpacing(self, low: float, high: float, size: float) -> list[tuple[float, float]]:
        usual = super().tickSpacing(low, high, size)
        return [level for level in usual if level[0] >= 1] or [(1.0, 0.0)]


class DayPlot(pg.PlotWidget):  # type: ignore[misc]
    """`words` tells of a day what the bubble says, empty where there is nothing to say."""

    spoken_as = Role.Chart

    pointed = Signal(object)  # the day under the crosshair, None when it is gone
    chosen = Signal(int)
    sharpened = Signal()  # it is drawn in finer or coarser pixels than before

    def __init__(
        self,
        theme: Theme,
        words: Callable[[int], str],
        *,
        days_below: bool = True,
        grid: bool = True,
    ) -> None:
        self.days, self.values = DayAxis("bottom"), CountAxis("left")
        axes = {"bottom": self.days, "left": self.values}
        super().__init__(axisItems=axes, enableMenu=False)
        self._theme, self._words, self._grid = theme, words, grid
        self._first, self._count = 0, 0
        self._ratio = 0.0  # of a picture's pixels to those on the screen, while it is taken
        self.day: int | None = None
        self.setMouseEnabled(x=False, y=False)
        self.hideButtons()
        self.setFrameShape(self.Shape.NoFrame)
        self.getViewBox().setDefaultPadding(0.0)
        # a dot on the last day or at nought stands in whole, over the axis
        clips = QGraphicsItem.GraphicsItemFlag.ItemClipsChildrenToShape
        self.getViewBox().setFlag(clips, enabled=False)
        self.getPlotItem().layout.setContentsMargins(0, 4, 16, 0)
        self.values.setWidth(AXIS_WIDTH)
        for axis in (self.days, self.values):
            axis.setZValue(-1)  # they and their grid lie below the lines and dots
        if days_below:
            self.values.below = NOTE
        else:
            self.days.setHeight(2)
            self.days.setStyle(showValues=False)
        self._gaps: list[pg.LinearRegionItem] = []
        self.day_line = pg.InfiniteLine(angle=90, movable=False)
        self.day_line.hide()
        self.addItem(self.day_line, ignoreBounds=True)
        self.bubble = QLabel(self)
        self.bubble.setObjectName("bubble")
        self.bubble.setTextFormat(Qt.TextFormat.PlainText)
        self.bubble.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.bubble.hide()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setFocusProxy(None)  # it has no name of its own to be spoken
        self.viewport().setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scene().sigMouseMoved.connect(self._hover)
        self.scene().sigMouseClicked.connect(self._click)
        theme.changed.connect(self.colour)
        self.colour()

    def show_days(self, first: int, count: int, most: float, least: float = 0.0) -> None:
        """So many days from `first` on, and values from `least` to `most`."""
        self._first, self._count = first, count
        room = max(most - least, 1.0)
        low = least - (0.06 * room if least < 0 else 0.0)
        self.setYRange(low, most + 0.06 * room, padding=0)
        self.setXRange(first - 0.5, first + max(count - 1, 1) + 0.5, padding=0)
        self.point(None)

    def show_gaps(self, spans: Sequence[tuple[int, int]]) -> None:
        """Days that no import covers, as a tinted ground."""
        while len(self._gaps) < len(spans):
            region = pg.LinearRegionItem(movable=False)
            region.setZValue(-20)
            for line in region.lines:
                line.hide()
            self.addItem(region, ignoreBounds=True)
            self._gaps.append(region)
        for place, region in enumerate(self._gaps):
            region.setVisible(place < len(spans))
            if place < len(spans):
                region.setRegion((spans[place][0] - 0.5, spans[place][1] + 0.5))
        self.colour()

    def point(self, day: int | None, *, tell: bool = True) -> None:
        """Move the crosshair to a day; with `tell` the bubble says what happened on it."""
        if day is not None and not self._first <= day < self._first + self._count:
            day = None
        if day != self.day:
            self.day = day
            self.day_line.setVisible(day is not None)
            if day is not None:
                self.day_line.setPos(day)
            self.pointed.emit(day)
        words = self._words(day) if day is not None and tell else ""
        self.bubble.setVisible(bool(words))
        if words and day is not None:
            self.bubble.setText(words)
            self.bubble.adjustSize()
            self._place(day)

    def _place(self, day: int) -> None:
        """Beside the crosshair, where there is room."""
        at = self.mapFromScene(self.getViewBox().mapViewToScene(QPointF(day, 0))).x()
        left = at + 10
        if left + self.bubble.width() > self.width():
            left = at - 10 - self.bubble.width()
        self.bubble.move(max(0, int(left)), 4)

    def _day_at(self, point: QPointF) -> int | None:
        view = self.getViewBox()
        box: QRectF = view.sceneBoundingRect()
        return round(view.mapSceneToView(point).x()) if box.contains(point) else None

    def _hover(self, point: QPointF) -> None:
        day = self._day_at(point)
        if day != self.day or day is None:
            self.point(day)

    def _click(self, event: Any) -> None:
        day = self._day_at(event.scenePos())
        if day is not None and event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(day)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.point(None)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in BY_KEYS:
            self.point(self._first + self._count - 1)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.point(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move from day to day, Page keys by weeks, Return chooses."""
        last = self._first + self._count - 1
        here = self.day
        key = Qt.Key(event.key())
        if key in CHOOSING and here is not None:
            self.chosen.emit(here)
        elif key in STEPS and self._count:
            there = last if here is None else here + STEPS[key]
            self.point(min(max(there, self._first), last))
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End} and self._count:
            self.point(self._first if key == Qt.Key.Key_Home else last)
        else:
            event.ignore()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self.colour()
            self.sharpened.emit()
        return bool(super().event(event))

    def curve(self, **look: Any) -> pg.PlotDataItem:
        """A line, or dots. Without pyqtgraph's cache, in which each dot would stay in every
        colour that it ever had."""
        return self.plot(useCache=False, **look)

    def pen(self, colour: str, width: float, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
        """A pen of so many px: those of plots count the screen's own, finer pixels."""
        ratio = self._ratio or self.devicePixelRatioF()
        made: QPen = pg.mkPen(colour, width=width * ratio, style=style)
        return made

    def sharpen(self, ratio: float) -> None:
        """Draw for a picture with so many pixels to one px; 0 for the screen again."""
        self._ratio = ratio
        self.colour()
        self.sharpened.emit()

    def colour(self) -> None:
        tokens = self._theme.tokens
        self.setBackground(tokens.surface)
        self.day_line.setPen(self.pen(tokens.second, 1))  # dotted lines are those of plans
        for region in self._gaps:
            region.setBrush(pg.mkBrush(mix(tokens.second, tokens.surface, 0.12)))
        small = QFont(self.font())
        small.setPixelSize(NOTE - 1)
        self.days.setTickPen(pg.mkPen(None))
        for axis in (self.days, self.values):
            axis.setPen(self.pen(tokens.line, 1))
            axis.setTextPen(pg.mkPen(tokens.second))
            axis.setStyle(tickFont=small, tickLength=0, hideOverlappingLabels=False)
        self.values.setGrid(150 if self._grid else False)
        self.values.setStyle(maxTickLevel=0)
        self.values.setTickDensity(0.7)
