"""The panel below the search box."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from qunmate.i18n import _
from qunmate.ui.parts import ElidedLabel
from qunmate.ui.search.lines import Line
from qunmate.ui.search.view import LineView
from qunmate.ui.theme import Theme

WIDTH = 720
FOOT = 30
EDGE = 8
EDGES = 8  # above and below its lines
BELOW = 30  # the bar at the window's foot
NOTHING = 48  # where there is no line


class Panel(QFrame):
    """Lies over the window, below the box, as high as its lines need."""

    picked = Signal(object)  # Line

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("searchPanel")
        self.view = LineView(theme)
        self.view.clicked.connect(self._clicked)
        self.empty = ElidedLabel(part="second")
        self.empty.setContentsMargins(16, 12, 16, 12)
        self.foot = ElidedLabel(_("↑ ↓ choose · Enter open · Tab next section · Esc close"), "note")
        self.foot.setFixedHeight(FOOT)
        self.foot.setContentsMargins(16, 0, 16, 0)
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 4, 1, 1)
        box.setSpacing(0)
        box.addWidget(self.view, 1)
        box.addWidget(self.empty)
        box.addWidget(self.foot)
        self.hide()

    def show_lines(self, lines: list[Line], terms: list[str], words: str) -> None:
        """`words` stand where there is no line."""
        self.view.setVisible(bool(lines))  # first: when it appears, it moves to its chosen line
        self.view.show_lines(lines, terms)
        self.empty.set_text(words)
        self.empty.setVisible(not lines)
        self.foot.setVisible(bool(lines))  # there is nothing to choose or to open

    def place(self, below: QWidget, room: QSize) -> None:
        """Below the box, its right edge under the box's, inside `room`, the window's size."""
        width = min(WIDTH, room.width() - 2 * EDGE)
        corner = below.mapTo(below.window(), QPoint(below.width(), below.height() + 8))
        left = max(corner.x() - width, EDGE)
        height = NOTHING
        if self.view.lines.lines:
            free = room.height() - corner.y() - EDGE - BELOW
            height = self.view.height_within(free - FOOT - EDGES) + FOOT + EDGES
        self.setGeometry(left, corner.y(), width, height)
        self.raise_()

    def _clicked(self) -> None:
        line = self.view.chosen()
        if line and line.act:
            self.picked.emit(line)
