"""Who joined in a month, and how many of them still spoke months later."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from qunmate.figures.health import Cohort
from qunmate.i18n import _, ngettext
from qunmate.terms import percent
from qunmate.ui.health.keys import AROUND, BY_KEYS, CHOOSING
from qunmate.ui.parts import hint
from qunmate.ui.spoken import Role
from qunmate.ui.theme import READS, Theme, Tokens, contrast, mix

LINE, MONTH_WIDTH, SIZE_WIDTH = 28, 88, 72
FEWEST_MONTHS, MOST_MONTHS, LEAST_CELL = 6, 12, 56


@cache
def _deepest(tokens: Tokens) -> float:
    """How much of the accent a ground may have for a figure in the colour of texts to read."""
    shares = (share / 100 for share in range(100, 0, -1))
    grounds = ((share, mix(tokens.accent, tokens.surface, share)) for share in shares)
    return next(share for share, ground in grounds if contrast(tokens.text, ground) >= READS)


def shade(tokens: Tokens, rate: float) -> str:
    """The ground of a share: the more, the deeper; one colour of figures reads on all."""
    return mix(tokens.accent, tokens.surface, 0.1 + (_deepest(tokens) - 0.1) * rate)


class RetentionGrid(QWidget):
    """`chosen` carries a month and how many months after; -1 for the whole cohort."""

    spoken_as = Role.Chart

    chosen = Signal(str, int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._all: list[Cohort] = []
        self.cell: tuple[int, int] | None = None  # place of the cohort, months after
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(_("Retention by month of joining"))
        theme.changed.connect(self.update)

    def show_cohorts(self, cohorts: Sequence[Cohort]) -> None:
        """The latest months are shown, six to twelve of them, as many as there is room for."""
        self._all = list(cohorts)[-MOST_MONTHS:]
        self.setMinimumHeight(LINE * (min(len(self._all), FEWEST_MONTHS) + 1))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(480, self.minimumHeight())

    @property
    def _cohorts(self) -> list[Cohort]:
        return self._all[-max(self.height() // LINE - 1, 1) :]

    def _columns(self) -> tuple[int, float]:
        """How many months after fit, and how wide each is."""
        known = (
            k for one in self._cohorts for k, rate in enumerate(one["rates"]) if rate is not None
        )
        deepest = max(known, default=0) + 1
        room = self.width() - MONTH_WIDTH - SIZE_WIDTH
        count = max(1, min(deepest, room // LEAST_CELL))
        return count, min(room / count, 96.0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        count, wide = self._columns()
        painter = QPainter(self)
        middle, right = Qt.AlignmentFlag.AlignVCenter, Qt.AlignmentFlag.AlignRight
        centre = Qt.AlignmentFlag.AlignCenter
        painter.fillRect(QRectF(0, 0, self.width(), LINE), QColor(tokens.faint))
        painter.setPen(QColor(tokens.second))
        painter.drawText(QRectF(8, 0, MONTH_WIDTH, LINE), middle, _("Joined"))
        size = QRectF(MONTH_WIDTH, 0, SIZE_WIDTH - 12, LINE)
        painter.drawText(size, middle | right, _("People"))
        for k in range(count):
            box = QRectF(MONTH_WIDTH + SIZE_WIDTH + k * wide, 0, wide, LINE)
            painter.drawText(box, centre, f"+{k}" if k else _("month 0"))
        for place, cohort in enumerate(self._cohorts):
            self._row(painter, cohort, (place + 1) * LINE, count, wide)
        if self.cell and self._holds(*self.cell):
            painter.setPen(QPen(QColor(tokens.text), 1.5))
            painter.drawRect(self._cell_box(*self.cell).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.end()

    def _row(self, painter: QPainter, cohort: Cohort, top: int, count: int, wide: float) -> None:
        tokens = self._theme.tokens
        middle, right = Qt.AlignmentFlag.AlignVCenter, Qt.AlignmentFlag.AlignRight
        painter.setPen(QColor(tokens.line))
        painter.drawLine(0, top + LINE - 1, self.width(), top + LINE - 1)
        painter.setPen(QColor(tokens.text))
        painter.drawText(QRectF(8, top, MONTH_WIDTH, LINE), middle, cohort["month"])
        size = QRectF(MONTH_WIDTH, top, SIZE_WIDTH - 12, LINE)
        painter.drawText(size, middle | right, f"{cohort['size']:,}")
        for k, rate in enumerate(cohort["rates"][:count]):
            if rate is None:
                continue
            ground = shade(tokens, rate)
            box = QRectF(MONTH_WIDTH + SIZE_WIDTH + k * wide, top, wide - 1, LINE - 1)
            painter.fillRect(box, QColor(ground))
            painter.setPen(QColor(tokens.text))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, percent(f"{100 * rate:.0f}"))

    def _cell_box(self, place: int, k: int) -> QRectF:
        _count, wide = self._columns()
        top = (place + 1) * LINE
        if k < 0:
            return QRectF(0, top, MONTH_WIDTH + SIZE_WIDTH - 4, LINE - 1)
        return QRectF(MONTH_WIDTH + SIZE_WIDTH + k * wide, top, wide - 1, LINE - 1)

    def cell_at(self, x: float, y: float) -> tuple[int, int] | None:
        """The cell that can be chosen there."""
        count, wide = self._columns()
        place = int(y // LINE) - 1
        k = int((x - MONTH_WIDTH - SIZE_WIDTH) // wide) if x >= MONTH_WIDTH + SIZE_WIDTH else -1
        return (place, k) if k < count and self._holds(place, k) else None

    def _holds(self, place: int, k: int) -> bool:
        if not 0 <= place < len(self._cohorts) or k < -1:
            return False
        rates = self._cohorts[place]["rates"][: self._columns()[0]]
        return k == -1 or (k < len(rates) and rates[k] is not None)

    def choose(self, cell: tuple[int, int] | None) -> None:
        if cell and self._holds(*cell):
            self.chosen.emit(self._cohorts[cell[0]]["month"], cell[1])

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.choose(self.cell_at(event.position().x(), event.position().y()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point(self.cell_at(event.position().x(), event.position().y()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._point(None)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in BY_KEYS:
            self._point((0, -1))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._point(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = AROUND.get(Qt.Key(event.key()))
        if step:
            place, k = self.cell or (0, -1)
            there = (place + step[0], k + step[1]) if self.cell else (place, k)
            if self._holds(*there):
                self._point(there)
                below = self._cell_box(*there).bottomLeft().toPoint()
                QToolTip.showText(self.mapToGlobal(below), hint(self.words(*there)), self)
        elif event.key() in CHOOSING:
            self.choose(self.cell)
        else:
            super().keyPressEvent(event)

    def _point(self, cell: tuple[int, int] | None) -> None:
        if cell != self.cell:
            self.cell = cell
            shape = Qt.CursorShape.PointingHandCursor if cell else Qt.CursorShape.ArrowCursor
            self.setCursor(shape)
            self.update()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            cell = self.cell_at(event.pos().x(), event.pos().y())
            QToolTip.showText(event.globalPos(), hint(self.words(*cell) if cell else ""), self)
            return True
        return super().event(event)

    def words(self, place: int, k: int) -> str:
        """What the cell of the k-th month after stands for, empty where there is none."""
        if not self._holds(place, k):
            return ""
        cohort = self._cohorts[place]
        if k < 0:
            words = ngettext("{n} joined in {month}", "{n} joined in {month}", cohort["size"])
            return words.format(n=f"{cohort['size']:,}", month=cohort["month"])
        rate = cohort["rates"][k] or 0.0
        n = round(rate * cohort["size"])
        words = ngettext(
            "{n} of {size} who joined in {month} spoke {k} months later",
            "{n} of {size} who joined in {month} spoke {k} months later",
            n,
        )
        return words.format(n=f"{n:,}", size=cohort["size"], month=cohort["month"], k=k)
