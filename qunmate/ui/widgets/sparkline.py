"""Twelve weeks of messages as small bars."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from qunmate.i18n import _, ngettext
from qunmate.terms import listed
from qunmate.ui.parts import hint
from qunmate.ui.theme import Theme, Tokens, mix

BAR = 5  # px
STEP = 7  # px
CELL_HEIGHT = 16  # px


def paint_bars(
    painter: QPainter, box: QRect, weeks: Sequence[int], tokens: Tokens, peak: int | None = None
) -> None:
    """Bars that share the width of `box`; a week without messages is a thin line.

    `peak` is the count that takes the whole height, by default the highest of `weeks`."""
    top = max(peak or max(weeks, default=0), 1)
    step = box.width() / max(len(weeks), 1)
    width = max(step * BAR / STEP, 1.0)
    full, none = QColor(mix(tokens.accent, tokens.surface, 0.75)), QColor(tokens.line)
    for place, count in enumerate(weeks):
        height = max(box.height() * min(count / top, 1.0), 2.0) if count else 1.0
        left = round(box.left() + place * step)
        top_edge = round(box.bottom() + 1 - height)
        painter.fillRect(left, top_edge, round(width), round(height), full if count else none)


class Sparkline(QWidget):
    """The bars large, with the counts in the tooltip."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._weeks: tuple[int, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        theme.changed.connect(self.update)

    def show_weeks(self, weeks: Sequence[int]) -> None:
        self._weeks = tuple(int(count) for count in weeks)
        counts = listed(str(count) for count in self._weeks)
        self.setAccessibleName(_("Messages of the last 12 weeks: {counts}").format(counts=counts))
        self.setToolTip(hint(self.accessibleName()))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, 44)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_bars(painter, self.rect(), self._weeks, self._theme.tokens)
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = int(event.position().x() * len(self._weeks) / max(self.width(), 1))
        if 0 <= place < len(self._weeks):
            text = of_week(self._weeks[place], len(self._weeks) - 1 - place)
            QToolTip.showText(event.globalPosition().toPoint(), hint(text), self)


def of_week(count: int, ago: int) -> str:
    """How many messages there were so many weeks ago."""
    if not ago:
        words = ngettext("{n:,} message this week", "{n:,} messages this week", count)
        return words.format(n=count)
    messages = ngettext("{n:,} message", "{n:,} messages", count).format(n=count)
    words = ngettext("{messages}, {k} week ago", "{messages}, {k} weeks ago", ago)
    return words.format(messages=messages, k=ago)
