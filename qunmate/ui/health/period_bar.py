"""Which period the Health tab shows: chips, earlier and later, own days."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QVBoxLayout, QWidget

from qunmate import clock
from qunmate.i18n import _
from qunmate.ui.dialog import Dialog
from qunmate.ui.health.period import CUSTOM, PERIODS, Period
from qunmate.ui.parts import add_field, button, hint, label, row
from qunmate.ui.widgets.day_edit import DayEdit
from qunmate.ui.widgets.one_of import OneOf


class PeriodBar(QWidget):
    changed = Signal()

    def __init__(self, period: Period) -> None:
        super().__init__()
        self.period = period
        self._first, self._last, self._end = 0, 0, 0
        self.earlier = button("‹", partial(self._move, -1))
        self.later = button("›", partial(self._move, 1))
        for arrow, words in ((self.earlier, _("Earlier")), (self.later, _("Later"))):
            arrow.setFixedWidth(30)
            arrow.setAccessibleName(words)
            arrow.setToolTip(hint(words))
        self.chips = OneOf(self)
        chips = []
        for place, (key, (name, _days)) in enumerate(PERIODS.items()):
            chip = button(_(name), partial(self.choose, Period(key)), "chip")
            self.chips.addButton(chip, place)
            chips.append(chip)
        custom = button(_("Custom…"), self._ask, "chip")
        self.chips.addButton(custom, len(PERIODS))
        self._check()
        self.setLayout(row(self.earlier, self.later, *chips, custom, spacing=6))

    def show_days(self, first: int, last: int, begun: int, end: int) -> None:
        """The days that are shown, of those that the record holds."""
        self._first, self._last, self._end = first, last, end
        self.later.setEnabled(self.period.movable and last < end)
        self.earlier.setEnabled(self.period.movable and first > begun)

    def choose(self, period: Period) -> None:
        self.period = period
        self._check()
        self.changed.emit()

    def _move(self, step: int) -> None:
        self.choose(self.period.moved(step))

    def _check(self) -> None:
        keys = [*PERIODS, CUSTOM]
        self.chips.button(keys.index(self.period.key)).setChecked(True)

    def _ask(self) -> None:
        self._check()  # until days are chosen the old period stays
        dialog = DaysDialog(self, self._first, self._last)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self.choose(dialog.period()))
        dialog.open()


class DaysDialog(Dialog):
    """Asks for a first and a last day."""

    def __init__(self, parent: QWidget, first: int, last: int) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Which days?"))
        self.first, self.last = DayEdit(clock.date_of(first)), DayEdit(clock.date_of(last))
        self.first.dateChanged.connect(self.last.setMinimumDate)
        self.last.setMinimumDate(self.first.date())
        form = QFormLayout()
        form.setSpacing(8)
        add_field(form, _("From"), self.first)
        add_field(form, _("To"), self.last)
        ok = button(_("OK"), self.accept, "primary")
        ok.setDefault(True)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 16)
        box.setSpacing(12)
        box.addWidget(label(_("Which days?"), "heading"))
        box.addLayout(form)
        box.addLayout(row(None, button(_("Cancel"), self.reject), ok))

    def period(self) -> Period:
        return Period(CUSTOM, 0, _day(self.first), _day(self.last))


def _day(edit: DayEdit) -> int:
    return clock.day_of(clock.date_of(0).replace(*edit.date().getDate()))
