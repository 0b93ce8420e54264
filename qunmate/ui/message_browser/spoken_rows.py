"""The messages in sight as lines of a list, for who can't see them: to Qt the list is one area.

Where Qt's stubs ask for something, nothing may be given.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface, QWindow
from shiboken6 import isValid

from qunmate.data.message_order import place_of
from qunmate.ui.spoken import Role, Spoken

if TYPE_CHECKING:
    from qunmate.ui.message_browser.area import MessageArea

KEPT = 200  # lines that a reader may still ask about


class SpokenRows(Spoken):
    """The list; its lines are those in sight, each known by its message."""

    def __init__(self, area: MessageArea) -> None:
        super().__init__(area, Role.List)
        self._area = area
        self._lines: dict[int, SpokenRow] = {}
        lines = self._lines
        area.destroyed.connect(lambda: _drop(lines, 0))

    def _shown(self) -> list[int]:
        """Places."""
        if not isValid(self._area) or not self._area.isVisible():
            return []
        return [place for place, _y, _height in self._area.standing.shown()]

    def childCount(self) -> int:
        return len(self._shown())

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        shown = self._shown()
        return self._line(shown[index]) if 0 <= index < len(shown) else None

    def _line(self, place: int) -> SpokenRow:
        id_ = self._area.pages.id(place)
        if id_ not in self._lines:
            _drop(self._lines, KEPT)
            self._lines[id_] = SpokenRow(self._area, id_)
        return self._lines[id_]

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        sought = QAccessible.uniqueId(child)
        lines = (QAccessible.uniqueId(self._line(place)) for place in self._shown())
        return next((at for at, number in enumerate(lines) if number == sought), -1)

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        lines = (self._line(place) for place in self._shown())
        return next((line for line in lines if line.rect().contains(x, y)), None)

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]
        current = self._area.choice.current
        there = self._area.hasFocus() and current in self._shown()
        return self._line(current) if there else None


class SpokenRow(QAccessibleInterface):
    def __init__(self, area: MessageArea, id_: int) -> None:
        super().__init__()
        self._area = area
        self._id = id_

    def _place(self) -> int | None:
        """Where the message stands in the list, if it still does."""
        if not isValid(self._area) or not self._area.isVisible():
            return None
        return place_of(self._area.pages.ids, self._id)

    def isValid(self) -> bool:
        return isValid(self._area)

    def text(self, kind: QAccessible.Text) -> str:
        place = self._place()
        named = kind == QAccessible.Text.Name and place is not None
        return self._area.row_in_words(place) if named and place is not None else ""

    def role(self) -> Role:
        return Role.ListItem

    def state(self) -> QAccessible.State:
        made, place, choice = QAccessible.State(), self._place(), self._area.choice
        made.focusable = made.selectable = made.readOnly = 1
        made.selected = int(place in choice.places)
        made.focused = int(place == choice.current and self._area.hasFocus())
        made.offscreen = int(self.rect().isEmpty())
        return made

    def rect(self) -> QRect:
        """On the screen; empty where it is out of sight."""
        place, view = self._place(), self._area.viewport()
        for at, y, height in self._area.standing.shown() if place is not None else ():
            if at == place:
                return QRect(view.mapToGlobal(QPoint(0, y)), QSize(view.width(), height))
        return QRect()

    def parent(self) -> QAccessibleInterface:
        return QAccessible.queryAccessibleInterface(self._area)

    def window(self) -> QWindow:
        return self._area.window().windowHandle()

    # what Qt asks of everybody, and a line has not

    def object(self) -> None:  # type: ignore[override]
        return None

    def childCount(self) -> int:
        return 0

    def child(self, _index: int) -> None:  # type: ignore[override]
        return None

    def childAt(self, _x: int, _y: int) -> None:  # type: ignore[override]
        return None

    def focusChild(self) -> None:  # type: ignore[override]
        return None

    def indexOfChild(self, _child: QAccessibleInterface) -> int:
        return -1

    def setText(self, _kind: QAccessible.Text, _text: str) -> None:
        pass


def tell_current(area: MessageArea) -> None:
    """Let a screen reader hear the line that the keyboard has come to."""
    shown = [place for place, _y, _height in area.standing.shown()]
    if QAccessible.isActive() and area.hasFocus() and area.choice.current in shown:
        event = QAccessibleEvent(area, QAccessible.Event.Focus)
        event.setChild(shown.index(area.choice.current))
        QAccessible.updateAccessibility(event)


def _drop(lines: dict[int, SpokenRow], most: int) -> None:
    """Let go of the oldest: Qt knows them by numbers until it is told."""
    while len(lines) > most:
        line = lines.pop(next(iter(lines)))
        QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(line))
