"""Who joined in a month, and how many of them still spoke months later."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from qunmate.figures.health import Cohort
from qunmate.i18n import _, ngettext
from qunmate.ui.theme import Theme, contrast, mix

LINE, MONTH_WIDTH, SIZE_WIDTH = 28, 88, 72
FEWEST_MONTHS, MOST_MONTHS, LEAST_CELL = 6, 12, 56


class RetentionGrid(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._all: list[Cohort] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(_("Retention by month of joining"))
        theme.changed.connect(self.update)

    def show_cohorts(self, cohorts: Sequence[Cohort] | None) -> None:
        """The latest months are shown, six to twelve of them, as many as there is room for;
        None where no date of joining is known."""
        self._all = list(cohorts or ())[-MOST_MONTHS:]
        self.setMinimumHeight(LINE * (min(len(self._all), FEWEST_MONTHS) + 1))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(480, self.minimumHeight())

    @property
    def _cohorts(self) -> list[Cohort]:
        return self._all[-max(self.height() // LINE - 1, 1) :]

    def _columns(self) -> tuple[int, float]:
        """How many months after fit, and how wide each is."""
        deepest = max((len(cohort["rates"]) for cohort in self._cohorts), default=1)
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
            painter.drawText(box, centre, f"+{k}" if k else _("same month"))
        for place, cohort in enumerate(self._cohorts):
            self._row(painter, cohort, (place + 1) * LINE, count, wide)
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
            ground = mix(tokens.accent, tokens.surface, 0.1 + 0.9 * rate)
            box = QRectF(MONTH_WIDTH + SIZE_WIDTH + k * wide, top, wide - 1, LINE - 1)
            painter.fillRect(box, QColor(ground))
            ink = max(("#FFFFFF", "#10201F"), key=lambda ink: contrast(ink, ground))
            painter.setPen(QColor(ink))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, f"{100 * rate:.0f}%")

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            _count, wide = self._columns()
            place = event.pos().y() // LINE - 1
            k = int((event.pos().x() - MONTH_WIDTH - SIZE_WIDTH) // wide)
            QToolTip.showText(event.globalPos(), self.words(place, k), self)
            return True
        return super().event(event)

    def words(self, place: int, k: int) -> str:
        """What the cell of the k-th month after stands for, empty where there is none."""
        if not 0 <= place < len(self._cohorts) or k < 0:
            return ""
        cohort = self._cohorts[place]
        rate = cohort["rates"][k] if k < len(cohort["rates"]) else None
        if rate is None:
            return ""
        n = round(rate * cohort["size"])
        words = ngettext(
            "{n} of {size} who joined in {month} spoke {k} months later",
            "{n} of {size} who joined in {month} spoke {k} months later",
            n,
        )
        return words.format(n=n, size=cohort["size"], month=cohort["month"], k=k)
