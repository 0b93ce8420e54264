"""A dialog that is as high as its words need, and never larger than the screen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QDialog

from qunmate.ui import enter, style_traces

FRAME = QSize(16, 40)  # what a window's frame takes at most


class Dialog(QDialog):
    """Qt shows a dialog at two thirds of the screen's height at most and then cuts wrapped words
    off: on a small screen, or a fine one at 200%, these are few pixels. A size that was set is
    kept as far as the screen has room for it."""

    def setVisible(self, visible: bool) -> None:  # noqa: FBT001 (Qt's own)
        if visible and not self.isVisible():
            self.ensurePolished()
            self.fit()
        super().setVisible(visible)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():  # most are destroyed next
            style_traces.leave_none(self)

    def fit(self) -> None:
        """Grow as far as the words need, shrink as far as the screen asks for."""
        room = self.screen().availableGeometry().size() - FRAME
        wanted = self.size() if self._is_sized() else self.sizeHint()
        wanted = wanted.expandedTo(self.minimumSizeHint()).expandedTo(self.minimumSize())
        width = min(wanted.width(), room.width())
        words = self._height(width)
        # Qt's own hint takes words as if they were wrapped early, and leaves a hole below them
        exact = words and not self._is_sized()
        height = max(words, self.minimumHeight() if exact else wanted.height())
        self.resize(width, min(height, room.height()))

    def _is_sized(self) -> bool:
        return self.isVisible() or self.testAttribute(Qt.WidgetAttribute.WA_Resized)

    def _height(self, width: int) -> int:
        """What the words need: all they would like to have, unless a size was set."""
        layout = self.layout()
        if layout is None or not layout.hasHeightForWidth():
            return 0
        if self._is_sized():
            return layout.totalMinimumHeightForWidth(width)
        return layout.totalHeightForWidth(width)

    def event(self, event: QEvent) -> bool:
        """Words that come later find room too."""
        done = super().event(event)
        asked = event.type() == QEvent.Type.LayoutRequest and self.isVisible()
        if asked and self._height(self.width()) > self.height():
            self.fit()
        return done

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not enter.pressed(event):
            super().keyPressEvent(event)
