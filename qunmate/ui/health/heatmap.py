"""Messages by weekday and hour, as a field of squares."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLocale, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from qunmate.i18n import _, language, ngettext
from qunmate.ui.health.keys import AROUND, BY_KEYS, CHOOSING
from qunmate.ui.hours import hour_words
from qunmate.ui.parts import hint
from qunmate.ui.spoken import Role
from qunmate.ui.theme import NOTE, Theme, mix

LEFT, BOTTOM, GAP, HEIGHT = 32, 20, 2, 125
HOURS = (0, 6, 12, 18, 23)


class Heatmap(QWidget):
    spoken_as = Role.Chart

    chosen = Signal(int)  # an hour of the week with messages, counted from 0:00 on Monday

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.counts: list[list[int]] = [[0] * 24 for _day in range(7)]
        self.cell: tuple[int, int] | None = None  # weekday and hour told of
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumWidth(280)
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Messages by weekday and hour"))
        theme.changed.connect(self.update)

    def show_counts(self, counts: list[list[int]]) -> None:
        """7 × 24, Monday first."""
        self.counts = counts
        best = max((n, day, hour) for day, row in enumerate(counts) for hour, n in enumerate(row))
        if best[0]:
            self.setAccessibleDescription(self.words(best[1], best[2]))
        self.update()

    def _cell(self) -> tuple[float, float]:
        return (self.width() + GAP - LEFT) / 24, (self.height() - BOTTOM) / 7

    def cell_centre(self, day: int, hour: int) -> QPointF:
        wide, high = self._cell()
        return QPointF(LEFT + (hour + 0.5) * wide, (day + 0.5) * high)

    def words(self, day: int, hour: int) -> str:
        """What a square stands for."""
        n = self.counts[day][hour]
        count = ngettext("{n:,} message", "{n:,} messages", n).format(n=n)
        return f"{hour_words(day, hour)} · {count}"

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        most = max(max(row) for row in self.counts) or 1
        wide, high = self._cell()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for day, row in enumerate(self.counts):
            for hour, n in enumerate(row):
                share = 0.05 + 0.95 * n / most
                painter.setBrush(QColor(mix(tokens.accent, tokens.surface, share)))
                box = QRectF(LEFT + hour * wide, day * high, wide - GAP, high - GAP)
                painter.drawRoundedRect(box, 2, 2)
        if self.cell:
            day, hour = self.cell
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens.text), 1.5))
            box = QRectF(LEFT + hour * wide, day * high, wide - GAP, high - GAP)
            painter.drawRoundedRect(box, 2, 2)
        self._scales(painter, wide, high)
        painter.end()

    def _scales(self, painter: QPainter, wide: float, high: float) -> None:
        form = QLocale.FormatType.NarrowFormat
        if language() == "en":
            form = QLocale.FormatType.ShortFormat
        small = painter.font()
        small.setPixelSize(NOTE - 1)
        painter.setFont(small)
        painter.setPen(QColor(self._theme.tokens.second))
        middle = Qt.AlignmentFlag.AlignVCenter
        for day in range(7):
            box = QRectF(0, day * high, LEFT - 6, high - GAP)
            painter.drawText(box, middle, QLocale().dayName(day + 1, form))
        for hour in HOURS:
            centre = LEFT + (hour + 0.5) * wide
            left = min(max(centre - 20, LEFT - 4), self.width() - 40)
            box = QRectF(left, self.height() - BOTTOM + 2, 40, BOTTOM - 2)
            edge = Qt.AlignmentFlag.AlignHCenter
            if hour in {HOURS[0], HOURS[-1]}:
                edge = Qt.AlignmentFlag.AlignRight if hour else Qt.AlignmentFlag.AlignLeft
            painter.drawText(box, middle | edge, f"{hour:02}:00")

    def choose(self, cell: tuple[int, int] | None) -> None:
        """Nothing is behind a square without messages."""
        if cell and self.counts[cell[0]][cell[1]]:
            self.chosen.emit(cell[0] * 24 + cell[1])

    def _at(self, point: QPointF) -> tuple[int, int] | None:
        wide, high = self._cell()
        day, hour = int(point.y() // high), int((point.x() - LEFT) // wide)
        return (day, hour) if 0 <= day < 7 and 0 <= hour < 24 else None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.choose(self._at(event.position()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point(self._at(event.position()), event.globalPosition().toPoint())

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._point(None)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in BY_KEYS:
            self._point((0, 0), self.mapToGlobal(self.cell_centre(0, 0)).toPoint())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._point(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in CHOOSING:
            self.choose(self.cell)
            return
        step = AROUND.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        day, hour = self.cell or (0, 0)
        if self.cell:
            day, hour = (day + step[0]) % 7, (hour + step[1]) % 24
        self._point((day, hour), self.mapToGlobal(self.cell_centre(day, hour)).toPoint())

    def _point(self, cell: tuple[int, int] | None, where: QPoint | None = None) -> None:
        """Tell of a square in a tooltip; a hand shows that something is behind it."""
        if cell and self.counts[cell[0]][cell[1]]:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        else:
            self.unsetCursor()
        if cell != self.cell:
            self.cell = cell
            self.update()
        if cell is None or where is None:
            QToolTip.hideText()
        else:
            QToolTip.showText(where, hint(self.words(*cell)), self)
