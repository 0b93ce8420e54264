"""The sign beside a figure that can tell what it means. It is drawn: few fonts have an “ⓘ”."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

SIZE = 13  # px
BUTTON = QSize(24, 24)


class AboutMark(QLabel):
    """Only shows that there is more to read."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("part", "note")
        self.setFixedSize(SIZE, SIZE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        _draw(self, self.palette().windowText().color())


class AboutButton(QPushButton):
    def __init__(self, name: str) -> None:
        super().__init__()
        self.setProperty("look", "tool")
        self.setAutoDefault(False)
        self.setFixedSize(BUTTON)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        _draw(self, self.palette().buttonText().color())


def _draw(widget: QWidget, colour: QColor) -> None:
    """A circle with an i, in the middle of the widget."""
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(QRectF(widget.rect()).center())
    pen = QPen(colour, 1.2)
    painter.setPen(pen)
    painter.drawEllipse(QPointF(0, 0), 5.4, 5.4)
    pen.setWidthF(1.4)
    painter.setPen(pen)
    painter.drawLine(QPointF(0, -0.6), QPointF(0, 2.8))
    painter.drawPoint(QPointF(0, -2.8))
    painter.end()
