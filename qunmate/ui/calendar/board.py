"""The calendar's board: items are chosen, opened and dragged here, by mouse and keyboard."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QToolTip

from qunmate.ui.calendar.canvas import Canvas
from qunmate.ui.calendar.grid import DAYS, HEAD, Cell
from qunmate.ui.parts import hint


class Board(Canvas):
    """`opened` is sent by Enter or a double click, with an Entry or a Cell; `moved` with an
    Entry and the Cell it was dropped on; `day_asked` where a day has more than it can show."""

    opened = Signal(object)
    moved = Signal(object, object)
    menu_asked = Signal(QPoint)
    day_asked = Signal(int)
    movable = True  # whether items are dragged

    # mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        cell, entry = self._at(place)
        if cell is None:
            return
        self.choose(entry.key if entry else None, cell)
        if entry and self.movable and event.button() == Qt.MouseButton.LeftButton:
            self._pressed = (entry, place)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        if self._pressed is None:
            _cell, entry = self._at(place)
            hand = Qt.CursorShape.PointingHandCursor if entry else Qt.CursorShape.ArrowCursor
            self.viewport().setCursor(hand)
            return
        far = (place - self._pressed[1]).manhattanLength()
        if self._drag is not None or far >= QApplication.startDragDistance():
            if self._drag is None:
                self._still = self.viewport().grab()
            self._drag = place
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, dragged = self._pressed, self._drag
        self._stop_drag()
        cell, entry = self._at(event.position().toPoint())
        if cell is None:
            return
        if pressed and dragged is not None:
            if cell != pressed[0].cell:
                self.moved.emit(pressed[0], cell)
        elif entry is None and self._on_more(cell, event.position().toPoint()):
            self.day_asked.emit(self._grid.day(cell))

    def _on_more(self, cell: Cell, place: QPoint) -> bool:
        hidden = self._places.fits(cell) < len(self._grid.cells.get(cell, ()))
        box = self._places.more(cell)
        return hidden and box.contains(place.x(), place.y() - self._offset)

    def _stop_drag(self) -> None:
        self._pressed = self._drag = self._still = None
        self.viewport().unsetCursor()
        self.viewport().update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        cell, entry = self._at(event.position().toPoint())
        if cell:
            self.opened.emit(entry or cell)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        chosen = self.viewport().mapToGlobal(self.chosen_place())
        self.menu_asked.emit(chosen if by_key else event.globalPos())

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            cell, entry = self._at(event.pos())
            if event.pos().y() < HEAD and event.pos().x() >= self._places.left:
                cell = self._places.cell_at(event.pos().x(), 0)
            words = self._words(entry) if entry else self._day_words(cell) if cell else ""
            QToolTip.showText(event.globalPos(), hint(words), self)
            return True
        return super().viewportEvent(event)

    # keyboard

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._stop_drag()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Left: (0, -1),
            Qt.Key.Key_Right: (0, 1),
            Qt.Key.Key_Up: (-1, 0),
            Qt.Key.Key_Down: (1, 0),
        }
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape and self._drag is not None:
            self._stop_drag()
        elif key in steps and event.modifiers() in {
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        }:
            self._step(*steps[key])
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.opened.emit(self.entry or self.cell)
        elif key == Qt.Key.Key_Home:
            self.choose(None, (self.cell[0], 0))
        elif key == Qt.Key.Key_End:
            self.choose(None, (self.cell[0], DAYS - 1))
        else:
            super().keyPressEvent(event)

    def _step(self, down: int, right: int) -> None:
        """Up and down between the items of a cell, then to the next row."""
        row, column = self.cell
        entries = list(self._grid.cells.get(self.cell, ()))
        if down:
            here = entries.index(self.entry) if self.entry in entries else -1
            following = here + down if here >= 0 else (0 if down > 0 else -1)
            if 0 <= following < len(entries):
                self.choose(entries[following].key, self.cell)
                return
        cell = (row + down, column + right)
        if not (0 <= cell[0] < self._grid.rows and 0 <= cell[1] < DAYS):
            return
        there = self._grid.cells.get(cell, ())
        entry = there[0 if down >= 0 else -1] if there else None
        self.choose(entry.key if entry else None, cell)
