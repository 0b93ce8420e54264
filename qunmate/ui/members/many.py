"""What stands at the right while several members are chosen: their tags, and the verbs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from qunmate.i18n import _, ngettext
from qunmate.ui.members.tag_row import TagRow
from qunmate.ui.parts import button, label
from qunmate.ui.theme import Theme
from qunmate.ui.widgets.chips import Chip

MOST_TAGS = 24


class Many(QWidget):
    tagged = Signal(str)
    untagged = Signal(str)
    field_asked = Signal()
    copy_asked = Signal()
    note_asked = Signal()
    export_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.heading = label("", "heading", wrap=True)
        self.tags = TagRow(theme, self)
        self.tags.added.connect(self.tagged)
        self.tags.removed.connect(self.untagged)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addWidget(self.heading)
        box.addWidget(self.tags)
        verbs = QGridLayout()
        self.writing: list[QPushButton] = []
        verbs.setSpacing(8)
        for place, (words, signal, writing) in enumerate(
            (
                (_("Set a field…"), self.field_asked, True),
                (_("Copy @names"), self.copy_asked, False),
                (_("Note a talk…"), self.note_asked, True),
                (_("Export the chosen…"), self.export_asked, False),
            )
        ):
            made = button(words, signal.emit)
            verbs.addWidget(made, *divmod(place, 2))
            if writing:
                self.writing.append(made)
        for column in range(2):
            verbs.setColumnStretch(column, 1)  # as wide as one another, if the words let them
        box.addLayout(verbs)

    def enter(self) -> None:
        """Put the keyboard on the first verb."""
        verb = self.findChild(QPushButton)
        if verb is not None:
            verb.setFocus(Qt.FocusReason.TabFocusReason)

    def show_chosen(
        self,
        count: int,
        tags: Sequence[tuple[str, Chip]],
        held: Mapping[str, int],
        known: Sequence[str],
    ) -> None:
        """`tags` are chips by tag, the most frequent first; `held` says how many have each."""
        words = ngettext("{n} member chosen", "{n} members chosen", count)
        self.heading.setText(words.format(n=f"{count:,}"))
        chips = [
            (tag, Chip(chip.text, chip.tone, f" {held[tag]:,}")) for tag, chip in tags[:MOST_TAGS]
        ]
        self.tags.show_chips(None, chips, known)
