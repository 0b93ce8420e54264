"""A box of choices whose list has the name of the box, for who can't see it: Qt names it after
nothing."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox


class DropDown(QComboBox):
    def showPopup(self) -> None:
        for part in (self.view(), self.view().window()):
            part.setAccessibleName(self.accessibleName())
        super().showPopup()
