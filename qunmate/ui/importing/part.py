"""What a chat and a sheet have in common in the import dialog: the part below the heading."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from qunmate.data.store import Store
from qunmate.errors import UserError
from qunmate.model import Group
from qunmate.progress import Job
from qunmate.terms import sentences
from qunmate.ui.context import WindowContext
from qunmate.ui.importing.outcome import Outcome

Verb = Callable[[Store], Job[list[Outcome]]]


class Part(QWidget):
    """`said` carries words for the note and its tone; `changed` that `ready` or the counts may
    be others; `goes` the words for where it goes if it decides itself."""

    said = Signal(str, str)
    changed = Signal()
    goes = Signal(str)

    def __init__(self, context: WindowContext) -> None:
        super().__init__()
        self._context = context
        self._group: Group | None = None

    @property
    def ready(self) -> bool:
        """Whether it can be taken in as things stand."""
        raise NotImplementedError

    @property
    def counts(self) -> tuple[int, int]:
        """New messages and new members, as far as they are known."""
        return 0, 0

    def retarget(self, group: Group | None) -> None:
        """It shall go there; None: where the source itself says."""
        raise NotImplementedError

    def verb(self) -> Verb:
        """What the writer shall do; it does not depend on the dialog."""
        raise NotImplementedError

    def stand_alone(self, *, alone: bool) -> None:
        """Whether it is the only source, which has all the room there is."""

    @property
    def wants_all(self) -> bool:
        """Whether it shows what needs all the room: other sources step aside meanwhile."""
        return False

    def show_less(self) -> None:
        """Show what stands beside other sources."""

    def stop(self) -> None:
        """Read no further."""

    def failed(self, error: BaseException) -> None:
        if isinstance(error, UserError):
            self.said.emit(sentences(*self._context.blur.words(error.problem)), "bad")
        else:
            self.said.emit("", "")
            self._context.notify.defect(error)
        self.changed.emit()
