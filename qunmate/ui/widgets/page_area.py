"""A page that scrolls as a whole, its scroll bar in the window's margin."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from qunmate.ui.parts import GRID

MARGIN = 2 * GRID  # px beside and below the page
OUTSIDE = 4  # px of it between the scroll bar and the window's edge


class Page(QWidget):
    """What scrolls: as high as its words need in the width they have. Qt adds up what they would
    like at their narrowest, and scrolls a hole below them."""

    def minimumSizeHint(self) -> QSize:
        least = super().minimumSizeHint()
        return QSize(least.width(), 0) if self.hasHeightForWidth() else least


class PageArea(QScrollArea):
    """Put into a layout whose right margin is `OUTSIDE` and whose lower one is nothing: the page
    ends `MARGIN` before the window's edge, with a scroll bar and without. `below` is the room
    below its last line."""

    def __init__(
        self,
        page: QWidget | None = None,
        parent: QWidget | None = None,
        *,
        below: int = MARGIN,
    ) -> None:
        super().__init__(parent)
        self._below = below
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        if page:
            self.show_page(page)

    def show_page(self, page: QWidget) -> None:
        """`page` has a layout, whose margins are the area's."""
        page.setObjectName("ground")
        self.setWidget(page)
        self._keep_margin()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._keep_margin()

    def _keep_margin(self) -> None:
        """The page keeps its width when the scroll bar comes or goes."""
        page = self.widget()
        layout = page.layout() if page else None
        if layout:
            bar = self.width() - self.viewport().width()
            layout.setContentsMargins(0, 0, max(MARGIN - OUTSIDE - bar, 0), self._below)


def scrolled(widget: QWidget) -> QScrollArea:
    """`widget` as high as there is room, and to be scrolled where that is too little."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(widget)
    bar = area.verticalScrollBar().sizeHint().width()
    area.setMinimumWidth(widget.minimumSizeHint().width() + bar)
    return area
