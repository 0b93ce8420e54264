"""How many members stand in each layer, as bars."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from qunmate.figures.words import layer_word
from qunmate.i18n import _
from qunmate.model import LAYERS
from qunmate.ui.theme import Theme

LINE = 20


class Pyramid(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._layers: dict[str, int] = {}
        self.setFixedHeight(LINE * len(LAYERS))
        self.setMinimumWidth(200)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Members by layer"))
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(280, self.height())

    def show_layers(self, layers: dict[str, int]) -> None:
        self._layers = layers
        words = ", ".join(f"{layer_word(key)} {layers.get(key, 0):,}" for key in LAYERS)
        self.setAccessibleDescription(words)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = painter.fontMetrics()
        left = max(metrics.horizontalAdvance(layer_word(key)) for key in LAYERS) + 16
        most = max([*self._layers.values(), 1])
        room = self.width() - left - metrics.horizontalAdvance(f"{most:,}") - 16
        middle = Qt.AlignmentFlag.AlignVCenter
        for place, key in enumerate(LAYERS):
            n = self._layers.get(key, 0)
            top = place * LINE
            painter.setPen(QColor(tokens.text))
            painter.drawText(QRectF(0, top, left, LINE), middle, layer_word(key))
            width = max(room * n / most, 2.0 if n else 0.0)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(getattr(tokens, key)))
            painter.drawRoundedRect(QRectF(left, top + 5, width, LINE - 10), 2, 2)
            painter.setPen(QColor(tokens.second))
            painter.drawText(QRectF(left + width + 8, top, 200, LINE), middle, f"{n:,}")
        painter.end()
