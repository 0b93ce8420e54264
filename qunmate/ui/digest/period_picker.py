"""Which week a digest is of, or which morning a report is for."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qunmate import clock, day_words
from qunmate.digest.words import span
from qunmate.i18n import _
from qunmate.ui.parts import GRID, button, row
from qunmate.ui.widgets.drop_down import DropDown
from qunmate.ui.widgets.one_of import OneOf

WEEK = 7
WEEKS, DAYS = 53, 60  # how far back one may choose


class PeriodPicker(QWidget):
    """A choice of weeks, this one first, or of mornings."""

    changed = Signal()

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = clock.day_of(today)
        self._monday = self._today - today.weekday()
        self.kinds = OneOf(self)
        self.weekly = button(_("Weekly digest"), partial(self._turn_to, morning=False), "chip")
        self.morning = button(_("Morning report"), partial(self._turn_to, morning=True), "chip")
        for chip in (self.weekly, self.morning):
            self.kinds.addButton(chip)
        self.weekly.setChecked(True)
        self.choice = DropDown()
        self.earlier = button("‹", partial(self.step, 1))
        self.earlier.setAccessibleName(_("Earlier"))
        self.later = button("›", partial(self.step, -1))
        self.later.setAccessibleName(_("Later"))
        for arrow in (self.earlier, self.later):
            arrow.setFixedWidth(32)
        line = row(self.earlier, self.choice, self.later)
        line.setStretch(1, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GRID)
        box.addLayout(row(self.weekly, self.morning, None))
        box.addLayout(line)
        self._fill()
        self.choice.currentIndexChanged.connect(self._chosen)

    @property
    def is_morning(self) -> bool:
        return self.morning.isChecked()

    @property
    def kind(self) -> str:
        """What it is a period of."""
        return (self.morning if self.is_morning else self.weekly).text()

    def days(self) -> tuple[int, int]:
        """First and last day chosen, since 1970-01-01; of a morning report both its morning."""
        first = int(self.choice.currentData())
        return (first, first) if self.is_morning else (first, first + WEEK - 1)

    def step(self, back: int) -> None:
        self.choice.setCurrentIndex(
            min(max(self.choice.currentIndex() + back, 0), self.choice.count() - 1)
        )

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.choice.setAccessibleName(name)

    def _turn_to(self, *, morning: bool) -> None:
        if (self.choice.count() == DAYS) != morning:
            self._fill()
            self.changed.emit()

    def _fill(self) -> None:
        self.choice.blockSignals(True)  # noqa: FBT003
        self.choice.clear()
        if self.is_morning:
            for day in range(self._today, self._today - DAYS, -1):
                self.choice.addItem(day_words.with_weekday(day), day)
        else:
            for monday in range(self._monday, self._monday - WEEKS * WEEK, -WEEK):
                days = span(monday, monday + WEEK - 1)
                week = int(clock.week_of(monday).partition("-W")[2])
                self.choice.addItem(_("{days} · week {n}").format(days=days, n=week), monday)
        self.choice.setCurrentIndex(0 if self.is_morning else 1)  # the last complete week
        self.choice.blockSignals(False)  # noqa: FBT003
        self._arrows()

    def _chosen(self, _place: int) -> None:
        self._arrows()
        self.changed.emit()

    def _arrows(self) -> None:
        self.later.setEnabled(self.choice.currentIndex() > 0)
        self.earlier.setEnabled(self.choice.currentIndex() < self.choice.count() - 1)
