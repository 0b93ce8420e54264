"""Messages and speakers of each day, what was planned marked on them, and another group beside."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPen, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qunmate import day_words
from qunmate.figures.health import DayFigures
from qunmate.i18n import _, ngettext
from qunmate.ui.health.day_plot import DayPlot
from qunmate.ui.health.days import Floats, drawn, ends_early, gap_spans, places, values
from qunmate.ui.health.legend import OTHER
from qunmate.ui.health.marks import in_order_of_weight, placed
from qunmate.ui.health.reading import Mark, Shown
from qunmate.ui.later import later
from qunmate.ui.theme import NOTE, Theme, mix

MOST_MARKS = 8
LANES = 3  # lines of labels above the days
LEAST_WORDS = 110  # px for a label, before it is cut
BESIDE = 2  # px between a mark and its label
HEADROOM = 0.11  # of the height, for a line of labels
DOT = 7  # px across, open, where a day or week is not over: no line falls to it
FIELDS = ("messages", "speakers")


class ActivityChart(QWidget):
    chosen = Signal(int)  # a day whose messages the operator wants to see

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: Shown | None = None
        self._gap_days: set[int] = set()
        self._told: list[Mark] = []
        self.plot = DayPlot(theme, self.words)
        self.plot.chosen.connect(self.chosen)
        self.plot.setAccessibleName(_("Messages and speakers per day"))
        self.plot.setCursor(Qt.CursorShape.PointingHandCursor)
        self.others = [self.plot.curve(connect="finite") for _field in FIELDS]
        self.lines = [self.plot.curve(connect="finite") for _field in FIELDS]
        # a day or week that is not over: of the other group, and above it of this one
        self.other_tails, self.tails = (
            [
                self.plot.curve(pen=None, symbol="o", symbolSize=DOT, antialias=True)
                for _field in FIELDS
            ]
            for _group in range(2)
        )
        self.messages, self.speakers = self.lines
        self.rules: list[pg.InfiniteLine] = []
        self.marks: list[pg.InfiniteLine] = []  # above them, no rule strikes a label through
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.plot)
        self.setMinimumHeight(150)
        theme.changed.connect(self._colour)
        self.plot.sharpened.connect(self._colour)
        self._colour()

    def show_health(self, shown: Shown) -> None:
        self._shown = shown
        count = shown.last - shown.first + 1
        days = places(shown.first, count)
        spans = gap_spans(shown.now)
        self._gap_days = {day for first, last in spans for day in range(first, last + 1)}
        apart = ends_early(count, running=shown.running)
        most = 1.0
        for place, field in enumerate(FIELDS):
            own = drawn(values(shown.now, field))
            lonely = 0 < int(np.isfinite(own).sum()) < 3
            look = {"symbol": "o" if lonely else None, "symbolSize": 5, "antialias": lonely}
            nothing = np.full(len(days), np.nan)
            other = drawn(values(shown.other, field)) if shown.other else nothing
            tail = slice(-1 if apart else len(days), None)
            for line, dot, found, more in (
                (self.lines[place], self.tails[place], own, look),
                (self.others[place], self.other_tails[place], other, {}),
            ):
                joined = _but_last(found) if apart else "finite"
                line.setData(days, found, connect=joined, **more)
                known = np.isfinite(found[tail])  # a dot without a place ends the program
                dot.setData(days[tail][known], found[tail][known])
            both = np.concatenate([own, other])
            most = max(most, float(np.nanmax(both))) if np.isfinite(both).any() else most
        self._told = in_order_of_weight(shown.marks)
        lanes = min(LANES, len(self._told))
        self.plot.show_days(shown.first, count, most / (1 - HEADROOM * lanes))
        self.plot.show_gaps(spans)
        self._show_marks()

    def _show_marks(self) -> None:
        while len(self.marks) < min(MOST_MARKS, len(self._told)):
            rule = pg.InfiniteLine(angle=90, movable=False)
            mark = pg.InfiniteLine(angle=90, pen=QPen(Qt.PenStyle.NoPen), label="")
            mark.setZValue(1)
            for line, lines in ((rule, self.rules), (mark, self.marks)):
                self.plot.addItem(line, ignoreBounds=True)
                lines.append(line)
        self._colour()
        self._place_labels()

    def _place_labels(self) -> None:
        """Mark as many as have room for their words, what tells most first; the bubble tells of
        the others."""
        metrics = QFontMetrics(self._small())
        room = self.plot.getViewBox().sceneBoundingRect()
        share = 2 if len(self._told) <= LANES else 4
        most = max(room.width() / share, LEAST_WORDS)
        words = [_mark_words(mark, metrics, most) for mark in self._told]
        wants = [
            (self.place_of(mark.day).x(), metrics.horizontalAdvance(said) + 12)
            for mark, said in zip(self._told, words, strict=True)
        ]
        spots = placed(wants, room.left(), room.right(), LANES, MOST_MARKS)
        for place, (rule, line) in enumerate(zip(self.rules, self.marks, strict=True)):
            rule.setVisible(place < len(spots))
            line.setVisible(place < len(spots))
            if place < len(spots):
                spot = spots[place]
                rule.setPos(self._told[spot.which].day)
                line.setPos(self._told[spot.which].day)
                line.label.orthoPos = 0.97 - HEADROOM * spot.lane
                rule.setSpan(0, min(line.label.orthoPos + HEADROOM / 3, 1))  # up to its words
                line.label.setFormat(words[spot.which])
                off = BESIDE / max(line.label.boundingRect().width(), 1.0)
                anchor = (-off, 0.5) if spot.after else (1.0 + off, 0.5)
                line.label.anchors = [anchor, anchor]
                line.label.updatePosition()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._told:
            later(self, self._place_labels)  # once the plot has its new size

    def _small(self) -> QFont:
        small = QFont(self.font())
        small.setPixelSize(NOTE - 1)
        return small

    def words(self, day: int) -> str:
        """A day's figures in words, a line each."""
        shown = self._shown
        place = day - shown.first if shown else -1
        if shown is None or not 0 <= place < len(shown.now.daily):
            return ""
        head = day_words.with_weekday_near(day, shown.today)
        if day in self._gap_days:
            lines = [_("{day}: no data").format(day=head)]
        else:
            lines = [head, *_counts(shown.now.daily[place])]
            if shown.running and day == shown.last:
                lines.append(_("The day is not over yet"))
        if shown.other:
            name = shown.other.group["name"] if shown.other.group else _("All groups")
            lines += [f"{name}:", *_counts(shown.other.daily[place])]
        return "\n".join([*lines, *(f"▸ {title}" for title in shown.planned.get(day, ())[:4])])

    def _colour(self) -> None:
        tokens = self._theme.tokens
        for place in range(len(FIELDS)):
            colour = tokens.chart[place]
            self.lines[place].setPen(self.plot.pen(colour, 2))
            self.lines[place].setSymbolBrush(QColor(colour))
            self.lines[place].setSymbolPen(None)
            faded = mix(colour, tokens.surface, OTHER)
            self.others[place].setPen(self.plot.pen(faded, 2, Qt.PenStyle.DashLine))
            for dots, ring in ((self.tails, colour), (self.other_tails, faded)):
                dots[place].setSymbolPen(self.plot.pen(ring, 2))
                dots[place].setSymbolBrush(QColor(tokens.surface))
        for line in self.rules:
            line.setPen(self.plot.pen(tokens.second, 1, Qt.PenStyle.DotLine))
        for line in self.marks:
            line.label.fill = pg.mkBrush(tokens.surface)
            line.label.setColor(QColor(tokens.second))
            line.label.textItem.setFont(self._small())

    def place_of(self, day: int) -> QPointF:
        """Where a day lies in the plot, in the scene's coordinates."""
        place: QPointF = self.plot.getViewBox().mapViewToScene(QPointF(day, 0))
        return place


def _but_last(numbers: Floats) -> NDArray[np.int32]:
    """Which numbers are joined to the next one: those known, without the last step."""
    known = np.isfinite(numbers)
    joined = np.zeros(len(numbers), np.int32)
    joined[:-2] = known[:-2] & known[1:-1]
    return joined


def _mark_words(mark: Mark, metrics: QFontMetrics, room: float) -> str:
    title = mark.title.replace("{", "(").replace("}", ")")  # pyqtgraph formats it
    title = metrics.elidedText(title, Qt.TextElideMode.ElideRight, int(room))
    return title if mark.lift is None else f"{title} ×{mark.lift:.1f}"


def _counts(figures: DayFigures) -> list[str]:
    n, people = figures["messages"], figures["speakers"]
    return [
        ngettext("{n:,} message", "{n:,} messages", n).format(n=n),
        ngettext("{n:,} speaker", "{n:,} speakers", people).format(n=people),
    ]
