"""A line of a card: what it is, and what stands there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from qunmate.ui.parts import GRID, SLACK, ElidedLabel, label
from qunmate.ui.theme import ROW, Theme

LEAST_TITLE, MOST_TITLE = 88, 116  # px


class FieldLine(QWidget):
    """Words at the left, values at the right, a thin line below. `between` stands between two
    values that are always there, as long as the second is not empty."""

    def __init__(
        self, theme: Theme, words: str, values: Sequence[QWidget], between: str = ""
    ) -> None:
        super().__init__()
        self._theme = theme
        self.title = ElidedLabel(words, "second")
        wide = QFontMetrics(self.title.font()).horizontalAdvance(words) + GRID
        self.title.setFixedWidth(min(max(wide, LEAST_TITLE), MOST_TITLE))
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 1)
        box.setSpacing(GRID)
        box.addWidget(self.title)
        alone = len(values) == 1
        if between:
            box.setSpacing(0)
            box.insertSpacing(1, GRID)
        self._between = label(between.lstrip(), "second")
        for place, value in enumerate(values):
            if place and between:
                gap = self._between.fontMetrics().horizontalAdvance(" ")
                box.addSpacing(gap - SLACK)  # as wide as the gap behind it
                box.addWidget(self._between)
            box.addWidget(value, int(alone or bool(place and between)))
        if not alone and not between:
            box.addStretch(1)  # beside one another, however short they are
        self.setFixedHeight(ROW)

    def join(self, *, both: bool) -> None:
        """Whether there is something on both sides of what stands between two values."""
        self._between.setVisible(both)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        line = QColor(self._theme.tokens.line)
        painter.fillRect(0, self.height() - 1, self.width(), 1, line)
        painter.end()
