"""What the lines of a chart mean; while the mouse is over the chart, the day under it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from qunmate.i18n import _
from qunmate.ui.theme import NOTE, Theme


class Legend(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._said = ""
        self.setFixedHeight(18)
        theme.changed.connect(self.update)

    def say(self, words: str) -> None:
        self._said = words
        self.update()

    def said(self) -> str:
        return self._said

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        painter = QPainter(self)
        small = painter.font()
        small.setPixelSize(NOTE)
        painter.setFont(small)
        middle = Qt.AlignmentFlag.AlignVCenter
        left = 0
        for colour, words in ((0, _("Messages")), (1, _("Speakers"))):
            painter.fillRect(QRectF(left, 8, 14, 2), QColor(tokens.chart[colour]))
            painter.setPen(QColor(tokens.second))
            painter.drawText(QRectF(left + 20, 0, 200, 18), middle, words)
            left += 20 + painter.fontMetrics().horizontalAdvance(words) + 16
        painter.setPen(QColor(tokens.text))
        room = QRectF(left, 0, self.width() - left, 18)
        painter.drawText(room, middle | Qt.AlignmentFlag.AlignRight, self._said)
        painter.end()
