"""The second page of the import dialog: progress, then what was done, fault by fault."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QPlainTextEdit,
    QProgressBar,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from qunmate.errors import UserError
from qunmate.i18n import _, ngettext
from qunmate.ui.context import WindowContext
from qunmate.ui.importing.outcome import Outcome, Seen
from qunmate.ui.importing.run import ImportRun
from qunmate.ui.jobs import JobState
from qunmate.ui.parts import GRID, ElidedLabel, button, label, row, set_property
from qunmate.ui.saving import ask_file
from qunmate.ui.status_bar import describe

LINES_SHOWN = 200
MOST, AROUND = 152, 14  # px of height: of the lines, of the frame around them


class Doing(QWidget):
    closed = Signal()
    grown = Signal()  # there is more to see

    def __init__(self, context: WindowContext) -> None:
        super().__init__()
        self._context = context
        self._run: ImportRun | None = None
        self._total = 0
        self.outcomes: list[Outcome] = []
        self.title = label(_("Import"), "title")
        self.count = label("", "second")
        self.state = ElidedLabel(_("Waiting for its turn…"), "second")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(_("Progress of the import"))
        inner = QWidget()
        inner.setObjectName("ground")
        self._list = QVBoxLayout(inner)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(12)
        self._list.addStretch(1)
        self._area = area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inner)
        self.save = button(_("Save the list of problems…"), self._save)
        self.save.setVisible(False)
        self.cancel = button(_("Cancel"), self._cancel)
        self.close_button = button(_("Continue in the background"), self.closed.emit)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addLayout(row(self.title, 8, self.count, None))
        for widget in (self.state, self.bar):
            box.addWidget(widget)
        box.addWidget(area, 1)
        box.addLayout(row(self.save, None, self.cancel, self.close_button))
        context.jobs.running.connect(self._show_state)

    def lacking(self) -> int:
        """How many px of height what was done needs beyond what it has."""
        return self._list.minimumSize().height() - self._area.viewport().height()

    def follow(self, run: ImportRun, total: int) -> None:
        """`total` is the number of its sources."""
        self._run = run
        self._total = total
        self._count()
        run.came.connect(self._show_outcome)
        run.finished.connect(self._finish)

    def _count(self) -> None:
        if self._total > 1:
            now = min(len(self.outcomes) + 1, self._total)
            self.count.setText(_("{n} of {total}").format(n=now, total=self._total))

    def _cancel(self) -> None:
        self.cancel.setEnabled(False)
        if self._run:
            self._run.cancel()

    def _show_state(self, state: JobState | None) -> None:
        if state is None or self._run is None:
            return
        self.state.set_text(describe(state))
        total = state.progress.total
        self.bar.setRange(0, 1000 if total else 0)
        self.bar.setValue(1000 * state.progress.done // total if total else 0)

    def _show_outcome(self, outcome: Outcome) -> None:
        self.outcomes.append(outcome)
        self._count()
        frame = QFrame()
        frame.setProperty("card", "true")
        box = QVBoxLayout(frame)
        box.setContentsMargins(2 * GRID, 12, 2 * GRID, 12)
        box.setSpacing(6)
        box.addWidget(ElidedLabel(outcome.title(self._context.blur.file), "heading"))
        counts = label(outcome.counts, wrap=True)
        set_property(counts, "tone", "bad" if outcome.failed else "")
        counts.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        box.addWidget(counts)
        if outcome.problems:
            problems = Problems(listed_problems(outcome, LINES_SHOWN, self._context.blur.name))
            problems.grown.connect(self.grown)
            box.addWidget(problems)
        self._list.insertWidget(self._list.count() - 1, frame)
        self.grown.emit()

    def _finish(self, outcomes: list[Outcome]) -> None:
        self._run = None
        failed = sum(outcome.failed for outcome in outcomes)
        done = len(outcomes) - failed
        words = ngettext("{n} import done", "{n} imports done", done).format(n=done)
        if failed:
            words += " · " + _("{n} not done").format(n=failed)
        self.title.setText(words)
        self.count.hide()
        self.state.setVisible(False)
        self.bar.setVisible(False)
        self.cancel.setVisible(False)
        self.close_button.setText(_("Close"))
        set_property(self.close_button, "look", "primary")
        self.close_button.setFocus()
        self.save.setVisible(any(outcome.problems for outcome in outcomes))

    def _save(self) -> None:
        kinds = (("xlsx", f"{_('Excel workbook')} (*.xlsx)"), ("txt", f"{_('Text')} (*.txt)"))
        stem = f"{_('Problems')} {self._context.today.isoformat()}"
        path = ask_file(self._context.state, self, _("Save the list of problems"), stem, kinds)
        if path:
            self.save_to(path)

    def save_to(self, path: Path) -> None:
        """Write all problems of all sources."""
        from qunmate.data.exporters.problem_list import write_problems

        lines = [(one.title(), line) for one in self.outcomes for line in listed_problems(one)]
        try:
            write_problems(path, lines)
        except UserError as error:
            self._context.notify.complain(error)
        else:
            name = self._context.blur.file(path.name)
            self._context.notify.notice(_("Saved {name}").format(name=name))


def listed_problems(outcome: Outcome, most: int | None = None, seen: Seen = str) -> list[str]:
    """Its problems, at most so many, and how many there are beside."""
    lines = outcome.lines(most, seen)
    rest = outcome.problems_total - len(lines)
    if rest > 0:
        words = ngettext("… and {n:,} more problem", "… and {n:,} more problems", rest)
        lines.append(words.format(n=rest))
    return lines


class Problems(QPlainTextEdit):
    """As high as its lines, up to a bound from which on it scrolls."""

    grown = Signal()

    def __init__(self, lines: list[str]) -> None:
        super().__init__("\n".join(lines))
        self.setReadOnly(True)
        self.setAccessibleName(_("Problems"))
        self.document().setDocumentMargin(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        lines = round(self.document().size().height())  # of a plain text Qt tells lines, not px
        before = self.minimumHeight()
        self.setFixedHeight(min(lines * self.fontMetrics().lineSpacing(), MOST) + AROUND)
        if self.minimumHeight() > before:
            self.grown.emit()
