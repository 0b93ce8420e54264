"""Counts as bars, a line each; one is chosen by mouse or keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from qunmate.terms import listed, says
from qunmate.ui.health.keys import BY_KEYS, CHOOSING
from qunmate.ui.parts import hint
from qunmate.ui.spoken import Role
from qunmate.ui.theme import Theme, Tokens

LINE = 24
LABELS = 0.42  # of the width, at most
LEAST_LABEL = 96  # px that each label may have


@dataclass(frozen=True, slots=True)
class Bar:
    """`shown` is the value in words, `colour` a token's name (chart0 is the first of the
    charts' hues), `hint` what the tooltip tells."""

    key: str
    label: str
    value: float
    shown: str
    colour: str
    hint: str = ""


class Bars(QWidget):
    spoken_as = Role.Chart

    chosen = Signal(str)  # the key of a bar

    def __init__(self, theme: Theme, name: str, *, choosable: bool = True) -> None:
        super().__init__()
        self._theme = theme
        self.bars: Sequence[Bar] = ()
        self.current = -1
        self._choosable = choosable
        self.setAccessibleName(name)
        self.setMinimumWidth(200)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if choosable:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setMouseTracking(True)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(280, self.height())

    def show_bars(self, bars: Sequence[Bar]) -> None:
        self.bars = bars
        self.current = min(self.current, len(bars) - 1)
        self.setFixedHeight(LINE * max(len(bars), 1))
        self.setAccessibleDescription(listed(f"{bar.label} {bar.shown}" for bar in bars))
        self.update()

    def choose(self, place: int) -> None:
        if self._choosable and 0 <= place < len(self.bars):
            self.chosen.emit(self.bars[place].key)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = painter.fontMetrics()
        widths = sorted(metrics.horizontalAdvance(bar.label) for bar in self.bars) or [0]
        usual = max(2 * widths[len(widths) // 2], LEAST_LABEL)  # one long name is cut
        left = min(widths[-1] + 12, usual, round(LABELS * self.width()))
        told = max((metrics.horizontalAdvance(bar.shown) for bar in self.bars), default=0)
        most = max((bar.value for bar in self.bars), default=0) or 1
        room = max(self.width() - left - told - 8, 8)
        for place, bar in enumerate(self.bars):
            if place == self.current:
                ground = QColor(self._theme.tokens.selection)
                painter.fillRect(QRectF(0, place * LINE, self.width(), LINE), ground)
            self._bar(painter, bar, place * LINE, left, room * bar.value / most)
        painter.end()

    def _bar(self, painter: QPainter, bar: Bar, top: int, left: float, width: float) -> None:
        tokens = self._theme.tokens
        middle = Qt.AlignmentFlag.AlignVCenter
        metrics = painter.fontMetrics()
        label = metrics.elidedText(bar.label, Qt.TextElideMode.ElideRight, int(left - 8))
        painter.setPen(QColor(tokens.text))
        painter.drawText(QRectF(0, top, left, LINE), middle, label)
        width = max(width, 2.0) if bar.value else 0.0
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(token(tokens, bar.colour)))
        painter.drawRoundedRect(QRectF(left, top + 7, width, LINE - 14), 2, 2)
        painter.setPen(QColor(tokens.second))
        painter.drawText(QRectF(left + width + 8, top, 200, LINE), middle, bar.shown)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.choose(int(event.position().y() // LINE))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point(int(event.position().y() // LINE))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._point(-1)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in BY_KEYS:
            self._point(max(self.current, 0))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._point(-1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.key() in steps and self.bars:
            there = self.current + steps[Qt.Key(event.key())]
            self._point(min(max(there, 0), len(self.bars) - 1))
        elif event.key() in CHOOSING:
            self.choose(self.current)
        else:
            super().keyPressEvent(event)

    def _point(self, place: int) -> None:
        place = place if self._choosable and 0 <= place < len(self.bars) else -1
        if place != self.current:
            self.current = place
            self.update()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            place = event.pos().y() // LINE
            if 0 <= place < len(self.bars):
                bar = self.bars[place]
                words = bar.hint or says(bar.label, bar.shown)
                QToolTip.showText(event.globalPos(), hint(words), self)
            return True
        return super().event(event)


def token(tokens: Tokens, name: str) -> str:
    if name.startswith("chart"):
        return tokens.chart[int(name.removeprefix("chart"))]
    return str(getattr(tokens, name))
