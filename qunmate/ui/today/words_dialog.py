"""The words that a line copies, to be made one's own for a group."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from qunmate.i18n import N_, _
from qunmate.today.phrases import DEFAULTS, LONGEST, NAMES, kept, place, shown
from qunmate.ui.parts import button, label, row
from qunmate.ui.writing import WritingDialog

_TITLES = {
    "welcome": N_("Words of welcome"),
    "quiet": N_("Words for those who have gone quiet"),
    "expiring": N_("Words about renewal"),
    "birthday": N_("Words for a birthday"),
}


class WordsDialog(WritingDialog):
    def __init__(self, parent: QWidget, group: str, text: str, kind: str) -> None:
        """`group` names those whom the words are for, empty for everybody."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_(_TITLES[kind]))
        self.setMinimumWidth(440)
        self._default = _(DEFAULTS[kind])
        self.text = QPlainTextEdit(shown(text))
        self.text.setAccessibleName(_(_TITLES[kind]))
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(120)
        hint = _("{names} stands for the names of those it goes to.").replace(NAMES, place())
        save = button(_("Save"), self.accept, "primary")
        save.setDefault(True)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 16)
        box.setSpacing(12)
        if group:
            box.addWidget(label(group, "heading", wrap=True))
        box.addWidget(self.text, 1)
        box.addWidget(label(hint, "note", wrap=True))
        default = button(_("Reset to default"), self._reset, "link")
        box.addLayout(row(default, None, button(_("Cancel"), self.reject), save))

    def _reset(self) -> None:
        self.text.setPlainText(shown(self._default))

    def words(self) -> str:
        """Empty where they are those of the beginning, so that a change of language is followed."""
        text = kept(self.text.toPlainText().strip())[:LONGEST]
        return "" if text == self._default else text
