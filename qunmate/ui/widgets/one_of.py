"""Buttons of which one is pressed."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton, QButtonGroup


class OneOf(QButtonGroup):
    def addButton(self, button: QAbstractButton, at: int = -1) -> None:
        super().addButton(button, at)
        button.setAutoExclusive(True)  # so that a screen reader does not take it for a check box
