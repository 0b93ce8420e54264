"""The right side: what is wrong, and the last day against those before."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from qunmate import day_words
from qunmate.bidi import from_the_left, isolated
from qunmate.figures.alerts import Alert
from qunmate.i18n import _
from qunmate.terms import percent
from qunmate.today.model import Change
from qunmate.today.words import alert_words, change_hint
from qunmate.ui.jobs import Jobs
from qunmate.ui.parts import GRID, ElidedLabel, button, hint, label, set_property
from qunmate.ui.pen import writes
from qunmate.ui.theme import Theme
from qunmate.ui.today.line_row import Act
from qunmate.ui.widgets.flow import FlowLayout

EDGE = 3  # px


class AlertCard(QFrame):
    """Its edge has the colour of how bad it is."""

    def __init__(self, theme: Theme, jobs: Jobs, alert: Alert, acts: Sequence[Act]) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self.alert = alert
        self._theme = theme
        title, text = alert_words(alert)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        box = QVBoxLayout(self)
        box.setContentsMargins(2 * GRID + EDGE, 12, 2 * GRID, 12)
        box.setSpacing(2)
        heading = label(from_the_left(title), "heading", wrap=True)
        box.addWidget(heading)
        if text:
            box.addWidget(label(text, "note", wrap=True))
        buttons = FlowLayout(gap=GRID)
        for act in acts:
            made = button(act.text, act.run, "small")
            buttons.addWidget(made)
            if act.writes:
                writes(jobs, made)
        box.addSpacing(6)
        box.addLayout(buttons)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QPainterPath()
        whole.addRoundedRect(QRectF(self.rect()), 6, 6)
        edge = QPainterPath()
        edge.addRect(QRectF(0, 0, EDGE, self.height()))
        colour = getattr(self._theme.tokens, self.alert.tone)
        painter.fillPath(whole.intersected(edge), QColor(colour))
        painter.end()


class Changes(QFrame):
    """Each group's last day in figures."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self._theme = theme
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(2 * GRID, 12, 2 * GRID, 12)
        self._box.setSpacing(6)
        self.title = label(_("The day before"), "heading")
        self._box.addWidget(self.title)
        self._table = QWidget()
        self._box.addWidget(self._table)
        self.hide()

    def show_changes(self, changes: Sequence[Change], today: int) -> None:
        table = QWidget()
        grid = QGridLayout(table)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        heads = (
            (_("Net"), _("Members more or fewer than the day before")),
            (_("Msgs"), _("Messages of the day")),
            (_("Spoke"), _("Members who spoke on the day")),
            (_("vs usual"), _("Messages, compared with the same weekday of the weeks before")),
        )
        for place, (head, meaning) in enumerate(heads, 1):
            shown = label(head, "note")
            shown.setToolTip(hint(meaning))
            grid.addWidget(shown, 0, place, Qt.AlignmentFlag.AlignRight)
        for line, change in enumerate(changes, 1):
            self._add(grid, line, change, today)
        self._box.replaceWidget(self._table, table)
        self._table.hide()
        self._table.deleteLater()
        self._table = table
        self.setVisible(bool(changes))

    def _add(self, grid: QGridLayout, line: int, change: Change, today: int) -> None:
        told = change_hint(change)
        name = isolated(change.group)
        if change.day != today - 1:
            name += f" · {day_words.near(change.day, today)}"
        shown = ElidedLabel()
        shown.set_text(name, f"{name}\n{told}")
        grid.addWidget(shown, line, 0)
        sign = f"{change.members:+,}".replace("-", "−") if change.members else "0"
        cells = [label(sign), label(f"{change.messages:,}"), label(f"{change.speakers:,}")]
        set_property(cells[0], "tone", _tone(change.members))
        cells.append(_share(change))
        for place, cell in enumerate(cells, 1):
            cell.setToolTip(hint(told))
            grid.addWidget(cell, line, place, Qt.AlignmentFlag.AlignRight)


def _share(change: Change) -> QLabel:
    if change.share is None:
        return label("—", "second")
    hundredths = round(100 * abs(change.share))
    sign = "▲" if change.share > 0 else "▼"
    made = label(f"{sign} {percent(f'{hundredths:,}')}" if hundredths else percent("0"))
    made.setProperty("tone", _tone(change.share) if hundredths else "")
    return made


def _tone(value: float) -> str:
    return "good" if value > 0 else "bad" if value < 0 else ""
