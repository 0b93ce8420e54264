"""Language and appearance: of this computer, not of the file."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QGridLayout, QVBoxLayout, QWidget

from qunmate.i18n import LANGUAGES, _
from qunmate.ui.more_menu import MODES
from qunmate.ui.parts import GRID, label

BOX_WIDTH = 208


class GeneralPage(QWidget):
    def __init__(self, language: str, theme: str) -> None:
        """`language` is "" for the system's."""
        super().__init__()
        self.language = QComboBox()
        self.language.addItem(_("Like the system"), "")
        for key, name in LANGUAGES.items():
            self.language.addItem(name, key)
        self.language.setCurrentIndex(max(self.language.findData(language), 0))
        self.theme = QComboBox()
        for mode, words in MODES.items():
            self.theme.addItem(_(words), mode)
        self.theme.setCurrentIndex(max(self.theme.findData(theme), 0))
        grid = QGridLayout()
        grid.setVerticalSpacing(0)
        grid.setHorizontalSpacing(2 * GRID)
        grid.setColumnStretch(0, 1)
        _add(
            grid,
            0,
            _("Language"),
            _("The window is built anew; undo starts afresh."),
            self.language,
        )
        _add(grid, 3, _("Appearance"), _("Light, dark, or as the system has it."), self.theme)
        box = QVBoxLayout(self)
        box.addLayout(grid)
        box.addStretch(1)


def _add(grid: QGridLayout, line: int, title: str, why: str, box: QComboBox) -> None:
    words = label(title)
    words.setBuddy(box)
    box.setAccessibleName(title)
    box.setFixedWidth(BOX_WIDTH)
    grid.addWidget(words, line, 0)
    grid.addWidget(label(why, "note", wrap=True), line + 1, 0)
    grid.addWidget(box, line, 1, 2, 1)
    grid.setRowMinimumHeight(line + 2, 2 * GRID)
