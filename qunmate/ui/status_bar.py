"""The bar at the bottom: the file, the last backup, notices, and the running job."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QWidget

from qunmate.digest import tidy
from qunmate.i18n import _, ngettext
from qunmate.ui.jobs import JobState, Ticket
from qunmate.ui.notify import Notice
from qunmate.ui.parts import ElidedLabel, button, hint, label, set_property

HEIGHT = 30
SHOWN_SECONDS = 12
TITLE = 32  # characters of a job's name, so that there is room for its figures
QUOTES = (("“", "”"), ("「", "」"))
SIDE, GAP = 16, 12  # px beside the whole, between its parts


class StatusBar(QFrame):
    cancel_asked = Signal(object)  # Ticket

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("statusBar")
        self.setFixedHeight(HEIGHT)
        self._ticket: Ticket | None = None
        self._act: Callable[[], None] | None = None
        self.file = ElidedLabel(part="note")
        self.backup = label("", "note")
        self.notice = ElidedLabel(part="note")
        self.action = button("", self._acted, "link")
        self.job = ElidedLabel(part="note")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(160)
        self.bar.setAccessibleName(_("Progress of the running job"))
        self.cancel = button(_("Cancel"), self._cancel, "link")
        box = QHBoxLayout(self)
        box.setContentsMargins(SIDE, 0, SIDE, 0)
        box.setSpacing(GAP)
        left: tuple[QWidget, ...] = (self.file, self.backup, self.notice, self.action)
        right: tuple[QWidget, ...] = (self.job, self.bar, self.cancel)
        for widget in left:
            box.addWidget(widget)
        box.addStretch(1)
        for widget in right:
            box.addWidget(widget)
        self._others = (*left, *right[1:])
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.clear_notice)
        self.clear_notice()
        self.show_job(None)

    def show_file(self, name: str, hint: str, *, read_only: bool) -> None:
        self.file.set_text(_("{name} (read-only)").format(name=name) if read_only else name, hint)

    def show_backup(self, words: str, why_not: str = "") -> None:
        """`why_not`: what hindered the last one."""
        self.backup.setText(words)
        self.backup.setToolTip(hint(why_not))
        set_property(self.backup, "tone", "bad" if why_not else "")
        self.backup.setVisible(bool(words))

    def show_notice(self, notice: Notice) -> None:
        """Shown for some seconds; with a button it stays longer."""
        self.notice.set_text(notice.text)
        self.notice.setVisible(True)
        self.action.setText(notice.action)
        self.action.setVisible(bool(notice.action))
        self._act = notice.act
        self._timer.start(SHOWN_SECONDS * 1000 * (3 if notice.action else 1))

    def clear_notice(self) -> None:
        self._act = None
        self.notice.setVisible(False)
        self.action.setVisible(False)

    def show_job(self, state: JobState | None) -> None:
        """None: nothing runs."""
        self._ticket = state.ticket if state else None
        self.bar.setVisible(state is not None)
        self.cancel.setVisible(state is not None)
        if state is None:
            self.job.set_text(_("Ready"))
            return
        self.job.set_text(describe(state, self._most(state)))
        total = state.progress.total
        self.bar.setRange(0, 1000 if total else 0)
        self.bar.setValue(1000 * state.progress.done // total if total else 0)

    def _most(self, state: JobState) -> int:
        """How many characters of the job's name there is room for: the bar's other parts need
        what they show."""
        seen = [one.sizeHint().width() + GAP for one in self._others if one.isVisibleTo(self)]
        metrics = self.job.fontMetrics()
        room = self.width() - 2 * SIDE - sum(seen) - metrics.horizontalAdvance(describe(state))
        return TITLE + max(room, 0) // metrics.horizontalAdvance("名")

    def _acted(self) -> None:
        act = self._act
        self.clear_notice()
        if act:
            act()

    def _cancel(self) -> None:
        if self._ticket:
            self.cancel.setVisible(False)
            self.cancel_asked.emit(self._ticket)


def describe(state: JobState, most: int = TITLE) -> str:
    """What runs, in at most so many characters, how much is done, how fast, how long it still
    takes."""
    parts = [_cut(state.ticket.title, most)]
    records = state.progress.records
    if records:
        parts.append(ngettext("{n:,} record", "{n:,} records", records).format(n=records))
        rate = round(state.records_per_second)
        parts.append(_("{n:,} per second").format(n=rate))
    if state.seconds_left is not None and state.seconds_left >= 1:
        parts.append(time_left(state.seconds_left))
    return " · ".join(parts)


def _cut(title: str, most: int) -> str:
    """The title in at most so many characters; a name in quotation marks is cut within them."""
    cut = tidy.line(title, most)
    for opening, closing in QUOTES:
        if cut.count(opening) > cut.count(closing):
            return tidy.line(title, most - 1) + closing
    return cut


def time_left(seconds: float) -> str:
    whole = round(seconds)
    if whole < 90:
        return ngettext("{n} second left", "{n} seconds left", whole).format(n=whole)
    minutes = round(seconds / 60)
    return ngettext("{n} minute left", "{n} minutes left", minutes).format(n=minutes)
