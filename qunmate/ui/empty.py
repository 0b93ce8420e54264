"""What stands where there is nothing yet: a drawing, one sentence, and the next step."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QMoveEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from qunmate.i18n import _
from qunmate.ui.parts import GRID, button, label, row
from qunmate.ui.theme import Theme

Step = tuple[str, Callable[[], object]]  # words on the button, what it does

WORDS = 472  # px: a sentence of 35 characters
STEP = 8  # px
HEIGHT = 0.31  # of the window, at which the drawing begins
HEAD = 42  # px, down to the lower edge of the name of a tab


class Drawing(QWidget):
    """Two speech bubbles, drawn so that they follow the theme."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedSize(QSize(120, 88))
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens.accent), 2))
        painter.setBrush(QColor(tokens.selection))
        painter.drawRoundedRect(QRectF(42, 4, 72, 44), 10, 10)
        painter.setPen(QPen(QColor(tokens.second), 2))
        painter.setBrush(QColor(tokens.surface))
        painter.drawRoundedRect(QRectF(6, 32, 72, 44), 10, 10)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.second))
        for x in (26, 42, 58):
            painter.drawEllipse(QRectF(x - 3, 51, 6, 6))
        painter.end()


def even_width(words: QWidget, most: int = WORDS) -> int:
    """The least width at which its text takes no more lines than at `most`: no line is left
    with a single word."""
    height = words.heightForWidth(most)
    widths = range(most, 0, -STEP)
    fits = (width + STEP for width in widths if words.heightForWidth(width) > height)
    return next(fits, most)


class Empty(QWidget):
    """`steps` become buttons; the first is the one to take, and stands out unless it is `calm`.
    The drawing stands at the same height of the window on every page, whatever is above it: on
    a page of its own that is `head`, the name of the tab."""

    def __init__(
        self,
        theme: Theme,
        title: str,
        sentence: str,
        steps: list[Step],
        *,
        calm: bool = False,
        head: str = "",
    ) -> None:
        super().__init__()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2 * GRID)
        if head:
            name = label(head, "title")
            name.setContentsMargins(2 * GRID, 12, 2 * GRID, 0)
            name.setFixedHeight(HEAD)
            box.addWidget(name)
        self._above = QWidget()  # no item of the layout, which Qt may have deleted
        self._headed = bool(head)
        box.addWidget(self._above)
        box.addWidget(Drawing(theme), alignment=Qt.AlignmentFlag.AlignHCenter)
        heading = label(title, "title")
        box.addWidget(heading, alignment=Qt.AlignmentFlag.AlignHCenter)
        words = label(sentence, "second", wrap=True)
        words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        words.ensurePolished()
        words.setFixedWidth(even_width(words))
        # not by alignment: that would cut a wrapped text at its first line
        box.addLayout(row(None, words, None))
        self.buttons = [
            button(text, act, "" if place or calm else "primary")
            for place, (text, act) in enumerate(steps)
        ]
        box.addLayout(row(None, *self.buttons, None))
        box.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._place()

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        self._place()

    def _place(self) -> None:
        window = self.window()
        gap = 2 * GRID
        used = self.mapTo(window, QPoint()).y() + (HEAD + gap if self._headed else 0) + gap
        room = max(round(window.height() * HEIGHT) - used, 0)
        self._above.setFixedHeight(room)


class Hits(QStackedWidget):
    """What meets the conditions or, where nothing does, one sentence and the way back: no louder
    than the tab's own button above."""

    def __init__(
        self, theme: Theme, content: QWidget, title: str, clear: Callable[[], object]
    ) -> None:
        super().__init__()
        sentence = _("Try fewer or broader conditions.")
        way_back = [(_("Clear all conditions"), clear)]
        self.nothing = Empty(theme, title, sentence, way_back, calm=True)
        self.addWidget(content)
        self.addWidget(self.nothing)

    def show_any(self, *, found: bool) -> None:
        self.setCurrentIndex(0 if found else 1)


class EmptyWords:
    """What stands in a list or table while it has no rows."""

    def __init__(self, theme: Theme, view: QAbstractScrollArea) -> None:
        self._theme = theme
        self._view = view
        self._words = ""

    def say(self, words: str) -> None:
        self._words = words
        self._view.viewport().update()

    def paint(self) -> None:
        """While the view has nothing else to paint."""
        viewport = self._view.viewport()
        painter = QPainter(viewport)
        painter.setPen(QColor(self._theme.tokens.second))
        box = viewport.rect().adjusted(2 * GRID, 0, -2 * GRID, 0)
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(box, int(flags), self._words)
        painter.end()
