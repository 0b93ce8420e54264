"""A chip that stands on its own, with a cross to take it away."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QWidget

from qunmate.i18n import _
from qunmate.ui.parts import hint
from qunmate.ui.spoken import Role
from qunmate.ui.theme import Theme
from qunmate.ui.widgets.chips import HEIGHT, Chip, chip_colours, chip_font, chip_width, paint_chip

CROSS = 16  # px
WIDEST = 200  # px


class TagChip(QWidget):
    """`removed` is sent by a click on the cross (seen on hover or focus), Delete or Backspace."""

    spoken_as = Role.ListItem

    removed = Signal(str)

    def __init__(self, theme: Theme, chip: Chip, parent: QWidget, *, removable: bool) -> None:
        super().__init__(parent)
        self._theme = theme
        self._chip = chip
        self._removable = removable
        self._hot = False
        self.setAccessibleName(chip.text + chip.end)
        if removable:
            self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self.setToolTip(hint(_("{tag}: × or Delete removes it").format(tag=chip.text)))
        else:
            self.setToolTip(hint(chip.text))
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(chip_font(self.font()))
        return QSize(min(chip_width(self._chip.text + self._chip.end, metrics), WIDEST), HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(40, HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(chip_font(self.font()))
        paint_chip(painter, self.rect(), self._chip, tokens)
        if self._removable and (self._hot or self.hasFocus()):
            ink, ground = chip_colours(self._chip.tone, tokens)
            self._paint_cross(painter, QColor(ink), QColor(ground))
            if self.hasFocus():
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 10, 10)
        painter.end()

    def _paint_cross(self, painter: QPainter, ink: QColor, ground: QColor) -> None:
        """Over the end of the word, so that nothing moves when the mouse comes."""
        box = self._cross()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRect(box.adjusted(-2, 1, -6, -1))
        centre = box.center()
        painter.setPen(QPen(ink, 1.4))
        x, y = centre.x() - 1.5, centre.y() + 0.5
        painter.drawLine(QPointF(x - 3, y - 3), QPointF(x + 3, y + 3))
        painter.drawLine(QPointF(x - 3, y + 3), QPointF(x + 3, y - 3))

    def _cross(self) -> QRect:
        return QRect(self.width() - CROSS, 0, CROSS, self.height())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._removable and self._cross().contains(event.position().toPoint()):
            self.removed.emit(self._chip.text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._removable and event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.removed.emit(self._chip.text)
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._hot = True
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hot = False
        self.update()
        super().leaveEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()
