"""The list of messages with keyboard and mouse: what they choose."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QKeySequence, QMouseEvent

from qunmate.ui.message_browser.area import NOWHERE, MessageArea
from qunmate.ui.message_browser.bubbles import DAY_LINE
from qunmate.ui.message_browser.choice import MOST
from qunmate.ui.message_browser.spoken_rows import tell_current

_MODIFIER = Qt.KeyboardModifier
_MOVES = {
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
}


class MessageView(MessageArea):
    """`opened` tells that Enter was pressed, `menu_asked` where the menu is wanted."""

    menu_asked = Signal(QPoint)
    opened = Signal()

    # the keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if not len(self.pages):
            super().keyPressEvent(event)
        elif key in _MOVES:
            self._step(event)
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.choice.anchor = max(len(self.pages) - MOST, 0)
            self.choice.stretch(len(self.pages) - 1)
            self._changed()
        elif key == Qt.Key.Key_Space and self.choice.current >= 0:
            self.choice.toggle(self.choice.current)
            self._changed()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.choice.current >= 0:
            self.toggle_whole(self.choice.current)
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def _step(self, event: QKeyEvent) -> None:
        page = max(sum(1 for _row in self.standing.shown()) - 2, 1)
        here, last = self.choice.current, len(self.pages) - 1
        if here < 0:
            here = self.standing.top
        target = {
            Qt.Key.Key_Up: here - 1,
            Qt.Key.Key_Down: here + 1,
            Qt.Key.Key_PageUp: here - page,
            Qt.Key.Key_PageDown: here + page,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }[Qt.Key(event.key())]
        target = min(max(target, 0), last)
        if event.modifiers() & _MODIFIER.ShiftModifier:
            if self.choice.anchor < 0:
                self.choice.anchor = here
            self.choice.stretch(target)
        elif event.modifiers() & _MODIFIER.ControlModifier and event.key() in {
            Qt.Key.Key_Up,
            Qt.Key.Key_Down,
        }:
            self.choice.current = target
        else:
            self.choice.take(target)
        self.standing.show(self.choice.current)
        self._changed()

    # the mouse

    def place_at(self, y: int) -> int:
        """The row at this height of the window, -1 if there is none."""
        for place, top, height in self.standing.shown():
            if top <= y < top + height:
                opens = self.bubbles.at(place).opens_day and y < top + DAY_LINE
                return NOWHERE if opens else place
        return NOWHERE

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self.place_at(event.position().toPoint().y())
        if place == NOWHERE or event.button() != Qt.MouseButton.LeftButton:
            return
        if event.modifiers() & _MODIFIER.ShiftModifier:
            self.choice.stretch(place)
        elif event.modifiers() & _MODIFIER.ControlModifier:
            self.choice.toggle(place)
        else:
            self.choice.take(place)
        self._changed()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        place = self.place_at(event.position().toPoint().y())
        if place != NOWHERE:
            self.toggle_whole(place)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        y = event.position().toPoint().y()
        place = self.place_at(y)
        if event.buttons() & Qt.MouseButton.LeftButton and place != NOWHERE:
            if place != self.choice.current:
                self.choice.stretch(place)
                self.standing.show(place)
                self._changed()
        elif place != self._hover:
            self._hover = place
            self.viewport().update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover = NOWHERE
        self.viewport().update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            place = self.place_at(event.pos().y())
            if place != NOWHERE and place not in self.choice.places:
                self.choice.take(place)
                self._changed()
        self.menu_asked.emit(event.globalPos())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        tell_current(self)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()
