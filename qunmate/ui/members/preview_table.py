"""The table of what would be filled in, or what it says as long as there is nothing to show."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QTableWidget

from qunmate.i18n import _
from qunmate.ui.empty import EmptyWords
from qunmate.ui.theme import Theme


class PreviewTable(QTableWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__(0, 1)
        self._empty = EmptyWords(theme, self)
        self.setAccessibleName(_("What would be filled in"))
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.setHorizontalHeaderLabels([_("Nickname")])
        self.horizontalHeader().setStretchLastSection(True)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        self.horizontalHeader().setDefaultAlignment(left)

    def say_when_empty(self, words: str) -> None:
        self._empty.say(words)
        self.setAccessibleDescription(words)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.rowCount():
            self._empty.paint()
