"""A box of choices whose list has the name of the box, for who can't see it: Qt names it after
nothing."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QWidget

MOST_LINES = 16  # that are seen without scrolling


class DropDown(QComboBox):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaxVisibleItems(MOST_LINES)

    def showPopup(self) -> None:
        for part in (self.view(), self.view().window()):
            part.setAccessibleName(self.accessibleName())
        super().showPopup()
