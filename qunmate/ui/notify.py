"""The one place that speaks to the user: a notice, a problem of their world, a defect of ours."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from qunmate.errors import Problem, UserError
from qunmate.words import words


@dataclass(frozen=True, slots=True)
class Notice:
    """A short line in the status bar; `act` runs when the button `action` is pressed."""

    text: str
    action: str = ""
    act: Callable[[], None] | None = None
    bad: bool = False


class Notify(QObject):
    """Whoever shows things connects to the signals; tabs and dialogs only call the methods.
    `said` gives a problem in words as they may be shown, `seen` any other words."""

    noticed = Signal(object)  # Notice
    troubled = Signal(str, str)  # what is wrong, what to do next
    broke = Signal(object)  # BaseException

    def __init__(
        self,
        parent: QObject,
        said: Callable[[Problem], tuple[str, str]] = words,
        seen: Callable[[str], str] = str,
    ) -> None:
        super().__init__(parent)
        self._said, self._seen = said, seen

    def notice(self, text: str, action: str = "", act: Callable[[], None] | None = None) -> None:
        """Say that something is done, with a button to take it back where there is one."""
        self.noticed.emit(Notice(self._seen(text), action, act))

    def problem(self, problem: Problem) -> None:
        """Say what is wrong in the user's world, and the next step."""
        self.troubled.emit(*self._said(problem))

    def defect(self, error: BaseException) -> None:
        """A defect of ours: written to a report file, shown so that it can be copied."""
        self.broke.emit(error)

    def complain(self, error: BaseException) -> None:
        """A problem or a defect, whichever it is."""
        if isinstance(error, UserError):
            self.problem(error.problem)
        else:
            self.defect(error)
