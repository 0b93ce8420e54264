"""The pages of a digest as they will be, drawn by the painter that writes the files."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from qunmate.i18n import _
from qunmate.ui.paint.ink import Box, Ink, Rule, draw
from qunmate.ui.paint.pages import Page, texts
from qunmate.ui.theme import LIGHT, Theme

GAP = 16  # px around and between pages
TALL = 60.0  # of a line of text, at most


class Preview(QScrollArea):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._paper = _Paper(theme)
        self.setWidget(self._paper)
        self.setWidgetResizable(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setAccessibleName(_("Preview"))
        self.verticalScrollBar().setSingleStep(40)

    def show_pages(self, pages: Sequence[Page]) -> None:
        """The place that is looked at stays."""
        self._paper.pages = list(pages)
        self.setAccessibleDescription("\n".join(texts(pages)))
        self._fit()

    def text(self) -> str:
        return "\n".join(texts(self._paper.pages))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """By the room without a scroll bar, whether or not there is one now: pages that get
        smaller, and fit, by the bar that they ask for would make it come and go for ever."""
        room = self.maximumViewportSize()
        size = self._paper.size_in(room.width())
        if size.height() > room.height():
            size = self._paper.size_in(room.width() - self.verticalScrollBar().sizeHint().width())
        self._paper.resize(size)
        self._paper.update()


class _Paper(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.pages: list[Page] = []
        self._theme = theme
        self._scale = 1.0
        theme.changed.connect(self.update)

    def size_in(self, width: int) -> QSize:
        """How much room the pages take where there are so many px across."""
        widest = max((page.width for page in self.pages), default=1.0)
        self._scale = min(1.0, max(width - 2 * GAP, 100) / widest)
        height = sum(page.height * self._scale + GAP for page in self.pages) + GAP
        return QSize(width, round(height))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), self.palette().color(QPalette.ColorRole.Window))
        top = float(GAP)
        for page in self.pages:
            height = page.height * self._scale
            if top < event.rect().bottom() + 1 and top + height > event.rect().top():
                self._page(painter, page, top, event)
            top += height + GAP
        painter.end()

    def _page(self, painter: QPainter, page: Page, top: float, event: QPaintEvent) -> None:
        left = (self.width() - page.width * self._scale) / 2
        painter.save()
        painter.translate(left, top)
        painter.scale(self._scale, self._scale)
        sheet = QRectF(0, 0, page.width, page.height)
        painter.setClipRect(sheet)
        painter.fillRect(sheet, QColor(LIGHT.surface))
        first = (event.rect().top() - top) / self._scale
        last = (event.rect().bottom() - top) / self._scale
        draw(painter, [ink for ink in page.inks if _between(ink, first, last)])
        painter.restore()
        painter.save()
        painter.setPen(QColor(self._theme.tokens.line))
        edge = QRectF(left, top, page.width * self._scale, page.height * self._scale)
        painter.drawRect(edge.adjusted(0.5, 0.5, -0.5, -0.5))  # the line's middle
        painter.restore()


def _between(ink: Ink, first: float, last: float) -> bool:
    """Whether anything of it can lie between two heights of its page."""
    match ink:
        case Box():
            return ink.y <= last and ink.y + ink.height >= first
        case Rule():
            return ink.y <= last and ink.to_y >= first
        case _:
            return first - TALL <= ink.y <= last + TALL
