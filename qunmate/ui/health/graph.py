"""Who talks with whom: the strongest members as dots, pairs as lines."""

from __future__ import annotations

from math import hypot, log1p, sqrt

from PySide6.QtCore import QEvent, QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from qunmate.bidi import isolated
from qunmate.i18n import _, ngettext
from qunmate.ui.blur import Blur
from qunmate.ui.health.graph_layout import Graph
from qunmate.ui.health.graph_names import Dot, beside
from qunmate.ui.health.keys import BY_KEYS, CHOOSING
from qunmate.ui.parts import hint
from qunmate.ui.spoken import Role
from qunmate.ui.theme import NOTE, Theme, mix

EDGE = 28  # px around
LEAST, MOST = 4.0, 13.0  # radius of a dot
NAMED = 24  # so many of the strongest have their names beside them
LONGEST = 90  # px of a name
NAME_HEIGHT = 16
FOREMOST = 6  # so many have their names even upon the dots of others
BEHIND = 0.75  # opacity of the ground of a name


class RelationGraph(QWidget):
    spoken_as = Role.Chart

    chosen = Signal(int)  # a member's id

    def __init__(self, theme: Theme, blur: Blur) -> None:
        super().__init__()
        self._theme, self._blur = theme, blur
        self._graph = Graph((), (), (), ())
        self._names: dict[int, str] = {}
        self.current = -1
        self.setMinimumHeight(320)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Who talks with whom"))
        theme.changed.connect(self.update)

    def show_graph(self, graph: Graph, names: dict[int, str]) -> None:
        self._graph, self._names = graph, names
        self.current = -1
        self.setAccessibleDescription(
            "\n".join(self.words(place) for place in range(min(len(graph.members), NAMED)))
        )
        self.update()

    def name(self, place: int) -> str:
        return self._blur.member(self._names.get(self._graph.members[place], ""))

    def words(self, place: int) -> str:
        partners = sum(place in pair[:2] for pair in self._graph.pairs)
        count = ngettext("talks with {n} of those shown", "talks with {n} of those shown", partners)
        return f"{isolated(self.name(place))} · {count.format(n=f'{partners:,}')}"

    def spot(self, place: int) -> QPointF:
        x, y = self._graph.places[place]
        wide, high = self.width() - 2 * EDGE - LONGEST, self.height() - 2 * EDGE
        return QPointF(EDGE + x * wide, EDGE + y * high)

    def _radius(self, place: int) -> float:
        most = sqrt(max(self._graph.weights, default=1))
        return LEAST + (MOST - LEAST) * sqrt(self._graph.weights[place]) / most

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        spots = [self.spot(place) for place in range(len(self._graph.members))]
        heaviest = log1p(max((weight for _a, _b, weight in self._graph.pairs), default=1))
        for a, b, weight in self._graph.pairs:
            near = self.current in {a, b}
            share = 0.10 + 0.45 * log1p(weight) / heaviest
            colour = tokens.accent if near else mix(tokens.second, tokens.surface, share)
            painter.setPen(QPen(QColor(colour), 1.6 if near else 1.0))
            painter.drawLine(spots[a], spots[b])
        linked = {
            place for pair in self._graph.pairs if self.current in pair[:2] for place in pair[:2]
        }
        for place, spot in enumerate(spots):
            faded = self.current >= 0 and place not in linked and place != self.current
            colour = mix(tokens.core, tokens.surface, 0.3) if faded else tokens.core
            painter.setPen(QPen(QColor(tokens.surface), 1.5))
            painter.setBrush(QColor(colour))
            painter.drawEllipse(spot, self._radius(place), self._radius(place))
        self._draw_names(painter, spots)
        painter.end()

    def _draw_names(self, painter: QPainter, spots: list[QPointF]) -> None:
        small = painter.font()
        small.setPixelSize(NOTE)
        painter.setFont(small)
        painter.setPen(QColor(self._theme.tokens.text))
        ground = QColor(self._theme.tokens.surface)
        ground.setAlphaF(BEHIND)  # so that lines don't strike the name through
        metrics = painter.fontMetrics()
        first = [self.current] if self.current >= 0 else []
        names = {
            place: metrics.elidedText(self.name(place), Qt.TextElideMode.ElideRight, LONGEST)
            for place in (*first, *range(min(NAMED, len(spots))))
        }
        sizes = {
            place: QSizeF(metrics.horizontalAdvance(name), NAME_HEIGHT)
            for place, name in names.items()
        }
        dots = [Dot(spot, self._radius(place)) for place, spot in enumerate(spots)]
        foremost = len({*first, *range(FOREMOST)})
        for place, box in beside(sizes, dots, QRectF(self.rect()), foremost):
            painter.fillRect(box, ground)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, names[place])

    def place_at(self, point: QPointF) -> int:
        """The member whose dot lies there, -1 for none."""
        found = [
            (hypot(spot.x() - point.x(), spot.y() - point.y()), place)
            for place in range(len(self._graph.members))
            for spot in [self.spot(place)]
        ]
        distance, place = min(found, default=(1e9, -1))
        return place if place >= 0 and distance <= self._radius(place) + 4 else -1

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point(self.place_at(event.position()))
        self.setCursor(
            Qt.CursorShape.PointingHandCursor if self.current >= 0 else Qt.CursorShape.ArrowCursor
        )
        if self.current >= 0:
            QToolTip.showText(
                event.globalPosition().toPoint(), hint(self.words(self.current)), self
            )
        else:
            QToolTip.hideText()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self.place_at(event.position())
        if place >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(self._graph.members[place])

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._point(-1)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in BY_KEYS:
            self._point(0 if self._graph.members else -1)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._point(-1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go from the strongest to the next, Return opens the member."""
        steps = {
            Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1
        }  # fmt: skip
        if event.key() in steps and self._graph.members:
            there = self.current + steps[Qt.Key(event.key())]
            self._point(min(max(there, 0), len(self._graph.members) - 1))
            below = self.mapToGlobal(self.spot(self.current)).toPoint()
            QToolTip.showText(below, hint(self.words(self.current)), self)
        elif event.key() in CHOOSING and self.current >= 0:
            self.chosen.emit(self._graph.members[self.current])
        else:
            super().keyPressEvent(event)

    def _point(self, place: int) -> None:
        if place != self.current:
            self.current = place
            self.update()
