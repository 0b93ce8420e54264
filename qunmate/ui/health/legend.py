"""What the lines of a chart mean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from qunmate.ui.health.bars import token
from qunmate.ui.theme import NOTE, Theme, mix

LINES = {"solid": Qt.PenStyle.SolidLine, "dashed": Qt.PenStyle.DashLine}
OTHER = 0.75  # how much of their colours the lines of another group have
SAMPLE, BAR, GAP, APART = 14, 7, 16, 5  # px


class Key(NamedTuple):
    """`line` is solid, dashed (of another group), a mark across the days, a bar, or an open dot;
    `colours` are tokens' names, more than one where several lines or bars are meant."""

    words: str
    colours: Sequence[str]
    line: str = "solid"


class Legend(QWidget):
    def __init__(self, theme: Theme, keys: Sequence[Key]) -> None:
        super().__init__()
        self._theme = theme
        self.keys = list(keys)
        self.setFixedHeight(18)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_keys(self, keys: Sequence[Key]) -> None:
        self.keys = list(keys)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._font())
        words = sum(metrics.horizontalAdvance(key.words) for key in self.keys)
        return QSize(words + len(self.keys) * (SAMPLE + 6 + GAP) + 2, 18)

    def _font(self) -> QFont:
        small = QFont(self.font())
        small.setPixelSize(NOTE)
        return small

    def minimumSizeHint(self) -> QSize:
        return QSize(24, 18)

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setFont(self._font())
        metrics = painter.fontMetrics()
        left = max(self.width() - self.sizeHint().width() + GAP, 0)
        for key in self.keys:
            for place, name in enumerate(key.colours):
                colour = token(tokens, name)
                if key.line == "dashed":
                    colour = mix(colour, tokens.surface, OTHER)
                _sample(painter, key, place, left, QColor(colour), QColor(tokens.surface))
            painter.setPen(QColor(tokens.second))
            room = max(self.width() - left - SAMPLE - 6, 0)
            words = metrics.elidedText(key.words, Qt.TextElideMode.ElideRight, room)
            box = QRectF(left + SAMPLE + 6, 0, room, 18)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, words)
            left += SAMPLE + 6 + metrics.horizontalAdvance(words) + GAP
        painter.end()


def _sample(
    painter: QPainter, key: Key, place: int, left: float, colour: QColor, ground: QColor
) -> None:
    """One of the lines or bars that a key stands for, as it is drawn in the chart."""
    among = len(key.colours)
    if key.line == "bar":
        side = left + (SAMPLE - BAR * among) / 2 + BAR * place
        painter.fillRect(QRectF(side, 9 - BAR / 2, BAR, BAR), colour)
    elif key.line == "dot":
        middle = QPointF(left + SAMPLE / 2 + BAR * (place - (among - 1) / 2) * 1.2, 9)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour, 2))
        painter.setBrush(ground)
        painter.drawEllipse(middle, BAR / 2 - 1, BAR / 2 - 1)
    elif key.line == "mark":
        painter.setPen(QPen(colour, 1, Qt.PenStyle.DotLine))
        side = left + SAMPLE - 2
        painter.drawLine(QPointF(side, 2), QPointF(side, 16))
    else:
        high = 9 + APART * (place - (among - 1) / 2)
        painter.setPen(QPen(colour, 2, LINES[key.line]))
        painter.drawLine(QPointF(left, high), QPointF(left + SAMPLE, high))
