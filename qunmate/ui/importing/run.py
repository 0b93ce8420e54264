"""A running import of several sources. Outlives the dialog that began it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from qunmate.errors import UserError
from qunmate.i18n import _
from qunmate.terms import sentences
from qunmate.ui.context import WindowContext
from qunmate.ui.importing.outcome import Outcome, in_short
from qunmate.ui.importing.part import Verb
from qunmate.ui.jobs import Ticket
from qunmate.ui.touched import IMPORT

Undo = Callable[[Sequence[int]], None]


class ImportRun(QObject):
    """`came` tells each outcome, `finished` all of them."""

    came = Signal(object)
    finished = Signal(object)

    def __init__(self, context: WindowContext, undo: Undo) -> None:
        super().__init__(context.jobs)
        self._context = context
        self._undo = undo
        self._open = 0
        self.outcomes: list[Outcome] = []
        self._tickets: list[Ticket] = []

    def start(self, sources: Sequence[tuple[str, Verb]]) -> None:
        """(name, verb) of each source; one write after another."""
        self._open = len(sources)
        seen = self._context.blur.file
        for name, verb in sources:
            ticket = self._context.jobs.write(
                verb,
                IMPORT,
                self._done,
                title=_("Importing {name}").format(name=seen(name)),
                failed=partial(self._failed, name),
                cancelled=partial(self._cancelled, name),
            )
            self._tickets.append(ticket)

    def cancel(self) -> None:
        for ticket in self._tickets:
            ticket.cancel()

    def _done(self, outcomes: list[Outcome]) -> None:
        self._take(outcomes)

    def _failed(self, name: str, error: BaseException) -> None:
        if isinstance(error, UserError):
            said = sentences(*self._context.blur.words(error.problem))
            self._take([Outcome(name, said, failed=True)])
        else:
            self._take([Outcome(name, _("It could not be imported."), failed=True)])
            self._context.notify.defect(error)

    def _cancelled(self, name: str) -> None:
        said = _("Cancelled. Nothing was kept.")
        self._take([Outcome(name, said, failed=True)])

    def _take(self, outcomes: list[Outcome]) -> None:
        self.outcomes += outcomes
        self._open -= 1
        for outcome in outcomes:
            self.came.emit(outcome)
        if not self._open:
            self._finish()

    def _finish(self) -> None:
        said = in_short(self.outcomes, self._context.blur.file)
        ids = [import_id for outcome in self.outcomes for import_id in outcome.import_ids]
        if ids:
            undo = partial(self._undo, ids)
            self._context.notify.notice(said, _("Undo"), undo)
        else:
            self._context.notify.notice(said)
        self.finished.emit(self.outcomes)
        self.deleteLater()
