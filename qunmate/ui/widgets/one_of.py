"""Buttons of which one is pressed."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QAbstractButton, QButtonGroup


class OneOf(QButtonGroup):
    """Tab comes to the pressed one, from which the arrows lead to the others."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.buttonToggled.connect(self._follow)

    def addButton(self, button: QAbstractButton, at: int = -1) -> None:
        super().addButton(button, at)
        button.setAutoExclusive(True)  # so that a screen reader does not take it for a check box

    def _follow(self, button: QAbstractButton, pressed: bool) -> None:  # noqa: FBT001 - Qt's
        tab = Qt.FocusPolicy.TabFocus
        for one in self.buttons() if pressed else ():
            policy = one.focusPolicy()
            one.setFocusPolicy(policy | tab if one is button else policy & ~tab)
