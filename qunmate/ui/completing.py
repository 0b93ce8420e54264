"""Fields that complete what is typed, by a list that pops up below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QLineEdit


class WordCompleter(QCompleter):
    """Offers the words that hold what was typed."""

    def __init__(self, words: Sequence[str], field: QLineEdit) -> None:
        super().__init__(field)
        self.setModel(QStringListModel(list(words), self))
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setFilterMode(Qt.MatchFlag.MatchContains)


def complete(field: QLineEdit, completer: QCompleter) -> None:
    """Let the field offer a list, which a screen reader calls as it calls the field: by the name
    that the field has when something is typed, as a form names it late."""

    def name_list() -> None:
        if offered := completer.popup():
            offered.setAccessibleName(field.accessibleName())

    field.setCompleter(completer)
    field.textEdited.connect(name_list)
