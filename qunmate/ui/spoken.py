"""What a screen reader calls our own controls: Qt takes what it does not know for a mere area.

A widget's class says in `spoken_as` what it is, or in `spoken_by` who tells of it and its lines;
what it does at Enter, if anything, in `press_it`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleActionInterface
from PySide6.QtWidgets import QAbstractButton, QAccessibleWidget, QScrollArea, QWidget

Role = QAccessible.Role
PRESS = QAccessibleActionInterface.pressAction()


@runtime_checkable
class Pressed(Protocol):
    def press_it(self) -> None: ...


@cache
def install() -> None:
    """Qt asks for nothing of this as long as no screen reader runs."""
    QAccessible.installFactory(_made)


def _made(_class: str, thing: QObject) -> QAccessibleWidget | None:
    if not isinstance(thing, QWidget):
        return None
    teller: Callable[[QWidget], QAccessibleWidget] | None = getattr(type(thing), "spoken_by", None)
    if teller is not None:
        return teller(thing)
    role = getattr(type(thing), "spoken_as", None)
    if role is not None:
        return Spoken(thing, role)
    return Page(thing, Role.Pane) if isinstance(thing, QScrollArea) else None


class Spoken(QAccessibleWidget):
    def actionNames(self) -> list[str]:
        names = super().actionNames()
        if isinstance(self.widget(), (Pressed, QAbstractButton)):
            names.insert(0, PRESS)
        return names

    def doAction(self, name: str) -> None:
        widget = self.widget()
        if name != PRESS:
            super().doAction(name)
        elif isinstance(widget, QAbstractButton):
            widget.click()
        elif isinstance(widget, Pressed):
            widget.press_it()


class Page(QAccessibleWidget):
    """What is scrolled by the keys has the name of the dialog it fills, unless it has its own."""

    def text(self, kind: QAccessible.Text) -> str:
        said = super().text(kind)
        if said or kind != QAccessible.Text.Name:
            return said
        return self.widget().window().windowTitle()
