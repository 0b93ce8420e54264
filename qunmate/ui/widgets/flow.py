"""A layout that puts widgets side by side and goes on in the next line where there is no room."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class Lines(QWidget):
    """As high as its lines; asks no other layout for a height that follows from a width, which
    makes a dialog's pages scroll for room that they don't need."""

    def __init__(self, flow: FlowLayout) -> None:
        super().__init__()
        self._flow = flow
        self.setLayout(flow)

    def hasHeightForWidth(self) -> bool:
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    def _fit(self) -> None:
        self.setFixedHeight(max(self._flow.heightForWidth(self.width()), 1))


class FlowLayout(QLayout):
    def __init__(self, parent: QWidget | None = None, gap: int = 8) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._tied: set[QWidget] = set()
        self._gap = gap
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)
        self.invalidate()  # else what comes last lies where it lay, if the height is the same

    def tie(self, widget: QWidget) -> None:
        """Never let it begin a line: the one before it goes along with it."""
        self._tied.add(widget)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._shown():
            size = size.expandedTo(item.minimumSize())
        return size

    def _shown(self) -> list[QLayoutItem]:
        """Those that take room. What is gone after all is forgotten: an exception in a layout's
        method goes through Qt, which is not made for it."""
        self._items = [item for item in self._items if shiboken6.isValid(item)]
        return [item for item in self._items if not item.isEmpty()]

    def _place(self, rect: QRect, *, move: bool) -> int:
        """Lay the items into lines; gives the height they need."""
        y = rect.y()
        for line in self._lines(rect.width()):
            height = max(hint.height() for _item, hint in line)
            x = rect.x()
            for item, hint in line:
                if move:
                    item.setGeometry(QRect(QPoint(x, y + (height - hint.height()) // 2), hint))
                x += hint.width() + self._gap
            y += height + self._gap
        return max(y - self._gap - rect.y(), 0)

    def _lines(self, width: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        lines: list[list[tuple[QLayoutItem, QSize]]] = []
        used = width + 1
        for item in self._shown():
            hint = item.sizeHint().boundedTo(QSize(max(width, 1), 10_000))
            used += self._gap + hint.width()
            if used > width:
                along = [lines[-1].pop()] if self._follows(item) and len(lines[-1]) > 1 else []
                lines.append(along)
                used = hint.width() + sum(one.width() + self._gap for _item, one in along)
            lines[-1].append((item, hint))
        return lines

    def _follows(self, item: QLayoutItem) -> bool:
        return item.widget() in self._tied
