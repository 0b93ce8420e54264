"""Pages of which one is shown at a time."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget

USUAL = 200  # px of height that such pages like to have


class Pages(QStackedWidget):
    """Takes what room there is, and needs no more than the page that is shown: Qt's own asks for
    as much as the highest one."""

    def __init__(self) -> None:
        super().__init__()
        self._wanted = USUAL
        self.currentChanged.connect(self.updateGeometry)

    def make_do(self, *, alone: bool) -> None:
        """Alone, they can do with what is left to them, so that nothing around them scrolls."""
        self._wanted = 0 if alone else USUAL
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        page, least = self.currentWidget(), super().minimumSizeHint()
        if page is None:
            return least
        needed = page.minimumSizeHint().expandedTo(page.minimumSize())
        return QSize(least.width(), needed.height())

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), max(self.minimumSizeHint().height(), self._wanted))
