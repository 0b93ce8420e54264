"""A list that ends with a whole line."""

from __future__ import annotations

from PySide6.QtCore import QMargins
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QListView, QListWidget


class WholeView(QListView):
    """Where it scrolls, it shows as many lines as have room: half a line, cut at the frame, looks
    like a mistake. Its lines are all of one height."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        _fit(self)

    def updateGeometries(self) -> None:
        """Qt calls this when there are other lines."""
        super().updateGeometries()
        _fit(self)


class WholeList(QListWidget):
    """The same with lines of its own."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        _fit(self)

    def updateGeometries(self) -> None:
        super().updateGeometries()
        _fit(self)


def _fit(view: QListView) -> None:
    line = view.sizeHintForRow(0)
    margins = view.viewportMargins()
    room = view.viewport().height() + margins.bottom()
    scrolls = 0 < line <= room < line * view.model().rowCount()
    wanted = QMargins(0, 0, 0, room % line if scrolls else 0)
    if wanted != margins:
        view.setViewportMargins(wanted)
