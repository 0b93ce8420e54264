"""A list that ends with a whole line."""

from __future__ import annotations

from PySide6.QtCore import QMargins
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QListWidget


class WholeList(QListWidget):
    """Where it scrolls, it shows as many lines as have room: half a line, cut at the frame, looks
    like a mistake. Its lines are all of one height."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def updateGeometries(self) -> None:
        """Qt calls this when there are other lines."""
        super().updateGeometries()
        self._fit()

    def _fit(self) -> None:
        line = self.sizeHintForRow(0)
        margins = self.viewportMargins()
        room = self.viewport().height() + margins.bottom()
        scrolls = 0 < line <= room < line * self.count()
        wanted = QMargins(0, 0, 0, room % line if scrolls else 0)
        if wanted != margins:
            self.setViewportMargins(wanted)
