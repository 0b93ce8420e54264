"""The line above the calendar: which days are shown, in which view, and what to begin with."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QPushButton, QVBoxLayout, QWidget

from qunmate.i18n import NC_, _
from qunmate.keys import native
from qunmate.ui.calendar import telling
from qunmate.ui.calendar.grid import View
from qunmate.ui.jobs import Jobs
from qunmate.ui.parts import ElidedLabel, button, hint, label, row
from qunmate.ui.pen import writes
from qunmate.ui.widgets.one_of import OneOf

VIEWS: tuple[tuple[View, str], ...] = (
    ("month", NC_("calendar", "Month")),
    ("week", NC_("calendar", "Week")),
    ("groups", NC_("calendar", "By group")),
    ("list", NC_("calendar", "List")),
)
NARROW = 860  # px, below which the words are short


class Head(QWidget):
    """`turned` is sent with a step to the days before or after."""

    turned = Signal(int)
    today_asked = Signal()
    view_asked = Signal(str)
    new_asked = Signal()
    import_asked = Signal()
    export_asked = Signal()

    def __init__(self, view: View, jobs: Jobs, parent: QWidget) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._title = label(_("Calendar"), "title")
        self.period = ElidedLabel("", "heading")
        self.now = button(_("Today"), self.today_asked.emit)
        self._chips = OneOf(self)
        self._more = button("⋯", self._files_menu, "icon")
        self._more.setFixedWidth(32)
        self._more.setAccessibleName(_("Import and export"))
        self._more.setToolTip(_("Import and export"))
        self.new = button(_("+ New item"), self.new_asked.emit, "primary")
        self.new.setToolTip(native("Ctrl+N"))
        writes(jobs, self.new)
        before, after = self._arrow("‹", _("Before"), -1), self._arrow("›", _("After"), 1)
        line = row(self._title, before, self.period, after, self.now, None)
        for chip in self._make_chips(view):
            line.addWidget(chip)
        line.addWidget(self._more)
        line.addWidget(self.new)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addLayout(line)

    def _arrow(self, sign: str, words: str, step: int) -> QPushButton:
        made = button(sign, partial(self.turned.emit, step))
        made.setFixedWidth(32)
        made.setAccessibleName(words)
        made.setToolTip(hint(words))
        return made

    def _make_chips(self, shown: View) -> list[QPushButton]:
        chips = []
        for place, (view, words) in enumerate(VIEWS):
            chip = button(_(words), partial(self.view_asked.emit, view), "chip")
            chip.setChecked(view == shown)
            self._chips.addButton(chip, place)
            chips.append(chip)
        return chips

    def show_view(self, view: View) -> None:
        for place, (one, _words) in enumerate(VIEWS):
            self._chips.button(place).setChecked(one == view)

    def name_period(self, view: View, day: int, width: int) -> None:
        """`width` is that of the tab in px."""
        short = width < NARROW
        self._title.setVisible(not short)
        self.period.set_text(telling.period_words(view, day, short=short))

    def _files_menu(self) -> None:
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        taking = menu.addAction(_("Import plan…"))
        taking.triggered.connect(self.import_asked)
        writes(self._jobs, taking)
        menu.addAction(_("Export…")).triggered.connect(self.export_asked)
        menu.popup(self._more.mapToGlobal(QPoint(0, self._more.height() + 2)))
