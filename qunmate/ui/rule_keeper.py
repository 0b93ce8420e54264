"""Judges the rules of tags anew when the window opens, and whenever tags have changed. Imports do
it themselves."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QTimer

from qunmate.data.store import Store
from qunmate.ui.context import WindowContext

FIRST = 4_000  # ms: first let the operator see what they came for
SOON = 400  # ms: several edits in a row are judged once
GIVEN = frozenset({"member_tags"})


class RuleKeeper(QObject):
    def __init__(self, context: WindowContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.look)
        context.jobs.closing.connect(self._soon.stop)

    def start(self) -> None:
        self._context.jobs.changed.connect(self._changed)
        self._soon.start(FIRST)

    def look(self) -> None:
        """Judge on the reader's thread; only what would change is written."""
        today = self._context.today

        def due(store: Store) -> bool:
            from qunmate.tasks import tag_rules

            return tag_rules.due(store, today)

        self._context.jobs.read("tags.rules", due, self._judged)

    def _changed(self, tables: frozenset[str]) -> None:
        if "tags" in tables:
            self._soon.start(SOON)

    def _judged(self, due: bool) -> None:  # noqa: FBT001 - what the reader found
        if due:
            from qunmate.tasks import tag_rules

            self._context.jobs.write(partial(tag_rules.apply, today=self._context.today), GIVEN)
