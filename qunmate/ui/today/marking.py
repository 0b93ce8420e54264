"""Marks that a line or an alert was dealt with, or put off."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from qunmate.data import today_marks
from qunmate.data.database import Database
from qunmate.i18n import _
from qunmate.today.model import Line
from qunmate.ui.context import WindowContext
from qunmate.ui.today.line_row import Act

MARKS = frozenset({"today_marks"})


def done_act(line: Line, run: Callable[[], object]) -> Act:
    """The button that says that it is done, or takes that back."""
    done = _("Done") + " ✓"
    if line.done:
        return Act(done, run, hint=_("Mark as not done"), writes=True)
    return Act(_("Done"), run, writes=True, after=done)


def mark(
    context: WindowContext, kind: str, subjects: Sequence[str], deed: str, until: str | None = None,
    *, back: bool = False,
) -> None:  # fmt: skip
    """Mark subjects for good, or until a day (excluded); `back` takes it back."""
    today = context.today.isoformat()

    def change(db: Database) -> None:
        if back:
            today_marks.take_back(db, kind, subjects)
        else:
            today_marks.put(db, kind, subjects, today, until)

    context.jobs.edit(change, MARKS, deed=_("Removed a mark") if back else deed)
