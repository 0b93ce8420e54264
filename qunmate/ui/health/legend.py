"""What the lines of a chart mean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from qunmate.ui.health.bars import token
from qunmate.ui.theme import NOTE, Theme

LINES = {
    "solid": Qt.PenStyle.SolidLine,
    "dashed": Qt.PenStyle.DashLine,
    "dotted": Qt.PenStyle.DotLine,
}
SAMPLE, BAR, GAP = 14, 8, 16  # px


class Key(NamedTuple):
    """`line` is solid, dashed, dotted or a bar; `colour` a token's name."""

    words: str
    colour: str
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
            colour = QColor(token(tokens, key.colour))
            if key.line == "bar":
                painter.fillRect(QRectF(left + (SAMPLE - BAR) / 2, 9 - BAR / 2, BAR, BAR), colour)
            else:
                painter.setPen(QPen(colour, 2, LINES[key.line]))
                painter.drawLine(QPointF(left, 9), QPointF(left + SAMPLE, 9))
            painter.setPen(QColor(tokens.second))
            room = max(self.width() - left - SAMPLE - 6, 0)
            words = metrics.elidedText(key.words, Qt.TextElideMode.ElideRight, room)
            box = QRectF(left + SAMPLE + 6, 0, room, 18)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, words)
            left += SAMPLE + 6 + metrics.horizontalAdvance(words) + GAP
        painter.end()
